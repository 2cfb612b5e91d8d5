package flows

import (
	"time"

	"minqing/configs"
	"minqing/flows/hall"
	"minqing/flows/office"
	"minqing/flows/queue"
	"minqing/flows/texts"
	"minqing/storage"
)

// Board is what everybody may see of a day's queue, on the screen in the hall:
// numbers, windows and hours. Nobody stands behind a number in it.
type Board struct {
	Day     string // 2006-01-02
	Hours   string // 08:30—12:00，14:00—17:30; empty: closed today
	Giving  Giving
	From    string // TooEarlyToTake: the hour from which numbers are given
	Windows []BoardWindow
	Next    []string // who is called next, in order
	Missed  []string
	Last    string // the newest number; empty: none was given
	Waiting int    // couples
	Wait    string // how long a new number would wait; empty: nobody can say, or none is given
	Tight   bool   // the day may be too short for a new number
	OnSite  bool   // numbers are given in the hall, by its code
}

// BoardWindow is an open window.
type BoardWindow struct {
	N      int
	Number string    // called to it; empty: it is free
	At     time.Time // when
}

// Giving is whether numbers are given, and if not, why.
type Giving string

// The reasons, in the order in which they count.
const (
	DayIsOver      Giving = "over"
	NoWorkToday    Giving = "shut"
	NumbersStopped Giving = "stopped"
	AtTheMachine   Giving = "machine" // by the office's own number machine
	NumbersGone    Giving = "gone"    // as many as a day has
	TooEarlyToTake Giving = "early"
	TooLateToTake  Giving = "late"
	NumbersGiven   Giving = "given"
)

// boardNext is how many of those who wait are shown.
const boardNext = 6

// Board reads the queue of the day. The same state at the same moment is always
// the same board.
func (e *Engine) Board(tx storage.Tx) (Board, error) {
	t := e.unasked()
	h, err := t.hall(tx)
	if err != nil {
		return Board{}, err
	}
	d, err := t.officeDay(h)
	if err != nil {
		return Board{}, err
	}
	b := Board{Day: h.Day, Hours: spansWords(d.Spans), Giving: t.giving(h, d), OnSite: t.house.Bureau.Marriage.TakeFrom == configs.TakeOnsite}
	if b.Giving == TooEarlyToTake {
		b.From = clock(firstNumber(d))
	}
	for _, w := range h.Windows {
		if w.Open {
			b.Windows = append(b.Windows, boardWindow(h, w))
		}
	}
	order := hall.Order(h, t.now)
	b.Waiting = len(order)
	for _, n := range order[:min(len(order), boardNext)] {
		b.Next = append(b.Next, numberName(n))
	}
	for _, c := range h.Couples {
		if c.State == storage.CoupleMissed {
			b.Missed = append(b.Missed, numberName(c.N))
		}
	}
	if h.Last > 0 {
		b.Last = numberName(h.Last)
	}
	if b.Giving == NumbersGiven || b.Giving == AtTheMachine {
		b.Wait, b.Tight, err = t.boardWait(tx, h, d, b.Waiting)
	}
	return b, err
}

func boardWindow(h *storage.Hall, w storage.HallWindow) BoardWindow {
	shown := BoardWindow{N: w.N}
	if c := hall.Get(h, w.Now); c != nil && c.State == storage.CoupleCalled {
		shown.Number, shown.At = numberName(c.N), c.Called
	}
	return shown
}

// giving goes by the rules of noNumber. Where a machine gives the numbers, the
// hours and the day's limit are its own affair.
func (t *turn) giving(h *storage.Hall, d office.Day) Giving {
	switch {
	case h.Over:
		return DayIsOver
	case !d.Open && h.Last == 0:
		return NoWorkToday
	case h.Reported && !h.Stopped:
		return AtTheMachine
	case !d.Open:
		return NoWorkToday
	case h.Stopped:
		return NumbersStopped
	case d.Limit > 0 && h.Last >= d.Limit:
		return NumbersGone
	case d.Takes(t.now):
		return NumbersGiven
	case t.now.Before(firstNumber(d)):
		return TooEarlyToTake
	case !t.now.Before(d.Closes()):
		return DayIsOver
	}
	return TooLateToTake
}

// firstNumber is from when a day gives numbers.
func firstNumber(d office.Day) time.Time {
	if d.First.IsZero() {
		return d.Opens()
	}
	return d.First
}

// boardWait is how long a number would wait that is taken now, in the words of
// the chat.
func (t *turn) boardWait(tx storage.BookTx, h *storage.Hall, d office.Day, waiting int) (wait string, tight bool, err error) {
	if d.OpenAt(t.now) && waiting < hall.FreeWindows(h) {
		return texts.Minutes(0, 0), false, nil
	}
	r, err := t.estimate(tx, h, d, waiting)
	if err != nil || !r.Known || r.High == openEnd {
		return "", r.Unlikely, err
	}
	known := queue.Range{Known: true, Low: r.Low, High: r.High}
	return rangeWords(known, t.now, func(low, high int, _ string) string { return texts.Minutes(low, high) }), r.Unlikely, nil
}
