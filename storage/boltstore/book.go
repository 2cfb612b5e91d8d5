package boltstore

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"minqing/storage"
)

// All books lie in one bucket, each below its name and a zero byte.

func bookPrefix(book string) ([]byte, error) {
	if book == "" || strings.IndexByte(book, 0) >= 0 {
		return nil, fmt.Errorf("%q is not the name of a book", book)
	}
	return append([]byte(book), 0), nil
}

func recordKey(book, key string) ([]byte, error) {
	prefix, err := bookPrefix(book)
	if err == nil && key == "" {
		err = fmt.Errorf("a record of the book %s has no key", book)
	}
	return append(prefix, key...), err
}

// Record returns what a book has under a key.
func (t *tx) Record(book, key string) ([]byte, error) {
	if err := t.mayRead(); err != nil {
		return nil, err
	}
	k, err := recordKey(book, key)
	if err != nil {
		return nil, err
	}
	sealed := t.get(inBooks, k)
	if sealed == nil {
		return nil, storage.ErrNotFound
	}
	return t.openRecord(k, sealed)
}

func (t *tx) openRecord(k, sealed []byte) ([]byte, error) {
	return t.store.key.Open(sealed, inBooks.place(k))
}

// PutRecord stores a record, over the one that was there.
func (t *tx) PutRecord(book, key string, value []byte) error {
	if err := t.mayWrite(); err != nil {
		return err
	}
	k, err := recordKey(book, key)
	if err != nil {
		return err
	}
	t.put(inBooks, k, t.store.key.Seal(value, inBooks.place(k)))
	t.wroteBook(book)
	return t.broken
}

// DropRecord removes a record.
func (t *tx) DropRecord(book, key string) error {
	if err := t.mayWrite(); err != nil {
		return err
	}
	k, err := recordKey(book, key)
	if err != nil {
		return err
	}
	if t.get(inBooks, k) != nil {
		t.del(inBooks, k)
		t.wroteBook(book)
	}
	return t.broken
}

func (t *tx) wroteBook(book string) {
	if !slices.Contains(t.books, book) {
		t.books = append(t.books, book)
	}
}

// Mark is a keyed hash in hexadecimal. The kind is kept apart from the marks
// that the store makes for itself.
func (t *tx) Mark(kind, text string) string {
	return hex.EncodeToString(t.store.key.Mark("book/"+kind, text))
}

// Records hands over a range of a book. While fn may write to other books,
// which lie in the same bucket, the place is sought anew after each call.
func (t *tx) Records(book string, r storage.Range, fn func(key string, value []byte) (done bool, err error)) error {
	if err := t.mayRead(); err != nil {
		return fmt.Errorf("read book: %w", err)
	}
	name, err := bookPrefix(book)
	if err != nil {
		return fmt.Errorf("read book: %w", err)
	}
	var start []byte
	if r.From != "" {
		start = join(name, []byte(r.From))
	}
	w := walk{c: t.bucket(inBooks).Cursor(), within: join(name, []byte(r.Prefix)), down: r.Down, anew: t.writable}
	for k, v := w.from(start); k != nil; k, v = w.next() {
		key := string(k[len(name):])
		value, err := t.openRecord(k, v)
		if err != nil {
			return fmt.Errorf("read book %s: %s: %w", book, key, err)
		}
		if done, err := fn(key, value); done || err != nil {
			return err
		}
		if t.over {
			return fmt.Errorf("read book: %w", errOver)
		}
	}
	return nil
}
