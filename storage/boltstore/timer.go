package boltstore

import (
	"errors"
	"fmt"
	"time"

	"minqing/storage"
)

// SetTimer stores a timer in the place of the one with its key.
func (t *tx) SetTimer(timer storage.Timer) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("set timer %s: %w", timer.Key, err)
	}
	if timer.Key == "" {
		return errors.New("set timer: it has no key")
	}
	if err := t.DropTimer(timer.Key); err != nil {
		return err
	}
	key := []byte(timer.Key)
	e := encode(1, 48+len(timer.Data))
	e.time(timer.At)
	e.bytes(t.store.key.Seal(timer.Data, inTimers.place(key)))
	t.put(inTimers, key, e.b)
	t.put(dueTimers, join(moment(timer.At), key), []byte{})
	t.queued = true
	return t.broken
}

// DropTimer removes a timer.
func (t *tx) DropTimer(key string) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("drop timer %s: %w", key, err)
	}
	record := t.get(inTimers, []byte(key))
	if record == nil {
		return nil
	}
	at, _, err := decodeTimer(record)
	if err != nil {
		return fmt.Errorf("drop timer %s: %w", key, err)
	}
	t.del(dueTimers, join(moment(at), []byte(key)))
	t.del(inTimers, []byte(key))
	return t.broken
}

// Timer returns the timer of a key.
func (t *tx) Timer(key string) (*storage.Timer, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("read timer %s: %w", key, err)
	}
	timer, err := t.timer([]byte(key))
	if err != nil {
		return nil, fmt.Errorf("read timer %s: %w", key, err)
	}
	return &timer, nil
}

func (t *tx) timer(key []byte) (timer storage.Timer, err error) {
	record := t.get(inTimers, key)
	if record == nil {
		return timer, storage.ErrNotFound
	}
	at, sealed, err := decodeTimer(record)
	if err != nil {
		return timer, err
	}
	data, err := t.store.key.Open(sealed, inTimers.place(key))
	return storage.Timer{Key: string(key), At: at, Data: data}, err
}

func decodeTimer(record []byte) (at time.Time, sealed []byte, err error) {
	d := decode(record, 1)
	at, sealed = d.time(), d.bytes()
	return at, sealed, d.err
}

// DueTimers returns what is to ring now, the earliest first. One that cannot be
// read does not silence the others: it is in the error, they are beside it.
func (t *tx) DueTimers(now time.Time, limit int) (due []storage.Timer, unreadable error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list due timers: %w", err)
	}
	c := t.bucket(dueTimers).Cursor()
	for k, _ := c.First(); k != nil && len(due) < limit && !momentTime(k).After(now); k, _ = c.Next() {
		timer, err := t.timer(k[8:])
		if err != nil {
			unreadable = errors.Join(unreadable, fmt.Errorf("list due timers: %s: %w", k[8:], err))
			continue
		}
		due = append(due, timer)
	}
	return due, unreadable
}

// NextTimer tells when the earliest timer rings.
func (t *tx) NextTimer() (time.Time, bool) { return t.firstMoment(dueTimers) }
