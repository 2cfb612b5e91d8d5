package storagetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"minqing/storage"
)

// sessionCase is one test's keeper and clock, and the steps that the tests
// share. Each step fails the test when it fails.
type sessionCase struct {
	t     *testing.T
	s     storage.Sessions
	clock *Clock
	ctx   context.Context
}

// patience ends a test that hangs; no result depends on it.
const patience = 30 * time.Second

func newSessionCase(t *testing.T) *sessionCase {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return &sessionCase{t: t, clock: NewClock(), ctx: ctx}
}

func (c *sessionCase) open(user storage.PersonID) *storage.Session {
	c.t.Helper()
	return c.openIn(c.s, user)
}

func (c *sessionCase) openIn(s storage.Sessions, user storage.PersonID) *storage.Session {
	c.t.Helper()
	session, err := s.Open(c.ctx, user)
	if err != nil {
		c.t.Fatalf("open %s: %v", user, err)
	}
	if session.User != user || session.Lease == "" {
		c.t.Fatalf("opened for %q: user %q, lease %q", user, session.User, session.Lease)
	}
	return session
}

func (c *sessionCase) save(session *storage.Session) {
	c.t.Helper()
	if err := c.s.Save(c.ctx, session); err != nil {
		c.t.Fatalf("save %s: %v", session.User, err)
	}
}

func (c *sessionCase) release(session *storage.Session) {
	c.t.Helper()
	if err := c.s.Release(c.ctx, session); err != nil {
		c.t.Fatalf("release %s: %v", session.User, err)
	}
}

// peek opens and releases.
func (c *sessionCase) peek(user storage.PersonID) *storage.Session {
	c.t.Helper()
	session := c.open(user)
	c.release(session)
	return session
}

// put saves a session with this focus.
func (c *sessionCase) put(user storage.PersonID, focus string) {
	c.t.Helper()
	session := c.open(user)
	session.Focus = focus
	c.save(session)
}

func (c *sessionCase) wantFocus(user storage.PersonID, focus string) {
	c.t.Helper()
	if got := c.peek(user).Focus; got != focus {
		c.t.Fatalf("session of %s has focus %q, want %q", user, got, focus)
	}
}

const (
	li   storage.PersonID = "3f8a0c1d5e7b9024"
	wang storage.PersonID = "aa00bb11cc22dd33"
)

// together runs fn n times at once and waits for all.
func together(n int, fn func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { fn(i) })
	}
	wg.Wait()
}
