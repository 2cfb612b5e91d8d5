package flows

import (
	"time"

	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// The morning round (期限提醒): once on every working day the open tickets are looked
// through by their dates, and everybody gets one message with all that concerns them,
// because the platform lets few through. The book Reminded says what was told of each
// date, so nothing is told twice, whatever restarts or clocks between.
const (
	morningTimer = "standing/morning"
	dayEnds      = 17*time.Hour + 30*time.Minute // a round that was missed is made up until then
	lateAgain    = 7                             // days after which a late ticket is told of again
)

// windMorning sets the next round. One that was missed while the house was shut
// rings when it opens.
func (e *Engine) windMorning(tx storage.Tx) error {
	return e.windDaily(tx, morningTimer, e.house.Bureau.Deadlines.RemindAt)
}

// windDaily sets a timer for the next hour of a day, unless it is still to ring.
func (e *Engine) windDaily(tx storage.Tx, key, hour string) error {
	next, ok := nextHour([]string{hour}, e.house.Now())
	if !ok {
		return tx.DropTimer(key)
	}
	stands, err := tx.Timer(key)
	if err == nil && !stands.At.After(e.house.Now()) {
		return nil
	}
	if err != nil && !isNotFound(err) {
		return err
	}
	return setTimer(tx, key, next, nil)
}

// atWork reports whether it is a working day, past an hour of it and not yet evening.
func (t *turn) atWork(hour string) bool {
	from, ok := atClock(t.now, hour)
	return ok && t.house.Bureau.Calendar.Working(t.now) && !t.now.Before(from) && t.now.Before(midnight(t.now).Add(dayEnds))
}

func ringMorning(t *turn, tx storage.Tx) error {
	if err := t.engine.windMorning(tx); err != nil || !t.atWork(t.house.Bureau.Deadlines.RemindAt) {
		return err
	}
	r, err := t.callRoll(tx)
	if err != nil {
		return err
	}
	m := &morning{turn: t, roll: r, lists: map[storage.StaffID]*reminders{}}
	return firstError(
		func() error { return m.dates(tx) },
		func() error { return m.week(tx) },
		func() error { return m.tell(tx) })
}

// morning is one round.
type morning struct {
	*turn
	roll   *roll
	lists  map[storage.StaffID]*reminders
	hidden bool // 纪检 has nobody: the admins hear that, once
}

// reminders is what one person hears on a morning.
type reminders struct {
	by   [limits.Late + 1][]string
	seen map[string]bool
	week string
}

func (m *morning) list(id storage.StaffID) *reminders {
	if m.lists[id] == nil {
		m.lists[id] = &reminders{seen: map[string]bool{}}
	}
	return m.lists[id]
}

// dates goes through the tickets that are due within the days of the first reminder,
// and notes who is to hear of which.
func (m *morning) dates(tx storage.Tx) error {
	b := m.house.Bureau
	horizon := limits.EndOf(b.Calendar.AddWorking(m.now, b.Deadlines.Remind))
	names, err := m.everyName(tx)
	if err != nil {
		return err
	}
	return dueUntil(tx, horizon, func(k *storage.Ticket) error {
		stage := limits.StageOn(b.Calendar, m.now, k.Due, b.Deadlines.Remind)
		told, _, err := storage.Reminded.Find(tx, k.Number)
		if err != nil || !m.toTell(k, stage, told) {
			return err
		}
		m.note(k, stage, names[k.Owner])
		return storage.Reminded.Put(tx, k.Number, storage.Reminder{Due: k.Due, Stage: int(stage), At: m.now})
	})
}

// dueUntil hands over the open tickets of the desk whose date is not after a moment,
// the earliest first. What waits above (上报待解决) is late for nobody here.
func dueUntil(tx storage.Tx, horizon time.Time, do func(*storage.Ticket) error) error {
	for q := (storage.Query{Due: true, Limit: 100}); ; {
		page, err := tx.Tickets(q)
		if err != nil {
			return err
		}
		for i := range page.Tickets {
			k := &page.Tickets[i]
			if k.Due.After(horizon) {
				return nil
			}
			if isSighting(k) || k.State == storage.Escalated {
				continue
			}
			if err := do(k); err != nil {
				return err
			}
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}

// toTell reports whether a stage is to be told of: each once, and what stays late once
// a week.
func (m *morning) toTell(k *storage.Ticket, stage limits.Stage, told storage.Reminder) bool {
	switch {
	case stage == limits.Far:
		return false
	case !told.Due.Equal(k.Due), int(stage) > told.Stage:
		return true
	}
	return stage == limits.Late && !midnight(m.now).Before(midnight(told.At).AddDate(0, 0, lateAgain))
}

// note puts a ticket on the lists of whoever is responsible, and when it is late on
// that of the linked leader.
func (m *morning) note(k *storage.Ticket, stage limits.Stage, owner string) {
	who := m.roll.hears(k, responsible(k))
	if who.hidden {
		m.hidden = true
		return
	}
	if stage == limits.Late && !k.Conduct {
		who.who = once(append(who.who, m.roll.above(k)...))
	}
	line := texts.Morning.Line(k.Number, k.Category, orElse(owner, k.Unit), day(k.Due), int(midnight(m.now).Sub(midnight(k.Due))/(24*time.Hour)))
	for _, s := range who.who {
		if l := m.list(s.ID); !l.seen[k.Number] {
			l.seen[k.Number] = true
			l.by[stage] = append(l.by[stage], line)
		}
	}
}

// above is who hears of what is late: the linked leader (挂钩领导), and when that one
// is not bound or away any leader, the desk, the admins.
func (r *roll) above(k *storage.Ticket) []storage.Staff {
	u, _ := r.bureau.Unit(k.Unit)
	for _, chosen := range []func(*storage.Staff) bool{
		func(s *storage.Staff) bool { return leaders(s) && u.LinkedLeader != "" && s.Name == u.LinkedLeader },
		leading(r.bureau, k),
		leaders, dispatchers,
	} {
		if who := r.mayStandIn(k, chosen); len(who) > 0 {
			return who
		}
	}
	if who := r.those(k, leaders); len(who) > 0 { // away, and nobody else is there
		return who
	}
	return r.admins(k)
}

// everyName is the names of the staff by id.
func (t *turn) everyName(tx storage.Tx) (map[storage.StaffID]string, error) {
	names := map[storage.StaffID]string{}
	everybody, err := tx.AllStaff()
	for _, s := range everybody {
		names[s.ID] = s.Name
	}
	return names, err
}

// tell sends everybody their one message.
func (m *morning) tell(tx storage.Tx) error {
	for _, s := range m.roll.people {
		l, words := m.lists[s.ID], ""
		if l != nil {
			soon := m.house.Bureau.Deadlines.Remind
			words = texts.Paragraphs(texts.Morning.Dates(day(m.now), l.by[limits.Late], l.by[limits.Today], l.by[limits.Soon], soon), l.week)
		}
		if m.hidden && s.Has(storage.RoleAdmin) {
			words = texts.Paragraphs(words, texts.Reach.NeedDiscipline)
		}
		if words == "" {
			continue
		}
		if err := enqueue(tx, m.houseNotice(s.Person, words)); err != nil {
			return err
		}
	}
	return nil
}

// houseNotice is a notice to staff that belongs to no one ticket.
func (t *turn) houseNotice(to storage.PersonID, words string) storage.Notice {
	return storage.Notice{To: to, Kind: storage.NoticeStaff, Text: words, Created: t.now, Template: map[string]string{"time": hour(t.now)}}
}

// dropReminders lets go of what was told of tickets that are closed by now.
func dropReminders(tx storage.Tx) (more bool, err error) {
	return sweepBook(tx, storage.Reminded, storage.Range{}, func(number string, _ storage.Reminder) (bool, bool, error) {
		k, err := tx.Ticket(number)
		return isNotFound(err) || err == nil && !k.Open(), false, ignoreNotFound(err)
	})
}
