package places

import (
	"math"

	"minqing/storage"
)

const earthRadius = 6371008.8 // metres, the mean

// Metres is the distance between two points on the ground, on a round earth:
// within half a percent. Two points in GCJ-02 are as far apart as in life.
func Metres(a, b storage.Point) float64 {
	lat, lng := radians(b.Lat-a.Lat), radians(b.Lng-a.Lng)
	half := sq(math.Sin(lat/2)) + math.Cos(radians(a.Lat))*math.Cos(radians(b.Lat))*sq(math.Sin(lng/2))
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(half)))
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

func sq(x float64) float64 { return x * x }
