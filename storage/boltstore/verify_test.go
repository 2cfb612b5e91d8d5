package boltstore

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// Every damage below is one that Verify must tell.
func TestVerifyTells(t *testing.T) {
	for name, damage := range map[string]func(bt *bolt.Tx) error{
		"a byte of an event": func(bt *bolt.Tx) error {
			return change(bt, inEvents, key64(2), func(v []byte) { v[20] ^= 1 })
		},
		"the hash of the last event": func(bt *bolt.Tx) error {
			return change(bt, inEvents, key64(3), func(v []byte) { v[len(v)-1] ^= 1 })
		},
		"an event in the middle": func(bt *bolt.Tx) error { return inEvents.open(bt).Delete(key64(2)) },
		"the last event":         func(bt *bolt.Tx) error { return inEvents.open(bt).Delete(key64(3)) },
		"the sealed part of a ticket": func(bt *bolt.Tx) error {
			k, _ := inTickets.open(bt).Cursor().First()
			return change(bt, inTickets, k, func(v []byte) { v[len(v)-14] ^= 1 }) // thirteen empty fields follow
		},
		"an entry too few":   func(bt *bolt.Tx) error { return firstDeleted(bt, byState) },
		"no due entry":       func(bt *bolt.Tx) error { return firstDeleted(bt, byDue) },
		"no key entry":       func(bt *bolt.Tx) error { return firstDeleted(bt, inKeys) },
		"no place in a line": func(bt *bolt.Tx) error { return firstDeleted(bt, inLine) },
		"no due notice":      func(bt *bolt.Tx) error { return firstDeleted(bt, dueNotices) },
		"no due download":    func(bt *bolt.Tx) error { return firstDeleted(bt, dueAttachments) },
		"a wrong entry": func(bt *bolt.Tx) error {
			return byUnit.open(bt).Put(join([]byte{0, 0, 0, 1, 1}, bytes.Repeat([]byte{1}, whenSize)), []byte{})
		},
		"the people": func(bt *bolt.Tx) error {
			return errors.Join(firstDeleted(bt, inPersons), firstDeleted(bt, inPersons))
		},
		"a ticket":     func(bt *bolt.Tx) error { return firstDeleted(bt, inTickets) },
		"no due timer": func(bt *bolt.Tx) error { return firstDeleted(bt, dueTimers) },
		"no timer":     func(bt *bolt.Tx) error { return firstDeleted(bt, inTimers) },
		"a timer at another time": func(bt *bolt.Tx) error {
			k, _ := dueTimers.open(bt).Cursor().First()
			return dueTimers.open(bt).Put(append(key64(1), k[8:]...), []byte{})
		},
		"what a timer knows": func(bt *bolt.Tx) error { return lastByteChanged(bt, inTimers) },
		"a record of a book": func(bt *bolt.Tx) error { return lastByteChanged(bt, inBooks) },
		"a record in another place": func(bt *bolt.Tx) error {
			_, v := inBooks.open(bt).Cursor().First()
			return inBooks.open(bt).Put([]byte("stays\x00R2026-0002"), bytes.Clone(v))
		},
		"a record without a book": func(bt *bolt.Tx) error {
			return inBooks.open(bt).Put([]byte("stays"), testKey(t).Seal(nil, inBooks.place([]byte("stays"))))
		},
		"no place of a file": func(bt *bolt.Tx) error { return firstDeleted(bt, byFile) },
		"a place of a file too many": func(bt *bolt.Tx) error {
			return byFile.open(bt).Put(fileKey("abcdef", make([]byte, 9)), []byte{})
		},
		"an attachment of the station": func(bt *bolt.Tx) error { return firstDeleted(bt, inAttachments) },
		"no words of a ticket":         func(bt *bolt.Tx) error { return firstDeleted(bt, inWords) },
		"other words of a ticket":      func(bt *bolt.Tx) error { return lastByteChanged(bt, inWords) },
		"words of no ticket": func(bt *bolt.Tx) error {
			return inWords.open(bt).Put(bytes.Repeat([]byte{1}, whenSize), []byte{0, 0, 0})
		},
		"a staff binding": func(bt *bolt.Tx) error {
			return staffByPerson.open(bt).Put(bytes.Repeat([]byte{1}, 16), []byte{0, 0, 0, 1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, newPath(t))
			keepPicture(t, s, life(t, s))
			wantSound(t, s)
			if err := s.db.Update(damage); err != nil {
				t.Fatal(err)
			}
			r, err := s.Verify(ctx)
			if err != nil || len(r.Problems) == 0 {
				t.Errorf("verify found nothing: %+v, %v", r, err)
			}
		})
	}
}

func change(bt *bolt.Tx, in bucketID, key []byte, fn func(v []byte)) error {
	v := bytes.Clone(in.open(bt).Get(key))
	fn(v)
	return in.open(bt).Put(bytes.Clone(key), v)
}

func lastByteChanged(bt *bolt.Tx, in bucketID) error {
	k, _ := in.open(bt).Cursor().First()
	return change(bt, in, k, func(v []byte) { v[len(v)-1] ^= 1 })
}

// keepPicture brings the first download of a ticket to its end.
func keepPicture(t *testing.T, s *Store, number string) (hash string) {
	t.Helper()
	hash, err := s.Keep(ctx, []byte("picture of a lamp"))
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(ctx, func(tx storage.Tx) error {
		return tx.PutAttachment(&storage.Attachment{Ticket: number, N: 1, Kind: storage.Photo, State: storage.Kept, Hash: hash})
	})
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func firstDeleted(bt *bolt.Tx, in bucketID) error {
	k, _ := in.open(bt).Cursor().First()
	if k == nil {
		return fmt.Errorf("%s is empty", in.name())
	}
	return in.open(bt).Delete(k)
}

func TestVerifyTellsOfMedia(t *testing.T) {
	s := openAt(t, newPath(t))
	hash, err := s.Keep(ctx, []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(mediaDir(s.path), hash)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[3] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Verify(ctx); err != nil || len(r.Problems) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
