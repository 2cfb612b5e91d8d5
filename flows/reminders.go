package flows

import (
	"strings"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// What the register reminds of. The timers of a stay end with it; the digest
// stands.
const (
	stayTimer     = "stay/"
	searchDue     = "search" // stay/R2026-0001/search: 寻亲公告 is due
	daysDue       = "days"   // stay/R2026-0001/days: the stay has lasted as long as it may
	registerTimer = "standing/register"
)

// unidentified reports whether nobody knows for certain who somebody is.
func unidentified(s *storage.Stay) bool { return s.Name == "" || s.IDMark == "" }

// remindOf sets the timers of a stay.
func (t *turn) remindOf(tx storage.Tx, s *storage.Stay) error {
	if unidentified(s) {
		if err := setTimer(tx, stayTimer+s.Number+"/"+searchDue, t.searchAt(s), nil); err != nil {
			return err
		}
	}
	last, ok := t.lastDay(s)
	if !ok {
		return nil
	}
	return setTimer(tx, stayTimer+s.Number+"/"+daysDue, last.AddDate(0, 0, -1), nil)
}

// searchAt is when a search notice is owed for somebody nobody knows.
func (t *turn) searchAt(s *storage.Stay) time.Time {
	return s.Entered.Add(time.Duration(t.house.Bureau.Rescue.SearchHours) * time.Hour)
}

// lastDay is the hour of reminders on the day on which a stay is full; false: the
// bureau sets no limit.
func (t *turn) lastDay(s *storage.Stay) (time.Time, bool) {
	r := &t.house.Bureau.Rescue
	clock, err := time.Parse("15:04", r.RemindAt)
	if err != nil || r.StayDays <= 0 {
		return time.Time{}, false
	}
	d := s.Entered.In(storage.Zone)
	return time.Date(d.Year(), d.Month(), d.Day()+r.StayDays, clock.Hour(), clock.Minute(), 0, 0, storage.Zone), true
}

// ringStay reminds the station and the team on duty of a stay.
func ringStay(t *turn, tx storage.Tx, about string, timer storage.Timer) error {
	number, what, _ := strings.Cut(about, "/")
	s, ok, err := storage.Stays.Find(tx, number)
	if err != nil || !ok || !s.Left.IsZero() {
		return err
	}
	switch what {
	case searchDue:
		if !unidentified(&s) || !s.Searched.IsZero() {
			return nil
		}
		return t.remind(tx, number, texts.Register.SearchDue(number, hour(s.Entered), t.house.Bureau.Rescue.SearchHours))
	case daysDue:
		last, ok := t.lastDay(&s)
		if !ok {
			return nil
		}
		most, today := t.house.Bureau.Rescue.StayDays, !t.now.Before(last)
		if !today {
			if err := setTimer(tx, timer.Key, last, nil); err != nil {
				return err
			}
		}
		return t.remind(tx, number, texts.Register.DaysDue(number, day(s.Entered), most, today))
	}
	return nil
}

// remind tells the clerks of the station and whoever of the team is on duty.
func (t *turn) remind(tx storage.Tx, number, words string) error {
	crew, err := t.crew(tx, "")
	if err != nil {
		return err
	}
	k := &storage.Ticket{Number: number, Category: sightingCategory}
	return t.notify(tx, k, words, func(s *storage.Staff) bool { return t.ofStation(s) || contains(crew, s.ID) })
}

func (t *turn) ofStation(s *storage.Staff) bool {
	return s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit
}

// daysIn counts the days of a stay: that of the entry is the first.
func (t *turn) daysIn(s *storage.Stay) int {
	end := t.now
	if !s.Left.IsZero() {
		end = s.Left
	}
	return int(midnight(end).Sub(midnight(s.Entered))/(24*time.Hour)) + 1
}

func midnight(at time.Time) time.Time {
	at = at.In(storage.Zone)
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, storage.Zone)
}

