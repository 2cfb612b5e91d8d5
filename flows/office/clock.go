package office

import (
	"fmt"
	"time"

	"minqing/storage"
)

// Clock is a time of day in minutes since midnight.
type Clock int

// Midnight is the end of the day.
const Midnight Clock = 24 * 60

// At is the clock at an hour and a minute.
func At(hour, minute int) Clock { return Clock(hour*60 + minute) }

// String is HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// on is the clock's moment on the day that begins at midnight.
func (c Clock) on(midnight time.Time) time.Time {
	return midnight.Add(time.Duration(c) * time.Minute)
}

// Hours is a stretch of any day.
type Hours struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
}

// String is HH:MM-HH:MM, as ParseOverride reads it.
func (h Hours) String() string { return h.From.String() + "-" + h.To.String() }

// joined is one stretch from the first opening to the last closing.
func joined(hours []Hours) []Hours {
	if len(hours) < 2 {
		return hours
	}
	return []Hours{{From: hours[0].From, To: hours[len(hours)-1].To}}
}

// Minutes is a number of minutes, or that the bureau hasn't said it.
type Minutes struct {
	N    int
	Said bool
}

// midnightOf is the beginning of the day of a moment in China.
func midnightOf(t time.Time) time.Time {
	y, m, d := t.In(storage.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, storage.Zone)
}
