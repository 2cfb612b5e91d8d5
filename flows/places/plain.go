package places

import (
	"strings"
	"unicode"

	"minqing/flows/fold"
)

// slips are characters that are written for one another, by hand, by the input
// method or by the reader of a picture, and figures, which are read as words.
var slips = func() map[rune]rune {
	m := map[rune]rune{}
	for _, pair := range strings.Fields("囗口 气汽 圆园 曰日 巿市 戸户 亍行 佔占 0〇 ○〇 零〇 1一 2二 3三 4四 5五 6六 7七 8八 9九") {
		r := []rune(pair)
		m[r[0]] = r[1]
	}
	return m
}()

// stop stands where a sentence pauses: no name runs across it.
const stop = '|'

// plain brings words to the form in which places are looked for: folded, without
// blanks, each pause a stop, without the small words that may stand inside a name.
func plain(words string) []rune {
	return []rune(small.Replace(steady(words)))
}

// plainName is plain for a name: a bracket at its end is no pause.
func plainName(name string) []rune {
	return []rune(strings.Trim(string(plain(name)), string(stop)))
}

// small words may be said or left out: 县医院的大门, 县医院那个大门.
var small = strings.NewReplacer("那个", "", "这个", "", "的", "")

// longest is how many bytes of a description are read: some three hundred
// characters, more than a place needs.
const longest = 1000

func steady(words string) string {
	words = words[:min(len(words), longest)]
	return strings.Map(func(r rune) rune {
		r = fold.Rune(r)
		switch {
		case unicode.IsSpace(r):
			return -1
		case unicode.IsPunct(r) || unicode.IsSymbol(r) && slips[r] == 0 || unicode.IsControl(r):
			return stop
		}
		if usual, found := slips[r]; found {
			return usual
		}
		return r
	}, words)
}
