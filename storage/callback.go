package storage

import "time"

// CallBacks is the book of who has still to be called back (回访), by ticket.
const CallBacks Book[CallBack] = "callbacks"

// CallBack is a call that is still to be made.
type CallBack struct {
	Since   time.Time `json:"since"`
	Bad     bool      `json:"bad,omitempty"`   // for a bad rating (差评): whoever was rated must not call
	Due     time.Time `json:"due,omitzero"`    // end of the day by which; zero: no date
	Rated   StaffID   `json:"rated,omitempty"` // who had the ticket when it was rated
	Missed  int       `json:"missed,omitempty"`
	Tried   time.Time `json:"tried,omitzero"`   // when nobody was reached last
	Caller  StaffID   `json:"caller,omitempty"` // who is calling now
	Claimed time.Time `json:"claimed,omitzero"` // since when
}
