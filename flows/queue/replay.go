package queue

import (
	"slices"
	"time"
)

// questions is how many couples of a day are asked for again.
const questions = 48

// replay asks the estimator on an earlier day what couples of that day might
// have asked, and returns where among the imagined waits the true one lay.
func (e Estimator) replay(d DayHistory, p Prior) (ranks []float64) {
	calls := slices.SortedFunc(slices.Values(d.Served), func(a, b Served) int { return a.Taken.Compare(b.Taken) })
	for i := 0; i < questions; i++ {
		c := calls[(2*i+1)*len(calls)/(2*questions)]
		// Half are asked when the number is taken, half on the way.
		now := c.Taken
		if i%2 == 1 {
			now = now.Add(c.Called.Sub(c.Taken) * time.Duration(i%7) / 8)
		}
		wait := c.Called.Sub(now).Minutes()
		ahead := d.ahead(c, now)
		if wait < 0 || ahead == 0 && wait < 1 {
			continue // called at once: nothing to imagine
		}
		day := Day{Spans: d.Spans, Plan: d.Plan, Windows: d.openThen(now), Waiting: d.count(now)}
		today := d.before(now)
		waits := e.believe(now, day, today, p).waits(now, ahead, day, today)
		if waits == nil {
			continue
		}
		from, _ := slices.BinarySearch(waits, wait)
		ranks = append(ranks, (float64(from)+0.5)/float64(len(waits)+1))
	}
	return ranks
}

// ahead counts who waited then and was called before.
func (d DayHistory) ahead(c Served, now time.Time) int {
	waited := map[time.Time]bool{} // a number that was missed is there twice
	for _, s := range d.Served {
		if s.Taken.Before(c.Taken) && s.Called.After(now) && s.Called.Before(c.Called) {
			waited[s.Taken] = true
		}
	}
	return len(waited)
}

// before is what was known then of the numbers called.
func (d DayHistory) before(now time.Time) (known []Served) {
	for _, s := range d.Served {
		if !s.end().After(now) {
			known = append(known, s)
		}
	}
	return known
}

// openThen is which windows were open then, as far as the calls show it: those
// with somebody there, and those that called again soon.
func (d DayHistory) openThen(now time.Time) (open []Window) {
	span, ok := d.Day.span(now)
	if !ok {
		return nil
	}
	for _, line := range byWindow(d.Served) {
		for i, s := range line {
			if s.Called.After(now) || s.Called.Before(span.From) {
				continue
			}
			switch {
			case s.end().After(now):
				open = append(open, Window{s.Window, s.Called})
			case i+1 < len(line) && line[i+1].Called.After(now) && line[i+1].Called.Sub(s.end()) < longPause:
				open = append(open, Window{N: s.Window})
			}
		}
	}
	return open
}
