package places

import "slices"

// index finds names in a text, by their first character.
type index map[rune][]entry

// entry is one way to write a name, and the numbers of all who bear it.
type entry struct {
	name []rune
	of   []int
}

// match is a name that stands in a text, from begin to end.
type match struct {
	begin, end int
	tells      int // how many characters tell it from others: all but the county's
	of         []int
}

// shortest is how many characters a name has at least: a single one is
// everywhere.
const shortest = 2

func (ix index) add(name []rune, of int) {
	if len(name) < shortest {
		return
	}
	list := ix[name[0]]
	for i := range list {
		if slices.Equal(list[i].name, name) {
			if !slices.Contains(list[i].of, of) {
				list[i].of = append(list[i].of, of)
			}
			return
		}
	}
	ix[name[0]] = append(list, entry{name: name, of: []int{of}})
}

func (ix index) has(name []rune) bool {
	return len(name) > 0 && slices.ContainsFunc(ix[name[0]], func(e entry) bool { return slices.Equal(e.name, name) })
}

// county is how many characters before 县 a name begins with: 2 in 清溪县汽车站.
func county(name []rune) int {
	at := slices.Index(name, '县')
	if at < 0 || at > 4 || len(name)-at < 3 {
		return 0
	}
	return at
}

// in lists the names that stand in the text, without those that are part of a
// longer one.
func (ix index) in(text []rune) []match {
	var found []match
	reached := 0 // where the names found so far end
	for i, r := range text {
		longest := longestAt(ix[r], text[i:])
		if longest != nil && i+len(longest.name) > reached {
			reached = i + len(longest.name)
			found = append(found, match{begin: i, end: reached, tells: len(longest.name) - county(longest.name), of: longest.of})
		}
	}
	return found
}

// longestAt is the longest entry that the text begins with; nil for none.
func longestAt(list []entry, text []rune) *entry {
	var longest *entry
	for i := range list {
		e := &list[i]
		if len(e.name) <= len(text) && slices.Equal(text[:len(e.name)], e.name) && (longest == nil || len(e.name) > len(longest.name)) {
			longest = e
		}
	}
	return longest
}
