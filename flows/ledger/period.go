package ledger

import (
	"time"

	"minqing/storage"
)

// Period is a range of days in storage.Zone, both included. A zero From or To
// leaves that end open.
type Period struct{ From, To time.Time }

// Month is the period of a month.
func Month(year int, month time.Month) Period {
	return Period{date(year, month, 1), date(year, month+1, 0)}
}

// Year is the period of a year.
func Year(year int) Period { return Period{date(year, time.January, 1), date(year, time.December, 31)} }

// Has reports whether a moment is in the period.
func (p Period) Has(at time.Time) bool {
	d := dayOf(at)
	return (p.From.IsZero() || !d.Before(dayOf(p.From))) && (p.To.IsZero() || !d.After(dayOf(p.To)))
}

// Months are the months of a period with two ends that have begun by now.
func (p Period) Months(now time.Time) (names []string) {
	if p.From.IsZero() || p.To.IsZero() {
		return nil
	}
	last := dayOf(p.To)
	if now.Before(last) {
		last = dayOf(now)
	}
	y, m, _ := p.From.In(storage.Zone).Date()
	for first := date(y, m, 1); !first.After(last); first = first.AddDate(0, 1, 0) {
		names = append(names, MonthOf(first))
	}
	return names
}

// dayOf is midnight of a moment's day.
func dayOf(at time.Time) time.Time {
	y, m, d := at.In(storage.Zone).Date()
	return date(y, m, d)
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, storage.Zone)
}

// MonthOf is the month of a moment, as the rows of Months are named.
func MonthOf(at time.Time) string { return at.In(storage.Zone).Format("2006-01") }

// days counts the days from one midnight to another.
func days(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }
