package flows

import (
	"time"

	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// The week of the leaders (周报): on the first working day of a week, in the same
// message as what is late, what came in and was done since the last one, what is late
// and what falls due, of the units they are linked to.
const (
	weeklyRound  = "weekly"
	longestWeeks = 28  // days, at most, that one digest covers
	settledIn    = 180 // days; what was received before that and closed last week is not looked for
)

// tally is the week of one unit.
type tally struct{ Received, Resolved, Late, Due int }

func (t *tally) add(o tally) {
	t.Received, t.Resolved, t.Late, t.Due = t.Received+o.Received, t.Resolved+o.Resolved, t.Late+o.Late, t.Due+o.Due
}

// week adds to the lists of the leaders the digest of the week, once a week.
func (m *morning) week(tx storage.Tx) error {
	monday := midnight(m.now).AddDate(0, 0, -(int(m.now.In(storage.Zone).Weekday())+6)%7)
	last, ever, err := storage.Rounds.Find(tx, weeklyRound)
	if err != nil || last.Day >= today(monday) {
		return err
	}
	if err := storage.Rounds.Put(tx, weeklyRound, storage.Round{Day: today(monday)}); err != nil {
		return err
	}
	if !ever && m.house.Bureau.Calendar.AddWorking(monday.AddDate(0, 0, -1), 1).Before(midnight(m.now)) {
		return nil // a house that opened in the middle of a week has no week to tell of
	}
	from := monday.AddDate(0, 0, -7)
	if since := dayOfKey(last.Day); ever && since.After(monday.AddDate(0, 0, -longestWeeks)) {
		from = since
	}
	units, err := m.tallies(tx, from, monday)
	if err != nil {
		return err
	}
	for _, s := range m.roll.people {
		if _, away := m.roll.away[s.ID]; !away && s.Has(storage.RoleLeader) {
			if words := m.digestFor(&s, units, from, monday); words != "" {
				m.list(s.ID).week = words
			}
		}
	}
	return nil
}

// digestFor is the digest for one leader; "" when there is nothing to tell.
func (m *morning) digestFor(s *storage.Staff, units map[string]tally, from, until time.Time) string {
	var all tally
	var lines []string
	names := append(m.unitNames(), "")
	for _, unit := range names {
		n := units[unit]
		if n == (tally{}) || !m.house.Bureau.Leads(s.Name, unit) {
			continue
		}
		all.add(n)
		lines = append(lines, texts.Morning.WeekLine(unit, n.Received, n.Resolved, n.Late, n.Due))
	}
	if len(lines) == 0 {
		return ""
	}
	return texts.Morning.Week(day(from), day(until.AddDate(0, 0, -1)), all.Received, all.Resolved, all.Late, all.Due, lines)
}

// tallies counts by unit what was received and resolved from a day until another, and
// what is late or falls due in the week that begins then. Complaints about staff are
// in no unit's figures but of 纪检, which no leader reads here.
func (m *morning) tallies(tx storage.Tx, from, until time.Time) (map[string]tally, error) {
	units := map[string]tally{}
	count := func(k *storage.Ticket, n tally) {
		if k.Conduct || isSighting(k) {
			return
		}
		sum := units[k.Unit]
		sum.add(n)
		units[k.Unit] = sum
	}
	in := func(at time.Time) bool { return !at.Before(from) && at.Before(until) }
	err := eachTicket(tx, storage.Query{From: from, Before: until}, func(k *storage.Ticket) {
		if k.End() != storage.Merged {
			count(k, tally{Received: 1})
		}
	})
	if err != nil {
		return nil, err
	}
	done := storage.Query{From: from.AddDate(0, 0, -settledIn), Before: until, States: []storage.State{storage.Resolved, storage.Rated, storage.Archived}}
	err = eachTicket(tx, done, func(k *storage.Ticket) {
		if end := k.End(); in(k.Closed) && (end == storage.Resolved || end == storage.Rated || end == storage.Archived) {
			count(k, tally{Resolved: 1})
		}
	})
	if err != nil {
		return nil, err
	}
	return units, dueUntil(tx, limits.EndOf(until.AddDate(0, 0, 6)), func(k *storage.Ticket) error {
		if k.Overdue(m.now) {
			count(k, tally{Late: 1})
		} else {
			count(k, tally{Due: 1})
		}
		return nil
	})
}

// eachTicket hands over everything that a query finds.
func eachTicket(tx storage.Tx, q storage.Query, do func(*storage.Ticket)) error {
	for q.Limit = 100; ; {
		page, err := tx.Tickets(q)
		if err != nil {
			return err
		}
		for i := range page.Tickets {
			do(&page.Tickets[i])
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}
