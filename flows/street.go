package flows

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"minqing/flows/disclosure"
	"minqing/flows/texts"
	"minqing/storage"
)

// sightingLife is by when a sighting should have its outcome.
const sightingLife = 24 * time.Hour

// afterStreet keeps what hangs on a sighting's state: the ladder while nobody
// goes, the reminders while somebody does, the watch while it is open.
func (t *turn) afterStreet(tx storage.Tx, k *storage.Ticket, a storage.Action) error {
	switch {
	case !k.Open():
		return firstError(
			func() error { return tx.DropTimer(ladderTimer + k.Number) },
			func() error { return tx.DropTimer(staleTimer + k.Number) },
			func() error { return storage.Watched.Drop(tx, k.Number) })
	case a == storage.ActReopen, a == storage.ActReturn:
		return firstError(
			func() error { return tx.DropTimer(staleTimer + k.Number) },
			func() error { return t.watch(tx, k) },
			func() error { return t.thinLater(tx, k) },
			func() error { return t.callOut(tx, k) })
	case a == storage.ActTake:
		return firstError(
			func() error { return tx.DropTimer(ladderTimer + k.Number) },
			func() error { return t.setStale(tx, k.Number, 0) })
	case a == storage.ActArrive:
		return t.setStale(tx, k.Number, arrived)
	case !untaken(k):
		return tx.DropTimer(ladderTimer + k.Number)
	}
	return nil
}

func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// A taken ticket whose owner falls silent must not be lost: the owner is
// reminded, then the station hears of it.
const (
	staleTimer   = "stale/"
	arrived      = 2 // the phase after 到达
	afterArrival = 3 * time.Hour
)

type stale struct {
	Phase int `json:"phase"`
}

func (t *turn) setStale(tx storage.Tx, number string, phase int) error {
	wait := afterArrival
	if steps := t.house.Bureau.Rescue.Stale; phase < arrived {
		if phase >= len(steps) {
			return tx.DropTimer(staleTimer + number)
		}
		wait = time.Duration(steps[phase]) * time.Minute
		if phase > 0 {
			wait -= time.Duration(steps[phase-1]) * time.Minute
		}
	}
	return setTimer(tx, staleTimer+number, t.now.Add(wait), stale{Phase: phase})
}

func ringStale(t *turn, tx storage.Tx, number string, timer storage.Timer) error {
	k, err := tx.Ticket(number)
	if err != nil {
		return ignoreNotFound(err)
	}
	var s stale
	if err := json.Unmarshal(timer.Data, &s); err != nil || k.State != storage.InProgress {
		return err
	}
	if s.Phase == arrived {
		return t.notify(tx, k, texts.Alerts.NoOutcome(number), responsible(k))
	}
	owner, err := tx.Staff(k.Owner)
	if err != nil {
		return ignoreNotFound(err)
	}
	if s.Phase == 0 {
		words := texts.Alerts.NotArrived(number, texts.Plain(k.Private.Place), t.handsBackBy(owner))
		if err := t.notify(tx, k, words, responsible(k)); err != nil {
			return err
		}
		return t.setStale(tx, number, 1)
	}
	words := texts.Alerts.Silent(number, owner.Name, texts.Plain(k.Private.Place))
	return t.notify(tx, k, words, func(s *storage.Staff) bool {
		return dispatchers(s) || s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit || s.ID == k.Owner
	})
}

// handsBackBy is the command by which whoever took a sighting hands it back; empty:
// they have none.
func (t *turn) handsBackBy(owner *storage.Staff) string {
	for _, name := range []string{"去不了", "退回"} {
		if t.engine.command(name).open(owner) {
			return name
		}
	}
	return ""
}

// What a reporter adds reaches whoever goes: at once, and then at most once a
// minute with everything that came since, because the platform counts messages.
const (
	supplyTimer = "supply/"
	supplyEvery = time.Minute
)

type supply struct {
	Words []string `json:"words,omitempty"`
	Media int      `json:"media,omitempty"`
}

