// Package calendar counts working days as a Chinese office does: Monday to
// Friday, less the holidays and plus the make-up days (调休补班) that the State
// Council publishes year by year. It is pure and knows no date by itself.
package calendar

import (
	"fmt"
	"time"
)

// Zone is China's one time zone. It is fixed, so a server without tzdata
// counts the same days.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Year is one published year. The time of day of its dates doesn't matter.
type Year struct {
	Number int
	Rest   []time.Time // holidays, the weekends among them included
	Work   []time.Time // weekend days that are worked
}

// Calendar knows which days are worked. The zero value and nil know no year
// and count Monday to Friday. It is safe for concurrent use.
type Calendar struct {
	known map[int]bool
	days  map[date]bool // only the days that differ: true is worked
}

// date is a day without its time, in Zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	y, m, d := t.In(Zone).Date()
	return date{y, m, d}
}

// New builds a calendar. A year given twice, a day outside its year and a day
// both rest and work are errors.
func New(years ...Year) (*Calendar, error) {
	c := &Calendar{known: map[int]bool{}, days: map[date]bool{}}
	for _, y := range years {
		if c.known[y.Number] {
			return nil, fmt.Errorf("build calendar: year %d is given twice", y.Number)
		}
		c.known[y.Number] = true
		if err := c.add(y.Number, y.Rest, false); err != nil {
			return nil, err
		}
		if err := c.add(y.Number, y.Work, true); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Calendar) add(year int, days []time.Time, worked bool) error {
	for _, t := range days {
		d := dateOf(t)
		if d.year != year {
			return fmt.Errorf("build calendar: %s stands under %d", t.In(Zone).Format(time.DateOnly), year)
		}
		if before, found := c.days[d]; found && before != worked {
			return fmt.Errorf("build calendar: %s is both holiday and make-up day", t.In(Zone).Format(time.DateOnly))
		}
		c.days[d] = worked
	}
	return nil
}

// Known reports whether the year's holidays were given. Days of other years
// are counted Monday to Friday, and whoever shows a date should say so.
func (c *Calendar) Known(year int) bool { return c != nil && c.known[year] }

// Working reports whether the office is open on the day of t in Zone.
func (c *Calendar) Working(t time.Time) bool {
	if c != nil {
		if worked, found := c.days[dateOf(t)]; found {
			return worked
		}
	}
	weekday := t.In(Zone).Weekday()
	return weekday != time.Saturday && weekday != time.Sunday
}

// Holiday reports whether the day of t in Zone is part of a published holiday,
// the weekend days in it included: a mere weekend is none. In a year that isn't
// known no day is, so that nobody is told of a holiday that was only guessed.
func (c *Calendar) Holiday(t time.Time) bool {
	if c == nil {
		return false
	}
	worked, found := c.days[dateOf(t)]
	return found && !worked
}

// Assumed lists the years from from's to until's whose holidays aren't known,
// so that a date counted through them can be marked as a guess.
func (c *Calendar) Assumed(from, until time.Time) []int {
	var years []int
	for y := from.In(Zone).Year(); y <= until.In(Zone).Year(); y++ {
		if !c.Known(y) {
			years = append(years, y)
		}
	}
	return years
}

// Day is midnight in Zone of t's day.
func Day(t time.Time) time.Time {
	y, m, d := t.In(Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, Zone)
}

// ParseDay reads YYYY-MM-DD as midnight in Zone.
func ParseDay(text string) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, text, Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("parse day: want YYYY-MM-DD")
	}
	return t, nil
}
