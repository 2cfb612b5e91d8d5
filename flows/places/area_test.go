package places

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"minqing/storage"
)

func ring(points ...float64) []storage.Point {
	var all []storage.Point
	for i := 0; i < len(points); i += 2 {
		all = append(all, storage.Point{Lng: points[i], Lat: points[i+1]})
	}
	return append(all, all[0])
}

// 甲镇 has a hole, in which 乙乡 has a piece; 乙乡's other piece is bent inwards.
var twoTownships = []Area{
	{Township: "甲镇", Rings: [][]storage.Point{ring(119, 26, 119.4, 26, 119.4, 26.4, 119, 26.4), ring(119.1, 26.1, 119.2, 26.1, 119.2, 26.2, 119.1, 26.2)}},
	{Township: "乙乡", Rings: [][]storage.Point{ring(119.1, 26.1, 119.2, 26.1, 119.2, 26.2, 119.1, 26.2)}},
	{Township: "乙乡", Rings: [][]storage.Point{ring(119.4, 26, 119.8, 26, 119.8, 26.4, 119.6, 26.1, 119.4, 26.4)}},
	{Township: "丙镇", Rings: [][]storage.Point{ring(119, 26.5)}}, // no ground
}

func TestTownship(t *testing.T) {
	g, err := New(nil, twoTownships)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lng, lat float64
		want     string
	}{
		{119.05, 26.05, "甲镇"}, {119.3, 26.15, "甲镇"}, {119.15, 26.05, "甲镇"}, {119.05, 26.1, "甲镇"},
		{119.15, 26.15, "乙乡"}, {119.45, 26.05, "乙乡"}, {119.75, 26.2, "乙乡"},
		{119.6, 26.3, ""}, {119.6, 26.0999, "乙乡"}, {118.9, 26.15, ""}, {119.9, 26.15, ""}, {119.15, 27, ""}, {26.15, 119.15, ""}, {0, 0, ""},
		// on borders: the outer one, a corner, the one between the two, the hole's
		{119, 26.2, "甲镇"}, {119, 26, "甲镇"}, {119.4, 26.2, "甲镇"}, {119.2, 26.15, "乙乡"}, {119.1, 26.1, "乙乡"}, {119.8, 26.3, "乙乡"},
		{119, 26.5, ""}, {math.NaN(), 26, ""}, {119.1, math.NaN(), ""}, {math.Inf(1), 26.1, ""},
	} {
		if got := g.Township(storage.Point{Lat: c.lat, Lng: c.lng}); got != c.want {
			t.Errorf("%g, %g lies in %q, want %q", c.lat, c.lng, got, c.want)
		}
	}
}

// A point is in a triangle when it is on the same side of all three borders.
func TestTownshipOfATriangle(t *testing.T) {
	at := rapid.Custom(func(r *rapid.T) storage.Point {
		return storage.Point{Lat: rapid.Float64Range(26, 26.3).Draw(r, "lat"), Lng: rapid.Float64Range(119, 119.5).Draw(r, "lng")}
	})
	turn := func(a, b, p storage.Point) float64 {
		return (b.Lng-a.Lng)*(p.Lat-a.Lat) - (b.Lat-a.Lat)*(p.Lng-a.Lng)
	}
	rapid.Check(t, func(r *rapid.T) {
		a, b, c, p := at.Draw(r, "a"), at.Draw(r, "b"), at.Draw(r, "c"), at.Draw(r, "p")
		g, err := New(nil, []Area{{Township: "甲镇", Rings: [][]storage.Point{{a, b, c, a}}}})
		if err != nil {
			r.Fatal(err)
		}
		x, y, z := turn(a, b, p), turn(b, c, p), turn(c, a, p)
		if math.Min(math.Abs(x), math.Min(math.Abs(y), math.Abs(z))) < 1e-9 {
			return // too near a border to say
		}
		inside := (x > 0) == (y > 0) && (y > 0) == (z > 0)
		if got := g.Township(p) == "甲镇"; got != inside {
			r.Fatalf("%v in %v %v %v: %t", p, a, b, c, got)
		}
	})
}

func TestMetres(t *testing.T) {
	for _, c := range []struct {
		a, b storage.Point
		want float64
	}{
		{storage.Point{Lat: 26.1, Lng: 119.3}, storage.Point{Lat: 26.1, Lng: 119.3}, 0},
		{storage.Point{Lat: 26, Lng: 119.3}, storage.Point{Lat: 27, Lng: 119.3}, 111195},
		{storage.Point{Lat: 26.1, Lng: 119.3}, storage.Point{Lat: 26.1, Lng: 119.3015}, 149.8},
		{storage.Point{Lat: 39.9042, Lng: 116.4074}, storage.Point{Lat: 31.2304, Lng: 121.4737}, 1067310}, // Beijing to Shanghai
		{storage.Point{Lat: 0, Lng: 179.9995}, storage.Point{Lat: 0, Lng: -179.9995}, 111.2},
		{storage.Point{Lat: 0, Lng: 0}, storage.Point{Lat: 0, Lng: 180}, 20015115},
	} {
		if got := Metres(c.a, c.b); math.Abs(got-c.want) > 0.1+c.want/1000 {
			t.Errorf("%v to %v: %.1f m, want %.1f", c.a, c.b, got, c.want)
		}
	}
}

func TestMetresIsADistance(t *testing.T) {
	at := rapid.Custom(func(r *rapid.T) storage.Point {
		return storage.Point{Lat: rapid.Float64Range(-90, 90).Draw(r, "lat"), Lng: rapid.Float64Range(-180, 180).Draw(r, "lng")}
	})
	rapid.Check(t, func(r *rapid.T) {
		a, b, c := at.Draw(r, "a"), at.Draw(r, "b"), at.Draw(r, "c")
		there, back, detour := Metres(a, b), Metres(b, a), Metres(a, c)+Metres(c, b)
		if there < 0 || math.IsNaN(there) || math.Abs(there-back) > 1e-3 || there > detour+1 || Metres(a, a) != 0 {
			r.Fatalf("%v %v %v: %f, %f, %f", a, b, c, there, back, detour)
		}
	})
}
