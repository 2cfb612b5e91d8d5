package hall

import (
	"slices"
	"time"

	"minqing/storage"
)

// Record is a day of the queue as a ledger (台账) has it: what happened to each
// number, and nothing about whose it was.
type Record struct {
	Day     string // 2006-01-02
	Sort    string // as storage.HallDay has it; for the caller to fill in where Partial is false
	Partial bool   // only those who were called are remembered: no numbers, no cancellations
	Taken   int
	Done    int
	Missed  int // calls that nobody came to
	Windows int // that were open at some time of the day
	Lines   []Line
}

// Line is one number. Times that are not known are zero.
type Line struct {
	N      int    // 0: not remembered
	From   string // how it was taken; empty: not remembered
	Taken  time.Time
	Called time.Time // the last call
	Ended  time.Time
	Window int
	Misses int
	Delays int
	State  storage.CoupleState // empty: the number machine never spoke of it
}

// RecordOf is the record of a day whose queue is kept. It must stay without
// people: no ids, no codes, nothing that leads to them.
func RecordOf(h *storage.Hall) Record {
	r := Record{Day: h.Day, Taken: h.Last, Windows: len(h.Windows)}
	for _, c := range h.Couples {
		l := Line{N: c.N, From: c.From, Taken: c.At, Called: c.Called, Ended: c.Ended, Window: c.Window, Misses: c.Misses, Delays: c.Delays, State: c.State}
		if c.From == FromMachine {
			l.hearsay(c.Says)
		}
		if c.State == storage.CoupleDone {
			r.Done++
		}
		r.Missed += c.Misses
		r.Lines = append(r.Lines, l)
	}
	return r
}

// hearsay takes back what the queue had to suppose of a machine's number: that
// one it never spoke of was given up, and that one it spoke of only when it was
// called was taken then.
func (l *Line) hearsay(says storage.CoupleState) {
	if says == "" {
		l.State = ""
	}
	if l.Taken.Equal(l.Called) {
		l.Taken = time.Time{}
	}
}

// Remembered is the record of a day of which only storage.HallDay is left.
func Remembered(day string, d *storage.HallDay) Record {
	r := Record{Day: day, Sort: d.Sort, Partial: true, Taken: d.Taken, Done: d.Done, Missed: d.Missed, Windows: d.Windows}
	for _, s := range d.Served {
		l := Line{Taken: s.Taken, Called: s.Called, Ended: s.Ended, Window: s.Window, State: storage.CoupleDone}
		if s.Ended.IsZero() {
			l.State = storage.CoupleLapsed
		}
		if l.Taken.Equal(l.Called) {
			l.Taken = time.Time{}
		}
		r.Lines = append(r.Lines, l)
	}
	return r
}

// Wait is how long the number waited for its last call; false: not known.
func (l Line) Wait() (time.Duration, bool) { return between(l.Taken, l.Called) }

// Service is how long the couple was at the window; false: it was not, or it is
// not known.
func (l Line) Service() (time.Duration, bool) {
	if l.State != storage.CoupleDone {
		return 0, false
	}
	return between(l.Called, l.Ended)
}

func between(from, to time.Time) (time.Duration, bool) {
	if from.IsZero() || to.IsZero() || to.Before(from) {
		return 0, false
	}
	return to.Sub(from), true
}

// Figures are the sums of one record, or of several.
type Figures struct {
	Taken, Done, Missed int
	From                map[string]int              // of the lines
	Ends                map[storage.CoupleState]int // of the lines
	Waits, Services     []time.Duration             // of those who were served
	LastCall            time.Time                   // zero: nobody was called
}

// Add takes in a record.
func (f *Figures) Add(r Record) {
	if f.From == nil {
		f.From, f.Ends = map[string]int{}, map[storage.CoupleState]int{}
	}
	f.Taken, f.Done, f.Missed = f.Taken+r.Taken, f.Done+r.Done, f.Missed+r.Missed
	for _, l := range r.Lines {
		f.From[l.From]++
		f.Ends[l.State]++
		f.LastCall = latest(f.LastCall, l.Called)
		came := l.State == storage.CoupleDone || l.State == storage.CoupleCalled
		if wait, ok := l.Wait(); ok && came {
			f.Waits = append(f.Waits, wait)
		}
		if service, ok := l.Service(); ok {
			f.Services = append(f.Services, service)
		}
	}
}

// Median is the middle one of some times, of two the mean; false: there is none.
func Median(times []time.Duration) (time.Duration, bool) {
	n := len(times)
	if n == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(times))
	return (sorted[(n-1)/2] + sorted[n/2]) / 2, true
}
