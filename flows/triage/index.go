package triage

import "unicode/utf8"

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

// openings tells which rules have a word that opens so. Hardly any message of a
// quiet day has one, and is then done with at the cost of its length.
var openings = func() map[opening]ruleSet {
	index := map[opening]ruleSet{}
	if len(rules) > len(ruleSet{})*64 {
		panic("triage: more rules than a set holds")
	}
	for i := range rules {
		for _, p := range rules[i].any {
			key := opening{}
			n := 0
			key[0], n = utf8.DecodeRuneInString(p[0])
			if n < len(p[0]) {
				key[1], _ = utf8.DecodeRuneInString(p[0][n:])
			}
			set := index[key]
			set.add(i)
			index[key] = set
		}
	}
	return index
}()

// possible are the rules one of whose words may stand in the text.
func possible(text string) (may ruleSet) {
	last := rune(0)
	for _, r := range text {
		if set, ok := openings[opening{last, r}]; ok {
			may.join(set)
		}
		if set, ok := openings[opening{r, 0}]; ok {
			may.join(set)
		}
		last = r
	}
	return may
}
