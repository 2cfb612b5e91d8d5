package configs

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"minqing/flows/places"
	"minqing/storage"
)

// loadPlaces reads the gazetteer and the townships. Whatever is wrong with them,
// b.Places is there afterwards and knows the rest.
func (b *Bureau) loadPlaces(bureauPath string) []Problem {
	areas, problems := b.loadAreas(bureauPath)
	for _, a := range areas {
		if !slices.Contains(b.mapped, a.Township) {
			b.mapped = append(b.mapped, a.Township)
		}
	}
	spots, found := b.loadSpots(bureauPath)
	problems = append(problems, found...)
	built, err := places.New(spots, areas)
	if err != nil { // loadSpots left out what New refuses
		problems = append(problems, Problem{File: b.sources.bureau.name, Level: Error, Text: "地名表不能使用：" + err.Error()})
		built = &places.Gazetteer{}
	}
	b.Places = built
	return problems
}

// loadSpots reads the gazetteer's places, less those without a name and those
// with the name of another.
func (b *Bureau) loadSpots(bureauPath string) ([]places.Spot, []Problem) {
	var builtin []byte
	if b.Sample {
		builtin = samplePlaces
	}
	name, text, problems := b.companion(bureauPath, "places", b.PlacesFile, placesName, builtin)
	if text == nil {
		return nil, problems
	}
	var file struct {
		Spots []Spot `yaml:"spots"`
	}
	read, found := decode(name, text, &file)
	b.sources.places, b.spots = read, file.Spots
	check := &checker{source: read}
	spots := make([]places.Spot, len(file.Spots))
	for i, s := range file.Spots {
		spots[i] = places.Spot{Name: s.Name, Aliases: s.Aliases, Township: s.Township, Point: point(s.Lat, s.Lng)}
	}
	for _, clash := range places.Clashes(spots) {
		check.report(Error, fmt.Sprintf("spots[%d]", clash.Second), fmt.Sprintf("“%s”已是%s的名称或别名，一个叫法只能指一个地点",
			clash.Name, spots[clash.First].Name))
		spots[clash.Second] = places.Spot{}
	}
	return spots, append(append(problems, found...), check.problems...)
}

// point is nil where the place isn't known.
func point(lat, lng float64) *storage.Point {
	if lat == 0 && lng == 0 {
		return nil
	}
	return &storage.Point{Lat: lat, Lng: lng}
}

// checkSpots looks at what the gazetteer and the townships say together.
func (b *Bureau) checkSpots() []Problem {
	if b.sources.places == nil {
		return nil
	}
	check := &checker{source: b.sources.places}
	for i, s := range b.spots {
		at := fmt.Sprintf("spots[%d]", i)
		if utf8.RuneCountInString(s.Name) < 2 {
			check.report(Error, at, "缺少名称，或名称不到两个字")
		}
		for _, alias := range s.Aliases {
			if utf8.RuneCountInString(alias) < 2 {
				check.report(Error, at, fmt.Sprintf("“%s”的别名“%s”不到两个字", s.Name, alias))
			}
		}
		check.township(b.mapped, at, s.Name, s.Township)
		check.point(b.Places, at, s.Name, s.Township, s.Lat, s.Lng)
	}
	return check.problems
}

// townships are all that the gazetteer or the map knows.
func (b *Bureau) townships() []string {
	if b.Places == nil {
		return nil
	}
	return b.Places.Townships()
}

// township warns of one that isn't known. Where none is, there is nothing to
// compare with.
func (c *checker) township(known []string, at, name, township string) {
	if township != "" && len(known) > 0 && !slices.Contains(known, township) {
		c.report(Warning, at, fmt.Sprintf("“%s”的乡镇（街道）“%s”在地名和区划里都没有", name, township))
	}
}

// point looks at where a place lies. It needn't be known, but it must not
// contradict the map.
func (c *checker) point(g *places.Gazetteer, at, name, township string, lat, lng float64) {
	p := point(lat, lng)
	if p == nil {
		return
	}
	// China's outermost points; whoever takes one for the other finds out here.
	if lat < 3 || lat > 54 || lng < 73 || lng > 136 {
		c.report(Error, at, fmt.Sprintf("“%s”的坐标不在国内：lat 是纬度，lng 是经度", name))
		return
	}
	if g == nil || !g.HasAreas() {
		return
	}
	switch lies := g.Township(*p); {
	case lies == "":
		c.report(Warning, at, fmt.Sprintf("“%s”的坐标不在任何乡镇（街道）内", name))
	case township != "" && lies != township:
		c.report(Warning, at, fmt.Sprintf("“%s”写的是%s，坐标却在%s", name, township, lies))
	}
}
