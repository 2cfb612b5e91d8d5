package calendar

import "time"

// AddWorking is the n-th working day after from's day, at midnight in Zone.
// The day of receipt isn't counted (民法典 201). Where n is 0 or less it is
// from's own day.
func (c *Calendar) AddWorking(from time.Time, n int) time.Time {
	day := Day(from)
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if c.Working(day) {
			n--
		}
	}
	return day
}

// DueOwed is the last day for what the bureau owes within days natural days.
// The law would let a rest day at the end move on (民法典 203); the bureau
// doesn't wait for that and ends on the working day before. Only where no
// working day lies between receipt and end does it take the next one.
func (c *Calendar) DueOwed(from time.Time, days int) time.Time {
	received := Day(from)
	end := received.AddDate(0, 0, days)
	for day := end; day.After(received); day = day.AddDate(0, 0, -1) {
		if c.Working(day) {
			return day
		}
	}
	return c.onward(end)
}

// DueClaim is the last day on which a citizen may still claim what the law
// gives within days natural days: a rest day at the end moves it to the next
// working day (民法典 203).
func (c *Calendar) DueClaim(from time.Time, days int) time.Time {
	return c.onward(Day(from).AddDate(0, 0, days))
}

// onward is day, or the next working day where day is at rest.
func (c *Calendar) onward(day time.Time) time.Time {
	for !c.Working(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}
