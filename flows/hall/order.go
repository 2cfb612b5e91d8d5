package hall

import (
	"slices"
	"time"

	"minqing/storage"
)

// Next is the number that a free window calls now; nil: nobody can be called.
// Missed numbers whose turn has come back are first, then numbers in order,
// without those who said to come later; when nobody else waits, a missed number
// is called before its turn rather than nobody.
func Next(h *storage.Hall, now time.Time) *storage.Couple {
	return next(h, now, h.Calls, nil)
}

func next(h *storage.Hall, now time.Time, calls int, gone map[int]bool) *storage.Couple {
	var back, waits, early *storage.Couple
	for i := range h.Couples {
		c := &h.Couples[i]
		switch {
		case gone[c.N], now.Before(c.Late):
		case c.State == storage.CoupleMissed && c.Back <= calls:
			if back == nil || c.Back < back.Back {
				back = c
			}
		case c.State == storage.CoupleMissed:
			if early == nil || c.Back < early.Back {
				early = c
			}
		case c.State == storage.CoupleWaits && waits == nil:
			waits = c
		}
	}
	switch {
	case back != nil:
		return back
	case waits != nil:
		return waits
	}
	return early
}

// Order lists the numbers in the order in which they would be called from now
// on. Those who said to come later stand where they will be called then, at the
// earliest behind everybody who is there.
func Order(h *storage.Hall, now time.Time) []int {
	var order []int
	gone := map[int]bool{}
	for calls := h.Calls; ; calls++ {
		c := next(h, now, calls, gone)
		if c == nil {
			break
		}
		gone[c.N] = true
		order = append(order, c.N)
	}
	for i := range h.Couples {
		c := &h.Couples[i]
		if !gone[c.N] && (c.State == storage.CoupleWaits || c.State == storage.CoupleMissed) {
			order = append(order, c.N)
		}
	}
	return order
}

// Ahead is how many couples are called before a number; -1: it does not wait.
func Ahead(h *storage.Hall, n int, now time.Time) int {
	return slices.Index(Order(h, now), n)
}

// ToTell returns the numbers that have come as near as one of the positions
// (such as 5 and 2 ahead) and were not told so yet, with how many are ahead, and
// marks them told. A number is told of the nearest position only.
func ToTell(h *storage.Hall, positions []int, now time.Time) (tell []Near) {
	if len(positions) == 0 {
		return nil
	}
	farthest := slices.Max(positions)
	for ahead, n := range Order(h, now) {
		if ahead > farthest {
			break
		}
		c := Get(h, n)
		at := -1
		for _, p := range positions {
			if ahead <= p && !slices.Contains(c.Told, p) {
				if at < 0 || p < at {
					at = p
				}
			}
		}
		if at < 0 {
			continue
		}
		for _, p := range positions {
			if p >= at && !slices.Contains(c.Told, p) {
				c.Told = append(slices.Clone(c.Told), p)
			}
		}
		tell = append(tell, Near{Couple: *c, Ahead: ahead})
	}
	return tell
}

// Tell marks a number told of every position that it is within already: whoever
// takes a number reads how many are ahead, and need not hear it again at once.
func Tell(h *storage.Hall, n int, positions []int, now time.Time) {
	c, ahead := Get(h, n), Ahead(h, n, now)
	if c == nil || ahead < 0 {
		return
	}
	for _, p := range positions {
		if ahead <= p && !slices.Contains(c.Told, p) {
			c.Told = append(slices.Clone(c.Told), p)
		}
	}
}

// Near is a couple whose turn comes near.
type Near struct {
	Couple storage.Couple
	Ahead  int
}
