package flows

import (
	"errors"
	"slices"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// Retention (《个人信息保护法》19): what came with a ticket, and the ticket itself, are
// let go when their time is over. Each has a timer of its own, set when the ticket is
// closed; one that rings too early, because the bureau prolonged its rule or the ticket
// was opened again, is set anew.
const (
	keepTimer   = "keep/"
	reportTimer = "standing/retention"
	reportAt    = "08:40"
)

// Names of the counters that the monthly report reads, before "/2006-01".
const (
	countThinned = "retention/pictures"
	countExpired = "retention/tickets"
	countForgot  = "retention/people"
)

// keptUntil is the day until which a ticket is kept; zero: it is open, or the bureau
// has not decided.
func (t *turn) keptUntil(k *storage.Ticket) time.Time {
	years := t.house.Bureau.Retention.TicketYears
	if years == 0 || k.Open() || k.Closed.IsZero() {
		return time.Time{}
	}
	return k.Closed.AddDate(years, 0, 0)
}

// retain sets the ends of a closed ticket's life.
func (t *turn) retain(tx storage.Tx, k *storage.Ticket) error {
	if days := t.house.Bureau.Retention.PictureDays; days > 0 && k.Media > 0 && !isSighting(k) {
		if err := setTimer(tx, thinTimer+k.Number, k.Closed.AddDate(0, 0, days), nil); err != nil {
			return err
		}
	}
	if until := t.keptUntil(k); !until.IsZero() {
		return setTimer(tx, keepTimer+k.Number, until, nil)
	}
	return nil
}

// ringKeep ends a ticket's life: what the citizen gave is removed, and when nothing of
// theirs is kept any more, the person's key, and with it every word in the history.
// State, dates and figures stay.
func ringKeep(t *turn, tx storage.Tx, number string, timer storage.Timer) error {
	k, err := tx.Ticket(number)
	if err != nil {
		return ignoreNotFound(err)
	}
	until := t.keptUntil(k)
	switch {
	case k.Open(), t.house.Bureau.Retention.TicketYears == 0, over(k):
		return nil // closing it, or the bureau's decision, sets the timer anew
	case until.After(t.now):
		return setTimer(tx, timer.Key, until, nil)
	}
	if err := t.expire(tx, k); err != nil {
		return err
	}
	if k.Citizen == "" {
		return tx.ForgetTicket(k.Number)
	}
	return t.forgetIfDone(tx, k.Citizen)
}

// over reports whether a ticket's life was ended before.
func over(k *storage.Ticket) bool { return k.Private.Gone || k.Private.Text == texts.MyData.Expired }

func (t *turn) expire(tx storage.Tx, k *storage.Ticket) error {
	bot := storage.Actor{Kind: storage.BySystem}
	all, err := tx.Attachments(k.Number)
	if err == nil {
		err = t.thin(tx, k, all)
	}
	if err == nil {
		err = partAll(tx, k.Number)
	}
	if err != nil {
		return err
	}
	_, err = t.move(tx, k, bot, storage.ActRedact, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Private, k.Media = storage.Private{Text: texts.MyData.Expired}, 0
		e.Detail = texts.MyData.Expired
		return "", nil
	})
	if err != nil {
		return err
	}
	return t.tally(tx, countExpired, 1)
}

// partAll lets go of who reported the same, and of the phones they left with it.
func partAll(tx storage.Tx, number string) error {
	who, err := followers(tx, number)
	for _, id := range who {
		if err == nil {
			err = unfollow(tx, number, id)
		}
	}
	return err
}

// forgetIfDone lets go of a person of whom nothing is kept any more: every ticket's
// time is over, and they do not work here.
func (t *turn) forgetIfDone(tx storage.Tx, who storage.PersonID) error {
	if _, err := tx.StaffOf(who); !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	done := true
	err := eachOwn(tx, who, func(k *storage.Ticket) error {
		until := t.keptUntil(k)
		done = done && !until.IsZero() && !until.After(t.now)
		return nil
	})
	if err != nil || !done {
		return err
	}
	if err := ForgetFollows(tx, who); err != nil {
		return err
	}
	if err := tx.ForgetPerson(who); err != nil {
		return err
	}
	return t.tally(tx, countForgot, 1)
}

