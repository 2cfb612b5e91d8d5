package queue

import (
	"slices"
	"time"
)

// Day is the office's day as it is known now.
type Day struct {
	Spans   []Span   // of service, in order: lunch lies between two; the last ends with closing
	Plan    []Step   // how many windows are planned, in order
	Windows []Window // open now
	Waiting int      // how many couples wait now, all of them
}

// Span is a stretch of service. Numbers are called in it and at no other time.
type Span struct{ From, To time.Time }

// Step is a planned number of windows, from a time on.
type Step struct {
	At      time.Time
	Windows int
}

// Window is one that is open.
type Window struct {
	N      int
	Since  time.Time // the call of who is there now; zero: free
	Opened time.Time // zero: not known
}

// Usual is the plan of so many windows all day.
func Usual(windows int, spans []Span) []Step {
	if len(spans) == 0 {
		return nil
	}
	return []Step{{spans[0].From, windows}}
}

func (d Day) closing() time.Time {
	if len(d.Spans) == 0 {
		return time.Time{}
	}
	return d.Spans[len(d.Spans)-1].To
}

// span returns the stretch of service in which a moment lies.
func (d Day) span(at time.Time) (Span, bool) {
	i := slices.IndexFunc(d.Spans, func(s Span) bool { return s.has(at) })
	if i < 0 {
		return Span{}, false
	}
	return d.Spans[i], true
}

func (s Span) has(at time.Time) bool { return !at.Before(s.From) && at.Before(s.To) }

// planned is how many windows are planned at a moment.
func (d Day) planned(at time.Time) (n int) {
	for _, s := range d.Plan {
		if s.At.After(at) {
			break
		}
		n = s.Windows
	}
	return n
}

// hour counts the hours since the office opened.
func (d Day) hour(at time.Time) int {
	if len(d.Spans) == 0 {
		return 0
	}
	return min(max(int(at.Sub(d.Spans[0].From).Hours()), 0), hours-1)
}

// crowded reports whether so many wait that another window may be opened. It
// goes by the windows that are planned: one more that is open must not make it
// less likely that others follow.
func (d Day) crowded(at time.Time, waiting int) bool {
	if len(d.Spans) > 0 && at.Before(d.Spans[0].From) {
		at = d.Spans[0].From
	}
	return waiting >= crowd*max(d.planned(at), 1)
}

const crowd = 5 // couples a window

// planSet is when the plan last asked for as many windows as it does at a
// moment: the beginning of the span or a step in it.
func (d Day) planSet(at time.Time) time.Time {
	s, ok := d.span(at)
	if !ok {
		return at
	}
	set := s.From
	for _, p := range d.Plan {
		if p.At.After(set) && !p.At.After(at) {
			set = p.At
		}
	}
	return set
}

// reduced reports whether the plan closed windows a while ago.
func (d Day) reduced(now time.Time) bool {
	return d.planned(now) < d.planned(now.Add(-2*longPause))
}

// open finds an open window by its number; nil: it is not open.
func (d Day) open(n int) *Window {
	for i := range d.Windows {
		if d.Windows[i].N == n {
			return &d.Windows[i]
		}
	}
	return nil
}
