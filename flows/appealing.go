package flows

import (
	"minqing/flows/disclosure"
	"minqing/flows/texts"
	"minqing/storage"
)

// appeal is the second wish to reopen: it is written down and a leader decides.
// The ticket stays closed until then.
func (t *turn) appeal(tx storage.Tx, k *storage.Ticket, by storage.Actor, why string) (string, error) {
	return t.move(tx, k, by, storage.ActAppeal, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Reopened++
		k.Proposed = t.now
		e.Text, _ = tidy(why)
		if err := t.askAbove(tx, k, storage.ActAppeal); err != nil {
			return "", err
		}
		said := texts.Moves.Appealed(k.Number, t.house.Bureau.Phone)
		quote, err := t.quotable(tx, k, e.Text)
		if err != nil {
			return "", err
		}
		return said, t.tellAbove(tx, k, texts.Moves.AppealedTo(k.Number, texts.Plain(quote)))
	})
}

// quotable is what a citizen said, if all who will be asked to decide see it in the
// ticket, too. Where nobody of them is there, somebody else hears instead, who may not.
func (t *turn) quotable(tx storage.Tx, k *storage.Ticket, words string) (string, error) {
	who, err := t.deciders(tx, k)
	if err != nil {
		return "", err
	}
	r, err := t.callRoll(tx)
	if err != nil {
		return "", err
	}
	for _, s := range r.hears(k, who).who {
		if !t.sees(&s, k, disclosure.Words) {
			return "", nil
		}
	}
	return words, nil
}

// redo opens a ticket once more as the citizen wished: a leader decided so. tell:
// whoever assigns hears, because the leader does not assign it at once.
func (t *turn) redo(tx storage.Tx, k *storage.Ticket, tell bool) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActReopen, func(tx storage.Tx, k *storage.Ticket, _ *storage.Event) (string, error) {
		k.Owner, k.Closed = "", storage.Ticket{}.Closed
		k.Due = t.house.dueFrom(k, t.now)
		if !tell {
			return "", nil
		}
		words := texts.Moves.ToAssign(k.Number, t.party.Staff.Name)
		return texts.Moves.Redone(k.Number), t.notify(tx, k, words, responsible(k))
	})
}

// redoFirst opens a ticket that is closed and waits to be done once more, when
// whoever decides assigns it.
func (t *turn) redoFirst(tx storage.Tx, k *storage.Ticket) error {
	if pending(k) != storage.ActAppeal {
		return nil
	}
	if err := t.mayDecide(tx, k, storage.ActGrant); err != nil {
		return err
	}
	_, err := t.redo(tx, k, false)
	return err
}
