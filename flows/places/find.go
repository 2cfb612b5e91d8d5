package places

import (
	"slices"
	"strings"
)

// Find returns the place that the words speak of; false when they name none, or
// two that are equally likely.
//
// The longest name or alias that stands in the words wins, and of two as long as
// each other the one in the township that the words name. A name doesn't count
// where it is part of another place's (老汽车站, 东门桥社区), where it only gives the
// direction (往东门桥走), where it is denied, or where the words name another township
// than its own.
func (g *Gazetteer) Find(words string) (Spot, bool) {
	whole := steady(words)
	if tail, found := afterLandmark(whole); found {
		if found := g.named([]rune(small.Replace(tail))); len(found) > 0 {
			return g.likeliest(found, words)
		}
	}
	text := []rune(small.Replace(whole))
	found := g.named(text)
	if between(text) && len(found) > 1 {
		return Spot{}, false
	}
	return g.likeliest(found, words)
}

// named are the names in the text that say where it is.
func (g *Gazetteer) named(text []rune) []match {
	return slices.DeleteFunc(g.names.in(text), func(m match) bool { return !pointed(text, m) })
}

func (g *Gazetteer) likeliest(found []match, words string) (Spot, bool) {
	if only := g.fullTownship(plain(words)); only != "" {
		found = g.within(found, only, true)
	}
	spots := g.longest(found)
	if len(spots) > 1 {
		spots = g.longest(g.within(found, g.TownshipIn(words), false))
	}
	if len(spots) != 1 {
		return Spot{}, false
	}
	return g.spots[spots[0]], true
}

// within keeps the places of the township, and if lenient those whose township
// isn't known.
func (g *Gazetteer) within(found []match, township string, lenient bool) []match {
	var kept []match
	for _, m := range found {
		m.of = slices.DeleteFunc(slices.Clone(m.of), func(i int) bool {
			theirs := g.spots[i].Township
			return theirs != township && (theirs != "" || !lenient)
		})
		if len(m.of) > 0 {
			kept = append(kept, m)
		}
	}
	return kept
}

// longest are the places of the longest names, each once.
func (g *Gazetteer) longest(found []match) []int {
	var spots []int
	length := 0
	for _, m := range found {
		if m.tells > length {
			spots, length = nil, m.tells
		}
		if m.tells == length {
			spots = append(spots, m.of...)
		}
	}
	slices.Sort(spots)
	return slices.Compact(spots)
}

// indexSpots knows every spot by its name and aliases. A name that begins with
// the county's (清溪县汽车站) is known without it as well, as far as nobody else
// bears that.
func indexSpots(spots []Spot) index {
	ix := index{}
	for i, s := range spots {
		for _, name := range append([]string{s.Name}, s.Aliases...) {
			ix.add(plainName(name), i)
		}
	}
	short := index{}
	for i, s := range spots {
		for _, name := range withoutCounty(plainName(s.Name)) {
			if !ix.has(name) {
				short.add(name, i)
			}
		}
	}
	for _, list := range short {
		for _, e := range list {
			if len(e.of) == 1 {
				ix.add(e.name, e.of[0])
			}
		}
	}
	return ix
}

// withoutCounty are 县汽车站 and 汽车站 for 清溪县汽车站; what is left must still be
// a name and no mere 医院.
func withoutCounty(name []rune) [][]rune {
	at := county(name)
	if at == 0 {
		return nil
	}
	short := [][]rune{name[at:]}
	if rest := name[at+1:]; len(rest) >= 3 {
		short = append(short, rest)
	}
	return short
}

// landmarks end what only tells where the place is: in 县医院对面的菜市场 it is the
// market that is meant.
var landmarks = strings.Fields("对面的 旁边的 隔壁的 附近的 后面的 前面的 后边的 前边的 边上的 左边的 右边的 下面的 上面的 门口的 旁的")

// afterLandmark is what follows the last landmark.
func afterLandmark(text string) (tail string, found bool) {
	end := 0
	for _, l := range landmarks {
		if i := strings.LastIndex(text, l); i >= 0 {
			end = max(end, i+len(l))
		}
	}
	return text[end:], end > 0
}

func between(text []rune) bool {
	s := string(text)
	return strings.Contains(s, "之间") || strings.Contains(s, "中间")
}
