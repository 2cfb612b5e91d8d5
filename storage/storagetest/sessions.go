package storagetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/storage"
)

// OpenSessions opens empty sessions that live by the clock now and close with
// the test.
type OpenSessions func(t testing.TB, now func() time.Time) storage.Sessions

// Processes is what two processes of the bot see of one empty keeper.
type Processes struct {
	A, B storage.Sessions
	// EndLease makes the user's lease end as it does when its life is over.
	EndLease func(user storage.PersonID)
}

// OpenProcesses opens one empty keeper for two processes.
type OpenProcesses func(t testing.TB, now func() time.Time) Processes

// A keeper makes a turn wait for the one before it. To see that somebody waits,
// the suites hand in contexts that tell when their Done is asked for: an
// implementation asks for it only once the waiter stands in line.

// TestSessions proves the promises of storage.Sessions to one process. A session
// lives 24 hours and a contact 48.
func TestSessions(t *testing.T, open OpenSessions) {
	tests := map[string]func(*testing.T, *sessionCase){
		"a stranger has a fresh session":            testFresh,
		"what was saved is there":                   testSaved,
		"every field is kept":                       testEveryField,
		"large and odd answers are kept":            testLarge,
		"the last turns are remembered":             testTurns,
		"users do not meet":                         testApart,
		"release stores nothing":                    testRelease,
		"one turn at a time":                        testExclusive,
		"turns are served in the order they came":   testOrder,
		"who waits too long is told so":             testBusy,
		"who gives up leaves the line":              testGivesUp,
		"a session ends a day after its last turn":  testLife,
		"a turn refreshes the life":                 testRefreshed,
		"the contact outlives the session":          testContact,
		"contact is read while a turn is at work":   testContactWithoutLease,
		"forget removes the session and contact":    testForget,
		"saving twice is refused or does the same":  testSaveTwice,
		"a turn after the lease was given back":     testLateSave,
		"the keeper answers":                        testPing,
		"a saved session is a copy of the caller's": testCopy,
	}
	for name, run := range tests {
		t.Run(name, func(t *testing.T) {
			c := newSessionCase(t)
			c.s = open(t, c.clock.Now)
			run(t, c)
		})
	}
}

// TestSharedSessions proves what storage.Sessions promises across processes.
func TestSharedSessions(t *testing.T, open OpenProcesses) {
	tests := map[string]func(*testing.T, *sessionCase, Processes){
		"the other process sees what was saved": testOtherSees,
		"one turn at a time in all processes":   testExclusiveShared,
		"who waits for another process is told": testBusyShared,
		"a lost lease stores nothing":           testLeaseLost,
		"an ended lease stores nothing":         testLeaseEnded,
		"a lost lease is not given back":        testReleaseLost,
	}
	for name, run := range tests {
		t.Run(name, func(t *testing.T) {
			c := newSessionCase(t)
			p := open(t, c.clock.Now)
			c.s = p.A
			run(t, c, p)
		})
	}
}

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

func testFresh(t *testing.T, c *sessionCase) {
	got := *c.peek(li)
	got.User, got.Lease = "", ""
	if !reflect.DeepEqual(got, storage.Session{}) {
		t.Errorf("a fresh session is %+v", got)
	}
}

func testSaved(t *testing.T, c *sessionCase) {
	session := c.open(li)
	session.Draft = storage.Draft{Flow: "feedback", Step: "where", Answers: []byte(`{"what":"路灯坏了"}`)}
	c.save(session)
	got := c.open(li)
	if !reflect.DeepEqual(got.Draft, session.Draft) {
		t.Errorf("draft %+v, want %+v", got.Draft, session.Draft)
	}
	if got.Lease == session.Lease {
		t.Error("two turns have the same lease")
	}
	c.release(got)
}

func testEveryField(t *testing.T, c *sessionCase) {
	session := c.open(li)
	user, lease := session.User, session.Lease
	fill(reflect.ValueOf(session).Elem(), new(int))
	session.User, session.Lease = user, lease
	c.save(session)
	got := c.peek(li)
	got.Lease = lease
	sameZone(reflect.ValueOf(session).Elem())
	sameZone(reflect.ValueOf(got).Elem())
	if !reflect.DeepEqual(got, session) {
		t.Errorf("saved\n%+v\nloaded\n%+v", session, got)
	}
}

func testLarge(t *testing.T, c *sessionCase) {
	session := c.open(li)
	session.Draft.Answers = []byte(strings.Repeat("民政局门口的路灯坏了三天。", 100<<10/39))
	session.Draft.Instance = "𠮷😀\u200d\n\"\\\x00"
	session.Draft.Trail = []string{"", "一", ""}
	c.save(session)
	got := c.peek(li)
	if !reflect.DeepEqual(got.Draft, session.Draft) {
		t.Errorf("%d bytes of answers, instance %q and trail %q came back as %d bytes, %q and %q",
			len(session.Draft.Answers), session.Draft.Instance, session.Draft.Trail,
			len(got.Draft.Answers), got.Draft.Instance, got.Draft.Trail)
	}
}

func testTurns(t *testing.T, c *sessionCase) {
	for i := range storage.TurnsKept + 3 {
		session := c.open(li)
		session.Remember(storage.Turn{ID: fmt.Sprint("message ", i), Reply: fmt.Sprint("答复 ", i)})
		c.save(session)
	}
	got := c.peek(li)
	if len(got.Turns) != storage.TurnsKept {
		t.Fatalf("%d turns are remembered, want %d", len(got.Turns), storage.TurnsKept)
	}
	if reply, ok := got.Remembered("message 3"); !ok || reply != "答复 3" {
		t.Errorf("the oldest turn that must be remembered: %q, %v", reply, ok)
	}
	if _, ok := got.Remembered("message 2"); ok {
		t.Error("a turn is remembered that must be forgotten")
	}
}