// windRegister sets the hour of the daily digest. One that was missed while the
// house was shut rings when it opens.
func (e *Engine) windRegister(tx storage.Tx) error {
	next, ok := nextHour([]string{e.house.Bureau.Rescue.RemindAt}, e.house.Now())
	if !ok {
		return tx.DropTimer(registerTimer)
	}
	stands, err := tx.Timer(registerTimer)
	if err == nil && !stands.At.After(e.house.Now()) {
		return nil
	}
	if err != nil && !isNotFound(err) {
		return err
	}
	return setTimer(tx, registerTimer, next, nil)
}

// ringRegister sends the station one list of everything that the register lacks.
func ringRegister(t *turn, tx storage.Tx) error {
	if next, ok := nextHour([]string{t.house.Bureau.Rescue.RemindAt}, t.now); ok {
		if err := setTimer(tx, registerTimer, next, nil); err != nil {
			return err
		}
	}
	lines, err := t.digest(tx)
	if err != nil || len(lines) == 0 {
		return err
	}
	if err := t.dropDigests(tx); err != nil {
		return err
	}
	words := t.digestWords(lines)
	told, err := t.alert(tx, &storage.Ticket{Category: sightingCategory}, words, t.ofStation)
	if err != nil || told > 0 {
		return err
	}
	return t.notify(tx, &storage.Ticket{Category: sightingCategory}, words, func(s *storage.Staff) bool { return s.Has(storage.RoleOutreach) })
}

// dropDigests lets go of the digests of the days before that nobody has read yet:
// the new one says what still holds.
func (t *turn) dropDigests(tx storage.Tx) error {
	everybody, err := tx.AllStaff()
	if err != nil {
		return err
	}
	for i := range everybody {
		held, err := tx.HeldNotices(everybody[i].Person)
		if err != nil {
			return err
		}
		for _, n := range held {
			if n.Kind != storage.NoticeStaff || !strings.HasPrefix(n.Text, texts.Register.DigestName) {
				continue
			}
			n.State, n.Settled = storage.Delivered, t.now
			if err := tx.SettleNotice(&n); err != nil {
				return err
			}
		}
	}
	return nil
}

// digestLines is how many lines one digest has; what is done makes room.
const digestLines = 15

func (t *turn) digestWords(lines []string) string {
	shown := lines[:min(len(lines), digestLines)]
	return texts.Lines(texts.Register.Digest(day(t.now), shown, len(lines)-len(shown)), texts.Register.DigestEnd)
}

// owedMonths is how far back the digest looks for whom nobody has told.
const owedMonths = 12

// digest lists the stays that lack something, also of those who left, and the
// sightings of which somebody has not been told yet.
func (t *turn) digest(tx storage.Tx) (lines []string, err error) {
	err = storage.Stays.Each(tx, storage.Range{}, func(_ string, s storage.Stay) (bool, error) {
		if lacks := t.owed(&s); len(lacks) > 0 {
			lines = append(lines, texts.Register.DigestLine(s.Number, t.daysIn(&s), !s.Left.IsZero(), lacks))
		}
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	var owed []string
	err = storage.Dailies.Each(tx, storage.Range{Down: true}, func(_ string, d storage.Daily) (bool, error) {
		if len(d.Owed) > 0 {
			owed = append([]string{texts.Register.DigestOwed(d.Ticket, d.Owed)}, owed...)
		}
		return d.At.Before(t.now.AddDate(0, -owedMonths, 0)), nil
	})
	return append(lines, owed...), err
}

// owed is what the digest asks for: the number in the national system in any case,
// the rest while somebody is in.
func (t *turn) owed(s *storage.Stay) (lacks []string) {
	if s.National == "" {
		lacks = append(lacks, texts.Register.Lack.National)
	}
	if !s.Left.IsZero() {
		return lacks
	}
	if unidentified(s) && s.Searched.IsZero() && !t.now.Before(t.searchAt(s)) {
		lacks = append(lacks, texts.Register.Lack.Search)
	}
	if most := t.house.Bureau.Rescue.StayDays; most > 0 && t.daysIn(s) > most+1 {
		lacks = append(lacks, texts.Register.Over(most))
	}
	return lacks
}
