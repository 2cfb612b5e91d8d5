package flows

import (
	"minqing/flows/texts"
	"minqing/storage"
)

// pending is what waits on a ticket for somebody above: an extension (ActExtend),
// its closing (ActPropose), or to be done once more (ActAppeal); empty: nothing.
func pending(k *storage.Ticket) storage.Action {
	switch {
	case k.Asked > 0:
		return storage.ActExtend
	case k.Proposed.IsZero():
		return ""
	case k.Open():
		return storage.ActPropose
	}
	return storage.ActAppeal
}

// stands reports whether an action that the state allows has something to act on.
func stands(k *storage.Ticket, a storage.Action) bool {
	return (a != storage.ActGrant && a != storage.ActRefuse) || pending(k) != ""
}

// grant is 同意.
func grant(tx storage.Tx, t *turn, _ call, k *storage.Ticket) (string, error) {
	if err := t.mayDecide(tx, k, storage.ActGrant); err != nil {
		return "", err
	}
	switch pending(k) {
	case storage.ActExtend:
		return t.prolong(tx, k)
	case storage.ActPropose:
		return t.approve(tx, k)
	}
	return t.redo(tx, k, true)
}

// deny is 驳回: whoever asked hears why. To a citizen it is said in the history.
func deny(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	if err := t.mayDecide(tx, k, storage.ActRefuse); err != nil {
		return "", err
	}
	asked, err := t.asking(tx, k)
	if err != nil {
		return "", err
	}
	what := map[storage.Action]string{storage.ActExtend: texts.Moves.Extension, storage.ActPropose: texts.Moves.Closing}[pending(k)]
	return t.move(tx, k, t.actor(), storage.ActRefuse, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if !reasoned(c.rest) {
			return "", refuse(texts.Moves.RefuseReason(k.Number))
		}
		e.Text, e.Detail = c.rest, what
		if pending(k) == storage.ActPropose {
			k.Private.Done = nil
		}
		if err := t.decided(tx, k); err != nil {
			return "", err
		}
		if what == "" {
			return texts.Moves.NotAgain(k.Number), nil
		}
		words := texts.Moves.RefusedYou(k.Number, t.party.Staff.Name, what, texts.Plain(c.rest))
		return texts.Moves.Refused(k.Number), t.tellAsker(tx, k, asked, words)
	})
}

// askAbove writes down that a ticket waits for somebody above.
func (t *turn) askAbove(tx storage.Tx, k *storage.Ticket, what storage.Action) error {
	d := storage.Decision{What: what, Since: t.now}
	if t.party.Staff != nil && what != storage.ActAppeal {
		d.By = t.party.Staff.ID
	}
	return storage.Decisions.Put(tx, k.Number, d)
}

// tellAbove tells whoever decides.
func (t *turn) tellAbove(tx storage.Tx, k *storage.Ticket, words string) error {
	who, err := t.deciders(tx, k)
	if err != nil {
		return err
	}
	return t.notify(tx, k, words, who)
}

// decided writes down that nothing waits any more.
func (t *turn) decided(tx storage.Tx, k *storage.Ticket) error {
	k.Asked, k.Proposed = 0, storage.Ticket{}.Proposed
	return storage.Decisions.Drop(tx, k.Number)
}

// lapse lets go of what waits for somebody above when the ticket went on in
// another way: it was assigned anew, given back, withdrawn. The words of a closing
// that nobody approved go with it.
func (t *turn) lapse(tx storage.Tx, k *storage.Ticket, e *storage.Event) error {
	if (k.Asked == 0 && k.Proposed.IsZero()) || !goesOn(e) {
		return nil
	}
	if e.From.Open() && !k.Proposed.IsZero() && e.Action != storage.ActResolve {
		k.Private.Done = nil
	}
	return t.decided(tx, k)
}

// goesOn reports whether after an event it is not the same work any more that
// somebody asked about: from 已派 a ticket goes to another unit without a new state.
func goesOn(e *storage.Event) bool {
	switch e.Action {
	case storage.ActTake, storage.ActRate:
		return false
	case storage.ActAssign, storage.ActHandOver:
		return true
	}
	return e.From != e.To
}

