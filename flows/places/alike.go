package places

import (
	"maps"
	"strings"
)

// enough is the share of the shorter description that the other must hold.
const enough = 0.5

// Alike reports whether two people may have meant the same place by their
// words: 汽车站出口 and 县汽车站出站口.
//
// It is asked before two reports are shown as perhaps one, and somebody decides
// then. So the entrance and the exit of a station are the same place, and a name
// and a longer one that holds it; but what differs in what tells places apart, a
// number, a road, a township, east and west, never is.
func Alike(a, b string) bool {
	x, y := gistOf(a), gistOf(b)
	switch {
	case apart(x.numbers, y.numbers), apart(x.townships, y.townships), otherRoads(x.roads, y.roads),
		apart(x.kinds, y.kinds), apart(x.kinds.without(ways), y.kinds.without(ways)):
		return false
	}
	for i := range x.sides {
		if apart(x.sides[i], y.sides[i]) {
			return false
		}
	}
	return overlap(x.pairs, y.pairs) >= enough
}

// set is of words, numbers or characters.
type set map[string]bool

// apart is for two sets that both say something, and nothing in common.
func apart(a, b set) bool {
	for word := range a {
		if b[word] {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

func (s set) without(words []string) set {
	rest := maps.Clone(s)
	for _, word := range words {
		delete(rest, word)
	}
	return rest
}

// otherRoads is apart for roads. How much of what stands before 路 is its name
// can't be seen, so one that ends like the other may be it: 城关老街 and 老街.
func otherRoads(a, b set) bool {
	for x := range a {
		for y := range b {
			if strings.HasSuffix(x, y) || strings.HasSuffix(y, x) {
				return false
			}
		}
	}
	return len(a) > 0 && len(b) > 0
}

// overlap is how much of the lighter set the other one has, from 0 to 1.
func overlap(a, b set) float64 {
	var common, left, right float64
	for pair := range a {
		left += weight(pair)
		if b[pair] {
			common += weight(pair)
		}
	}
	for pair := range b {
		right += weight(pair)
	}
	lighter := min(left, right)
	if lighter == 0 {
		return 0
	}
	return common / lighter
}

// weight is less for what many places are called by.
func weight(pair string) float64 {
	if common[pair] {
		return 0.25
	}
	return 1
}
