package flows

import (
	"encoding/json"
	"slices"

	"minqing/storage"
)

// A bureau may decide late how long it keeps tickets (ticket_years). What was closed
// before has no end to its life by then: once it is decided, the closed tickets are gone
// through, a page at a time, and get one.
const (
	decidedTimer = "standing/decided"
	decidedYears = "retention/years" // counter: how many years were decided when this was last looked at; 0: none
	decidedPage  = 100
)

// windDecided begins to go through the closed tickets when the bureau has decided since
// the house opened last.
func (e *Engine) windDecided(tx storage.Tx) error {
	years := e.house.Bureau.Retention.TicketYears
	before, _, err := storage.Counters.Find(tx, decidedYears)
	if err != nil || (before.N > 0) == (years > 0) {
		return err
	}
	if err := storage.Counters.Put(tx, decidedYears, storage.Count{N: years}); err != nil || years == 0 {
		return err
	}
	return setTimer(tx, decidedTimer, e.house.Now(), sweep{})
}

func ringDecided(t *turn, tx storage.Tx, timer storage.Timer) error {
	var s sweep
	if err := json.Unmarshal(timer.Data, &s); err != nil {
		return err
	}
	closed := slices.DeleteFunc(slices.Clone(storage.States), storage.State.Open)
	page, err := tx.Tickets(storage.Query{States: closed, After: s.After, Limit: decidedPage})
	if err != nil {
		return err
	}
	for i := range page.Tickets {
		k := &page.Tickets[i]
		_, err := tx.Timer(keepTimer + k.Number)
		if until := t.keptUntil(k); isNotFound(err) && !until.IsZero() {
			err = setTimer(tx, keepTimer+k.Number, until, nil)
		}
		if err != nil {
			return err
		}
	}
	if page.Next == "" {
		return nil
	}
	return setTimer(tx, decidedTimer, t.now, sweep{After: page.Next})
}
