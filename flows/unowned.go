package flows

import (
	"slices"
	"time"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// The self-check (自查): once on a working day the admins hear, in numbers alone, what
// nobody looks after; and nothing when all is well.
const (
	checkTimer    = "standing/check"
	checkRound    = "check"
	stuckAfter    = time.Hour // a notice that waits longer is stuck
	calendarAhead = 20        // days before a year begins by which its holidays should be known
	heldMany      = 50        // held notices that many are more than people who write seldom
)

func (e *Engine) windCheck(tx storage.Tx) error {
	return e.windDaily(tx, checkTimer, e.house.Bureau.Deadlines.CheckAt)
}

func ringCheck(t *turn, tx storage.Tx) error {
	if err := t.engine.windCheck(tx); err != nil || !t.atWork(t.house.Bureau.Deadlines.CheckAt) {
		return err
	}
	last, _, err := storage.Rounds.Find(tx, checkRound)
	if err != nil || last.Day >= today(t.now) {
		return err
	}
	if err := storage.Rounds.Put(tx, checkRound, storage.Round{Day: today(t.now)}); err != nil {
		return err
	}
	found, err := t.engine.SelfCheck(tx)
	if err != nil {
		return err
	}
	if found.Others = append(found.Others, t.guessedYears()...); len(found.Brief()) == 0 {
		return nil
	}
	r, err := t.callRoll(tx)
	if err != nil {
		return err
	}
	words := texts.SelfCheck.Found(day(t.now), found.Brief())
	for _, s := range r.admins(&storage.Ticket{}) {
		if err := t.dropHeld(tx, s.Person, storage.NoticeStaff, texts.SelfCheck.Name); err != nil {
			return err
		}
		if err := enqueue(tx, t.houseNotice(s.Person, words)); err != nil {
			return err
		}
	}
	return nil
}

// guessedYears says of which years the holidays are only guessed, though dates are
// counted into them by now. A house that runs for months reads no warning of minqing
// check.
func (t *turn) guessedYears() (found []string) {
	for _, year := range t.house.Bureau.Calendar.Assumed(t.now, t.now.AddDate(0, 0, calendarAhead)) {
		found = append(found, texts.SelfCheck.NoCalendar(year))
	}
	return found
}

// Findings is what nobody looks after. It names no ticket.
type Findings struct {
	Units   []string // without anybody bound
	Leaders []string // 挂钩领导 of the bureau file who are no bound leader's name
	Others  []string // in words
}

// Each says everything, a sentence each.
func (f Findings) Each() (lines []string) {
	for _, unit := range f.Units {
		lines = append(lines, texts.SelfCheck.NoStaff([]string{unit}))
	}
	for _, name := range f.Leaders {
		lines = append(lines, texts.SelfCheck.NoLeader([]string{name}))
	}
	return append(lines, f.Others...)
}

// Brief says the same in few lines.
func (f Findings) Brief() (lines []string) {
	lines = append(lines, f.Others...)
	if len(f.Units) > 0 {
		lines = append(lines, texts.SelfCheck.NoStaff(f.Units))
	}
	if len(f.Leaders) > 0 {
		lines = append(lines, texts.SelfCheck.NoLeader(f.Leaders))
	}
	return lines
}

// SelfCheck finds what nobody looks after now: tickets without owner or date, units
// without people, leaders that are nobody, notices that do not leave.
func (e *Engine) SelfCheck(tx storage.Tx) (f Findings, err error) {
	t := e.unasked()
	everybody, err := tx.AllStaff()
	if err != nil {
		return f, err
	}
	f = staffGaps(e.house.Bureau, everybody)
	n, err := t.unowned(tx, everybody)
	if err != nil {
		return f, err
	}
	f.Others = append(append(f.Others, t.stuckNotices(tx)...), n.words(e.house.Bureau.Deadlines.Unowned)...)
	return f, nil
}

// staffGaps finds where nobody who is bound would hear of something.
func staffGaps(b *configs.Bureau, all []storage.Staff) (f Findings) {
	someone := func(is func(*storage.Staff) bool) bool {
		return slices.ContainsFunc(all, func(s storage.Staff) bool { return s.Person != "" && is(&s) })
	}
	if !someone(dispatchers) {
		f.Others = append(f.Others, texts.SelfCheck.NoDispatcher)
	}
	for _, u := range b.Units {
		clerk := func(s *storage.Staff) bool { return s.Has(storage.RoleClerk) && s.Unit == u.Name }
		if u.Conduct {
			clerk = func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }
		}
		if !u.Outside && !someone(clerk) {
			f.Units = append(f.Units, u.Name)
		}
		leads := func(s *storage.Staff) bool { return s.Name == u.LinkedLeader && s.Has(storage.RoleLeader) }
		if u.LinkedLeader != "" && !contains(f.Leaders, u.LinkedLeader) && !someone(leads) {
			f.Leaders = append(f.Leaders, u.LinkedLeader)
		}
		if u.StandIn != "" && !someone(func(s *storage.Staff) bool { return s.Name == u.StandIn }) {
			f.Others = append(f.Others, texts.SelfCheck.NoStandIn(u.Name, u.StandIn))
		}
	}
	for _, c := range b.Categories {
		owns := func(s *storage.Staff) bool { return s.Name == c.Owner && s.Has(storage.RoleClerk) && s.Unit == c.Unit }
		if c.Owner != "" && !someone(owns) {
			f.Others = append(f.Others, texts.SelfCheck.NoOwner(c.Name, c.Owner, c.Unit))
		}
	}
	return f
}

