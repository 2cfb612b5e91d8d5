package places

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"minqing/storage"
)

// Area is a township's ground, or a piece of it: a township may have several.
// A point lies in it when it lies within an odd number of its rings, so that the
// second ring of two is a hole in the first.
type Area struct {
	Township string
	Rings    [][]storage.Point
}

// ground is an Area ready to be asked.
type ground struct {
	township string
	bound    orb.Bound
	rings    []orb.Ring
}

func newGround(a Area) ground {
	g := ground{township: a.Township}
	for _, points := range a.Rings {
		ring := make(orb.Ring, 0, len(points))
		for _, p := range points {
			ring = append(ring, orb.Point{p.Lng, p.Lat})
		}
		if len(ring) < 3 {
			continue // encloses nothing
		}
		if len(g.rings) == 0 {
			g.bound = ring.Bound()
		}
		g.bound = g.bound.Union(ring.Bound())
		g.rings = append(g.rings, ring)
	}
	return g
}

// holds counts a border as inside, and the border of a hole as outside.
func (g *ground) holds(p orb.Point) bool {
	if len(g.rings) == 0 || !g.bound.Contains(p) {
		return false
	}
	inside := false
	for _, ring := range g.rings {
		if planar.RingContains(ring, p) {
			inside = !inside
		}
	}
	return inside
}

// Township returns the township that a point lies in; "" outside of every one.
// A point on a border belongs to the township that was given first.
func (g *Gazetteer) Township(p storage.Point) string {
	if math.IsNaN(p.Lat) || math.IsNaN(p.Lng) {
		return ""
	}
	at := orb.Point{p.Lng, p.Lat}
	for i := range g.ground {
		if g.ground[i].holds(at) {
			return g.ground[i].township
		}
	}
	return ""
}

// HasAreas reports whether the gazetteer knows the ground of any township: if
// not, Township's "" says nothing about a point.
func (g *Gazetteer) HasAreas() bool { return len(g.ground) > 0 }
