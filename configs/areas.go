package configs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"minqing/flows/places"
	"minqing/storage"
)

// loadAreas reads the townships' ground.
func (b *Bureau) loadAreas(bureauPath string) ([]places.Area, []Problem) {
	var builtin []byte
	if b.Sample {
		builtin = sampleAreas
	}
	name, text, problems := b.companion(bureauPath, "areas", b.AreasFile, areasName, builtin)
	if text == nil {
		return nil, problems
	}
	b.sources.areas = &source{name: name, text: text}
	areas, found := readAreas(name, text)
	return areas, append(problems, found...)
}

// geoReader reads a GeoJSON FeatureCollection of Polygons and MultiPolygons, as
// every map program writes them. Members that it doesn't know are passed over, as
// the format asks (RFC 7946); whatever would make a township's ground uncertain is
// an error at the line of its feature.
type geoReader struct {
	name     string
	text     []byte
	areas    []places.Area
	problems []Problem
}

type feature struct {
	Type       string `json:"type"`
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// readAreas makes an Area of every polygon: a township may have several.
func readAreas(name string, text []byte) ([]places.Area, []Problem) {
	r := &geoReader{name: name, text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	if !utf8.Valid(r.text) {
		r.fail(0, "文件不是 UTF-8 编码")
		return nil, r.problems
	}
	var file struct {
		Type     string            `json:"type"`
		Features []json.RawMessage `json:"features"`
	}
	err := json.Unmarshal(r.text, &file)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		r.fail(int(syntax.Offset), "GeoJSON 格式有误（请检查括号、引号和逗号）")
	case err != nil || file.Type != "FeatureCollection":
		r.fail(0, "应当是 GeoJSON 的 FeatureCollection，乡镇放在 features 里")
	case len(file.Features) == 0:
		r.fail(0, "features 里一个乡镇（街道）也没有")
	}
	at := 0
	for i, raw := range file.Features {
		// A raw message is a piece of the text as it stands, and they come in order.
		if next := bytes.Index(r.text[at:], raw); next >= 0 {
			at += next
		}
		r.feature(at, i, raw)
		at += len(raw)
	}
	return r.areas, r.problems
}

func (r *geoReader) fail(offset int, format string, args ...any) {
	line := 1 + bytes.Count(r.text[:min(max(offset, 0), len(r.text))], []byte("\n"))
	r.problems = append(r.problems, Problem{File: r.name, Line: line, Level: Error, Text: fmt.Sprintf(format, args...)})
}

func (r *geoReader) feature(at, i int, raw []byte) {
	var f feature
	if err := json.Unmarshal(raw, &f); err != nil || f.Type != "Feature" {
		r.fail(at, "第%d项应当是 Feature，名称在 properties.name", i+1)
		return
	}
	if f.Properties.Name == "" {
		r.fail(at, "第%d项缺少乡镇（街道）名称 properties.name", i+1)
		return
	}
	var polygons [][][][]float64
	var err error
	switch f.Geometry.Type {
	case "Polygon":
		polygons = make([][][][]float64, 1)
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
	default:
		r.fail(at, "“%s”的 geometry 应当是 Polygon 或 MultiPolygon", f.Properties.Name)
		return
	}
	if err != nil || len(polygons) == 0 {
		r.fail(at, "“%s”的 coordinates 与 geometry 的 type 不符", f.Properties.Name)
		return
	}
	for _, polygon := range polygons {
		area, say := readPolygon(polygon)
		if say != "" {
			r.fail(at, "“%s”%s", f.Properties.Name, say)
			return
		}
		area.Township = f.Properties.Name
		r.areas = append(r.areas, area)
	}
}

// readPolygon reads an outer ring and its holes, or says what is wrong.
func readPolygon(rings [][][]float64) (area places.Area, say string) {
	if len(rings) == 0 {
		return area, "有一块没有边界"
	}
	for _, ring := range rings {
		var points []storage.Point
		for _, at := range ring {
			if len(at) < 2 || math.Abs(at[0]) > 180 || math.Abs(at[1]) > 90 {
				return area, "有一个坐标不对，应当是 [经度, 纬度]"
			}
			points = append(points, storage.Point{Lng: at[0], Lat: at[1]})
		}
		if len(points) < 4 || points[0] != points[len(points)-1] {
			return area, "有一圈边界没有闭合：至少四个点，最后一点与第一点相同"
		}
		area.Rings = append(area.Rings, points)
	}
	return area, ""
}
