package triage

import (
	"strings"
	"unicode/utf8"
)

// rule is one way in which danger is spoken of.
type rule struct {
	is     Finding
	any    words   // one of these stands in the message, not denied and not past
	here   words   // where given, and one of these in the same clause
	soon   words   // where given, and one of these in the same clause or the next
	near   []words // and one of each in the same clause or one close by
	unless words   // but none of these beside it, in its clause or the one before
	always bool    // told of the past or asked about, it still counts
}

const (
	bar     = "|" // between two clauses
	reach   = 3   // clauses to either side that are close by
	far     = 180 // bytes to either side beyond which nothing is close by
	beside  = 90  // and beyond which nothing explains it away: some write no commas at all
	titleIn = 5   // characters within which a title follows
	maxGap  = 18  // bytes that a "~" in a word may stand for
)

// word is a phrase in parts; between two parts stands anything short.
type word []string

type words []word

// w reads words from a list separated by blanks, "~" for a gap inside a word.
func w(list string) words {
	var ws words
	for _, f := range strings.Fields(list) {
		ws = append(ws, strings.Split(strings.Trim(f, "~"), "~"))
	}
	return ws
}

// each joins every first part with every second, both lists as w reads them.
func each(firsts, seconds string) words {
	var ws words
	for _, a := range strings.Fields(firsts) {
		for _, b := range strings.Fields(seconds) {
			ws = append(ws, w(a+b)...)
		}
	}
	return ws
}

// next finds the word in s at or after from: where it begins, where it ends, or -1.
func (p word) next(s string, from int) (begin, end int) {
	for {
		i := strings.Index(s[from:], p[0])
		if i < 0 {
			return -1, -1
		}
		begin = from + i
		if end = p.rest(s, begin+len(p[0])); end >= 0 {
			return begin, end
		}
		from = begin + len(p[0])
	}
}

// rest is where the later parts end when they follow in s after end, or -1.
func (p word) rest(s string, end int) int {
	for _, part := range p[1:] {
		i := strings.Index(s[end:min(len(s), end+maxGap+len(part))], part)
		if i < 0 {
			return -1
		}
		end += i + len(part)
	}
	return end
}

// in reports whether one of the words stands in s.
func (ws words) in(s string) bool {
	for _, p := range ws {
		if begin, _ := p.next(s, 0); begin >= 0 {
			return true
		}
	}
	return false
}

// holds reports whether the rule finds its danger in text. In a long text what
// it wants for company is looked for first: where that is nowhere, no word has
// it close by.
func (r *rule) holds(text string) bool {
	if len(text) > far && !r.accompanied(text) {
		return false
	}
	for _, p := range r.any {
		for begin, end := p.next(text, 0); begin >= 0; begin, end = p.next(text, end) {
			if r.stands(text, begin, end) {
				return true
			}
		}
	}
	return false
}

// accompanied reports whether all the company the rule wants is somewhere in text.
func (r *rule) accompanied(text string) bool {
	if r.here != nil && !r.here.in(text) || r.soon != nil && !r.soon.in(text) {
		return false
	}
	for _, list := range r.near {
		if !list.in(text) {
			return false
		}
	}
	return true
}

// stands reports whether the word found at text[begin:end] is meant, and meant now.
func (r *rule) stands(text string, begin, end int) bool {
	if denied(text[:begin]) || r.here != nil && !r.here.in(around(text, begin, end, 0, 0)) {
		return false
	}
	if r.soon != nil && !r.soon.in(around(text, begin, end, 0, 1)) {
		return false
	}
	if r.unless != nil && r.unless.in(nearby(text, begin, end, 1, 0)) {
		return false
	}
	for _, list := range r.near {
		if !list.in(around(text, begin, end, reach, reach)) {
			return false
		}
	}
	return !settled(text, end) && (r.always || !distant(text, begin, end))
}

// around is text[begin:end] with the rest of its clause and so many clauses
// before and after, as far as they are close by.
func around(text string, begin, end, before, after int) string {
	return text[behind(text, begin, before):ahead(text, end, after)]
}

// nearby is around, no further than what is beside.
func nearby(text string, begin, end, before, after int) string {
	return text[max(begin-beside, behind(text, begin, before)):min(end+beside, ahead(text, end, after))]
}

// behind is where the clause of text[pos], or the nth before it, begins.
func behind(text string, pos, n int) int {
	floor := max(0, pos-far)
	for ; n >= 0; n-- {
		i := strings.LastIndex(text[floor:pos], bar)
		if i < 0 {
			return floor
		}
		if pos = floor + i; n == 0 {
			return pos + len(bar)
		}
	}
	return pos
}

// ahead is where the clause of text[pos], or the nth after it, ends.
func ahead(text string, pos, n int) int {
	roof := min(len(text), pos+far)
	for ; n >= 0; n-- {
		i := strings.Index(text[pos:roof], bar)
		if i < 0 {
			return roof
		}
		if pos += i; n > 0 {
			pos += len(bar)
		}
	}
	return pos
}

// denied reports whether what follows before is said not to be: 没有, 不是, but not 是不是.
func denied(before string) bool {
	for _, f := range fillers {
		s, ok := strings.CutSuffix(before, f)
		if absent := f == "在" && strings.HasSuffix(s, "不"); ok && !absent && ends(s, negators) && !ends(s, wondering) {
			return true
		}
	}
	return ends(before, negators) && !ends(before, wondering)
}

func ends(s string, suffixes []string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// settled reports whether the words after the danger say that it is over:
// 已经送医院了. What follows such a word is judged for itself.
func settled(text string, end int) bool {
	after := text[end:ahead(text, end, 2)]
	for _, p := range over {
		for begin, stop := p.next(after, 0); begin >= 0; begin, stop = p.next(after, stop) {
			if before := last(after[:begin], 4); !strings.ContainsAny(before, notYet) && !saidSo.in(last(after[:begin], 8)) {
				return true
			}
		}
	}
	return false
}

// distant reports whether the danger is told of long ago, in the news, as
// something to prevent, or as the reason of an application, with no word of now.
func distant(text string, begin, end int) bool {
	if now.in(around(text, begin, end, 1, 1)) {
		return false
	}
	asked := nearby(text, begin, end, 1, 2)
	return past.in(nearby(text, begin, end, 1, 0)) ||
		prevented.in(text[behind(text, begin, 0):begin]) ||
		titles.in(first(text[end:ahead(text, end, 0)], titleIn)) ||
		benefits.in(asked) && asking.in(asked)
}

// first is the beginning of s, n characters of it.
func first(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// last is the end of s, n characters of it.
func last(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
