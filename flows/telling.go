package flows

import (
	"errors"
	"strings"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// tell queues a notice to the citizen of a ticket, in the same transaction as
// what it tells. A ticket that came by paper has nobody to tell.
func (t *turn) tell(tx storage.Tx, ticket *storage.Ticket, kind storage.NoticeKind, words string) error {
	if ticket.Citizen == "" {
		return nil
	}
	return enqueue(tx, storage.Notice{
		To: ticket.Citizen, Ticket: ticket.Number, Kind: kind, Text: words, Created: t.now,
		Template: map[string]string{
			"number": ticket.Number, "state": texts.StateNames[string(ticket.State)],
			"category": ticket.Category, "time": hour(t.now), "remark": texts.Notices.Pointer(ticket.Number),
		},
	})
}

// answer tells the citizen of a ticket, and everybody whose own ticket was merged
// into it, each by their own number.
func (t *turn) answer(tx storage.Tx, k *storage.Ticket, kind storage.NoticeKind, words func(number string) string) error {
	if err := t.tell(tx, k, kind, words(k.Number)); err != nil {
		return err
	}
	return t.answerMerged(tx, k, kind, words)
}

// answerMerged tells everybody whose own ticket was merged into this one. What is
// said of a sighting to whoever reported it first is for them alone, but for that
// nobody goes.
func (t *turn) answerMerged(tx storage.Tx, k *storage.Ticket, kind storage.NoticeKind, words func(number string) string) error {
	if isSighting(k) && kind != storage.NoticeDeclined {
		return nil
	}
	return storage.Follows.Each(tx, storage.Range{Prefix: k.Number + "/"}, func(key string, f storage.Follow) (bool, error) {
		own := *k
		own.Number, own.Citizen = orElse(f.Own, k.Number), storage.PersonID(strings.TrimPrefix(key, k.Number+"/"))
		return false, t.tell(tx, &own, kind, words(own.Number))
	})
}

// enqueue queues a notice; one to somebody who was forgotten has nobody to tell.
func enqueue(tx storage.Tx, n storage.Notice) error {
	_, err := tx.Enqueue(n)
	if errors.Is(err, storage.ErrForgotten) {
		return nil
	}
	return err
}

// alert queues a notice to every bound member of staff that chosen accepts, and
// tells how many hear of it. About a ticket of the desk somebody always hears: see
// roll.hears. Those that also accepts hear besides, if they are there.
func (t *turn) alert(tx storage.Tx, ticket *storage.Ticket, words string, chosen func(*storage.Staff) bool, also ...func(*storage.Staff) bool) (told int, err error) {
	a, err := t.reach(tx, ticket, words, chosen, also...)
	return len(a.who), err
}

// reach is alert where it matters who heard.
func (t *turn) reach(tx storage.Tx, ticket *storage.Ticket, words string, chosen func(*storage.Staff) bool, also ...func(*storage.Staff) bool) (audience, error) {
	r, err := t.callRoll(tx)
	if err != nil {
		return audience{}, err
	}
	a := audience{who: r.those(ticket, chosen)} // the street, the windows, the house have ways of their own
	if ofDesk(ticket) {
		a = r.hears(ticket, chosen)
	}
	if err := t.tellStaff(tx, ticket, words, a); err != nil {
		return audience{}, err
	}
	for _, chosen := range also {
		more := audience{who: r.mayStandIn(ticket, func(s *storage.Staff) bool { return chosen(s) && !a.has(s) })}
		if err := t.tellStaff(tx, ticket, words, more); err != nil {
			return audience{}, err
		}
		a.who = append(a.who, more.who...)
	}
	return a, nil
}

// tellStaff queues a notice to everybody of an audience, but for the one who speaks.
func (t *turn) tellStaff(tx storage.Tx, ticket *storage.Ticket, words string, a audience) error {
	if ticket.Urgent && ticket.Open() {
		words = texts.Alerts.Urgent + words
	}
	if words = texts.Lines(a.why, words); a.hidden {
		words = a.why
	}
	for _, s := range a.who {
		if s.Person == t.party.ID && !a.hidden {
			continue // knows already
		}
		n := storage.Notice{To: s.Person, Kind: storage.NoticeStaff, Text: words, Created: t.now,
			Template: map[string]string{"number": ticket.Number, "category": ticket.Category, "time": hour(t.now)}}
		if a.hidden {
			n.Template = map[string]string{"time": hour(t.now)}
		}
		if err := enqueue(tx, n); err != nil {
			return err
		}
	}
	return nil
}

// ofDesk reports whether a notice is about a ticket that the desk handles.
func ofDesk(k *storage.Ticket) bool { return k.Number != "" && k.Number[:1] == storage.LetterFeedback }

// notify is alert where nobody needs to know how many hear of it.
func (t *turn) notify(tx storage.Tx, ticket *storage.Ticket, words string, chosen func(*storage.Staff) bool, also ...func(*storage.Staff) bool) error {
	_, err := t.alert(tx, ticket, words, chosen, also...)
	return err
}

// responsible chooses who should hear about a ticket now: its owner, else its
// unit's clerks, else whoever assigns; 纪检 alone for conduct complaints. What came
// back, or is to be done again, is for whoever assigns.
func responsible(ticket *storage.Ticket) func(*storage.Staff) bool {
	switch {
	case ticket.Owner != "":
		return func(s *storage.Staff) bool { return s.ID == ticket.Owner }
	case ticket.Conduct:
		return func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }
	case isSighting(ticket):
		return func(s *storage.Staff) bool { return s.Has(storage.RoleOutreach, storage.RoleDispatcher) }
	case ticket.State == storage.Returned, ticket.State == storage.Reopened:
		return dispatchers
	case ticket.Unit != "":
		return func(s *storage.Staff) bool { return s.Has(storage.RoleClerk) && s.Unit == ticket.Unit }
	}
	return dispatchers
}

func dispatchers(s *storage.Staff) bool { return s.Has(storage.RoleDispatcher) }

func leaders(s *storage.Staff) bool { return s.Has(storage.RoleLeader) }

// leading chooses the leaders who answer for a ticket's unit.
func leading(b *configs.Bureau, k *storage.Ticket) func(*storage.Staff) bool {
	return func(s *storage.Staff) bool { return leaders(s) && b.Leads(s.Name, k.Unit) }
}

// linked is leading for this turn's bureau.
func (t *turn) linked(k *storage.Ticket) func(*storage.Staff) bool { return leading(t.house.Bureau, k) }
