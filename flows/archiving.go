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

// archive is 归档. It takes from the citizen what they were just invited to, so it waits
// for them as the house itself does, and for whoever is to decide.
func archive(tx storage.Tx, t *turn, _ call, k *storage.Ticket) (string, error) {
	if err := t.legal(k, storage.ActArchive); err != nil {
		return "", err
	}
	if pending(k) != "" {
		return "", refuse(texts.Moves.AwaitsDecision(k.Number))
	}
	if t.awaitsCitizen(k) {
		from, err := restsFrom(tx, k, t.house.Bureau.Deadlines.Archive)
		if err != nil {
			return "", err
		}
		if t.now.Before(from) {
			return "", refuse(texts.Moves.ArchiveLater(k.Number, day(from.AddDate(0, 0, -1))))
		}
	}
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
	if !listed.Proposed.IsZero() || t.now.Before(daysAfter(listed.Closed, days)) {
		return nil
	}
	if from, err := restsFrom(tx, &listed, days); err != nil || t.now.Before(from) {
		return err
	}
	k, err := tx.Ticket(listed.Number)
	if err != nil {
		return err
	}
	_, err = t.move(tx, k, storage.Actor{Kind: storage.BySystem}, storage.ActArchive, nothing)
	return err
}

// awaitsCitizen reports whether a citizen may rate what was done, or ask for it to be done
// again, until the house puts it away.
func (t *turn) awaitsCitizen(k *storage.Ticket) bool {
	return t.house.Bureau.Deadlines.Archive > 0 && k.Citizen != "" && (k.State == storage.Resolved || k.State == storage.Rated)
}

// restsFrom is when a ticket may be put away: when its days are over since it was
// closed, and since it was rated.
func restsFrom(tx storage.Tx, k *storage.Ticket, days int) (from time.Time, err error) {
	since := k.Closed
	if k.State == storage.Rated {
		since, err = ratedAt(tx, k.Number)
	}
	return daysAfter(since, days), err
}

// daysAfter is midnight after so many whole days.
func daysAfter(since time.Time, days int) time.Time { return midnight(since).AddDate(0, 0, days+1) }

func ratedAt(tx storage.Tx, number string) (at time.Time, err error) {
	events, err := tx.Events(number)
	for _, e := range events {
		if e.Action == storage.ActRate {
			at = e.At
		}
	}
	return at, err
}
