// Package queue tells couples at the marriage office how long they will wait.
// It is pure: what it says follows from what it is given, the same every time.
//
// The office is imagined forward many times from this moment, each time with
// another pace of the day, other lengths of services and other windows opening
// and closing; the answer is the range in which most of these days call the
// number. How wide that has to be is learned from how wrong the same estimate
// would have been on earlier days of the same sort.
package queue

import (
	"math"
	"slices"
	"time"
)

// Estimator holds what the bureau file says.
type Estimator struct {
	Guess time.Duration // of one couple at a window, before there are figures
	Back  int           // a missed number (过号) comes back in after so many calls
}

// Range is what a couple may be told. Times are counted from the moment of the
// question until the number is called.
type Range struct {
	Known bool // false: the number will not be called today, as far as anybody can tell

	Low, High time.Duration // four couples in five are called between the two
	Middle    time.Duration // as many are called before as after
	Come      time.Time     // to be there: before Low, never after it

	Chance   float64 // of being called today
	Unlikely bool    // 今天可能办不完
}

// What a Range promises: a tenth before Low and a tenth after High at most. What
// was learned is itself unsure, hence a little less.
const (
	below     = 0.095 // of the couples are called before Low
	above     = 0.095 // are called after High
	early     = 0.02  // may be called before they were told to come
	doubtful  = 0.60  // a smaller chance than this is Unlikely
	walkingIn = 5 * time.Minute
)

// Wait estimates how long a couple still waits that has so many others ahead.
// Today is what was served on this day so far, prior what earlier days of this
// sort taught; a zero Prior is fine. A day's Windows count as open now.
func (e Estimator) Wait(now time.Time, ahead int, day Day, today []Served, prior Prior) Range {
	b := e.believe(now, day, today, prior)
	waits := b.waits(now, max(ahead, 0), day, today)
	if waits == nil {
		return Range{Unlikely: true}
	}
	r := Range{Known: true, Chance: reached(waits)}
	r.Unlikely = r.Chance < doubtful
	if r.Chance == 0 {
		return Range{Unlikely: true}
	}
	closing := day.closing().Sub(now).Minutes()
	at := func(share float64) time.Duration {
		return minutes(min(level(waits, prior.Ranks.level(share)), closing))
	}
	r.Low, r.Middle, r.High = at(below), at(0.5), at(1-above)
	r.Come = now.Add(max(min(r.Low, at(early))-walkingIn, 0))
	return r
}

// reached is the share of the imagined days that call the number.
func reached(waits []float64) float64 {
	n, _ := slices.BinarySearch(waits, math.Inf(1))
	return float64(n) / float64(len(waits))
}

// level is the wait that a share of the imagined days stay below.
func level(waits []float64, share float64) float64 {
	at := share*float64(len(waits)) - 0.5
	i := int(math.Floor(at))
	switch {
	case i < 0:
		return waits[0]
	case i >= len(waits)-1:
		return waits[len(waits)-1]
	case math.IsInf(waits[i+1], 1):
		return waits[i+1]
	}
	return waits[i] + (at-float64(i))*(waits[i+1]-waits[i])
}

// minutes makes a duration of whole seconds.
func minutes(m float64) time.Duration {
	return time.Duration(math.Round(max(m, 0)*60)) * time.Second
}
