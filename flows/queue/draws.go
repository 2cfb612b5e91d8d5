package queue

import (
	"math"
	"math/rand/v2"
)

const (
	replications = 160
	tableSize    = 512 // lengths of service, a power of two
	slots        = 16  // windows with draws of their own; further ones share them
	perSlot      = 7
	columns      = 4 + slots*perSlot
)

// What the columns of a window's slot are for.
const (
	drawPace = iota
	drawShut
	drawDelay
	drawPresent
	drawLate
	drawRunning
	drawEarly
)

// The draws are the same for every question: the same question has the same
// answer, one couple more ahead never waits less in any imagined day, and one
// window more never makes any imagined day longer.
var (
	drawn    = draw() // by replication and column; each column is spread evenly
	normals  = tableOf(quantile)
	shuffled = shuffledTable()
)

// A chance is one draw: a share of 1, and the standard normal and the
// exponential below which that share lies.
type chance struct{ share, normal, exponential float64 }

type chances [columns]chance

func draw() *[replications]chances {
	random := rand.New(rand.NewPCG(2014, 520))
	var d [replications]chances
	for c := range columns {
		for i, at := range random.Perm(replications) {
			share := (float64(at) + 0.5) / replications
			d[i][c] = chance{share, quantile(share), -math.Log1p(-share)}
		}
	}
	return &d
}

// tableOf gives a function's values at evenly spread shares.
func tableOf(f func(share float64) float64) (t [tableSize]float64) {
	for i := range t {
		t[i] = f((float64(i) + 0.5) / tableSize)
	}
	return t
}

func shuffledTable() (t [tableSize]int) {
	random := rand.New(rand.NewPCG(214, 99))
	copy(t[:], random.Perm(tableSize))
	return t
}

// quantile is the standard normal below which a share lies.
func quantile(share float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*share) }
