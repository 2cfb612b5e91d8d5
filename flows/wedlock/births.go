package wedlock

import (
	"regexp"
	"strconv"
	"time"

	"minqing/storage"
)

// birth is a day typed with its year: 1999年8月9日, 1999-8-9, 19990809, 99.8.9. What has no
// year or no day is none: a birthday is never guessed.
var birth = regexp.MustCompile(`(?:(19|20)?([0-9]{2}) *(?:年|[-./]) *([0-9]{1,2}) *(?:月|[-./]) *([0-9]{1,2})|(19|20)([0-9]{2})([01][0-9])([0-3][0-9]))(?:日|号)?`)

// youngest is how many years ago a day must lie to be taken for a birthday; a later one is
// the day on which somebody wants to marry.
const youngest, oldest = 10, 120

// NoDayError is a birthday that no calendar has, as it was typed.
type NoDayError struct{ Words string }

func (e *NoDayError) Error() string { return "read birthday: no such day" }

// place is something found in a text.
type place struct {
	at, end int // bytes
	person  Person
	err     error
}

// births finds the birthdays in a folded text, in order.
func births(text string, now time.Time) []place {
	var all []place
	for _, m := range birth.FindAllStringSubmatchIndex(text, -1) {
		if digitAt(text, m[0]-1) || digitAt(text, m[1]) {
			continue
		}
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		p := place{at: m[0], end: m[1]}
		if part(6) != "" {
			p.person.Born, p.err = born(part(5), part(6), part(7), part(8), text[m[0]:m[1]], now)
		} else {
			p.person.Born, p.err = born(part(1), part(2), part(3), part(4), text[m[0]:m[1]], now)
		}
		if p.err == nil && (p.person.Born.After(now.AddDate(-youngest, 0, 0)) || p.person.Born.Before(now.AddDate(-oldest, 0, 0))) {
			continue
		}
		all = append(all, p)
	}
	return all
}

// born is the day; two digits of a year mean the latest such year that isn't to come.
func born(century, year, month, day, words string, now time.Time) (time.Time, error) {
	y, m, d := number(century+year), number(month), number(day)
	if century == "" {
		y += 2000
		if y > now.In(storage.Zone).Year() {
			y -= 100
		}
	}
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, storage.Zone)
	if m < 1 || m > 12 || at.Day() != d || d == 0 {
		return at, &NoDayError{Words: words}
	}
	return at, nil
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

// number reads digits that a pattern has let through.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