// deciders chooses who decides what waits on a ticket: the linked leader; of an
// extension the dispatchers, too, and of anything when no leader is here or all are
// away (请假): another leader may stand in, but does not see the ticket. 纪检 decides on
// its own.
func (t *turn) deciders(tx storage.Tx, k *storage.Ticket) (func(*storage.Staff) bool, error) {
	if k.Conduct {
		return func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }, nil
	}
	leads := t.linked(k)
	r, err := t.callRoll(tx)
	if err != nil {
		return nil, err
	}
	if len(r.present(r.those(k, leads))) == 0 || pending(k) == storage.ActExtend {
		return func(s *storage.Staff) bool { return leads(s) || dispatchers(s) }, nil
	}
	return leads, nil
}

// bound counts those who can be told, of whoever is chosen.
func bound(tx storage.Tx, k *storage.Ticket, chosen func(*storage.Staff) bool) (n int, err error) {
	all, err := tx.AllStaff()
	for i := range all {
		if s := &all[i]; s.Person != "" && chosen(s) && !contains(k.Barred, s.ID) {
			n++
		}
	}
	return n, err
}

// mayDecide refuses whoever may not decide, and whoever asked as long as somebody
// else could.
func (t *turn) mayDecide(tx storage.Tx, k *storage.Ticket, a storage.Action) error {
	if err := t.legal(k, a); err != nil {
		return err
	}
	who, err := t.deciders(tx, k)
	if err != nil {
		return err
	}
	me := t.party.Staff
	if !who(me) {
		whom := texts.Moves.Leader
		if pending(k) == storage.ActExtend {
			whom = texts.Moves.Desk
		}
		return refuse(texts.Moves.NotYours(k.Number, whom))
	}
	d, _, err := storage.Decisions.Find(tx, k.Number)
	if err != nil || d.By != me.ID {
		return err
	}
	others, err := bound(tx, k, func(s *storage.Staff) bool { return who(s) && s.ID != me.ID })
	if err == nil && others > 0 {
		err = refuse(texts.Moves.OwnAsk(k.Number))
	}
	return err
}

// plea is who waits for a decision, and with what reason.
type plea struct {
	by  storage.StaffID
	why string
}

// asking finds the words with which a decision was asked for.
func (t *turn) asking(tx storage.Tx, k *storage.Ticket) (p plea, err error) {
	events, err := tx.Events(k.Number)
	for _, e := range events {
		if e.Action == pending(k) {
			p = plea{why: orElse(e.Text, goneText(e.Gone))}
			if e.Actor.Kind == storage.ByStaff {
				p.by = storage.StaffID(e.Actor.ID)
			}
		}
	}
	return p, err
}

func (t *turn) tellAsker(tx storage.Tx, k *storage.Ticket, p plea, words string) error {
	return t.notify(tx, k, words, func(s *storage.Staff) bool { return p.by != "" && s.ID == p.by })
}

// undecided lists what waits for this member of staff to decide.
func (t *turn) undecided(tx storage.Tx) (found []*storage.Ticket, err error) {
	var numbers []string
	err = storage.Decisions.Each(tx, storage.Range{}, func(number string, _ storage.Decision) (bool, error) {
		numbers = append(numbers, number)
		return len(numbers) == mostAwaiting, nil
	})
	for _, n := range numbers {
		k, failed := tx.Ticket(n)
		if isNotFound(failed) {
			continue
		}
		if failed != nil {
			return found, failed
		}
		yes, failed := t.decides(tx, k)
		if failed != nil {
			return found, failed
		}
		if yes {
			found = append(found, k)
		}
	}
	return found, err
}

// decides reports whether something waits on a ticket for this member of staff.
func (t *turn) decides(tx storage.Tx, k *storage.Ticket) (bool, error) {
	if pending(k) == "" || !may(t.house.Bureau, t.engine.command("同意"), t.party.Staff, k) {
		return false, nil
	}
	err := t.mayDecide(tx, k, storage.ActGrant)
	return err == nil, ignoreRefusal(err)
}
