package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// giveUp is 退回: a unit objects to being given a ticket, with a reason, once, and
// within the days of the bureau file. What a dispatcher then assigns again stays.
// A sighting may always go back: the team is called anew.
func giveUp(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	err := t.legal(k, storage.ActReturn)
	if err == nil {
		err = t.mayObject(tx, k)
	}
	if err == nil && !reasoned(c.rest) {
		err = refuse(texts.Moves.ReturnReason(k.Number))
	}
	if err != nil {
		return "", err
	}
	words := texts.Moves.ReturnedTo(k.Number, k.Unit, t.party.Staff.Name, texts.Plain(c.rest))
	return t.goesBack(tx, k, c.rest, words, texts.Moves.Returned(k.Number))
}

// goesBack takes a ticket from whoever has it, with the reason; the dispatchers hear.
func (t *turn) goesBack(tx storage.Tx, k *storage.Ticket, why, words, said string) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActReturn, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Text, e.Detail = why, k.Unit
		t.spared = nil
		if k.Owner != "" {
			t.spared = []storage.StaffID{k.Owner}
		}
		k.Owner = ""
		k.Returns++
		return said, t.notify(tx, k, words, dispatchers)
	})
}

// mayObject refuses what the rule does not allow, and says whom to speak to.
func (t *turn) mayObject(tx storage.Tx, k *storage.Ticket) error {
	days := t.house.Bureau.Deadlines.Object
	switch {
	case isSighting(k):
		return nil
	case k.Conduct:
		return refuse(texts.Moves.ConductStays(k.Number))
	}
	whom, err := t.whomToTurnTo(tx, k)
	if err != nil {
		return err
	}
	last := t.house.Bureau.Calendar.AddWorking(k.Sent, days)
	switch {
	case k.Returns > 0:
		return refuse(texts.Moves.ReturnOnce(k.Number, whom))
	case days == 0:
		return refuse(texts.Moves.ReturnNever(k.Number, whom))
	case !k.Sent.IsZero() && !t.now.Before(midnight(last).AddDate(0, 0, 1)):
		return refuse(texts.Moves.ReturnLate(k.Number, days, day(last), whom))
	}
	return nil
}

// mostNames is how many people one sentence names.
const mostNames = 3

// whomToTurnTo names whoever may help with a ticket that cannot go back.
func (t *turn) whomToTurnTo(tx storage.Tx, k *storage.Ticket) (string, error) {
	all, err := tx.AllStaff()
	if err != nil {
		return "", err
	}
	var names []string
	for i := range all {
		if dispatchers(&all[i]) && all[i].Person != "" && len(names) < mostNames {
			names = append(names, all[i].Name)
		}
	}
	u, _ := t.house.Bureau.Unit(k.Unit)
	return texts.Moves.TurnTo(names, u.LinkedLeader, t.house.Bureau.Phone), nil
}

// reasoned reports whether words say anything.
func reasoned(words string) bool { return utf8.RuneCountInString(strings.TrimSpace(words)) >= 2 }
