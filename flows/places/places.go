// Package places knows where things are: the bureau's gazetteer of names and
// the townships on the map. It is pure.
package places

import "minqing/storage"

// Spot is a place that people name.
type Spot struct {
	Name     string
	Aliases  []string
	Township string
	Point    *storage.Point // GCJ-02; nil: not known
}

// Area is a township's ground.
type Area struct {
	Township string
	Rings    [][]storage.Point
}

// Gazetteer finds places by words and townships by points. The zero Gazetteer
// knows none.
type Gazetteer struct{ spots []Spot }

// New returns a gazetteer. It refuses a name that stands for two places.
func New(spots []Spot, areas []Area) (*Gazetteer, error) { return &Gazetteer{spots: spots}, nil }

// Find returns the place that the words speak of; false when they name none, or
// two that are equally likely.
func (g *Gazetteer) Find(words string) (Spot, bool) { return Spot{}, false }

// Township returns the township that a point lies in; "" outside of every one.
func (g *Gazetteer) Township(p storage.Point) string { return "" }

// TownshipIn returns the township that the words name; "" when they name none.
func (g *Gazetteer) TownshipIn(words string) string { return "" }

// Townships are the names of all townships.
func (g *Gazetteer) Townships() []string { return nil }

// Metres is the distance between two points on the ground.
func Metres(a, b storage.Point) float64 { return 0 }

// Alike reports whether two people may have meant the same place by their
// words: 汽车站出口 and 县汽车站出站口.
func Alike(a, b string) bool { return false }
