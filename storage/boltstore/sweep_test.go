package boltstore

import (
	"fmt"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/storagetest"
)

// entriesIn counts what a bucket holds.
func entriesIn(t *testing.T, s *Store, in bucketID) (n int) {
	t.Helper()
	err := s.view(ctx, func(t *tx) error {
		return t.bucket(in).ForEach(func(_, _ []byte) error { n++; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Marks of messages do not pile up: later ones clear them away.
func TestOldMarksAreCleared(t *testing.T) {
	s := openNew(t)
	at := benchDay
	mark := func(n int) {
		err := s.Update(ctx, func(tx storage.Tx) error { return tx.MarkDone(fmt.Sprint(n), "reply", at) })
		if err != nil {
			t.Fatal(err)
		}
	}
	for n := range 100 {
		mark(n)
	}
	if n := entriesIn(t, s, inOnce); n != 100 {
		t.Fatalf("%d marks are kept", n)
	}
	at = at.Add(time.Hour)
	for n := range 50 {
		mark(100 + n)
	}
	if n := entriesIn(t, s, inOnce); n != 50 {
		t.Errorf("%d marks are kept, want the last 50", n)
	}
}

// Conversations that ended do not pile up: later saves clear them away.
func TestEndedSessionsAreSwept(t *testing.T) {
	s := openNew(t)
	clock := storagetest.NewClock()
	sessions := s.Sessions(SessionOptions{Now: clock.Now})
	save := func(user string) {
		session, err := sessions.Open(ctx, storage.PersonID(user))
		if err != nil {
			t.Fatal(err)
		}
		session.Contact.Message = clock.Now()
		if err := sessions.Save(ctx, session); err != nil {
			t.Fatal(err)
		}
	}
	const users = 40
	for n := range users {
		save(fmt.Sprintf("user-%02d", n))
	}
	if n := entriesIn(t, s, inSessions); n != 2*users {
		t.Fatalf("%d entries of %d conversations", n, users)
	}
	clock.Add(SessionLife) // contacts live on
	for range users {
		save("user-00")
	}
	if n := entriesIn(t, s, inSessions); n != users+1 {
		t.Errorf("%d entries, want %d contacts and a conversation", n, users)
	}
	clock.Add(ContactLife)
	for range users {
		save("user-00")
	}
	if n := entriesIn(t, s, inSessions); n != 2 {
		t.Errorf("%d entries, want one conversation and its contact", n)
	}
}
