package ledger

import (
	"time"

	"minqing/storage"
)

// Stays are the figures of the station.
type Stays struct {
	In    int // who came in within the period
	Out   int // who left within the period
	Still int // who is there at the end of the period

	// Days are the days that people spent at the station within the period (在站人天):
	// the day of the entry counts, the day of leaving only if it is the same.
	Days int

	Left []Tally // how those left who did, most frequent first; without a name: not written down
}

func staysOf(p Period, now time.Time, all []storage.Stay) (s Stays) {
	how := tallies{}
	for _, one := range all {
		if p.Has(one.Entered) {
			s.In++
		}
		if !one.Left.IsZero() && p.Has(one.Left) {
			s.Out++
			how[one.How]++
		}
		if there(p, one) {
			s.Still++
		}
		s.Days += daysOf(p, now, one)
	}
	s.Left = how.sorted()
	return s
}

// there reports whether somebody is at the station at the end of the period.
func there(p Period, s storage.Stay) bool {
	if p.To.IsZero() {
		return s.Left.IsZero()
	}
	end := dayOf(p.To).AddDate(0, 0, 1)
	return s.Entered.Before(end) && (s.Left.IsZero() || !s.Left.Before(end))
}

// daysOf counts the days of a stay that lie within the period, so that the days
// of the months add up to those of the year.
func daysOf(p Period, now time.Time, s storage.Stay) int {
	from := dayOf(s.Entered)
	end := dayOf(s.Left) // the first day that no longer counts
	if s.Left.IsZero() {
		end = dayOf(now).AddDate(0, 0, 1)
	}
	if !end.After(from) {
		end = from.AddDate(0, 0, 1)
	}
	if !p.From.IsZero() && from.Before(dayOf(p.From)) {
		from = dayOf(p.From)
	}
	if !p.To.IsZero() && end.After(dayOf(p.To).AddDate(0, 0, 1)) {
		end = dayOf(p.To).AddDate(0, 0, 1)
	}
	return max(0, days(from, end))
}
