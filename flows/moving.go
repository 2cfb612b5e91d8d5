package flows

import (
	"errors"

	"minqing/flows/texts"
	"minqing/storage"
)

// moved is what an action writes besides the state: it may change the ticket
// and the event and queue notices, and returns what to say.
type moved func(tx storage.Tx, ticket *storage.Ticket, e *storage.Event) (string, error)

// move performs an action on a ticket: the state's law, the event, and whatever
// do adds, in the transaction given.
func (t *turn) move(tx storage.Tx, ticket *storage.Ticket, actor storage.Actor, a storage.Action, do moved) (string, error) {
	if err := t.legal(ticket, a); err != nil {
		return "", err
	}
	next, err := ticket.Next(a)
	if err != nil {
		return "", err
	}
	e := storage.Event{At: t.now, Actor: actor, Action: a, From: ticket.State, To: next}
	ticket.State, ticket.Updated = next, t.now // what do tells is told of the new state
	switch {
	case a.Closes():
		ticket.Closed = t.now
	case a == storage.ActAccept:
		t.house.welcomed(ticket)
	}
	said, err := do(tx, ticket, &e)
	if err != nil {
		return "", err
	}
	if err := t.lapse(tx, ticket, &e); err != nil {
		return "", err
	}
	if err := tx.Move(ticket, e); err != nil {
		return "", err
	}
	return said, t.afterMove(tx, ticket, a)
}

// afterMove keeps what hangs on a ticket's state, in the same commit.
func (t *turn) afterMove(tx storage.Tx, k *storage.Ticket, a storage.Action) error {
	if err := t.afterRating(tx, k, a); err != nil {
		return err
	}
	if a.Closes() {
		if err := t.retain(tx, k); err != nil {
			return err
		}
	}
	if isSighting(k) {
		return t.afterStreet(tx, k, a)
	}
	return nil
}

// legal refuses an action that the ticket's state does not allow, or that has
// nothing to act on.
func (t *turn) legal(ticket *storage.Ticket, a storage.Action) error {
	if instead := texts.Rescue.Instead[string(a)]; instead != nil && isSighting(ticket) && ticket.Open() {
		return refuse(instead(ticket.Number))
	}
	_, err := ticket.Next(a)
	if err == nil && !stands(ticket, a) {
		err = &storage.MoveError{Number: ticket.Number, State: ticket.State, Action: a, Legal: ticket.Legal()}
	}
	var illegal *storage.MoveError
	if errors.As(err, &illegal) {
		return refuse(t.illegal(ticket, illegal))
	}
	return err
}

// illegal says what the state does allow, in the words of whoever asked: of the
// commands those that they have.
func (t *turn) illegal(ticket *storage.Ticket, m *storage.MoveError) string {
	state := texts.StateNames[string(m.State)]
	if t.party.Staff == nil || ticket.Citizen == t.party.ID {
		var can []string
		mine := citizenCan(ticket)
		if ticket.Citizen != t.party.ID {
			mine = nil
		}
		for _, a := range mine {
			can = append(can, texts.Tickets.Options[a])
		}
		if len(can) == 0 && isSighting(ticket) && contains([]storage.State{storage.Resolved, storage.Rated, storage.Archived}, ticket.State) {
			return texts.Sighting.Over(ticket.Number, t.house.Bureau.Hotline)
		}
		return texts.Tickets.NotNow(ticket.Number, state, can)
	}
	var legal []string
	for _, a := range m.Legal {
		if c := t.engine.commandFor(a); c != nil && stands(ticket, a) && may(t.house.Bureau, c, t.party.Staff, ticket) {
			legal = append(legal, texts.ActionNames[string(a)])
		}
	}
	return texts.Staff.Illegal(ticket.Number, state, legal)
}

func isNotFound(err error) bool { return errors.Is(err, storage.ErrNotFound) }