func testApart(t *testing.T, c *sessionCase) {
	mine := c.open(li)
	theirs := c.open(wang) // does not wait
	mine.Focus, theirs.Focus = "F2611230001", "F2611230002"
	c.save(mine)
	c.save(theirs)
	c.wantFocus(li, "F2611230001")
	c.wantFocus(wang, "F2611230002")
}

func testRelease(t *testing.T, c *sessionCase) {
	c.put(li, "F2611230001")
	session := c.open(li)
	session.Focus = "F2611230002"
	session.Contact.Message = c.clock.Now()
	c.release(session)
	c.wantFocus(li, "F2611230001")
	if contact, err := c.s.Contact(c.ctx, li); err != nil || contact != (storage.Contact{}) {
		t.Errorf("after a release contact is %v, %v", contact, err)
	}
}

func testCopy(t *testing.T, c *sessionCase) {
	session := c.open(li)
	session.Draft.Answers = []byte("before")
	session.Draft.Trail = []string{"before"}
	c.save(session)
	copy(session.Draft.Answers, "AFTER!")
	session.Draft.Trail[0] = "after"
	got := c.peek(li)
	if string(got.Draft.Answers) != "before" || got.Draft.Trail[0] != "before" {
		t.Errorf("changing the caller's session after Save changed the stored one: %s, %s", got.Draft.Answers, got.Draft.Trail)
	}
}

func testLife(t *testing.T, c *sessionCase) {
	c.put(li, "F2611230001")
	c.clock.Add(24*time.Hour - time.Minute)
	c.wantFocus(li, "F2611230001")
	c.clock.Add(2 * time.Minute)
	c.wantFocus(li, "")
}

func testRefreshed(t *testing.T, c *sessionCase) {
	c.put(li, "F2611230001")
	c.clock.Add(23 * time.Hour)
	c.save(c.open(li))
	c.clock.Add(23 * time.Hour)
	c.wantFocus(li, "F2611230001")
}

func testContact(t *testing.T, c *sessionCase) {
	want := storage.Contact{Message: c.clock.Now(), Click: c.clock.Now().Add(-time.Hour)}
	session := c.open(li)
	session.Contact = want
	c.save(session)
	wantContact := func(want storage.Contact) {
		t.Helper()
		got, err := c.s.Contact(c.ctx, li)
		if err != nil || !got.Message.Equal(want.Message) || !got.Click.Equal(want.Click) {
			t.Fatalf("contact is %v, %v, want %v", got, err, want)
		}
		if opened := c.peek(li).Contact; !opened.Message.Equal(want.Message) || !opened.Click.Equal(want.Click) {
			t.Fatalf("an opened session has contact %v, want %v", opened, want)
		}
	}
	wantContact(want)
	c.clock.Add(48*time.Hour - time.Minute)
	wantContact(want)
	c.clock.Add(2 * time.Minute)
	wantContact(storage.Contact{})
}

func testContactWithoutLease(t *testing.T, c *sessionCase) {
	session := c.open(li)
	if contact, err := c.s.Contact(c.ctx, li); err != nil || contact != (storage.Contact{}) {
		t.Errorf("contact of a stranger is %v, %v", contact, err)
	}
	c.release(session)
}

func testForget(t *testing.T, c *sessionCase) {
	for _, user := range []storage.PersonID{li, wang} {
		session := c.open(user)
		session.Focus = "F2611230001"
		session.Contact.Message = c.clock.Now()
		c.save(session)
	}
	for range 2 { // also of somebody who is not there
		if err := c.s.Forget(c.ctx, li); err != nil {
			t.Fatal(err)
		}
	}
	c.wantFocus(li, "")
	if contact, err := c.s.Contact(c.ctx, li); err != nil || contact != (storage.Contact{}) {
		t.Errorf("after Forget contact is %v, %v", contact, err)
	}
	c.wantFocus(wang, "F2611230001")
}

// A Save may be repeated by a caller who didn't hear the answer: it never undoes
// what came after it.
func testSaveTwice(t *testing.T, c *sessionCase) {
	first := c.open(li)
	first.Focus = "F2611230001"
	c.save(first)
	if err := c.s.Save(c.ctx, first); err != nil && !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving twice: %v", err)
	}
	c.put(li, "F2611230002")
	if err := c.s.Save(c.ctx, first); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving again after another turn: %v, want ErrLeaseLost", err)
	}
	c.wantFocus(li, "F2611230002")
}

func testLateSave(t *testing.T, c *sessionCase) {
	late := c.open(li)
	c.release(late)
	now := c.open(li)
	late.Focus = "F2611230001"
	if err := c.s.Save(c.ctx, late); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving without the lease: %v, want ErrLeaseLost", err)
	}
	c.release(late) // frees no lease but its own
	ctx, waits := watched(c.ctx)
	opened := make(chan error, 1)
	go func() { _, err := c.s.Open(ctx, li); opened <- err }()
	waits.wait(t)
	waits.cancel()
	if err := <-opened; !errors.Is(err, storage.ErrBusy) {
		t.Errorf("opening while a turn is at work: %v, want ErrBusy", err)
	}
	c.save(now)
	c.wantFocus(li, "")
}

func testPing(t *testing.T, c *sessionCase) {
	if err := c.s.Ping(c.ctx); err != nil {
		t.Error(err)
	}
}

// together runs fn n times at once and waits for all.
func together(n int, fn func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { fn(i) })
	}
	wg.Wait()
}
