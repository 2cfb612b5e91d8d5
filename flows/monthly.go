package flows

import (
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// What was reported upward (上报待解决) is counted apart, and looked at on the first
// working day of a month: each leader gets a list of what waits, and for how long.
const (
	monthlyTimer = "standing/monthly"
	monthlyAt    = 9 // o'clock
	monthlyLines = 15
)

// windMonthly sets the next look. One that was missed while the house was shut
// rings when it opens.
func (e *Engine) windMonthly(tx storage.Tx) error {
	now := e.house.Now()
	stands, err := tx.Timer(monthlyTimer)
	if err == nil && !stands.At.After(now) {
		return nil
	}
	if err != nil && !isNotFound(err) {
		return err
	}
	return setTimer(tx, monthlyTimer, e.house.nextMonthly(now), nil)
}

// nextMonthly is the next first working day of a month, at nine.
func (h *House) nextMonthly(now time.Time) time.Time {
	now = now.In(storage.Zone)
	for month := 0; ; month++ {
		before := time.Date(now.Year(), now.Month()+time.Month(month), 0, 0, 0, 0, 0, storage.Zone)
		at := midnight(h.Bureau.Calendar.AddWorking(before, 1)).Add(monthlyAt * time.Hour)
		if at.After(now) {
			return at
		}
	}
}

func ringMonthly(t *turn, tx storage.Tx) error {
	if err := setTimer(tx, monthlyTimer, t.house.nextMonthly(t.now), nil); err != nil {
		return err
	}
	all, err := tx.AllStaff()
	if err != nil {
		return err
	}
	for i := range all {
		if s := &all[i]; s.Has(storage.RoleLeader) && s.Person != "" {
			if err := t.tellMonthly(tx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellMonthly tells a leader what waits above the bureau, of the linked units.
func (t *turn) tellMonthly(tx storage.Tx, s *storage.Staff) error {
	waiting, err := mine(tx, t.house.Bureau, s, storage.Query{States: []storage.State{storage.Escalated}})
	if err != nil || len(waiting) == 0 {
		return err
	}
	var lines []string
	for _, k := range waiting[:min(len(waiting), monthlyLines)] {
		since, err := escalatedAt(tx, k.Number)
		if err != nil {
			return err
		}
		lines = append(lines, texts.Moves.MonthlyLine(k.Number, k.Kind, k.Category, k.Unit, int(midnight(t.now).Sub(midnight(since))/(24*time.Hour))))
	}
	if err := t.dropHeld(tx, s.Person, storage.NoticeStaff, texts.Moves.MonthlyName); err != nil {
		return err
	}
	words := texts.Moves.Monthly(t.now.In(storage.Zone).Format("1月"), len(waiting), lines, len(waiting)-len(lines))
	return enqueue(tx, storage.Notice{To: s.Person, Kind: storage.NoticeStaff, Text: words, Created: t.now})
}

func escalatedAt(tx storage.Tx, number string) (at time.Time, err error) {
	events, err := tx.Events(number)
	for _, e := range events {
		if e.Action == storage.ActEscalate {
			at = e.At
		}
	}
	return at, err
}
