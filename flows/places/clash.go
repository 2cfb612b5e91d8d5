package places

import (
	"fmt"
	"slices"
)

// Clash is a name that stands for two places. Spots are counted from 0.
type Clash struct {
	Name          string
	First, Second int
}

// Error says which name it is.
func (c Clash) Error() string {
	return fmt.Sprintf("build gazetteer: %q stands for spots %d and %d", c.Name, c.First, c.Second)
}

// Clashes are the names that stand for two places. An alias may be shared by
// places of different townships (菜市场): the township that the words name then
// decides. A name may not, nor an alias within one township, where nothing could
// ever decide.
func Clashes(spots []Spot) []Clash {
	type bearer struct {
		spot  int
		alias bool
	}
	var clashes []Clash
	seen := map[string][]bearer{}
	claim := func(name string, b bearer) {
		key := string(plainName(name))
		if key == "" {
			return
		}
		at := slices.IndexFunc(seen[key], func(was bearer) bool {
			mine, other := spots[b.spot].Township, spots[was.spot].Township
			apart := b.alias && was.alias && mine != "" && other != "" && mine != other
			return was.spot != b.spot && !apart
		})
		if at >= 0 {
			clashes = append(clashes, Clash{Name: name, First: seen[key][at].spot, Second: b.spot})
		}
		seen[key] = append(seen[key], b)
	}
	for i, s := range spots {
		claim(s.Name, bearer{spot: i})
		for _, alias := range s.Aliases {
			claim(alias, bearer{spot: i, alias: true})
		}
	}
	return clashes
}
