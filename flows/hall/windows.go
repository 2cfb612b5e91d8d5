package hall

import (
	"slices"
	"time"

	"minqing/storage"
)

// WindowOf is the open window of a member of staff; nil: they have none.
func WindowOf(h *storage.Hall, by storage.StaffID) *storage.HallWindow {
	for i := range h.Windows {
		if w := &h.Windows[i]; w.Open && w.By == by {
			return w
		}
	}
	return nil
}

// Window returns a window by its number; nil: it was never open today.
func Window(h *storage.Hall, n int) *storage.HallWindow {
	for i := range h.Windows {
		if h.Windows[i].N == n {
			return &h.Windows[i]
		}
	}
	return nil
}

// Abandon makes a window that stands open nobody's: whoever sat there is gone and cannot
// shut it. Who was called to it stays, for the next clerk.
func Abandon(h *storage.Hall, n int) {
	if w := Window(h, n); w != nil && w.Open {
		w.By = ""
	}
}

// Open is 开窗: a member of staff sits down at a window. Whoever sat at another
// one leaves it, if nobody is there.
func Open(h *storage.Hall, n int, by storage.StaffID, now time.Time) (*storage.HallWindow, error) {
	if h.Over {
		return nil, ErrOver
	}
	if w := Window(h, n); w != nil && w.Open && w.By != by && w.By != "" {
		return nil, ErrTaken
	}
	if w := WindowOf(h, by); w != nil && w.N != n {
		if w.Now != 0 {
			return nil, ErrCalled
		}
		w.Open, w.Since = false, now
	}
	w := Window(h, n)
	if w == nil {
		at, _ := slices.BinarySearchFunc(h.Windows, n, func(w storage.HallWindow, n int) int { return w.N - n })
		h.Windows = slices.Insert(slices.Clone(h.Windows), at, storage.HallWindow{N: n})
		w = &h.Windows[at]
	}
	if !w.Open {
		w.Open, w.Since = true, now
	}
	w.By = by
	return w, nil
}

// Shut is 关窗. Who is at the window is done with.
func Shut(h *storage.Hall, by storage.StaffID, now time.Time) (*storage.HallWindow, error) {
	w := WindowOf(h, by)
	if w == nil {
		return nil, ErrNoWindow
	}
	finish(h, w, now)
	w.Open, w.Since = false, now
	return w, nil
}

// finish ends the service at a window, if there is one.
func finish(h *storage.Hall, w *storage.HallWindow, now time.Time) *storage.Couple {
	c := Get(h, w.Now)
	w.Now = 0
	if c == nil || c.State != storage.CoupleCalled {
		return nil
	}
	c.State, c.Ended = storage.CoupleDone, now
	return c
}

// Call is 叫号: the service before is over and the next number is called to the
// window of the member of staff. When nobody waits the service before stays as
// it is.
func Call(h *storage.Hall, by storage.StaffID, now time.Time) (*storage.Couple, error) {
	w := WindowOf(h, by)
	if w == nil {
		return nil, ErrNoWindow
	}
	c := Next(h, now)
	if c == nil {
		return nil, ErrNobody
	}
	before, window, calls := *c, *w, h.Calls
	finish(h, w, now)
	h.Calls++
	c.State, c.Window, c.Called, c.Ended = storage.CoupleCalled, w.N, now, time.Time{}
	c.Late = time.Time{}
	w.Now = c.N
	remember(h, by, "call", before, *c, window, *w, calls)
	return c, nil
}

// Again is 重呼: the number at the window is called once more.
func Again(h *storage.Hall, by storage.StaffID) (*storage.Couple, error) {
	_, c, err := at(h, by)
	return c, err
}

// at is the window of a member of staff and the couple called to it.
func at(h *storage.Hall, by storage.StaffID) (*storage.HallWindow, *storage.Couple, error) {
	w := WindowOf(h, by)
	if w == nil {
		return nil, nil, ErrNoWindow
	}
	c := Get(h, w.Now)
	if c == nil || c.State != storage.CoupleCalled {
		return w, nil, ErrFree
	}
	return w, c, nil
}

