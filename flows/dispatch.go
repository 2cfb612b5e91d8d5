package flows

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"minqing/storage"
)

// The ladder: who is called when somebody in the street needs help, one rung
// after the other until somebody takes the ticket. It is a timer of the store,
// so a crash or a restart does not stop it.
const (
	rungTeam   = iota // the team on duty in the township
	rungNext          // everybody else who goes out
	rungHead          // the clerks of the station
	rungLeader        // the leader; telephone numbers; a word to the reporter
)

const ladderTimer = "ladder/"

// alarm is how far a ladder got.
type alarm struct {
	Since  time.Time         `json:"since"`            // the first call
	Rung   int               `json:"rung"`             // called last
	Called []storage.StaffID `json:"called"`           // everybody called so far
	Last   []storage.StaffID `json:"last"`             // called with the last rung
	Away   []storage.StaffID `json:"away"`             // whose alert could not be delivered
	Top    int               `json:"top"`              // how often the top was called
	Spared []storage.StaffID `json:"spared,omitempty"` // who cannot go
}

// untaken are the states in which nobody goes yet.
func untaken(k *storage.Ticket) bool {
	switch k.State {
	case storage.Submitted, storage.Accepted, storage.Assigned, storage.Returned, storage.Reopened:
		return true
	}
	return false
}

// callOut begins the ladder of a sighting that nobody has taken. Whoever gave it back
// in this turn cannot go, and is not called.
func (t *turn) callOut(tx storage.Tx, k *storage.Ticket) error {
	return t.climb(tx, k, &alarm{Since: t.now, Rung: rungTeam, Spared: t.spared})
}

// climb calls the alarm's rung, or the first above it that has somebody who was
// not called yet, and sets the timer of the next.
func (t *turn) climb(tx storage.Tx, k *storage.Ticket, a *alarm) error {
	k.Urgent = k.Urgent || t.raised(tx)
	for {
		who, err := t.onRung(tx, k, a)
		if err != nil {
			return err
		}
		a.Last = nil
		for i := range who {
			a.Last = append(a.Last, who[i].ID)
		}
		if len(who) > 0 || a.Rung == rungLeader {
			if err := t.call(tx, k, a, who); err != nil {
				return err
			}
			return t.setLadder(tx, k, a)
		}
		a.Rung++
	}
}

// longestRepeat is how long the top of a ladder is silent at most: each call
// comes after twice the time of the one before, for a call that is heard too
// often is not heard.
const longestRepeat = 12 * time.Hour

// setLadder sets the timer of the next rung: counted from the first call, so
// that one that climbed early does not hurry the others.
func (t *turn) setLadder(tx storage.Tx, k *storage.Ticket, a *alarm) error {
	r := &t.house.Bureau.Rescue
	steps := r.Ladder
	if t.raised(tx) {
		steps = r.Raised
	}
	at := t.now.Add(min(time.Duration(max(r.Repeat, 1))*time.Minute<<min(max(a.Top-1, 0), 10), longestRepeat))
	if a.Rung < rungLeader && a.Rung < len(steps) {
		at = a.Since.Add(time.Duration(steps[a.Rung]) * time.Minute)
	}
	if at.Before(t.now) {
		at = t.now
	}
	return setTimer(tx, ladderTimer+k.Number, at, a)
}

// ringLadder climbs, unless somebody has taken the ticket meanwhile.
func ringLadder(t *turn, tx storage.Tx, number string, timer storage.Timer) error {
	k, err := tx.Ticket(number)
	if isNotFound(err) || err == nil && !untaken(k) {
		return nil
	}
	if err != nil {
		return err
	}
	var a alarm
	if err := json.Unmarshal(timer.Data, &a); err != nil {
		return err
	}
	a.Rung = min(a.Rung+1, rungLeader)
	return t.climb(tx, k, &a)
}

// Held is told of an alert that cannot reach its reader now: when nobody of the
// last rung can read theirs, the ladder climbs at once.
func (e *Engine) Held(tx storage.Tx, n *storage.Notice) error {
	timer, err := tx.Timer(ladderTimer + n.Ticket)
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	s, err := tx.StaffOf(n.To)
	if err != nil {
		return ignoreNotFound(err)
	}
	var a alarm
	if err := json.Unmarshal(timer.Data, &a); err != nil {
		return err
	}
	if !slices.Contains(a.Away, s.ID) {
		a.Away = append(a.Away, s.ID)
	}
	at := timer.At
	if now := e.house.Now(); a.Rung < rungLeader && at.After(now) && all(a.Last, a.Away) {
		at = now
	}
	return setTimer(tx, timer.Key, at, &a)
}

// all reports whether every one of these is among those.
func all(these, those []storage.StaffID) bool {
	return !slices.ContainsFunc(these, func(id storage.StaffID) bool { return !slices.Contains(those, id) })
}

func ignoreNotFound(err error) error {
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	return err
}

func setTimer(tx storage.Tx, key string, at time.Time, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return tx.SetTimer(storage.Timer{Key: key, At: at, Data: data})
}
