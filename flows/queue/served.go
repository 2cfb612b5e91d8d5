package queue

import (
	"cmp"
	"slices"
	"time"
)

// Served is one number that was called: when it was taken, called and done with.
type Served struct {
	Taken  time.Time
	Called time.Time
	Ended  time.Time // zero: nobody came (过号)
	Window int
}

// Lengths that cannot be what they look like.
const (
	shortest  = 2 * time.Minute  // a service that is shorter was a slip of the finger
	longest   = 75 * time.Minute // one that is longer was not ended when it was over
	breath    = 4 * time.Minute  // a longer gap is a pause
	longPause = 30 * time.Minute // a window that pauses longer was closed
)

// service is the length of one service that can be believed.
type service struct {
	minutes float64
	window  int
	hour    int // since the office opened
	ended   time.Time
}

// record is what can be read from the numbers called on a day.
type record struct {
	services []service
	gaps     []float64 // minutes from the end of a service to the next call, while somebody waited
	pauses   []float64 // such gaps that were longer than a breath
	calls    int
	missed   int
	absences []float64 // minutes that a window lost over somebody who did not come
}

// read sorts out what was called up to now. A window whose clerk ends a service
// by calling the next number makes services long whenever nobody waits; those
// are left out, and so is whatever lasted over lunch.
func read(now time.Time, day Day, served []Served) (r record) {
	for _, line := range byWindow(served) {
		for i, s := range line {
			if s.Called.After(now) {
				break
			}
			r.calls++
			var next *Served
			if i+1 < len(line) && !line[i+1].Called.After(now) {
				next = &line[i+1]
			}
			if s.Ended.IsZero() {
				r.missed++
				r.absence(day, s, next)
				continue
			}
			r.service(now, day, s, next)
		}
	}
	return r
}

func (r *record) absence(day Day, s Served, next *Served) {
	if next == nil || !next.Taken.Before(s.Called) || !together(day, s.Called, next.Called) {
		return
	}
	if lost := next.Called.Sub(s.Called); lost < 15*time.Minute {
		r.absences = append(r.absences, lost.Minutes())
	}
}

func (r *record) service(now time.Time, day Day, s Served, next *Served) {
	if s.Ended.After(now) {
		return
	}
	length := s.Ended.Sub(s.Called)
	idle := next != nil && next.Called.Sub(s.Ended) < time.Second && next.Taken.After(s.Called.Add(shortest))
	if length < shortest || length > longest || idle || afterHours(day, s) {
		return
	}
	r.services = append(r.services, service{length.Minutes(), s.Window, day.hour(s.Called), s.Ended})
	if next == nil || next.Taken.After(s.Ended) || !together(day, s.Ended, next.Called) {
		return
	}
	switch gap := next.Called.Sub(s.Ended); {
	case gap < 0 || gap >= longPause:
	case gap < breath:
		r.gaps = append(r.gaps, gap.Minutes())
	default:
		r.pauses = append(r.pauses, gap.Minutes())
	}
}

// afterHours tells of a service that was on when lunch or closing came and was
// ended only by the next call, long after.
func afterHours(day Day, s Served) bool {
	span, ok := day.span(s.Called)
	return ok && s.Ended.After(span.To.Add(longPause))
}

// together reports whether two moments lie in the same stretch of service.
func together(day Day, a, b time.Time) bool {
	x, ok := day.span(a)
	return ok && x.has(b)
}

// byWindow lists the calls of each window in their order, the windows by number.
func byWindow(served []Served) (lines [][]Served) {
	sorted := slices.Clone(served)
	slices.SortStableFunc(sorted, func(a, b Served) int {
		return cmp.Or(cmp.Compare(a.Window, b.Window), a.Called.Compare(b.Called))
	})
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j].Window == sorted[i].Window {
			j++
		}
		lines = append(lines, sorted[i:j])
		i = j
	}
	return lines
}
