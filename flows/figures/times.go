package figures

import (
	"slices"
	"time"

	"minqing/flows/calendar"
)

// durations are how often something took how long. It grows with the number of
// different lengths, not with the number of tickets.
type durations map[int]int

// times tells the middle and the ninth tenth.
func (d durations) times() (t Times) {
	lengths := make([]int, 0, len(d))
	for length, n := range d {
		lengths = append(lengths, length)
		t.N += n
	}
	slices.Sort(lengths)
	t.Median, t.Ninety = d.reached(lengths, t.N, 5), d.reached(lengths, t.N, 9)
	return t
}

// reached is the shortest length within which so many tenths of all lie.
func (d durations) reached(lengths []int, all, tenths int) int {
	within := 0
	for _, length := range lengths {
		if within += d[length]; 10*within >= tenths*all {
			return length
		}
	}
	return 0
}

// workdays counts along the calendar.
type workdays struct{ calendar *calendar.Calendar }

// longest bounds what is counted: whatever took longer is wrong by a year that was mistyped.
const longest = 20 * 366

// days counts the working days after the day of from, up to that of until.
func (w workdays) days(from, until time.Time) (n int) {
	end := calendar.Day(until)
	for day := calendar.Day(from).AddDate(0, 0, 1); !day.After(end) && n < longest; day = day.AddDate(0, 0, 1) {
		if w.calendar.Working(day) {
			n++
		}
	}
	return n
}

// hours counts the hours that passed on working days, a begun one as one.
func (w workdays) hours(from, until time.Time) int {
	passed := time.Duration(0)
	for at := from; at.Before(until) && passed < longest*24*time.Hour; {
		next := calendar.Day(at).AddDate(0, 0, 1)
		if next.After(until) {
			next = until
		}
		if w.calendar.Working(at) {
			passed += next.Sub(at)
		}
		at = next
	}
	return int((passed + time.Hour - 1) / time.Hour)
}
