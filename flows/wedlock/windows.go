package wedlock

import (
	"regexp"
	"time"

	"minqing/storage"
)

// Claims counts what the law gives a citizen: a rest day at the end moves it to the next
// working day (民法典 203). The bureau's calendar does.
type Claims interface {
	DueClaim(from time.Time, days int) time.Time
}

// window is both of the law's thirty days (民法典 1077).
const window = 30

// Windows are the two windows of a divorce, as midnights in China. The day of application
// isn't counted (民法典 201).
type Windows struct {
	Applied   time.Time
	Undo      time.Time // the last day on which either may withdraw
	FetchFrom time.Time // both together, at the same office
	FetchLast time.Time
	UndoMoved bool // the first window ended on a rest day
	LastMoved bool // the second did
}

// WindowsOf reckons the windows of a divorce. Where the first one's end moved, an office may count the
// second from there and so end some days later; the last day here is the earlier one, so
// that nobody who believes it comes too late.
func WindowsOf(applied time.Time, by Claims) Windows {
	applied = midnight(applied)
	w := Windows{Applied: applied, Undo: midnight(by.DueClaim(applied, window)), FetchLast: midnight(by.DueClaim(applied, 2*window))}
	w.FetchFrom = w.Undo.AddDate(0, 0, 1)
	w.UndoMoved = w.Undo.After(applied.AddDate(0, 0, window))
	w.LastMoved = w.FetchLast.After(applied.AddDate(0, 0, 2*window))
	return w
}

// Phase is where a day lies in the windows.
type Phase int

// The phases, in their order.
const (
	NotApplied Phase = iota
	Undoing          // either may withdraw
	Fetching         // both may fetch the certificate
	Lapsed           // it counts as withdrawn
)

// On tells the phase of a day.
func (w Windows) On(day time.Time) Phase {
	switch day = midnight(day); {
	case day.Before(w.Applied):
		return NotApplied
	case !day.After(w.Undo):
		return Undoing
	case !day.After(w.FetchLast):
		return Fetching
	}
	return Lapsed
}

var (
	mereDay   = regexp.MustCompile(`^[0-9一二三四五六七八九十廿]{1,3}[号日]$`)
	yearSaid  = regexp.MustCompile(`年|[0-9]{4}`)
	dayByDate = regexp.MustCompile(`[0-9一二三四五六七八九十]`)
	relative  = regexp.MustCompile(`周|星期|礼拜|这个?月|本月|下个?月|上个?月`)
)

// Past is the day that words name when they tell of what was done: of a date without a
// year, or without a month, the latest that isn't after today. day is the next such one.
func Past(words string, day, today time.Time) time.Time {
	if !day.After(midnight(today)) || yearSaid.MatchString(words) || relative.MatchString(words) || !dayByDate.MatchString(words) {
		return day
	}
	if !mereDay.MatchString(words) {
		return sameDate(day.Year()-1, day.Month(), day.Day())
	}
	for back := 0; back < 3; back++ {
		first := time.Date(today.In(storage.Zone).Year(), today.In(storage.Zone).Month()-time.Month(back), 1, 0, 0, 0, 0, storage.Zone)
		at := first.AddDate(0, 0, day.Day()-1)
		if at.Month() == first.Month() && !at.After(midnight(today)) {
			return at
		}
	}
	return day
}

// sameDate is the date of a year; 29 February of a common year is the day before, so that
// a window is never told too long.
func sameDate(year int, month time.Month, day int) time.Time {
	at := time.Date(year, month, day, 0, 0, 0, 0, storage.Zone)
	for at.Month() != month {
		at = at.AddDate(0, 0, -1)
	}
	return at
}

func midnight(t time.Time) time.Time {
	y, m, d := t.In(storage.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, storage.Zone)
}
