package ledger

import (
	"slices"
	"strings"

	"minqing/storage"
)

// Records are the lines that the figures are made of.
type Records struct {
	Dailies []storage.Daily
	Stays   []storage.Stay
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
	return r, err
}

// In keeps the lines and the entries of a period, oldest first.
func (r Records) In(p Period) Records {
	var kept Records
	for _, d := range byDate(r.Dailies) {
		if p.Has(d.At) {
			kept.Dailies = append(kept.Dailies, d)
		}
	}
	for _, s := range inOrder(r.Stays) {
		if p.Has(s.Entered) {
			kept.Stays = append(kept.Stays, s)
		}
	}
	return kept
}

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
