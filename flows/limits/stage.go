package limits

import (
	"time"

	"minqing/flows/calendar"
)

// Stage is how near the end of a limit is on the morning of a day.
type Stage int

// The stages, in their order.
const (
	Far   Stage = iota
	Soon        // within the days of the first reminder
	Today       // this is the last working day
	Late        // the date has passed
)

// StageOn is the stage on the morning of a working day, of a date whose first
// reminder comes so many working days before.
func StageOn(c *calendar.Calendar, morning, due time.Time, remind int) Stage {
	day, last := calendar.Day(morning), calendar.Day(due)
	if day.After(last) {
		return Late
	}
	left := 0 // working days after this one, up to the last
	for d := day.AddDate(0, 0, 1); !d.After(last); d = d.AddDate(0, 0, 1) {
		if c.Working(d) {
			left++
		}
		if left > remind {
			return Far
		}
	}
	if left == 0 {
		return Today
	}
	return Soon
}
