package flows

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// The ladder: who is called when somebody in the street needs help, one rung
// after the other until somebody takes the ticket. It is a timer of the store,
// so a crash or a restart does not stop it.
const (
	rungTeam   = iota // the team on duty in the township
	rungNext          // everybody else who goes out
	rungHead          // the head of the station
	rungLeader        // the leader; telephone numbers; a word to the reporter
)

const ladderTimer = "ladder/"

// alarm is how far a ladder got.
type alarm struct {
	Since  time.Time         `json:"since"`  // the first call
	Rung   int               `json:"rung"`   // called last
	Called []storage.StaffID `json:"called"` // everybody called so far
	Last   []storage.StaffID `json:"last"`   // called with the last rung
	Away   []storage.StaffID `json:"away"`   // whose alert could not be delivered
	Top    int               `json:"top"`    // how often the top was called
}

// untaken are the states in which nobody goes yet.
func untaken(k *storage.Ticket) bool {
	switch k.State {
	case storage.Submitted, storage.Accepted, storage.Assigned, storage.Returned, storage.Reopened:
		return true
	}
	return false
}

// callOut begins the ladder of a sighting that nobody has taken.
func (t *turn) callOut(tx storage.Tx, k *storage.Ticket) error {
	return t.climb(tx, k, &alarm{Since: t.now, Rung: rungTeam})
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

// call alerts the people of a rung, writes it down, and at the top tells
// everybody the telephone numbers and the reporter what is being done.
func (t *turn) call(tx storage.Tx, k *storage.Ticket, a *alarm, who []storage.Staff) error {
	words := t.alertWords(k, a)
	for i := range who {
		if err := t.alarmOne(tx, k, &who[i], words); err != nil {
			return err
		}
		a.Called = append(a.Called, who[i].ID)
	}
	if a.Rung == rungTeam || a.Rung == rungLeader {
		if err := t.showOnlookers(tx, k, words, who); err != nil {
			return err
		}
	}
	if a.Rung == rungLeader {
		if a.Top++; a.Top == 1 {
			led := slices.ContainsFunc(who, func(s storage.Staff) bool { return s.Has(storage.RoleLeader) })
			if err := t.tellReporters(tx, k, texts.Notices.Climbed(k.Number, t.house.Bureau.Hotline, led)); err != nil {
				return err
			}
		}
	}
	_, err := t.move(tx, k, storage.Actor{Kind: storage.BySystem}, storage.ActAlert, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = texts.Rungs[a.Rung] + texts.Alerts.Called(names(who))
		return "", nil
	})
	return err
}

// alertWords is what those who are called read: what, where, and the tap that
// takes it; at the top also whom to telephone.
func (t *turn) alertWords(k *storage.Ticket, a *alarm) string {
	words := texts.Alerts.Street(k.Number, k.Kind, texts.Plain(k.Private.Place), k.Township)
	switch {
	case t.callHead != "":
		words = texts.Lines(t.callHead, words)
	case a.Rung == rungLeader:
		words = texts.Lines(texts.Alerts.Nobody(t.minutesSince(a.Since)), words, t.contacts(texts.Alerts.Phones))
	case a.Rung > rungTeam:
		words = texts.Lines(texts.Alerts.Nobody(t.minutesSince(a.Since)), words)
	}
	return words
}

// contacts is the plain list of whom to telephone.
func (t *turn) contacts(head func(hotline string) string) string {
	b := t.house.Bureau
	lines := []string{head(b.Hotline)}
	for _, c := range b.Rescue.Contacts {
		lines = append(lines, c.Name+" "+c.Phone)
	}
	return texts.Lines(lines...)
}

// showOnlookers lets the dispatchers know who was called, for what.
func (t *turn) showOnlookers(tx storage.Tx, k *storage.Ticket, words string, called []storage.Staff) error {
	everybody, err := tx.AllStaff()
	if err != nil {
		return err
	}
	for i := range everybody {
		s := &everybody[i]
		if s.Person == "" || !dispatchers(s) || slices.ContainsFunc(called, func(c storage.Staff) bool { return c.ID == s.ID }) {
			continue
		}
		if err := t.alarmOne(tx, k, s, words); err != nil {
			return err
		}
	}
	return nil
}

func names(who []storage.Staff) []string {
	var list []string
	for i := range who {
		list = append(list, who[i].Name)
	}
	return list
}

// alarmOne queues the alert to one of those called.
func (t *turn) alarmOne(tx storage.Tx, k *storage.Ticket, s *storage.Staff, words string) error {
	if k.Urgent {
		words = texts.Alerts.Urgent + words
	}
	return enqueue(tx, storage.Notice{To: s.Person, Ticket: k.Number, Kind: storage.NoticeAlert, Text: words, Created: t.now,
		Template: map[string]string{"number": k.Number, "category": k.Category, "time": hour(t.now)}})
}

// onRung finds who is called on the alarm's rung and was not called before; at
// the top those who were called before are called again, with the telephones.
func (t *turn) onRung(tx storage.Tx, k *storage.Ticket, a *alarm) ([]storage.Staff, error) {
	crew, err := t.crew(tx, k.Township)
	if err != nil {
		return nil, err
	}
	all, err := tx.AllStaff()
	if err != nil {
		return nil, err
	}
	var who []storage.Staff
	for i := range all {
		s := &all[i]
		if s.Person == "" {
			continue
		}
		called := slices.Contains(a.Called, s.ID)
		if a.Rung == rungLeader && (called || s.Has(storage.RoleLeader)) || !called && t.standsOn(a.Rung, s, crew) {
			who = append(who, *s)
		}
	}
	return who, nil
}

func (t *turn) standsOn(rung int, s *storage.Staff, crew []storage.StaffID) bool {
	switch rung {
	case rungTeam:
		return slices.Contains(crew, s.ID)
	case rungNext:
		return s.Has(storage.RoleOutreach)
	case rungHead:
		return s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit
	}
	return false
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

// minutesSince rounds: what lies in the store is a little shorter than the clock.
func (t *turn) minutesSince(at time.Time) int {
	return int(t.now.Sub(at).Round(time.Minute) / time.Minute)
}
