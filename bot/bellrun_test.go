package bot

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/storagetest"
)

// soon is far less than a worker sleeps by itself.
const soon = longestSleep / 3

// heard waits for something that a worker does.
func heard[T any](t *testing.T, from <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-from:
	case <-time.After(soon):
		t.Fatalf("%s did not come", what)
	}
	return v
}

// running runs a worker until the test ends.
func running(t *testing.T, run func(context.Context)) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { run(ctx); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
}

// asleep tells when a worker has looked, found nothing to do, and sleeps.
func asleep(clock *storagetest.Clock) (now func() time.Time, sleeps <-chan struct{}) {
	var looked atomic.Int32
	slept := make(chan struct{})
	return func() time.Time {
		at := clock.Now()
		if looked.Add(1) == 2 { // once to look, once to know how long to sleep
			close(slept)
		}
		return at
	}, slept
}

// TestRunWakes: a commit that sets a timer wakes the bell, and what always stands
// was wound before.
func TestRunWakes(t *testing.T) {
	rings := make(chan string, 1)
	f := newBelfry(t, func(_ storage.Tx, t storage.Timer) ([]string, error) { rings <- t.Key; return nil, nil })
	now, sleeps := asleep(f.clock)
	f.Bell.Now = now
	running(t, f.Run)
	heard(t, sleeps, "sleep")
	if f.at("standing/day").IsZero() {
		t.Error("nothing was wound")
	}
	f.set("a/1", 0)
	if key := heard(t, rings, "the ring"); key != "a/1" {
		t.Errorf("%s rang", key)
	}
}

// TestWoundAgain: a store that is away when the house opens, at whichever call,
// keeps no standing timer from being set.
func TestWoundAgain(t *testing.T) {
	always := make(chan struct{})
	close(always)
	for n := range 5 {
		rings := make(chan string, 1)
		f := newBelfry(t, func(_ storage.Tx, t storage.Timer) ([]string, error) { rings <- t.Key; return nil, nil })
		f.Jumped = func() <-chan struct{} { return always } // looks again at once
		f.clock.Add(365 * 24 * time.Hour)
		f.fault.FailAt(n+1, storagetest.Before)
		running(t, f.Run)
		if key := heard(t, rings, "the standing timer"); key != "standing/day" || !f.fault.Hit() {
			t.Errorf("%s rang, fault hit: %v", key, f.fault.Hit())
		}
	}
}

// did tells of everything that the workers do.
type did struct {
	silent
	what chan string
}

func (d did) Sent(_, outcome string)    { d.what <- "sent " + outcome }
func (d did) Fetched(outcome string)    { d.what <- "fetched " + outcome }
func (d did) Rang(kind, outcome string) { d.what <- "rang " + kind + " " + outcome }

// TestClockJumps: every worker looks again when time is put forward, however long
// it meant to sleep.
func TestClockJumps(t *testing.T) {
	for name, want := range map[string]string{"bell": "rang a ok", "outbox": "sent delivered", "media": "fetched kept"} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.plan(s.clock.Now().Add(time.Hour))
			now, sleeps := asleep(s.clock)
			jump, heardOf := make(chan struct{}), did{what: make(chan string, 1)}
			jumped := func() <-chan struct{} { return jump }
			run := s.outbox.Run
			switch name {
			case "bell":
				s.bell.Ringer, s.bell.Now, s.bell.Jumped, s.bell.Observer = ringerFunc(nil), now, jumped, heardOf
				run = s.bell.Run
			case "media":
				s.media.Now, s.media.Jumped, s.media.Observer = now, jumped, heardOf
				run = s.media.Run
			default:
				s.outbox.Now, s.outbox.Jumped, s.outbox.Observer = now, jumped, heardOf
			}
			running(t, run)
			heard(t, sleeps, "sleep")
			s.clock.Add(time.Hour)
			close(jump)
			if got := heard(t, heardOf.what, want); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

// plan gives every worker something to do at a time.
func (s *stage) plan(at time.Time) {
	s.t.Helper()
	who := s.store.PersonOf(openidOf("李"))
	ticket := storage.Ticket{Key: "planned", Citizen: who, Kind: "投诉", Category: "其他", State: storage.Submitted, Filed: s.clock.Now()}
	s.talk("李", "菜单") // opens a window
	err := s.store.Update(context.Background(), func(tx storage.Tx) error {
		if err := tx.SetTimer(storage.Timer{Key: "a/1", At: at}); err != nil {
			return err
		}
		if _, err := tx.Enqueue(storage.Notice{To: who, Kind: storage.NoticeReply, Text: "答复", Created: s.clock.Now(), NextTry: at}); err != nil {
			return err
		}
		if _, err := tx.File("F", &ticket, storage.Event{Action: storage.ActFile, To: storage.Submitted, At: s.clock.Now()}); err != nil {
			return err
		}
		a := storage.Attachment{Ticket: ticket.Number, Kind: storage.Photo, MediaID: "p1", Added: s.clock.Now(), NextTry: at}
		_, err := tx.Attach(&a)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}
