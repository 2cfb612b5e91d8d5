package storagetest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
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
