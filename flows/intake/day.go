package intake

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/flows/dates"
	"minqing/flows/fold"
	"minqing/storage"
)

// Errors of a cell that should name a day.
var (
	errNoDay   = errors.New("is no date")
	errNotReal = errors.New("is no day of the calendar")
	errNoYear  = errors.New("has no year")
	errOrder   = errors.New("may be read in two ways")
)

var (
	clockBehind = regexp.MustCompile(`[t ]*\d{1,2}[:时点]\d{1,2}([:分]\d{1,2}(\.\d+)?秒?)?(z|[+]\d{2}:?\d{2}|分)?( *[ap]m)?$`)
	yearFirst   = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$`)
	shortYear   = regexp.MustCompile(`^(\d{2})年(\d{1,2})月(\d{1,2})[日号]?$`)
	yearLast    = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$`)
	noYear      = regexp.MustCompile(`^(\d{1,2})[-/.月](\d{1,2})[日号]?$`)
	bareDigits  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(\.0*)?$`)
	serialDay   = regexp.MustCompile(`^(\d{5})(\.\d+)?$`)
	spoken      = regexp.MustCompile(`^[〇零○一二三四五六七八九]{4}年`)
	weekdayEnd  = regexp.MustCompile(`(\((周|星期)?[一二三四五六日天]\)|(周|星期)[一二三四五六日天])$`)
)

// Day reads the day that a cell names, in any form that people and Excel write: a
// date, with or without a clock time, or the serial number of a date cell. year is
// for dates that have none; 0: not known.
func Day(cell string, year int) (time.Time, error) {
	s := strings.TrimSpace(strings.Map(fold.Rune, cell))
	s = strings.TrimRight(s, ".。,，;；、 ")
	s = weekdayEnd.ReplaceAllString(s, "")
	if spoken.MatchString(s) {
		return spokenDay(s)
	}
	if !serialDay.MatchString(s) {
		s = strings.ReplaceAll(clockBehind.ReplaceAllString(s, ""), " ", "")
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return date(m[1], m[2], m[3])
	}
	if m := bareDigits.FindStringSubmatch(s); m != nil {
		return date(m[1], m[2], m[3])
	}
	if m := shortYear.FindStringSubmatch(s); m != nil {
		return date("20"+m[1], m[2], m[3])
	}
	if m := serialDay.FindStringSubmatch(s); m != nil {
		return serial(m[1])
	}
	if yearLast.MatchString(s) {
		return time.Time{}, errOrder
	}
	m := noYear.FindStringSubmatch(s)
	switch {
	case m == nil:
		return time.Time{}, errNoDay
	case year == 0:
		if _, err := date("2028", m[1], m[2]); err != nil { // a leap year: is it a date at all?
			return time.Time{}, err
		}
		return time.Time{}, errNoYear
	}
	return date(strconv.Itoa(year), m[1], m[2])
}

// oldest is the first year that a collection of opinions may reach back to.
const oldest = 2000

func date(y, m, d string) (time.Time, error) {
	year, month, day := atoi(y), atoi(m), atoi(d)
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, storage.Zone)
	if at.Year() != year || int(at.Month()) != month || at.Day() != day || year < oldest {
		return time.Time{}, errNotReal
	}
	return at, nil
}

// atoi reads digits that a pattern has let through.
func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// serial is the day of a date cell: days from 30 December 1899 on.
func serial(digits string) (time.Time, error) {
	at := time.Date(1899, 12, 30+atoi(digits), 0, 0, 0, 0, storage.Zone)
	if at.Year() < oldest || at.Year() >= 2100 {
		return time.Time{}, errNoDay
	}
	return at, nil
}

// spokenDay reads 二〇二六年一月十八日, where the whole cell is the date.
func spokenDay(s string) (time.Time, error) {
	m, ok, err := dates.Reader{}.Read(s, time.Date(oldest, 1, 1, 0, 0, 0, 0, storage.Zone))
	var impossible *dates.ImpossibleError
	switch {
	case errors.As(err, &impossible):
		return time.Time{}, errNotReal
	case !ok, len(m.Days) != 1, m.Words != s:
		return time.Time{}, errNoDay
	}
	return m.Days[0], nil
}
