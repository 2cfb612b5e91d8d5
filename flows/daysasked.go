package flows

import "time"

// asked is the days that somebody's words name.
type asked struct {
	days  []time.Time
	guess bool   // the year was not said and the day is past: next year's
	wrong string // a day that does not exist, as written
}

// daysNamed finds the days that words name.
func (t *turn) daysNamed(words string) (asked, bool) {
	at, ok := whenNamed(words, t.now, time.Time{})
	return asked{days: []time.Time{at}}, ok
}

// dayAsked reports whether words name a day.
func (t *turn) dayAsked(words string) (asked, bool) { return t.daysNamed(words) }