// Miss is 过号: the couple did not come. The number comes back in after some
// calls, and lapses when it was missed too often.
func Miss(h *storage.Hall, r Rules, by storage.StaffID, now time.Time) (*storage.Couple, error) {
	w, c, err := at(h, by)
	if err != nil {
		return nil, err
	}
	before, window := *c, *w
	c.Misses++
	c.State, c.Back = storage.CoupleMissed, h.Calls+max(r.Back, 0)
	if c.Misses > r.Misses {
		c.State, c.Ended = storage.CoupleLapsed, now
	}
	w.Now = 0
	remember(h, by, "miss", before, *c, window, *w, h.Calls)
	return c, nil
}

// Finish is 办完: the couple has what they came for.
func Finish(h *storage.Hall, by storage.StaffID, now time.Time) (*storage.Couple, error) {
	w, c, err := at(h, by)
	if err != nil {
		return nil, err
	}
	before, window := *c, *w
	finish(h, w, now)
	remember(h, by, "finish", before, *c, window, *w, h.Calls)
	return c, nil
}

// remember keeps the last act of a member of staff for 撤销.
func remember(h *storage.Hall, by storage.StaffID, act string, before, after storage.Couple, window, then storage.HallWindow, calls int) {
	undo := map[storage.StaffID]storage.HallUndo{}
	for id, u := range h.Undo {
		undo[id] = u
	}
	undo[by] = storage.HallUndo{Act: act, Before: before, After: after, Window: window, Now: then, Calls: calls, Pending: true}
	h.Undo = undo
}

// Undo is 撤销: the last act of a member of staff is taken back, once, unless
// something happened since to the same number or window. It returns the couple
// as it is again and what was taken back.
func Undo(h *storage.Hall, by storage.StaffID) (*storage.Couple, string, error) {
	u, ok := h.Undo[by]
	if !ok || !u.Pending {
		return nil, "", ErrCannot
	}
	c, w := Get(h, u.After.N), Window(h, u.Window.N)
	if c == nil || w == nil || !sameCouple(*c, u.After) || *w != u.Now || h.Over {
		return nil, "", ErrCannot
	}
	if hasAnother(h, c) {
		return nil, "", ErrCannot
	}
	if before := Get(h, u.Window.Now); u.Act == "call" && before != nil {
		if before.State != storage.CoupleDone || hasAnother(h, before) {
			return nil, "", ErrCannot
		}
		before.State, before.Ended = storage.CoupleCalled, time.Time{}
	}
	told, who := c.Told, c.Who
	*c, *w = u.Before, u.Window
	c.Told, c.Who = told, who
	if u.Act == "call" && h.Calls == u.Calls+1 {
		h.Calls = u.Calls
	}
	u.Pending = false
	remember(h, by, u.Act, u.Before, u.After, u.Window, u.Now, u.Calls)
	undone := h.Undo[by]
	undone.Pending = false
	h.Undo[by] = undone
	return c, u.Act, nil
}

// hasAnother reports whether somebody of a number has another live one: who was
// done may have taken it since, and nobody has two.
func hasAnother(h *storage.Hall, c *storage.Couple) bool {
	return slices.ContainsFunc(h.Couples, func(o storage.Couple) bool {
		return o.N != c.N && o.State.Live() && slices.ContainsFunc(o.Who, func(who storage.PersonID) bool { return slices.Contains(c.Who, who) })
	})
}

// sameCouple compares what an act changes; who joined and what was told may have
// changed since.
func sameCouple(a, b storage.Couple) bool {
	return a.State == b.State && a.Window == b.Window && a.Called.Equal(b.Called) && a.Ended.Equal(b.Ended) &&
		a.Misses == b.Misses && a.Back == b.Back && a.Delays == b.Delays && a.Late.Equal(b.Late)
}

// FreeWindows counts the open windows to which nobody is called.
func FreeWindows(h *storage.Hall) (n int) {
	for _, w := range h.Windows {
		if w.Open && w.Now == 0 {
			n++
		}
	}
	return n
}

// OpenWindows counts the windows that are open.
func OpenWindows(h *storage.Hall) (n int) {
	for _, w := range h.Windows {
		if w.Open {
			n++
		}
	}
	return n
}
