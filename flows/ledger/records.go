package ledger

import (
	"slices"
	"strings"
	"time"

	"minqing/storage"
)

// Records are the lines that the figures are made of.
type Records struct {
	Dailies []storage.Daily
	Stays   []storage.Stay
	Scans   []Scan
}

// Read takes both registers out of the books.
func Read(tx storage.BookTx) (r Records, err error) {
	err = storage.Dailies.Each(tx, storage.Range{}, func(_ string, d storage.Daily) (bool, error) {
		r.Dailies = append(r.Dailies, d)
		return false, nil
	})
	if err != nil {
		return Records{}, err
	}
	err = storage.Stays.Each(tx, storage.Range{}, func(_ string, s storage.Stay) (bool, error) {
		r.Stays = append(r.Stays, s)
		return false, nil
	})
	if err != nil {
		return Records{}, err
	}
	r.Scans, err = readScans(tx)
	return r, err
}

// Line is one line of the daily register, and how many 人次 it is.
type Line struct {
	storage.Daily
	Counted int
}

// Entry is one entry of the station's register, and how many 人次 it is besides
// those of the daily register.
type Entry struct {
	storage.Stay
	Counted int
}

// Registers are the lines and the entries of a period, oldest first. What they
// count adds up to the ledger's total.
func Registers(p Period, r Records) (lines []Line, entries []Entry) {
	counted := entriesOf(r)
	for i, d := range byDate(r.Dailies) {
		if p.Has(d.At) {
			lines = append(lines, Line{d, counted[i].people})
		}
	}
	for i, s := range inOrder(r.Stays) {
		if p.Has(s.Entered) {
			entries = append(entries, Entry{s, counted[len(r.Dailies)+i].people})
		}
	}
	return lines, entries
}

// Departures are the stays that ended within a period, in the order they ended.
func Departures(p Period, r Records) (gone []storage.Stay) {
	for _, s := range inOrder(r.Stays) {
		if !s.Left.IsZero() && p.Has(s.Left) {
			gone = append(gone, s)
		}
	}
	slices.SortStableFunc(gone, func(a, b storage.Stay) int { return a.Left.Compare(b.Left) })
	return gone
}

// Days is how many days a stay has taken by now: the day of the entry counts, the
// day of leaving only if it is the same.
func Days(s storage.Stay, now time.Time) int { return daysOf(Period{}, now, s) }

// byDate sorts a copy of the lines by when they were written.
func byDate(lines []storage.Daily) []storage.Daily {
	return slices.SortedStableFunc(slices.Values(lines), func(a, b storage.Daily) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return strings.Compare(a.Ticket, b.Ticket)
	})
}

// inOrder sorts a copy of the stays by when the people came in.
func inOrder(stays []storage.Stay) []storage.Stay {
	return slices.SortedStableFunc(slices.Values(stays), func(a, b storage.Stay) int {
		if c := a.Entered.Compare(b.Entered); c != 0 {
			return c
		}
		return strings.Compare(a.Number, b.Number)
	})
}
