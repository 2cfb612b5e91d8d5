package queue

import (
	"slices"
	"time"
)

// movements are what a day's record shows of windows that opened and closed.
type movements struct {
	late                   []float64   // minutes from the beginning of a span to a window's first call
	hours, windowHours     float64     // in which somebody waited
	crowded                float64     // in which a crowd waited
	closed, opened, helped int         // helped: opened while a crowd waited
	planned, present       int         // windows at the beginnings of spans
	came                   []time.Time // openings that the plan does not explain
	filledSoon, filledLate int         // those of windows that were missing, for up to an hour and longer
	soonHours, lateHours   float64     // in which they were
	missedBefore, returned int         // at the beginning of a later span
}

// movements reads them off the calls: a window that calls nobody while somebody
// waits is closed.
func (d DayHistory) movements() (m movements) {
	lines := byWindow(d.Served)
	missing := 0
	for i, span := range d.Spans {
		hours, crowded := d.busyHours(span)
		before := m
		m.hours += hours
		for _, line := range lines {
			d.follow(&m, span, line)
		}
		if !d.waiting(span.From.Add(settled)) {
			missing = 0
			m.present = before.present
			continue
		}
		planned := d.Day.planned(span.From)
		here := min(m.present-before.present, planned)
		if i == 0 || missing == 0 {
			m.planned += planned
			m.present = before.present + here
		} else {
			m.present = before.present
			m.missedBefore += missing
			m.returned += min(max(here-(planned-missing), 0), missing)
		}
		missing = planned - here
		if missing == 0 {
			m.crowded += crowded
			continue
		}
		m.fill(before, span, missing)
	}
	return m
}

// fill takes the openings since before for windows that were missing, as many as
// there were; whoever is short of clerks has none to help with.
func (m *movements) fill(before movements, span Span, missing int) {
	came := m.came[len(before.came):]
	slices.SortFunc(came, time.Time.Compare)
	filled := came[:min(len(came), missing)]
	m.opened, m.helped = before.opened+len(came)-len(filled), before.helped
	for i := range missing {
		until := span.To
		if i < len(filled) {
			until = filled[i]
			if until.Sub(span.From) < time.Hour {
				m.filledSoon++
			} else {
				m.filledLate++
			}
		}
		away := until.Sub(span.From)
		m.soonHours += (min(away, time.Hour) - min(away, settled)).Hours()
		m.lateHours += max(away-time.Hour, 0).Hours()
	}
}

// follow reads one window's line in one span.
func (d DayHistory) follow(m *movements, span Span, line []Served) {
	var before *Served
	for i := range line {
		s := &line[i]
		if !span.has(s.Called) {
			continue
		}
		switch after := s.Called.Sub(span.From); {
		case before == nil && after < settled:
			m.present++
			if s.Taken.Before(span.From) {
				m.late = append(m.late, after.Minutes())
			}
		case before == nil && d.waiting(s.Called.Add(-settled/2)) && !d.stepped(s.Called):
			d.opened(m, s.Called)
		case before != nil && s.Called.Sub(before.end()) > longPause && d.waiting(before.end().Add(settled/2)) && !d.stepped(before.end()):
			m.closed++
			d.opened(m, s.Called)
		}
		if before != nil {
			m.windowHours += s.Called.Sub(before.Called).Hours()
		}
		before = s
	}
	if before == nil {
		return
	}
	if left := before.end().Add(settled); left.Before(span.To) && d.waiting(left) && !d.stepped(before.end()) {
		m.closed++
	}
}

// opened counts an opening that the plan does not explain.
func (d DayHistory) opened(m *movements, at time.Time) {
	m.came = append(m.came, at)
	if before := at.Add(-settled); d.crowded(before, d.count(before)) {
		m.helped++
	} else {
		m.opened++
	}
}

// stops is how many minutes before the end of a span the windows call nobody any
// more, on average: of the windows that come free in the last quarter of an hour,
// so many call nobody although somebody waits. NaN: none came free.
func (d DayHistory) stops(span Span) float64 {
	free, called := 0, 0
	for _, line := range byWindow(d.Served) {
		for i, s := range line {
			end := s.end()
			if end.Before(span.To.Add(-settled)) || !end.Before(span.To) || !span.has(s.Called) || !d.waiting(span.To.Add(-time.Second)) {
				continue
			}
			free++
			if i+1 < len(line) && span.has(line[i+1].Called) {
				called++
			}
		}
	}
	return settled.Minutes() * (1 - float64(called)/float64(free))
}

// end is when a number was done with, whether somebody came or not.
func (s Served) end() time.Time {
	if s.Ended.IsZero() {
		return s.Called
	}
	return s.Ended
}

// stepped reports whether the plan changed the number of windows about then.
func (d DayHistory) stepped(at time.Time) bool {
	for _, p := range d.Plan {
		if away := at.Sub(p.At); away > -settled && away < 3*settled && at.After(d.Spans[0].From.Add(2*settled)) {
			return true
		}
	}
	return false
}

// waiting reports whether somebody waited.
func (d DayHistory) waiting(at time.Time) bool { return d.count(at) > 0 }

// count is how many waited.
func (d DayHistory) count(at time.Time) (n int) {
	for _, s := range d.Served {
		if s.Taken.Before(at) && s.Called.After(at) {
			n++
		}
	}
	return n
}

// busyHours is how long somebody waited in a span, and how long a crowd did, to
// five minutes.
func (d DayHistory) busyHours(span Span) (hours, crowded float64) {
	const step = 5 * time.Minute
	for at := span.From; at.Before(span.To); at = at.Add(step) {
		n := d.count(at)
		if n > 0 {
			hours += step.Hours()
		}
		if d.crowded(at, n) {
			crowded += step.Hours()
		}
	}
	return hours, crowded
}
