package office

import "time"

// Opens is when the day's work begins; zero on a day that isn't open.
func (d Day) Opens() time.Time {
	if len(d.Spans) == 0 {
		return time.Time{}
	}
	return d.Spans[0].From
}

// Closes is when the day's work ends; zero on a day that isn't open.
func (d Day) Closes() time.Time {
	if len(d.Spans) == 0 {
		return time.Time{}
	}
	return d.Spans[len(d.Spans)-1].To
}

// OpenAt reports whether the office is open at t.
func (d Day) OpenAt(t time.Time) bool { return d.Remaining(t).Phase == Serving }

// Takes reports whether numbers are given at t: between First and Last, and where
// these are unsaid between opening and closing. Breaks don't matter.
func (d Day) Takes(t time.Time) bool {
	from, until := d.First, d.Last
	if from.IsZero() {
		from = d.Opens()
	}
	if until.IsZero() {
		until = d.Closes()
	}
	return d.Open && !t.Before(from) && t.Before(until)
}

// Phase is where in the office's day a moment lies.
type Phase int

// The phases of a day, in order; Shut is all of a day that isn't open.
const (
	Shut Phase = iota
	Before
	Serving
	Break // 午休
	Over
)

// Remaining is what is left of a day at a moment.
type Remaining struct {
	Phase Phase
	Opens time.Time     // when work begins (again); zero unless Before or Break
	Ends  time.Time     // the end of this stretch; zero unless Serving
	Work  time.Duration // that the office is still open, breaks left out
}

// Remaining answers whether one can still make it.
func (d Day) Remaining(t time.Time) Remaining {
	if !d.Open {
		return Remaining{}
	}
	r := Remaining{Phase: Over}
	for i, s := range d.Spans {
		switch {
		case !t.Before(s.To):
			continue
		case !t.Before(s.From):
			r.Phase, r.Ends = Serving, s.To
			r.Work += s.To.Sub(t)
			continue
		case r.Phase == Over && i == 0:
			r.Phase, r.Opens = Before, s.From
		case r.Phase == Over:
			r.Phase, r.Opens = Break, s.From
		}
		r.Work += s.To.Sub(s.From)
	}
	return r
}

// Finish is when work that may begin at t is done, breaks left out; false where the
// day ends before that.
func (d Day) Finish(t time.Time, work time.Duration) (time.Time, bool) {
	for _, s := range d.Spans {
		from := later(s.From, t)
		if !from.Before(s.To) {
			continue
		}
		if done := from.Add(work); !done.After(s.To) {
			return done, true
		}
		work -= s.To.Sub(from)
	}
	return time.Time{}, false
}
