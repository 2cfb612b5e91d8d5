package boltstore

import "bytes"

// timers reads every timer, and looks for its place in the index of due ones
// and the reverse.
func (v *verifier) timers() error {
	err := v.each(inTimers, func(k, _ []byte) error {
		timer, err := v.timer(k)
		if err != nil {
			v.problem("timer %s: %v", k, err)
			return nil
		}
		if v.get(dueTimers, join(moment(timer.At), k)) == nil {
			v.problem("timer %s is missing in %s", k, dueTimers.name())
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.each(dueTimers, func(k, _ []byte) error {
		if len(k) <= 8 {
			v.problem("%s: a key has %d bytes", dueTimers.name(), len(k))
			return nil
		}
		timer, err := v.timer(k[8:])
		if err != nil || !bytes.Equal(moment(timer.At), k[:8]) {
			v.problem("%s has an entry for %s that does not fit the timer", dueTimers.name(), k[8:])
		}
		return nil
	})
}

// books opens every record of the books.
func (v *verifier) books() error {
	return v.each(inBooks, func(k, sealed []byte) error {
		book, key, found := bytes.Cut(k, []byte{0})
		if !found || len(book) == 0 || len(key) == 0 {
			v.problem("books: a key of %d bytes names no record", len(k))
			return nil
		}
		if _, err := v.openRecord(k, sealed); err != nil {
			v.problem("book %s: %s: %v", book, key, err)
		}
		return nil
	})
}
