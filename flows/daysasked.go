package flows

import (
	"errors"
	"time"

	"minqing/flows/dates"
	"minqing/flows/fold"
)

// asked is the days that somebody's words name.
type asked struct {
	days    []time.Time
	words   string     // as written
	part    dates.Part // of the day; "": all of it
	guess   bool       // the year was not said and the day is past: next year's
	wrong   string     // a day that does not exist, as written
	unknown string     // a festival whose date is not known yet, as written
}

// daysNamed finds the days that words name; false when they name none.
func (t *turn) daysNamed(words string) (asked, bool) {
	m, ok, err := t.engine.dates.Read(words, t.now)
	var impossible *dates.ImpossibleError
	var unknown *dates.UnknownError
	switch {
	case errors.As(err, &impossible):
		return asked{wrong: impossible.Words}, true
	case errors.As(err, &unknown):
		return asked{unknown: unknown.Words}, true
	}
	return asked{days: m.Days, words: m.Words, part: m.Part, guess: m.Guess}, ok && err == nil
}

// namesDay reports whether the message names a day, be it an impossible one.
func (t *turn) namesDay() bool {
	_, ok := t.daysNamed(t.Text)
	return ok
}

// onlyDay reports whether the message is a day and nothing else: 明天中午, 520.
func (t *turn) onlyDay() bool {
	a, ok := t.daysNamed(t.Text)
	return ok && a.wrong == "" && a.unknown == "" && fold.Text(a.words) == t.said
}
