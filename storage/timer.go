package storage

import "time"

// Timer is something the house must do at a time, whatever happens until then:
// the next rung of an alert, a reminder, the end of a picture's life. It lies in
// the store, so it rings after a crash, too, and once: whoever rings it does its
// work and lets go of it in one transaction.
type Timer struct {
	// Key says what it is for, such as "ladder/J2611230001", without personal
	// data. The part before the first slash chooses who answers it. There is one
	// timer of a key.
	Key  string
	At   time.Time
	Data []byte // sealed; what its setter wants to know when it rings
}

// TimerTx is the part of a transaction that concerns timers.
type TimerTx interface {
	// SetTimer stores a timer. One of the same key is replaced.
	SetTimer(t Timer) error
	// DropTimer removes a timer; no error when there is none.
	DropTimer(key string) error
	// Timer returns the timer of a key; ErrNotFound.
	Timer(key string) (*Timer, error)
	// DueTimers returns at most limit timers whose time is not after now,
	// earliest first.
	DueTimers(now time.Time, limit int) ([]Timer, error)
	// NextTimer tells when the earliest timer rings; false: there is none.
	NextTimer() (time.Time, bool)
}