func (t *turn) supplied(tx storage.Tx, k *storage.Ticket, words string, media int) error {
	timer, err := tx.Timer(supplyTimer + k.Number)
	if isNotFound(err) {
		if err := t.tellSupply(tx, k, supply{[]string{words}, media}); err != nil {
			return err
		}
		return setTimer(tx, supplyTimer+k.Number, t.now.Add(supplyEvery), supply{})
	}
	if err != nil {
		return err
	}
	var s supply
	if err := json.Unmarshal(timer.Data, &s); err != nil {
		return err
	}
	s.Words, s.Media = append(s.Words, words), s.Media+media
	return setTimer(tx, timer.Key, timer.At, s)
}

func (t *turn) tellSupply(tx storage.Tx, k *storage.Ticket, s supply) error {
	who, err := t.hearers(tx, k)
	if err != nil {
		return err
	}
	words := slices.DeleteFunc(slices.Clone(s.Words), func(w string) bool { return w == texts.Feedback.AttachmentsOnly && s.Media > 0 })
	said := texts.Plain(strings.Join(words, "\n"))
	return firstError(
		func() error {
			return t.notify(tx, k, texts.Alerts.Supplied(k.Number, said, s.Media, true), func(s *storage.Staff) bool { return who(s) && t.sees(s, k, disclosure.Photos) })
		},
		func() error { // the pictures are not for them
			return t.notify(tx, k, texts.Alerts.Supplied(k.Number, said, s.Media, false), func(s *storage.Staff) bool {
				return who(s) && !t.sees(s, k, disclosure.Photos) && t.sees(s, k, disclosure.Words)
			})
		},
		func() error { // nor are the words
			return t.notify(tx, k, texts.Alerts.Supplied(k.Number, "", 0, false), func(s *storage.Staff) bool { return who(s) && !t.sees(s, k, disclosure.Words) })
		})
}

func ringSupply(t *turn, tx storage.Tx, number string, timer storage.Timer) error {
	var s supply
	if err := json.Unmarshal(timer.Data, &s); err != nil || len(s.Words) == 0 {
		return err
	}
	k, err := tx.Ticket(number)
	if err != nil {
		return ignoreNotFound(err)
	}
	if err := t.tellSupply(tx, k, s); err != nil {
		return err
	}
	return setTimer(tx, timer.Key, t.now.Add(supplyEvery), supply{})
}

// hearers chooses who hears what else is known of a sighting: its owner, else
// those who were called so far.
func (t *turn) hearers(tx storage.Tx, k *storage.Ticket) (func(*storage.Staff) bool, error) {
	if k.Owner != "" || !isSighting(k) {
		return responsible(k), nil
	}
	timer, err := tx.Timer(ladderTimer + k.Number)
	if isNotFound(err) {
		return responsible(k), nil
	}
	if err != nil {
		return nil, err
	}
	var a alarm
	if err := json.Unmarshal(timer.Data, &a); err != nil {
		return nil, err
	}
	return func(s *storage.Staff) bool { return dispatchers(s) || slices.Contains(a.Called, s.ID) }, nil
}

// tellReporters tells everybody who reported the person.
func (t *turn) tellReporters(tx storage.Tx, k *storage.Ticket, words string) error {
	if err := t.tell(tx, k, storage.NoticeRescue, words); err != nil {
		return err
	}
	return t.tellFollowers(tx, k, words)
}

// tellFollowers tells those whose reports were joined to a ticket.
func (t *turn) tellFollowers(tx storage.Tx, k *storage.Ticket, words string) error {
	who, err := followers(tx, k.Number)
	if err != nil {
		return err
	}
	for _, id := range who {
		n := storage.Notice{To: id, Ticket: k.Number, Kind: storage.NoticeRescue, Text: words, Created: t.now,
			Template: map[string]string{
				"number": k.Number, "state": texts.StateNames[string(k.State)], "category": k.Category, "time": hour(t.now),
				"remark": texts.Notices.Pointer(k.Number),
			}}
		if err := enqueue(tx, n); err != nil {
			return err
		}
	}
	return nil
}
