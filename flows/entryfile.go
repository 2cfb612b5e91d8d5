package flows

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// mistypedTicket is what begins like a ticket number and was not read as one.
var mistypedTicket = regexp.MustCompile(`^[fj][ -]*\d`)

// startEntry is 入站: with a sighting's number, or with one open, of whoever was
// brought from there; else of somebody who came alone. What else stands in the
// line is not asked again.
func startEntry(_ *Engine, t *turn, c call) Act {
	if mistypedTicket.MatchString(strings.Map(fold.Rune, c.rest)) {
		return Say(texts.Register.BadTicket)
	}
	e := &entry{At: "name", Ticket: c.number}
	if strings.TrimSpace(c.rest) != "" {
		if !e.read(c.rest, t) {
			return Say(texts.Register.BadID)
		}
		e.given("name")
	}
	if f := t.session.Focus; c.number == "" && strings.HasPrefix(f, storage.LetterSighting) {
		e.At, e.Focus = "from", f
	}
	return entryFlow.start(t, e)
}

// lookBefore finds earlier stays for the summary.
func (e *entry) lookBefore(tx storage.Tx, t *turn) (err error) {
	if err := e.settle(tx); err != nil {
		return err
	}
	e.before, err = t.repeats(tx, &storage.Stay{Name: e.Name, Sex: e.Sex, Age: e.Age, IDMark: e.IDMark})
	return err
}

// fileEntry gives the stay its number and writes it into the register, once per
// flow instance.
func fileEntry(tx storage.Tx, e *entry, t *turn) (string, error) {
	if !t.atStation() {
		return "", refuse(texts.House.NotUnderstood)
	}
	instance := t.session.Draft.Instance
	if done, ok, err := storage.Joins.Find(tx, instance); err != nil || ok {
		return texts.Register.Entered(done.Number), err
	}
	s := e.stay(t)
	k, err := e.found(tx, s)
	if err != nil {
		return "", err
	}
	before, err := t.repeats(tx, s)
	if err != nil {
		return "", err
	}
	if s.Number, err = nextStay(tx, t.now); err != nil {
		return "", err
	}
	unlinked := false
	err = firstError(
		func() error { return storage.Stays.Put(tx, s.Number, *s) },
		func() error {
			return storage.Joins.Put(tx, instance, storage.Join{Number: s.Number, Own: true, At: t.now})
		},
		func() error { return recall(tx, s) },
		func() error { return t.attach(tx, s.Number, e.Photos) },
		func() error { return t.remindOf(tx, s) },
		func() (err error) { unlinked, err = linkDaily(tx, k, s.Number); return err },
		func() error { return t.noteStay(tx, s, texts.Register.NotedIn(s.Number)) })
	if err != nil {
		return "", err
	}
	return texts.Paragraphs(t.enteredWords(s, unlinked), before, texts.Register.After(s.Number)), nil
}

func (e *entry) stay(t *turn) *storage.Stay {
	return &storage.Stay{
		Ticket: e.Ticket, Entered: t.now, By: t.party.Staff.ID, Name: e.Name, Sex: e.Sex, Age: e.Age, Home: e.Home,
		Reason: e.Reason, State: e.State, Things: e.Things, IDMark: e.IDMark, Checks: e.done(),
	}
}

// found takes over where and how the person was found; nil: came alone.
func (e *entry) found(tx storage.Tx, s *storage.Stay) (*storage.Ticket, error) {
	if e.Ticket == "" {
		return nil, nil
	}
	k, err := sightingOf(tx, e.Ticket)
	if err == nil {
		s.Township, s.Kind, s.Sign = k.Township, k.Kind, k.Sign
	}
	return k, err
}

// nextStay is the next station number (站内编号) of the year. None is ever given twice.
func nextStay(tx storage.Tx, now time.Time) (string, error) {
	year := now.In(storage.Zone).Format("2006")
	last, _, err := storage.Counters.Find(tx, "stay/"+year)
	if err != nil {
		return "", err
	}
	last.N++
	return fmt.Sprintf("R%s-%04d", year, last.N), storage.Counters.Put(tx, "stay/"+year, last)
}

// linkDaily writes the station number into the last line of the daily register of
// the sighting; unlinked: it has none yet. Where several came in together, all
// their numbers stand there.
func linkDaily(tx storage.Tx, k *storage.Ticket, number string) (unlinked bool, err error) {
	if k == nil {
		return false, nil
	}
	key, line, err := lastDaily(tx, k.Number)
	if err != nil || key == "" {
		return err == nil, err
	}
	line.Stay = strings.TrimPrefix(line.Stay+"、"+number, "、")
	return false, storage.Dailies.Put(tx, key, line)
}

// staysOf are the station numbers of those who came in from a sighting, for a
// line of the daily register that is written after them.
func staysOf(tx storage.Tx, k *storage.Ticket) (string, error) {
	var numbers []string
	err := storage.Stays.Each(tx, storage.Range{Down: true}, func(_ string, s storage.Stay) (bool, error) {
		if s.Ticket == k.Number {
			numbers = append([]string{s.Number}, numbers...)
		}
		return s.Entered.Before(k.Filed), nil
	})
	return strings.Join(numbers, "、"), err
}

func (t *turn) enteredWords(s *storage.Stay, unlinked bool) string {
	lines := []string{texts.Register.Entered(s.Number)}
	if unidentified(s) {
		lines = append(lines, texts.Register.SearchBy(hour(t.searchAt(s))))
	}
	undone := without(checksDue(s.Sex, s.Age, s.Kind), s.Checks)
	if contains(undone, texts.FemaleCheck) {
		lines = append(lines, texts.Register.Female)
	}
	if contains(undone, texts.MinorCheck) {
		lines = append(lines, texts.Register.Child)
	}
	if unlinked {
		lines = append(lines, texts.Register.NoOutcome(s.Ticket))
	}
	return texts.Lines(lines...)
}
