// Package places knows where things are: the bureau's gazetteer of names and
// the townships on the map. It is pure.
//
// It helps whoever takes a report to send the right people. A wrong place sends
// them astray, so where the words leave a doubt nothing is found, and the words
// themselves are what people go by.
package places

import (
	"slices"

	"minqing/storage"
)

// Spot is a place that people name.
type Spot struct {
	Name     string
	Aliases  []string
	Township string
	Point    *storage.Point // GCJ-02; nil: not known
}

// Gazetteer finds places by words and townships by points. The zero Gazetteer
// knows none. It is safe for concurrent use.
type Gazetteer struct {
	spots     []Spot
	names     index // of spots
	townships []string
	whole     index // the townships by their whole names …
	stems     index // … and without 镇, 乡, 街道
	ground    []ground
}

// New returns a gazetteer. It refuses a name that stands for two places: see
// Clashes.
func New(spots []Spot, areas []Area) (*Gazetteer, error) {
	if clashes := Clashes(spots); len(clashes) > 0 {
		return nil, clashes[0]
	}
	g := &Gazetteer{spots: slices.Clone(spots)}
	for _, a := range areas {
		g.addTownship(a.Township)
		g.ground = append(g.ground, newGround(a))
	}
	for _, s := range spots {
		g.addTownship(s.Township)
	}
	g.names = indexSpots(g.spots)
	g.whole, g.stems = indexTownships(g.townships)
	return g, nil
}

func (g *Gazetteer) addTownship(name string) {
	if name != "" && !slices.Contains(g.townships, name) {
		g.townships = append(g.townships, name)
	}
}

// Townships are the names of all townships, those on the map first.
func (g *Gazetteer) Townships() []string { return slices.Clone(g.townships) }
