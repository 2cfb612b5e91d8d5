// Package limits says what a bureau owes on a matter and by when, and what the
// citizen may still claim. It is pure: the calendar and the days that the bureau
// set are handed in.
//
// The day of receipt is not counted (民法典 201). What the bureau owes within
// natural days ends on the working day before when it falls on a rest day; what a
// citizen may claim moves on to the next (民法典 203).
package limits

import (
	"time"

	"minqing/flows/calendar"
)

// Procedures: whose time limits rule a ticket.
const (
	Consultation = "咨询答复"
	General      = "一般诉求"
	Complex      = "复杂事项"
	Hotline      = "12345转办"
	Petition     = "信访事项"
	Disclosure   = "信息公开申请"
	Discipline   = "纪检举报"
	Hardship     = "急难救助"
)

// Procedures lists them all.
var Procedures = []string{Consultation, General, Complex, Hotline, Petition, Disclosure, Discipline, Hardship}

// What is the thing that is owed next.
type What string

// What may be owed.
const (
	Nothing What = ""
	Tell    What = "告知" // whether a petition is accepted, and how it goes on (信访工作条例 23)
	Answer  What = "答复"
	Close   What = "办结" // with an opinion on it (信访工作条例 34)
)

// Limit is the time that a procedure gives. Its days are working days unless
// Natural is set.
type Limit struct {
	Days    int  // to the answer; 0: no date
	Natural bool // natural days
	Tell    int  // natural days to tell what becomes of it; 0: nothing of the kind is owed
	Extend  int  // how many days an extension adds at most
	Times   int  // how often an extension may be granted
	Review  int  // natural days in which the citizen may ask for a review (复查); 0: none
}

// Owed is what is owed next on a matter received at a time, and the last day for
// it, at midnight. told: the citizen knows that it was accepted. Nothing and the
// zero time: the procedure sets no date.
func (l Limit) Owed(c *calendar.Calendar, received time.Time, told bool) (What, time.Time) {
	switch {
	case l.Tell > 0 && !told:
		return Tell, c.DueOwed(received, l.Tell)
	case l.Days <= 0:
		return Nothing, time.Time{}
	case l.Natural:
		return Close, c.DueOwed(received, l.Days)
	}
	return Answer, c.AddWorking(received, l.Days)
}

// Extended is the last day after an extension (延期) by so many days, at midnight.
func (l Limit) Extended(c *calendar.Calendar, due time.Time, days int) time.Time {
	if l.Natural {
		return c.DueOwed(due, days)
	}
	return c.AddWorking(due, days)
}

// ReviewUntil is the last day on which a citizen who was told the outcome at a time
// may ask for a review, at midnight; zero: the procedure knows none.
func (l Limit) ReviewUntil(c *calendar.Calendar, told time.Time) time.Time {
	if l.Review <= 0 {
		return time.Time{}
	}
	return c.DueClaim(told, l.Review)
}

// EndOf is the last second of a day: what is owed on it is owed until then.
func EndOf(day time.Time) time.Time {
	if day.IsZero() {
		return day
	}
	return calendar.Day(day).Add(24*time.Hour - time.Second)
}
