package hall

import (
	"cmp"
	"slices"
	"time"

	"minqing/storage"
)

// conclude makes numbers and windows what the reports come to. It goes by what
// was kept of them alone, never by what it concluded before.
func conclude(h *storage.Hall) {
	ends := services(h)
	for i := range h.Couples {
		concludeNumber(h, &h.Couples[i], ends)
	}
	for i := range h.Windows {
		concludeWindow(h, &h.Windows[i])
	}
	concludeMissed(h)
}

// services says when the service of each number that was called ended at the
// latest: the next number was called to the same window, the window was closed,
// the day was. A number of which that is not known is still at its window.
func services(h *storage.Hall) map[int]time.Time {
	byWindow := map[int][]*storage.Couple{}
	for i := range h.Couples {
		if c := &h.Couples[i]; !c.Called.IsZero() {
			byWindow[c.Window] = append(byWindow[c.Window], c)
		}
	}
	ends := map[int]time.Time{}
	for n, called := range byWindow {
		slices.SortFunc(called, func(a, b *storage.Couple) int { return cmp.Or(a.Called.Compare(b.Called), cmp.Compare(a.N, b.N)) })
		for i, c := range called {
			var end time.Time
			if h.Over { // unless the windows went on after all
				end = h.Ended
			}
			if w := Window(h, n); w != nil && !w.Shut.Before(c.Called) {
				end = sooner(end, w.Shut)
			}
			if i+1 < len(called) {
				end = sooner(end, called[i+1].Called)
			}
			if !end.IsZero() {
				ends[c.N] = latest(end, c.Called)
			}
		}
	}
	return ends
}

// sooner is the earlier of two times, of which either may be unknown.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func concludeNumber(h *storage.Hall, c *storage.Couple, ends map[int]time.Time) {
	says := c.Says
	switch {
	case says == "":
		says = c.State // taken in the chat, or nothing was heard of it
	case c.State == storage.CoupleLeft && c.Ended.After(c.Heard):
		return // given up in the chat since
	}
	end := ends[c.N]
	switch {
	case says == storage.CoupleCalled && !end.IsZero():
		c.State, c.Ended = storage.CoupleDone, end
	case says == storage.CoupleCalled && h.Over && c.State == storage.CoupleDone:
		// the house closed the day by itself: so it stays
	case (says == storage.CoupleWaits || says == storage.CoupleMissed) && h.Over:
		if c.State != storage.CoupleClosed || !h.Ended.IsZero() {
			c.State, c.Ended = storage.CoupleClosed, latest(h.Ended, c.Heard)
		}
	case c.Says == "":
	case says == storage.CoupleDone || says == storage.CoupleLeft:
		c.State, c.Ended = says, c.Heard
	default:
		c.State, c.Ended = says, time.Time{}
	}
}

// concludeWindow opens or closes a window that the machine spoke of, and finds
// who is at it.
func concludeWindow(h *storage.Hall, w *storage.HallWindow) {
	if w.Opened.IsZero() && w.Shut.IsZero() {
		return
	}
	w.Open, w.Since, w.Now = w.Opened.After(w.Shut), latest(w.Opened, w.Shut), 0
	for i := range h.Couples {
		if c := &h.Couples[i]; c.State == storage.CoupleCalled && c.Window == w.N {
			w.Now = c.N
		}
	}
}

// concludeMissed has missed numbers wait behind all others: when a machine calls
// them again is its own affair.
func concludeMissed(h *storage.Hall) {
	waits := 0
	for _, c := range h.Couples {
		if c.State == storage.CoupleWaits {
			waits++
		}
	}
	for i := range h.Couples {
		c := &h.Couples[i]
		switch {
		case c.Says == "":
		case c.State == storage.CoupleMissed:
			c.Back = h.Calls + waits
		default:
			c.Back = 0
		}
	}
}
