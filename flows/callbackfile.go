package flows

import (
	"slices"
	"time"

	"minqing/flows/disclosure"
	"minqing/flows/texts"
	"minqing/storage"
)

const (
	callClaim  = time.Hour // a claim that was left ends by itself
	callTries  = 3         // how often somebody is called in vain before we let be
	callApart  = time.Hour // what comes sooner is the same try: three taps are not three calls
	callPhones = "回访电话"
)

// owedCall is a ticket as whoever calls back stands to it.
type owedCall struct {
	ticket *storage.Ticket
	record storage.CallBack // zero when nobody asked for the call
	fields disclosure.Field
	before bool // since its last closing it was called back already
}

// callable returns the ticket for whoever may call back about it now, or a
// *Refusal. A bad rating is never called back by whoever was rated.
func (t *turn) callable(tx storage.Tx, number string) (owedCall, error) {
	k, err := tx.Ticket(number)
	if isNotFound(err) {
		return owedCall{}, refuse(texts.Staff.NotFound(number))
	}
	if err != nil {
		return owedCall{}, err
	}
	r, waits, err := storage.CallBacks.Find(tx, number)
	if err != nil {
		return owedCall{}, err
	}
	o := owedCall{ticket: k, record: r, fields: t.calls(k)}
	if !t.reachesCall(k, r) || !o.fields.Has(disclosure.Moves) {
		return o, refuse(texts.Staff.NotFound(number))
	}
	if err := t.legal(k, storage.ActCallBack); err != nil {
		return o, err
	}
	if o.before, err = calledBefore(tx, number); err != nil {
		return o, err
	}
	me := t.party.Staff.ID
	switch {
	case me == r.Rated || t.wasRated(k):
		return o, refuse(texts.CallBack.NotYours(number))
	case !waits && o.before:
		return o, refuse(texts.CallBack.Before(number))
	case r.Caller != "" && r.Caller != me && t.now.Sub(r.Claimed) < callClaim:
		return o, refuse(texts.CallBack.Busy(number))
	}
	return o, nil
}

// wasRated reports whether whoever speaks had a ticket that was rated badly: somebody
// else calls back.
func (t *turn) wasRated(k *storage.Ticket) bool {
	return k.Owner == t.party.Staff.ID && (t.bad(k.Rating) || t.bad(k.CallGrade))
}

// reachesCall reports whether somebody has 回访 on a ticket: by rights.go, and the
// office's clerks while a bad rating waits.
func (t *turn) reachesCall(k *storage.Ticket, r storage.CallBack) bool {
	s, c := t.party.Staff, t.engine.command("回访")
	if !c.open(s) {
		return false
	}
	office := r.Bad && !k.Conduct && s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.CallBack.Unit && !contains(k.Barred, s.ID)
	return office || may(t.house.Bureau, c, s, k)
}

// calls is what whoever calls back sees of a ticket, by those roles that call.
func (t *turn) calls(k *storage.Ticket) (f disclosure.Field) {
	if s := t.party.Staff; s != nil {
		for _, r := range s.Roles {
			f |= disclosure.Of(matter(k), r, disclosure.Calls)
		}
	}
	return f
}

// calledBefore reports whether somebody was reached since the last closing.
func calledBefore(tx storage.Tx, number string) (before bool, err error) {
	events, err := tx.Events(number)
	for _, e := range events {
		switch {
		case e.Action.Closes():
			before = false
		case e.Action == storage.ActCallBack:
			before = before || !slices.Contains(texts.CallBack.MissedTimes, e.Detail)
		}
	}
	return before, err
}

// claimCall keeps others from calling the same person for an hour, and writes down
// that somebody looked at the matter.
func (t *turn) claimCall(tx storage.Tx, number string) error {
	o, err := t.callable(tx, number)
	if err != nil {
		return err
	}
	for _, role := range t.party.Staff.Roles {
		if !disclosure.Of(matter(o.ticket), role, disclosure.Calls).Personal() {
			continue
		}
		if err := t.noteLook(tx, o.ticket, role); err != nil {
			return err
		}
		break
	}
	r := o.record
	if r.Since.IsZero() {
		r.Since = t.now
	}
	r.Caller, r.Claimed = t.party.Staff.ID, t.now
	return storage.CallBacks.Put(tx, number, r)
}

// callPhone shows the number to whoever calls, and records the look.
func (t *turn) callPhone(tx storage.Tx, o owedCall) (string, error) {
	k := o.ticket
	if k.Private.Phone == "" || !o.fields.Has(disclosure.Phone) {
		return "", refuse(texts.Staff.NoPhoneLeft(k.Number))
	}
	return t.move(tx, k, t.actor(), storage.ActLook, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = callPhones
		return texts.Lines(texts.Staff.Phone(k.Number, k.Private.Phone), texts.Numbered(texts.CallBack.Reached)), nil
	})
}

// callMissed writes down that nobody was reached. It stays on the list until the
// third time.
func (t *turn) callMissed(tx storage.Tx, o owedCall) (string, error) {
	k, r := o.ticket, o.record
	if since := t.now.Sub(r.Tried); since >= 0 && since < callApart {
		return "", refuse(texts.CallBack.TriedNow(k.Number))
	}
	r.Missed++
	r.Tried = t.now
	r.Caller, r.Claimed = "", time.Time{}
	said, err := t.move(tx, k, t.actor(), storage.ActCallBack, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = texts.CallBack.MissedTimes[min(r.Missed, callTries)-1]
		return texts.CallBack.Missed(k.Number, r.Missed, callTries), nil
	})
	switch {
	case err != nil:
		return "", err
	case r.Missed >= callTries:
		return said, t.dropCall(tx, k.Number)
	}
	return said, storage.CallBacks.Put(tx, k.Number, r)
}

// called writes down what came of the call. A grade is kept as it was given first;
// a bad one asks for a call by somebody else, unless the matter is done again.
func (t *turn) called(tx storage.Tx, o owedCall, c *callBack) (string, error) {
	k := o.ticket
	said, err := t.move(tx, k, t.actor(), storage.ActCallBack, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if c.Grade > 0 && !o.before {
			k.CallGrade = c.Grade
		}
		e.Detail, e.Text = texts.CallBack.Kept(orElse(c.Named, texts.CallBack.NoGrade), c.Follows), c.Words
		return texts.CallBack.Done(k.Number), nil
	})
	if err == nil {
		err = t.dropCall(tx, k.Number)
	}
	switch {
	case err != nil:
		return "", err
	case c.Follows == texts.CallBack.Again2:
		words, err := t.doAgain(tx, k, c.Words)
		return texts.Lines(said, words), err
	case t.bad(c.Grade) && !o.record.Bad:
		return texts.Lines(said, texts.CallBack.BadToo), t.oweCall(tx, k)
	}
	return said, nil
}

// doAgain is 重办 on the citizen's behalf: once. After that a leader decides.
func (t *turn) doAgain(tx storage.Tx, k *storage.Ticket, why string) (string, error) {
	why = orElse(why, texts.CallBack.Again2)
	_, closed := k.Next(storage.ActReopen)
	switch {
	case closed == nil && k.Reopened == 0:
		_, err := t.reopened(tx, k, t.actor(), why)
		return texts.CallBack.Reopened(k.Number), err
	case closed == nil && k.Reopened == 1:
		_, err := t.appeal(tx, k, t.actor(), why)
		return texts.CallBack.ToLeader(k.Number), err
	}
	who := t.linked(k)
	if k.Conduct {
		who = func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }
	}
	return texts.CallBack.ToLeader(k.Number), t.notify(tx, k, texts.CallBack.Unsolved(k.Number), who)
}
