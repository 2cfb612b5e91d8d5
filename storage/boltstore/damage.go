package boltstore

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// ErrDamaged means that the data file cannot be read as it lies there. A backup
// is the way out.
var ErrDamaged = errors.New("data file is damaged")

// guard does something to a file that may be damaged. bbolt reads pages straight
// from memory that mirrors the file: where they are nonsense it panics, where the
// file is shorter than it says the kernel stops the reader. Both become ErrDamaged.
func guard(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, v)
		}
	}()
	return do()
}

// isNoData tells whether bbolt found a file whose head is none of its own.
func isNoData(err error) bool {
	return errors.Is(err, berrors.ErrInvalid) || errors.Is(err, berrors.ErrVersionMismatch) || errors.Is(err, berrors.ErrChecksum)
}

// complete reports a file that is shorter than its own count of pages.
func complete(db *bolt.DB) error {
	return db.View(func(t *bolt.Tx) error {
		info, err := os.Stat(db.Path())
		if err != nil {
			return err
		}
		if t.Size() > info.Size() {
			return fmt.Errorf("%w: it has %d of %d bytes", ErrDamaged, info.Size(), t.Size())
		}
		return nil
	})
}

// readable goes once through everything, before bbolt's own check does so in a
// goroutine whose panic nobody could catch.
func readable(t *bolt.Tx) error {
	return guard(func() error {
		return t.ForEach(func(_ []byte, b *bolt.Bucket) error {
			return b.ForEach(func(_, _ []byte) error { return nil })
		})
	})
}