// tally counts what was let go this month.
func (t *turn) tally(tx storage.Tx, what string, n int) error {
	key := what + "/" + t.now.In(storage.Zone).Format("2006-01")
	c, _, err := storage.Counters.Find(tx, key)
	if err != nil {
		return err
	}
	c.N += n
	return storage.Counters.Put(tx, key, c)
}

func (e *Engine) windRetention(tx storage.Tx) error {
	now := e.house.Now().In(storage.Zone)
	first := time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, storage.Zone)
	at, _ := nextHour([]string{reportAt}, first)
	stands, err := tx.Timer(reportTimer)
	if err == nil && !stands.At.After(at) {
		return nil
	}
	if err != nil && !isNotFound(err) {
		return err
	}
	return setTimer(tx, reportTimer, at, nil)
}

// ringRetention tells the admins, on the first of a month, what was let go in the
// month before; a month without anything is not worth a message.
func ringRetention(t *turn, tx storage.Tx) error {
	now := t.now.In(storage.Zone)
	last := time.Date(now.Year(), now.Month()-1, 1, 0, 0, 0, 0, storage.Zone) // rung late, on a 31st, it is still the month before
	var n []int
	for _, what := range []string{countThinned, countExpired, countForgot} {
		c, _, err := storage.Counters.Find(tx, what+"/"+last.Format("2006-01"))
		if err != nil {
			return err
		}
		n = append(n, c.N)
	}
	if slices.Max(n) > 0 {
		admins := func(s *storage.Staff) bool { return s.Has(storage.RoleAdmin) }
		if err := t.notify(tx, &storage.Ticket{}, texts.MyData.Report(int(last.Month()), n[0], n[1], n[2]), admins); err != nil {
			return err
		}
	}
	return t.engine.windRetention(tx)
}

// dropLooks lets go of looks that are older than the law asks to keep them. Keys begin
// with a ticket's number, and that with its day: only old tickets are read.
func (t *turn) dropLooks(tx storage.Tx) (more bool, err error) {
	before := t.now.AddDate(-t.house.Bureau.Retention.LookYears, 0, 0)
	for _, letter := range []string{storage.LetterFeedback, storage.LetterSighting} {
		last := letter + before.In(storage.Zone).Format("060102") + "~"
		left, err := sweepBook(tx, storage.Looks, storage.Range{Prefix: letter}, func(key string, l storage.Look) (bool, bool, error) {
			return l.At.Before(before), key > last, nil
		})
		if err != nil {
			return false, err
		}
		more = more || left
	}
	return more, nil
}

const (
	hallsKept  = 30 * 24 * time.Hour // how long the queue of the marriage office knows who stood in it
	hallsEmpty = 10                  // days at once
	hallsRound = "halls"             // how far they are emptied
)

// emptyHalls takes the people out of queues of long ago: who had which number is
// nobody's business once the day is over (《婚姻登记条例》6). The figures stay. Days that
// were emptied before are not read again.
func (t *turn) emptyHalls(tx storage.Tx) (more bool, err error) {
	done, _, err := storage.Rounds.Find(tx, hallsRound)
	if err != nil {
		return false, err
	}
	var old []storage.Hall
	until := today(t.now.Add(-hallsKept))
	err = storage.Halls.Each(tx, storage.Range{From: done.Day}, func(day string, h storage.Hall) (bool, error) {
		if day >= until {
			return true, nil
		}
		if day > done.Day {
			old = append(old, h)
		}
		return len(old) == hallsEmpty, nil
	})
	for _, h := range old {
		if err == nil {
			err = emptyHall(tx, h)
		}
	}
	if err != nil || len(old) == 0 {
		return false, err
	}
	return len(old) == hallsEmpty, storage.Rounds.Put(tx, hallsRound, storage.Round{Day: old[len(old)-1].Day})
}

func emptyHall(tx storage.Tx, h storage.Hall) error {
	h.Secret, h.Undo = "", nil
	for i := range h.Couples {
		h.Couples[i].Who, h.Couples[i].Code = nil, ""
	}
	return storage.Halls.Put(tx, h.Day, h)
}
