package places

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// gist is what a description says of a place, without how it is said.
type gist struct {
	pairs     set // of neighbouring characters
	numbers   set // of houses, schools, bus lines
	townships set // named with their rank
	roads     set
	kinds     set // station, market, school …
	sides     [len(opposites)]set
}

const numeral = "〇一二两三四五六七八九十百千"

var (
	// some steps from the place, or a storey of it, are still there.
	steps   = regexp.MustCompile(`(往|向)?[东南西北左右前后]{0,2}(走|边)?(大约|大概|约)?[几` + numeral + `]+多?(米|公里|里路|步|m|km)|(往|向)[东南西北左右前后](走|拐|转)?`)
	storeys = regexp.MustCompile(`[` + numeral + `]+楼`)
	houses  = regexp.MustCompile(`[` + numeral + `]+(号|栋|幢|弄|座|单元|室|组|队)+`)
	figures = regexp.MustCompile(`[` + numeral + `]+`)
	// 清溪县 at the beginning tells nothing that the other reporter doesn't know.
	countyAt   = regexp.MustCompile(`(^|\|)[^|县]{2,3}县`)
	townshipAt = regexp.MustCompile(`(^|\|)县?([^|县镇乡]{2,3})(镇|乡|街道)([^|])`)
)

func gistOf(words string) gist {
	var g gist
	text := small.Replace(steady(words))
	text = asides.Replace(text)
	text = storeys.ReplaceAllString(steps.ReplaceAllString(text, "|"), "|")
	text = countyAt.ReplaceAllString(text, "${1}县")
	g.townships = set{}
	for _, m := range townshipAt.FindAllStringSubmatch(text, -1) {
		g.townships[m[2]] = true
	}
	g.roads = roadsIn(townshipAt.ReplaceAllString(text, "$1$4"))
	text = townshipAt.ReplaceAllString(text, "$1$2$4") // 城关镇菜市场 is 城关菜市场
	g.numbers, g.kinds = numbersIn(text), kindsIn(text)
	text = houses.ReplaceAllString(text, string(stop)) // every road has a 12号
	for i, pair := range opposites {
		g.sides[i] = sidesIn(text, pair)
	}
	g.pairs = pairsOf(sections.Replace(text))
	if !telling(g.pairs) { // nothing but a section was named: 出站口
		g.pairs = pairsOf(text)
	}
	return g
}

// numbersIn are the numbers by their value: 12 is 十二.
func numbersIn(text string) set {
	found := set{}
	for _, figure := range figures.FindAllString(text, -1) {
		found[strconv.Itoa(value(figure))] = true
	}
	return found
}

// value reads 十二, 二十 and 一百二十, and 一二 as a row of figures.
func value(figure string) int {
	total, one := 0, 0
	for _, r := range figure {
		switch r {
		case '十', '百', '千':
			unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
			total, one = total+max(one, 1)*unit, 0
		default:
			digit := strings.IndexRune("〇一二三四五六七八九", r) / len("〇")
			if r == '两' {
				digit = 2
			}
			one = (one*10 + digit) % 1e9
		}
	}
	return total + one
}

// roadsIn are the names of roads, two characters before 路 or its like.
func roadsIn(text string) set {
	found := set{}
	runes := []rune(text)
	begin := 0
	for i, r := range runes {
		switch {
		case r == stop:
			begin = i + 1
		case strings.ContainsRune("路街巷", r):
			follows := i+1 < len(runes) && strings.ContainsRune("口边旁上头灯", runes[i+1])
			if i > begin && !follows {
				found[string(runes[max(begin, i-2):i])] = true
			}
			begin = i + 1
		}
	}
	return found
}

// kindsIn are the kinds of places, a longer word before the shorter one in it.
func kindsIn(text string) set {
	found := set{}
	for text != "" {
		step := 0
		for _, kind := range kinds {
			if strings.HasPrefix(text, kind) {
				found[kind] = true
				step = len(kind)
				break
			}
		}
		if step == 0 {
			_, step = utf8.DecodeRuneInString(text)
		}
		text = text[step:]
	}
	if found["路口"] {
		found["路"] = true
	}
	return found
}

// sidesIn are the sides of a pair of opposites that the text takes.
func sidesIn(text string, pair []string) set {
	found := set{}
	for _, side := range pair {
		if strings.ContainsAny(text, side) {
			found[side] = true
		}
	}
	return found
}

// pairsOf are the pairs of characters that stand side by side.
func pairsOf(text string) set {
	found := set{}
	var before rune = stop
	for _, r := range text {
		if before != stop && r != stop {
			found[string(before)+string(r)] = true
		}
		before = r
	}
	return found
}

// telling reports whether there is more than what many places are called by.
func telling(pairs set) bool {
	for pair := range pairs {
		if !common[pair] {
			return true
		}
	}
	return false
}
