package flows

import (
	"regexp"
	"strconv"
	"time"

	"minqing/flows/fold"
	"minqing/storage"
)

var (
	clockTime = regexp.MustCompile(`^(\d{1,2})(?::|点|时)(\d{1,2})?分?$`)
	monthDay  = regexp.MustCompile(`^(\d{1,2})月(\d{1,2})[日号]?$`)
	forDays   = regexp.MustCompile(`^(\d{1,2})天$`)
	forHours  = regexp.MustCompile(`^(\d{1,3})(?:个)?小时$`)
)

// whenNamed reads a word that names a moment to come: 18:00, 8点, 明天, 12月3日,
// 3天, 24小时. day is the day that words before it named, or zero. A day without
// an hour means its end.
func whenNamed(word string, now, day time.Time) (at time.Time, ok bool) {
	w := fold.Text(word)
	now = now.In(storage.Zone)
	endOf := func(d time.Time) time.Time {
		return time.Date(d.Year(), d.Month(), d.Day(), 23, 59, 0, 0, storage.Zone)
	}
	for i, name := range []string{"今天", "明天", "后天"} {
		if w == name {
			return endOf(now.AddDate(0, 0, i)), true
		}
	}
	if m := forDays.FindStringSubmatch(w); m != nil {
		return now.AddDate(0, 0, number(m[1])), true
	}
	if m := forHours.FindStringSubmatch(w); m != nil {
		return now.Add(time.Duration(number(m[1])) * time.Hour), true
	}
	if m := monthDay.FindStringSubmatch(w); m != nil {
		return dayAhead(now, number(m[1]), number(m[2]))
	}
	if m := clockTime.FindStringSubmatch(w); m != nil {
		return hourAhead(now, day, number(m[1]), number(m[2]))
	}
	return at, false
}

// dayFirst splits a day from the hour that follows it: 明天12:00, 12月3日8点.
var dayFirst = regexp.MustCompile(`^(今天|明天|后天|\d{1,2}月\d{1,2}[日号]?)(\d{1,2}(?::|点|时).*)$`)

// momentNamed is whenNamed for words that may be written together.
func momentNamed(word string, now, day time.Time) (time.Time, bool) {
	if m := dayFirst.FindStringSubmatch(fold.Text(word)); m != nil {
		on, ok := whenNamed(m[1], now, day)
		if !ok {
			return on, false
		}
		return whenNamed(m[2], now, on)
	}
	return whenNamed(word, now, day)
}

// dayAhead is the end of the next such day of a year.
func dayAhead(now time.Time, month, day int) (time.Time, bool) {
	at := time.Date(now.Year(), time.Month(month), day, 23, 59, 0, 0, storage.Zone)
	if at.Month() != time.Month(month) || at.Day() != day {
		return at, false
	}
	if at.Before(now) {
		at = at.AddDate(1, 0, 0)
	}
	return at, true
}

// hourAhead is the hour on the day named, else the next such hour.
func hourAhead(now, day time.Time, hour, minute int) (time.Time, bool) {
	if hour > 24 || minute > 59 {
		return time.Time{}, false
	}
	base := now
	if !day.IsZero() {
		base = day.In(storage.Zone)
	}
	at := time.Date(base.Year(), base.Month(), base.Day(), hour, minute, 0, 0, storage.Zone)
	if day.IsZero() && !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	return at, true
}

// number reads digits that a pattern has let through.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
