package storage

import "time"

// ActorKind says what sort of party acted.
type ActorKind string

// The parties that can act.
const (
	ByCitizen ActorKind = "citizen"
	ByStaff   ActorKind = "staff"
	BySystem  ActorKind = "system"
)

// Actor is who did something: a citizen (by PersonID), a member of staff (by
// StaffID) or the bot itself.
type Actor struct {
	Kind ActorKind
	ID   string
}

// Event is one thing that happened, to a ticket or to the house (a binding, a
// refused command). Events are only ever appended, in one chain for the whole
// file: Hash covers the event as it lies on disk, with its sealed text, and the
// hash of the event before it. So the chain still verifies after a person was
// forgotten.
type Event struct {
	Seq    uint64    // position in the chain, from 1; set by the store
	Ticket string    // empty for an event of the house
	At     time.Time // set by the caller
	Actor  Actor
	Action Action
	From   State
	To     State
	Text   string // sealed: the words of the reply, note, reason
	Detail string // sealed: for machines, e.g. the unit assigned to
	Gone   bool   // the text can no longer be read: the person was forgotten
}
