package figures

import (
	"minqing/flows/ledger"
	"minqing/storage"
)

// mostPage is how many tickets are read at once.
const mostPage = 100

// Filed asks for the tickets that were received in a period.
func Filed(p ledger.Period) storage.Query {
	q := storage.Query{From: p.From, Limit: mostPage}
	if !p.To.IsZero() {
		q.Before = p.To.AddDate(0, 0, 1)
	}
	return q
}

// Page counts one page of what q asks for and makes q ask for the next; more is
// false at the end. keep chooses the tickets that count; nil: all.
func (c *Counter) Page(tx storage.TicketTx, q *storage.Query, keep func(*storage.Ticket) bool) (more bool, err error) {
	page, err := tx.Tickets(*q)
	if err != nil {
		return false, err
	}
	for i := range page.Tickets {
		if k := &page.Tickets[i]; keep == nil || keep(k) {
			c.Add(k)
		}
	}
	q.After = page.Next
	return q.After != "", nil
}
