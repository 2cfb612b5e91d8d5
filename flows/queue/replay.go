package queue

import (
	"slices"
	"time"
)

// questions is how many questions of a day are asked again at most.
const questions = 64

// question is what somebody may have asked on an earlier day.
type question struct {
	of  Served
	now time.Time
}

// asked lists what the couples of a day may have asked: each when it took its
// number, and again now and then while it waited.
func (d DayHistory) asked() (list []question) {
	const again = 25 * time.Minute
	for _, s := range d.Served {
		for now := s.Taken; s.Called.Sub(now) > time.Minute; now = now.Add(again) {
			list = append(list, question{s, now})
		}
	}
	slices.SortStableFunc(list, func(a, b question) int { return a.now.Compare(b.now) })
	return list
}

// replay asks the estimator on an earlier day what couples of that day might
// have asked, and returns where among the imagined waits the true one lay.
func (e Estimator) replay(d DayHistory, p Prior) (ranks []float64, asked int) {
	all := d.asked()
	for i := range min(questions, len(all)) {
		q := all[(2*i+1)*len(all)/(2*min(questions, len(all)))]
		day := Day{Spans: d.Spans, Plan: d.Plan, Windows: d.openThen(q.now), Waiting: d.count(q.now)}
		today := d.before(q.now)
		waits := e.believe(q.now, day, today, p).waits(q.now, d.ahead(q.of, q.now), day, today)
		if waits == nil {
			continue
		}
		from, _ := slices.BinarySearch(waits, q.of.Called.Sub(q.now).Minutes())
		ranks = append(ranks, (float64(from)+0.5)/float64(len(waits)+1))
	}
	return ranks, len(all)
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
				open = append(open, Window{N: s.Window, Since: s.Called})
			case i+1 < len(line) && line[i+1].Called.After(now) && line[i+1].Called.Sub(s.end()) < longPause:
				open = append(open, Window{N: s.Window})
			}
		}
	}
	return open
}
