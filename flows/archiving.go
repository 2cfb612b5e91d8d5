package flows

import (
	"encoding/json"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// What is closed long enough is put away at night, a page at a time: the timer
// remembers how far it came.
const (
	archiveTimer = "standing/archive"
	archiveAt    = "02:30"
	archivePage  = 50
)

// finished are the states in which nothing is owed any more.
var finished = []storage.State{storage.Resolved, storage.Rated, storage.Declined, storage.Withdrawn, storage.Merged}

type sweep struct {
	After string `json:"after,omitempty"` // cursor of the page before
}

// archive is 归档.
func archive(tx storage.Tx, t *turn, _ call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActArchive, func(storage.Tx, *storage.Ticket, *storage.Event) (string, error) {
		return texts.Moves.Archived(k.Number), nil
	})
}

func (e *Engine) windArchive(tx storage.Tx) error {
	next, _ := nextHour([]string{archiveAt}, e.house.Now())
	stands, err := tx.Timer(archiveTimer)
	if err == nil && !stands.At.After(e.house.Now()) {
		return nil
	}
	if err != nil && !isNotFound(err) {
		return err
	}
	return setTimer(tx, archiveTimer, next, sweep{})
}

func ringArchive(t *turn, tx storage.Tx, timer storage.Timer) error {
	days := t.house.Bureau.Deadlines.Archive
	var s sweep
	if err := json.Unmarshal(timer.Data, &s); err != nil {
		return err
	}
	next, _ := nextHour([]string{archiveAt}, t.now)
	if days <= 0 {
		return setTimer(tx, archiveTimer, next, sweep{})
	}
	page, err := tx.Tickets(storage.Query{States: finished, After: s.After, Limit: archivePage})
	if err != nil {
		return err
	}
	for i := range page.Tickets {
		if err := t.archiveOld(tx, page.Tickets[i], days); err != nil {
			return err
		}
	}
	if page.Next != "" {
		return setTimer(tx, archiveTimer, t.now, sweep{After: page.Next})
	}
	return setTimer(tx, archiveTimer, next, sweep{})
}

// archiveOld puts a ticket away when its days are over. One on which a leader is
// to decide stays.
func (t *turn) archiveOld(tx storage.Tx, listed storage.Ticket, days int) error {
	old := func(since time.Time) bool { return !t.now.Before(midnight(since).AddDate(0, 0, days+1)) }
	if !listed.Proposed.IsZero() || !old(listed.Closed) {
		return nil
	}
	if listed.State == storage.Rated {
		since, err := ratedAt(tx, listed.Number)
		if err != nil || !old(since) {
			return err
		}
	}
	k, err := tx.Ticket(listed.Number)
	if err != nil {
		return err
	}
	_, err = t.move(tx, k, storage.Actor{Kind: storage.BySystem}, storage.ActArchive, nothing)
	return err
}

func ratedAt(tx storage.Tx, number string) (at time.Time, err error) {
	events, err := tx.Events(number)
	for _, e := range events {
		if e.Action == storage.ActRate {
			at = e.At
		}
	}
	return at, err
}
