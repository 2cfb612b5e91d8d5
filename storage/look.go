package storage

import "time"

// Looks is the book of who looked at what of somebody's, by ticket "/" day "/" member
// of staff: once a day each, so that a citizen can be told and a leader can ask.
const Looks Book[Look] = "looks"

// Look is one member of staff's first look at a ticket on a day.
type Look struct {
	At   time.Time `json:"at"`
	Unit string    `json:"unit,omitempty"` // of the member of staff, as it then was
	Role Role      `json:"role"`           // the first of the roles that let them see it
}
