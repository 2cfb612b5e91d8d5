package hall

import (
	"cmp"
	"slices"
	"time"

	"minqing/storage"
)

// Apply takes one event of a number machine into the day's queue, and reports
// whether it was new. Events may come late, twice and in any order: the queue
// keeps of each number and window only what doesn't depend on the order, the
// newest word and how often something happened, and everything else follows
// from that. So the same events always end in the same queue. What is refused
// leaves the queue as it was.
func Apply(h *storage.Hall, e Event) (changed bool, err error) {
	if err := e.Check(); err != nil {
		return false, err
	}
	if e.Day() != h.Day {
		return false, ErrEventDay
	}
	at, known := slices.BinarySearch(h.Machine, e.ID)
	switch {
	case known:
		return false, nil
	case len(h.Machine) >= MostEvents:
		return false, ErrManyEvents
	}
	h.Machine = slices.Insert(h.Machine, at, e.ID)
	h.Reported = true
	e.At = e.At.In(storage.Zone)
	hear(h, e)
	conclude(h)
	return true, nil
}

// hear keeps what an event says.
func hear(h *storage.Hall, e Event) {
	switch e.Kind {
	case WindowOpen:
		opened(h, e)
	case WindowClosed:
		w := windowAt(h, e.Window)
		w.Shut = latest(w.Shut, e.At)
	case DayClosed:
		h.Over, h.Ended = true, latest(h.Ended, e.At)
	default:
		hearNumber(h, reach(h, e.number()), e)
	}
}

// opened keeps that a window was open then.
func opened(h *storage.Hall, e Event) {
	w := windowAt(h, e.Window)
	w.Opened = latest(w.Opened, e.At)
}

func hearNumber(h *storage.Hall, c *storage.Couple, e Event) {
	if c.From == FromMachine && (c.At.IsZero() || e.At.Before(c.At)) {
		c.At = e.At // at the latest then
	}
	switch e.Kind {
	case Called:
		h.Calls++
		opened(h, e)
		if e.At.After(c.Called) || e.At.Equal(c.Called) && e.Window > c.Window {
			c.Called, c.Window = e.At, e.Window
		}
	case Missed:
		c.Misses++
	}
	if says := states[e.Kind]; newer(c, says, e.At) {
		c.Heard, c.Says = e.At, says
	}
}

// order is which of two events of the same moment is the later one.
var order = map[storage.CoupleState]int{
	storage.CoupleCalled: 1, storage.CoupleMissed: 2, storage.CoupleDone: 3, storage.CoupleLeft: 4,
}

// newer reports whether a word about a number stands over the one before. That
// it was taken is before all others, whatever the clock that printed it says.
func newer(c *storage.Couple, says storage.CoupleState, at time.Time) bool {
	if before, after := min(order[c.Says], 1), min(order[says], 1); before != after {
		return after > before
	}
	if !at.Equal(c.Heard) {
		return at.After(c.Heard)
	}
	return order[says] > order[c.Says]
}

// reach returns a number of the machine. Of those below it that nothing was heard
// of the machine knows more than we do; they don't wait.
func reach(h *storage.Hall, n int) *storage.Couple {
	for len(h.Couples) < n {
		h.Couples = append(h.Couples, storage.Couple{N: len(h.Couples) + 1, State: storage.CoupleLeft, From: FromMachine})
	}
	h.Last = len(h.Couples)
	return &h.Couples[n-1]
}

// windowAt returns a window, which from now on is one of the day's.
func windowAt(h *storage.Hall, n int) *storage.HallWindow {
	at, found := slices.BinarySearchFunc(h.Windows, n, func(w storage.HallWindow, n int) int { return cmp.Compare(w.N, n) })
	if !found {
		h.Windows = slices.Insert(h.Windows, at, storage.HallWindow{N: n})
	}
	return &h.Windows[at]
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
