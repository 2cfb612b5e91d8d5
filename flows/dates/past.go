package dates

import (
	"regexp"
	"time"
)

// fixed is a day that does not move with the year or week it is read in: the year is
// said, or it is told from today.
var fixed = regexp.MustCompile(`年|[0-9]{4}|[今明昨][天日儿早晚晨]|前天|后天|[这本当上下每]`)

// Past reads the day that words name of something that already happened: 1月18日 is
// the last one, today included, and 周五 the last Friday. A day still to come that
// names its year, or is told from today, stays to come: the caller refuses it.
func (r Reader) Past(words string, now time.Time) (Mention, bool, error) {
	m, ok, err := r.Read(words, now)
	today := midnight(now)
	toCome := func(m Mention) bool {
		for _, d := range m.Days {
			if d.After(today) {
				return true
			}
		}
		return false
	}
	if !ok || !toCome(m) || fixed.MatchString(words) {
		return m, ok, err
	}
	// Read from further and further back: the first reading that is over is the last
	// such day. Eight years hold a 29 February.
	back := []time.Time{today.AddDate(0, 0, -6)}
	for months := 1; months <= 8*12; months++ {
		back = append(back, today.AddDate(0, -months, 1))
	}
	for _, from := range back {
		if earlier, ok, err := r.Read(words, from); err == nil && ok && !toCome(earlier) {
			earlier.Guess = false
			return earlier, true, nil
		}
	}
	return m, ok, err
}
