package triage

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ruleSet is a set of rules by their place in the list.
type ruleSet [4]uint64

func (s *ruleSet) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s *ruleSet) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

func (s *ruleSet) join(o ruleSet) {
	for i := range s {
		s[i] |= o[i]
	}
}

// opening is the first two characters of a word; the second is 0 where the word
// or its first part has only one.
type opening [2]rune

// opener is the first part of a word, with the rules that have a word so begun.
type opener struct {
	part  string
	rules ruleSet
}

// openings tells which rules have a word that opens so. Hardly any message of a
// quiet day has one, and is then done with at the cost of its length.
var openings = func() map[opening][]opener {
	index := map[opening][]opener{}
	if len(rules) > len(ruleSet{})*64 {
		panic("triage: more rules than a set holds")
	}
	for i := range rules {
		for _, p := range rules[i].any {
			key := opens(p[0])
			at := slices.IndexFunc(index[key], func(o opener) bool { return o.part == p[0] })
			if at < 0 {
				at = len(index[key])
				index[key] = append(index[key], opener{part: p[0]})
			}
			index[key][at].rules.add(i)
		}
	}
	return index
}()

// opens is how a word opens.
func opens(word string) (key opening) {
	first, n := utf8.DecodeRuneInString(word)
	key[0] = first
	if n < len(word) {
		key[1], _ = utf8.DecodeRuneInString(word[n:])
	}
	return key
}

// runeSet is a set of characters of the first plane, where all our words are.
type runeSet [1 << 16 / 64]uint64

func (s *runeSet) add(r rune)      { s[r/64&(1<<10-1)] |= 1 << (r % 64) }
func (s *runeSet) has(r rune) bool { return r < 1<<16 && s[r/64]&(1<<(r%64)) != 0 }

// heads are the characters that words begin with, so that most of a text is
// passed over without a look into a map.
type heads struct {
	alone, leading runeSet // of words of one character; of longer ones
}

// headsOf gathers the heads of the words that an index knows.
func headsOf[T any](index map[opening]T) *heads {
	h := &heads{}
	for key := range index {
		if key[1] == 0 {
			h.alone.add(key[0])
		} else {
			h.leading.add(key[0])
		}
	}
	return h
}

// eachOpening tells where in the text a word with one of the heads may begin: as
// one of a single character, and as a longer one.
func eachOpening(text string, h *heads, tell func(at int, key opening)) {
	last, from := rune(0), 0
	for at, r := range text {
		if h.alone.has(r) {
			tell(at, opening{r, 0})
		}
		if at > 0 && h.leading.has(last) {
			tell(from, opening{last, r})
		}
		last, from = r, at
	}
}

var (
	ruleHeads  = headsOf(openings)
	faintHeads = headsOf(faintOpenings)
)

// possible are the rules one of whose words begins in the text.
func possible(text string) (may ruleSet) {
	eachOpening(text, ruleHeads, func(at int, key opening) {
		for i := range openings[key] {
			if o := &openings[key][i]; strings.HasPrefix(text[at:], o.part) {
				may.join(o.rules)
			}
		}
	})
	return may
}
