package places

import (
	"slices"
	"strings"
)

// ranks are what a township may be called after its own name.
var ranks = []string{"街道办事处", "街道", "镇", "乡"}

// TownshipIn returns the township that the words name; "" when they name none, or
// two. It may be named without 镇, 乡 or 街道 where only one has that name and what
// follows is something that a township has (城关老街, 白水卫生院): 青石板路 isn't in 青石镇.
func (g *Gazetteer) TownshipIn(words string) string {
	text := plain(words)
	whole := g.townshipsAt(g.whole.in(text), text)
	if len(whole) > 0 {
		return alone(whole)
	}
	spots := g.names.in(text)
	found := slices.DeleteFunc(g.stems.in(text), func(m match) bool {
		return !g.stemStands(text, m, spots)
	})
	return alone(g.townshipsAt(found, text))
}

// fullTownship is the one township that the text names whole.
func (g *Gazetteer) fullTownship(text []rune) string {
	return alone(g.townshipsAt(g.whole.in(text), text))
}

// townshipsAt are the townships at the matches, less those that are denied.
func (g *Gazetteer) townshipsAt(found []match, text []rune) []string {
	var names []string
	for _, m := range found {
		before := string(text[:m.begin])
		denied := slices.ContainsFunc(elsewhere, func(w string) bool { return strings.HasSuffix(before, w) })
		if name := g.townships[m.of[0]]; !denied && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func alone(names []string) string {
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// has are the things that a township has and that are called by its name.
var has = strings.Fields("这 那 里 境内 街上 街头 圩 集市 集镇 老街 新街 街办 办事处 政府 派出所 司法所 敬老院 卫生院 中学 小学 中心小学 " +
	"幼儿园 菜市场 农贸市场 市场 车站 汽车站 客运站 加油站 供销社 信用社 供电所 邮政所 文化站 服务站")

// stemStands reports whether a township's short name at m means the township.
// Within the name of a place it does only when the place is there.
func (g *Gazetteer) stemStands(text []rune, m match, spots []match) bool {
	if m.begin > 0 && slices.Contains(others, text[m.begin-1]) {
		return false
	}
	if m.end < len(text) && text[m.end] == '县' {
		return false
	}
	for _, s := range spots {
		if s.begin <= m.begin && m.end <= s.end {
			return g.spots[s.of[0]].Township == g.townships[m.of[0]]
		}
		if s.begin == m.end { // 城关东门桥
			return true
		}
	}
	return m.end == len(text) || text[m.end] == stop || startsWith(string(text[m.end:]), has)
}

func indexTownships(names []string) (whole, stems index) {
	whole, stems = index{}, index{}
	short := index{}
	for i, name := range names {
		whole.add(plainName(name), i)
		for _, rank := range ranks {
			if stem, cut := strings.CutSuffix(name, rank); cut {
				short.add(plainName(stem), i)
				break
			}
		}
	}
	for _, list := range short {
		for _, e := range list {
			if len(e.of) == 1 {
				stems.add(e.name, e.of[0])
			}
		}
	}
	return whole, stems
}
