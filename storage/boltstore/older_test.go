package boltstore

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// unpackOld puts a file in place that a release of long ago wrote. It holds what
// life made at that time, and two photos: one kept, one to be downloaded.
func unpackOld(t *testing.T, name string) (path string) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "minqing.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file from before the street rescue opens, is whole, knows who has its files,
// and takes everything new.
func TestFileOfVersion1(t *testing.T) {
	s := openAt(t, unpackOld(t, "version1.db.gz"))
	hash, err := s.Keep(ctx, []byte("picture of a lamp")) // the media lay beside the file
	if err != nil {
		t.Fatal(err)
	}
	if r := wantSound(t, s); r.Tickets != 1 || r.Events != 3 || r.Notices != 1 {
		t.Errorf("%+v", r)
	}
	const number = "F2611230001"
	err = s.Update(ctx, func(tx storage.Tx) error {
		ticket, err := tx.Ticket(number)
		if err != nil {
			return err
		}
		if ticket.Private.Text != "路灯坏了三天" || ticket.Events != 2 || ticket.Township+ticket.Sign+ticket.Outcome != "" {
			t.Errorf("the ticket is %+v", ticket)
		}
		for _, term := range []string{"路灯坏了", "殡仪馆", "8000"} {
			if found, err := tx.Find(storage.Search{Terms: []string{term}}); err != nil || len(found.Tickets) != 1 {
				t.Errorf("%s finds %+v, %v", term, found.Tickets, err)
			}
		}
		if needed, err := tx.Referenced(hash); !needed || err != nil {
			t.Errorf("the file is needed: %v, %v", needed, err)
		}
		list, err := tx.Attachments(number)
		if err != nil || len(list) != 2 || list[0].State != storage.Kept || list[1].MediaID != "second" {
			t.Errorf("attachments: %+v, %v", list, err)
		}
		ticket.Township, ticket.Sign = "城关镇", "sign-7"
		return errors.Join(
			tx.Move(ticket, storage.Event{Action: storage.ActAlert, From: ticket.State, To: ticket.State}),
			tx.SetTimer(storage.Timer{Key: "night", At: benchDay}),
			tx.PutRecord("stays", "R2026-0001", []byte("words")))
	})
	if err != nil {
		t.Fatal(err)
	}
	wantSound(t, s)
	closeStore(t, s)
	again := openAt(t, s.path)
	wantSound(t, again)
	err = again.View(ctx, func(tx storage.Tx) error {
		ticket, err := tx.Ticket(number)
		if err == nil && (ticket.Township != "城关镇" || ticket.Sign != "sign-7" || ticket.Private.Text != "路灯坏了三天") {
			t.Errorf("the ticket is %+v", ticket)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Timers and books are there after the process died, and marks are the same.
func TestTimersAndBooksSurvive(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	number := life(t, s)
	mark := func(s *Store) (m string) {
		t.Helper()
		if err := s.View(ctx, func(tx storage.Tx) error { m = tx.Mark("id", "33052219660101001X"); return nil }); err != nil {
			t.Fatal(err)
		}
		return m
	}
	before := mark(s)
	data, err := os.ReadFile(path) // as a crash leaves it
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(t.TempDir(), "left.db")
	if err := os.WriteFile(left, data, 0o600); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, left)
	if got := mark(again); got != before {
		t.Errorf("the mark was %s and is %s", before, got)
	}
	err = again.View(ctx, func(tx storage.Tx) error {
		at := time.Date(2026, 11, 23, 9, 31, 0, 0, storage.Zone)
		due, err := tx.DueTimers(at, 10)
		if len(due) != 1 || due[0].Key != "ladder/"+number || !due[0].At.Equal(at) || string(due[0].Data) != "data-of-a-timer" {
			t.Errorf("due timers: %+v", due)
		}
		value, errRecord := tx.Record("stays", "R2026-0001")
		if string(value) != "入站时写下的话" {
			t.Errorf("the record is %q", value)
		}
		return errors.Join(err, errRecord)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A timer that cannot be read does not silence the others.
func TestDamagedTimer(t *testing.T) {
	s := openAt(t, newPath(t))
	err := s.Update(ctx, func(tx storage.Tx) error {
		var err error
		for _, key := range []string{"a", "b", "c"} {
			err = errors.Join(err, tx.SetTimer(storage.Timer{Key: key, At: benchDay, Data: []byte(key)}))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	damage := func(bt *bolt.Tx) error {
		return change(bt, inTimers, []byte("b"), func(v []byte) { v[len(v)-1] ^= 1 })
	}
	if err := s.db.Update(damage); err != nil {
		t.Fatal(err)
	}
	err = s.View(ctx, func(tx storage.Tx) error {
		due, err := tx.DueTimers(benchDay, 10)
		var keys []string
		for _, timer := range due {
			keys = append(keys, timer.Key)
		}
		if err == nil || !slices.Equal(keys, []string{"a", "c"}) {
			t.Errorf("due are %v, %v", keys, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
