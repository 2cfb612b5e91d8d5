package storage

import (
	"encoding/json"
	"errors"
	"fmt"
)

// BookTx is the part of a transaction that keeps the house's books: small
// records in order of their keys, sealed at rest. Keys lie open, so they carry
// no personal data: numbers, days, ids, marks.
type BookTx interface {
	// Record returns what a book has under a key; ErrNotFound.
	Record(book, key string) ([]byte, error)
	// PutRecord stores a record, over the one that was there.
	PutRecord(book, key string, value []byte) error
	// DropRecord removes a record; no error when there is none.
	DropRecord(book, key string) error
	// Records hands over the records of a range in order until fn is done or
	// fails, and returns its error. fn must not write to the same book.
	Records(book string, r Range, fn func(key string, value []byte) (done bool, err error)) error
	// Mark is a keyed hash: the same text of the same kind has the same mark,
	// and only the holder of the master key can make it.
	Mark(kind, text string) string
}

// Range is a part of a book. The zero Range is all of it, in ascending order.
type Range struct {
	Prefix string // keys that begin so
	From   string // keys not below this one (with Down: not above it); empty: from the end of the range
	Down   bool   // in descending order
}

// Book is a book of the house whose records are of one type. Its value is its
// name in the store. Fields are only ever added to T: a record of an older
// release reads as one without them.
type Book[T any] string

// Get returns a record; ErrNotFound.
func (b Book[T]) Get(tx BookTx, key string) (v T, err error) {
	raw, err := tx.Record(string(b), key)
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		return v, fmt.Errorf("read %s %s: %w", string(b), key, err)
	}
	return v, nil
}

// Find returns a record, and whether there is one.
func (b Book[T]) Find(tx BookTx, key string) (v T, ok bool, err error) {
	v, err = b.Get(tx, key)
	if errors.Is(err, ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// Put stores a record.
func (b Book[T]) Put(tx BookTx, key string, v T) error {
	raw, err := json.Marshal(v)
	if err == nil {
		err = tx.PutRecord(string(b), key, raw)
	}
	if err != nil {
		return fmt.Errorf("write %s %s: %w", string(b), key, err)
	}
	return nil
}

// Drop removes a record; no error when there is none.
func (b Book[T]) Drop(tx BookTx, key string) error {
	if err := tx.DropRecord(string(b), key); err != nil {
		return fmt.Errorf("drop %s %s: %w", string(b), key, err)
	}
	return nil
}

// Each hands over the records of a range until fn is done or fails.
func (b Book[T]) Each(tx BookTx, r Range, fn func(key string, v T) (done bool, err error)) error {
	return tx.Records(string(b), r, func(key string, raw []byte) (bool, error) {
		var v T
		if err := json.Unmarshal(raw, &v); err != nil {
			return false, fmt.Errorf("read %s %s: %w", string(b), key, err)
		}
		return fn(key, v)
	})
}
