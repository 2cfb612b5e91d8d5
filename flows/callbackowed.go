package flows

import (
	"slices"
	"strconv"
	"time"

	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// callTimer rings the morning before a call back is due, and the morning after.
const callTimer = "recall/"

// afterRating keeps the book of who has still to be called back in step with what
// was done to a ticket.
func (t *turn) afterRating(tx storage.Tx, k *storage.Ticket, a storage.Action) error {
	switch a {
	case storage.ActResolve:
		if !t.sampled(tx, k) {
			return nil
		}
		return storage.CallBacks.Put(tx, k.Number, storage.CallBack{Since: t.now})
	case storage.ActRate:
		if !t.bad(k.Rating) {
			return nil
		}
		return t.oweCall(tx, k)
	case storage.ActReopen:
		return t.dropCall(tx, k.Number)
	}
	return nil
}

// bad reports whether a grade asks for a call back (差评).
func (t *turn) bad(grade int) bool {
	r, _ := t.house.Bureau.Rating(grade)
	return r.Bad
}

// sampled reports whether a closed ticket is one of those called back unasked.
// The same ticket is always the same.
func (t *turn) sampled(tx storage.Tx, k *storage.Ticket) bool {
	if isSighting(k) || k.Private.Phone == "" {
		return false
	}
	n, err := strconv.ParseUint(tx.Mark("callback", k.Number)[:8], 16, 64)
	return err == nil && n%100 < uint64(t.house.Bureau.CallBack.Share)
}

// oweCall opens the call back after a bad rating: somebody else than whoever was
// rated makes it, within the bureau's days.
func (t *turn) oweCall(tx storage.Tx, k *storage.Ticket) error {
	b := t.house.Bureau
	last := b.Calendar.AddWorking(t.now, b.CallBack.Days)
	r := storage.CallBack{Since: t.now, Bad: true, Rated: k.Owner, Due: limits.EndOf(last)}
	if err := storage.CallBacks.Put(tx, k.Number, r); err != nil {
		return err
	}
	if err := t.tellCallers(tx, k, r, texts.CallBack.Owed(k.Number, t.gradeName(worst(k)), day(r.Due))); err != nil {
		return err
	}
	return t.windCall(tx, k.Number, r)
}

// worst is the lower of the grades that were given, in the chat and on the phone.
func worst(k *storage.Ticket) int {
	if k.Rating == 0 || k.CallGrade > 0 && k.CallGrade < k.Rating {
		return k.CallGrade
	}
	return k.Rating
}

// windCall sets the next reminder of a call that is due: the morning of the last
// working day before, else the morning after. It has none once both are past.
func (t *turn) windCall(tx storage.Tx, number string, r storage.CallBack) error {
	b := t.house.Bureau
	for _, n := range []int{b.CallBack.Days - 1, b.CallBack.Days + 1} {
		at, ok := atClock(b.Calendar.AddWorking(r.Since, n), b.Deadlines.RemindAt)
		if ok && at.After(t.now) {
			return setTimer(tx, callTimer+number, at, nil)
		}
	}
	return nil
}

// ringCallBack reminds whoever may call; past the date the linked leader hears, too.
func ringCallBack(t *turn, tx storage.Tx, number string, _ storage.Timer) error {
	r, waits, err := storage.CallBacks.Find(tx, number)
	if err != nil || !waits {
		return err
	}
	k, err := tx.Ticket(number)
	if err != nil {
		return ignoreNotFound(err)
	}
	late := t.now.After(r.Due)
	if err := t.tellCallers(tx, k, r, texts.CallBack.Remind(number, day(r.Due), late)); err != nil {
		return err
	}
	if late && !k.Conduct {
		if err := t.notify(tx, k, texts.CallBack.LateFor(number, k.Unit, day(r.Due)), t.linked(k)); err != nil {
			return err
		}
	}
	return t.windCall(tx, number, r)
}

// tellCallers tells those who call back about a bad rating: the dispatchers, else
// the office's clerks; 纪检 alone for conduct complaints. Whoever was rated hears
// nothing of it, in nobody's place.
func (t *turn) tellCallers(tx storage.Tx, k *storage.Ticket, r storage.CallBack, words string) error {
	others := *k
	others.Barred = append(slices.Clone(k.Barred), r.Rated)
	roll, err := t.callRoll(tx)
	if err != nil {
		return err
	}
	office := func(s *storage.Staff) bool {
		return s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.CallBack.Unit
	}
	chosen := dispatchers
	switch {
	case k.Conduct:
		chosen = func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }
	case len(roll.mayStandIn(&others, dispatchers)) == 0 && len(roll.mayStandIn(&others, office)) > 0:
		chosen = office
	}
	return t.notify(tx, &others, words, chosen)
}

func (t *turn) dropCall(tx storage.Tx, number string) error {
	return firstError(
		func() error { return storage.CallBacks.Drop(tx, number) },
		func() error { return tx.DropTimer(callTimer + number) })
}

// samplesKept is how long a closed ticket that was to be called back unasked stays
// on the list: later nobody remembers the matter.
const samplesKept = 30 * 24 * time.Hour

// dropSamples takes those off the list that nobody called in time.
func (t *turn) dropSamples(tx storage.Tx) (more bool, err error) {
	return sweepBook(tx, storage.CallBacks, storage.Range{}, func(_ string, r storage.CallBack) (bool, bool, error) {
		return !r.Bad && t.now.Sub(r.Since) > samplesKept, false, nil
	})
}
