package queue

import "math"

// Prior is what earlier days of one sort (平日、高峰日、周六) taught. It is small,
// tells nothing about anybody, and is kept from day to day as JSON. The zero
// value is an office that has not opened yet.
type Prior struct {
	Service Figure `json:"service"` // logarithm of a day's mean service in minutes
	Within  Figure `json:"within"`  // variance of the services of a day about their window's mean, in means squared
	Clerks  Figure `json:"clerks"`  // variance between the windows of a day, likewise
	Hours   Hours  `json:"hours"`   // mean service of each hour beside that of the day
	Gap     Figure `json:"gap"`     // minutes between a service and the next call, without a pause
	Pauses  Rate   `json:"pauses"`  // share of the services after which the clerk pauses
	Pause   Figure `json:"pause"`   // minutes that takes
	Missed  Rate   `json:"missed"`  // share of the calls to which nobody came
	Absence Figure `json:"absence"` // minutes that such a call costs
	Late    Figure `json:"late"`    // minutes from the beginning of service to a window's first call
	Stops   Figure `json:"stops"`   // minutes before lunch from which a window calls nobody
	Last    Figure `json:"last"`    // minutes before closing, likewise
	Closes  Rate   `json:"closes"`  // how often an hour an open window closes unplanned
	Opens   Rate   `json:"opens"`   // how often an hour a window opens that was not planned
	Present Rate   `json:"present"` // share of the planned windows that opened in time
	Helps   Rate   `json:"helps"`   // the same while a crowd waits
	Soon    Rate   `json:"soon"`    // how often an hour one of the others opened within an hour of its time
	Later   Rate   `json:"later"`   // and after that
	Returns Rate   `json:"returns"` // share of those missing before lunch that opened after it
	Asked   Figure `json:"asked"`   // questions that the couples of a day may have asked
	Ranks   Ranks  `json:"ranks"`   // where the truth lay among what was imagined
}

// Days is how many days the prior rests on.
func (p Prior) Days() float64 { return p.Service.N }

// memory is how many days back a Prior reaches, about.
const memory = 40

// Figure is the mean and the spread of something over days.
type Figure struct {
	N      float64 `json:"n"` // days; older ones count less
	Mean   float64 `json:"mean"`
	Square float64 `json:"square"` // mean of the squares
}

// add takes one day in.
func (f *Figure) add(x float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return
	}
	f.N = min(f.N, memory-1) + 1
	f.Mean += (x - f.Mean) / f.N
	f.Square += (x*x - f.Square) / f.N
}

// or is the mean, drawn towards a first guess that counts as much as so many days.
func (f Figure) or(guess, days float64) float64 {
	return (f.Mean*f.N + guess*days) / (f.N + days)
}

// variance between days, drawn towards a first guess likewise.
func (f Figure) variance(guess, days float64) float64 {
	seen := max(f.Square-f.Mean*f.Mean, 0) * f.N
	return (seen + guess*days) / (max(f.N-1, 0) + days)
}

// Rate is how often something happened, of so many times or hours that it could
// have. Older days count less.
type Rate struct {
	N  float64 `json:"n"`
	Of float64 `json:"of"`
}

// add takes one day in.
func (r *Rate) add(n int, of float64) {
	const keep = 1 - 1.0/memory
	r.N, r.Of = r.N*keep+float64(n), r.Of*keep+of
}

// or is the rate, drawn towards a first guess that counts as much as so many
// times or hours.
func (r Rate) or(guess, of float64) float64 { return (r.N + guess*of) / (r.Of + of) }

// hours are told apart in a day, from its opening on.
const hours = 14

// Hours is a figure for each hour since the office opened.
type Hours [hours]Figure

// Ranks counts in which fortieth of the imagined waits the true ones fell. Were
// the imagination perfect, all would be equal.
type Ranks [40]float64

// level is where in the imagination to look for what a share of the true waits
// stay below.
func (r Ranks) level(share float64) float64 {
	const trust = 2.0 // days that a perfect imagination counts for
	total := trust
	for _, n := range r {
		total += n
	}
	left := share * total
	for i, n := range r {
		here := n + trust/float64(len(r))
		if left <= here {
			return (float64(i) + left/here) / float64(len(r))
		}
		left -= here
	}
	return 1
}

// add takes one day in. A day on which many wait long counts for more: the
// promise is made to couples, not to days.
func (r *Ranks) add(ranks []float64, weight float64) {
	if len(ranks) == 0 {
		return
	}
	total := 0.0
	for _, n := range r {
		total += n
	}
	if total > memory-1 {
		for i := range r {
			r[i] *= (memory - 1) / total
		}
	}
	for _, u := range ranks {
		r[min(int(u*float64(len(r))), len(r)-1)] += weight / float64(len(ranks))
	}
}
