package storage

import "time"

// What the desk was reminded of, so that each reminder comes once.
const (
	Reminded Book[Reminder] = "reminded" // by ticket: the last reminder of its date
	Rounds   Book[Round]    = "rounds"   // by what: the last round of it
)

// Reminder is the last that was said of a ticket's date.
type Reminder struct {
	Due   time.Time `json:"due"` // the date it was about: another one begins anew
	Stage int       `json:"stage"`
	At    time.Time `json:"at"`
}

// Round is how far something that is done day by day, or week by week, has come.
type Round struct {
	Day string `json:"day"` // 2006-01-02; none is done twice, not even when the clock is set back
}
