// Package hall is the queue of the marriage office: numbers for two, windows,
// who is next. It is pure: every function takes the day's queue from one whole
// state to the next, or refuses and leaves it as it was.
package hall

import (
	"errors"
	"slices"
	"time"

	"minqing/storage"
)

// Rules are the bureau's own.
type Rules struct {
	Back   int           // a missed number comes back in after so many calls
	Misses int           // how often a number may be missed before it lapses
	Late   time.Duration // what 晚到 grants, once
	Cap    int           // numbers a day; 0: no limit
}

// Why a queue refuses.
var (
	ErrHas      = errors.New("has a live number")
	ErrNone     = errors.New("has no live number")
	ErrCode     = errors.New("no such code")
	ErrFull     = errors.New("two people have the number already")
	ErrStopped  = errors.New("no more numbers are given")
	ErrCap      = errors.New("the day's numbers are given out")
	ErrOver     = errors.New("the day is over")
	ErrShut     = errors.New("the window is not open")
	ErrTaken    = errors.New("somebody else has the window")
	ErrNobody   = errors.New("nobody waits")
	ErrFree     = errors.New("nobody is at the window")
	ErrTwice    = errors.New("was granted before")
	ErrCalled   = errors.New("is called already")
	ErrCannot   = errors.New("cannot be undone any more")
	ErrNoWindow = errors.New("has no window")
)

// Take gives the next number to a person, or to a walk-in when who is empty.
func Take(h *storage.Hall, r Rules, who storage.PersonID, code, from string, now time.Time) (*storage.Couple, error) {
	switch {
	case h.Over:
		return nil, ErrOver
	case who != "" && Of(h, who) != nil:
		return nil, ErrHas
	case h.Stopped && from != FromWindow:
		return nil, ErrStopped
	case r.Cap > 0 && h.Last >= r.Cap && from != FromWindow:
		return nil, ErrCap
	}
	h.Last++
	c := storage.Couple{N: h.Last, At: now, Code: code, State: storage.CoupleWaits, From: from}
	if who != "" {
		c.Who = []storage.PersonID{who}
	}
	h.Couples = append(h.Couples, c)
	return &h.Couples[len(h.Couples)-1], nil
}

// How a number was taken.
const (
	FromChat    = "chat"    // anywhere
	FromSite    = "site"    // by the code on the hall's screen
	FromWindow  = "window"  // 发号
	FromMachine = "machine" // the office's own
)

// Get returns a number of the day; nil: it was not given.
func Get(h *storage.Hall, n int) *storage.Couple {
	if n < 1 || n > len(h.Couples) {
		return nil
	}
	return &h.Couples[n-1]
}

// Of returns a person's live number; nil: there is none.
func Of(h *storage.Hall, who storage.PersonID) *storage.Couple {
	for i := range h.Couples {
		if c := &h.Couples[i]; c.State.Live() && slices.Contains(c.Who, who) {
			return c
		}
	}
	return nil
}

// LastOf returns a person's latest number of the day, live or not; nil: none.
func LastOf(h *storage.Hall, who storage.PersonID) *storage.Couple {
	for i := len(h.Couples) - 1; i >= 0; i-- {
		if slices.Contains(h.Couples[i].Who, who) {
			return &h.Couples[i]
		}
	}
	return nil
}

// Join adds the second partner by the code of a live number.
func Join(h *storage.Hall, code string, who storage.PersonID) (*storage.Couple, error) {
	for i := range h.Couples {
		c := &h.Couples[i]
		if !c.State.Live() || c.Code == "" || c.Code != code {
			continue
		}
		switch {
		case slices.Contains(c.Who, who):
			return c, nil
		case Of(h, who) != nil:
			return nil, ErrHas
		case len(c.Who) >= 2:
			return nil, ErrFull
		}
		c.Who = append(slices.Clone(c.Who), who)
		return c, nil
	}
	return nil, ErrCode
}

// Leave gives a person's number up, for both.
func Leave(h *storage.Hall, who storage.PersonID, now time.Time) (*storage.Couple, error) {
	c := Of(h, who)
	if c == nil {
		return nil, ErrNone
	}
	free(h, c)
	c.State, c.Ended = storage.CoupleLeft, now
	return c, nil
}

// free lets the window go that a number was called to.
func free(h *storage.Hall, c *storage.Couple) {
	for i := range h.Windows {
		if h.Windows[i].Now == c.N {
			h.Windows[i].Now = 0
		}
	}
}

// Delay lets a waiting couple come later, once: others are called meanwhile.
func Delay(h *storage.Hall, r Rules, who storage.PersonID, now time.Time) (*storage.Couple, error) {
	c := Of(h, who)
	switch {
	case c == nil:
		return nil, ErrNone
	case c.State == storage.CoupleCalled:
		return nil, ErrCalled
	case c.Delays > 0:
		return nil, ErrTwice
	}
	c.Delays++
	c.Late = now.Add(r.Late)
	return c, nil
}

// End closes what is left at the end of the day and returns those numbers. Who is
// at a window is served to the end, and counts as done.
func End(h *storage.Hall, now time.Time) (left []storage.Couple) {
	h.Over = true
	for i := range h.Windows {
		finish(h, &h.Windows[i], now)
	}
	for i := range h.Couples {
		c := &h.Couples[i]
		if c.State == storage.CoupleWaits || c.State == storage.CoupleMissed {
			c.State, c.Ended = storage.CoupleClosed, now
			left = append(left, *c)
		}
	}
	return left
}