// stuckNotices says whether what should be told is not.
func (t *turn) stuckNotices(tx storage.Tx) (found []string) {
	waiting, held, oldest := tx.OutboxDepth(t.now)
	if waiting > 0 && oldest > stuckAfter {
		found = append(found, texts.SelfCheck.Stuck(waiting, int(oldest/time.Hour)))
	}
	if held > heldMany {
		found = append(found, texts.SelfCheck.Held(held))
	}
	return found
}

// unownedTickets counts the open tickets of the desk that somebody should look at.
type unownedTickets struct{ owner, date, gone int }

func (n unownedTickets) words(hours int) (found []string) {
	if n.owner > 0 {
		found = append(found, texts.SelfCheck.Unowned(n.owner, hours))
	}
	if n.date > 0 {
		found = append(found, texts.SelfCheck.NoDate(n.date))
	}
	if n.gone > 0 {
		found = append(found, texts.SelfCheck.Gone(n.gone))
	}
	return found
}

// unowned counts what has no unit or owner for longer than the bureau allows, no date,
// or an owner who has left.
func (t *turn) unowned(tx storage.Tx, everybody []storage.Staff) (n unownedTickets, err error) {
	here := map[storage.StaffID]bool{}
	for _, s := range everybody {
		here[s.ID] = true
	}
	hours := time.Duration(t.house.Bureau.Deadlines.Unowned) * time.Hour
	err = eachTicket(tx, storage.Query{States: storage.OpenStates}, func(k *storage.Ticket) {
		if isSighting(k) {
			return
		}
		if k.Due.IsZero() {
			n.date++
		}
		switch {
		case k.Owner != "" && !here[k.Owner]:
			n.gone++
		case k.Owner == "" && t.worked(waitsSince(k)) >= hours:
			n.owner++
		}
	})
	return n, err
}

// waitsSince is since when a ticket has waited for somebody to take it: what the
// citizen adds meanwhile does not begin it anew.
func waitsSince(k *storage.Ticket) time.Time {
	switch {
	case k.State == storage.Returned, k.State == storage.Reopened:
		return k.Updated
	case !k.Sent.IsZero():
		return k.Sent
	}
	return k.Filed
}

// worked is how much of the working days has gone by since a time: those of the
// office, from the hour of reminders to the evening.
func (t *turn) worked(since time.Time) (sum time.Duration) {
	cal := t.house.Bureau.Calendar
	for d := midnight(since); !d.After(t.now) && sum < 100*time.Hour; d = d.AddDate(0, 0, 1) {
		opens, ok := atClock(d, t.house.Bureau.Deadlines.CheckAt)
		if !ok || !cal.Working(d) {
			continue
		}
		from, until := opens, d.Add(dayEnds)
		if since.After(from) {
			from = since
		}
		if t.now.Before(until) {
			until = t.now
		}
		sum += max(0, until.Sub(from))
	}
	return sum
}
