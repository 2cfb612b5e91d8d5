package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/boltstore"
	"minqing/storage/seal"
	"minqing/storage/storagetest"
)

// rung is the book in which the tests' Ringer writes what it did, so that only
// what was committed counts.
const rung storage.Book[[]string] = "rung"

// ringerFunc writes down every timer, then does what a test wants.
type ringerFunc func(tx storage.Tx, t storage.Timer) ([]string, error)

func (f ringerFunc) Ring(tx storage.Tx, t storage.Timer) ([]string, error) {
	so, _, err := rung.Find(tx, "all")
	if err == nil {
		err = rung.Put(tx, "all", append(so, t.Key))
	}
	if err != nil || f == nil {
		return nil, err
	}
	return f(tx, t)
}

func (f ringerFunc) Wind(tx storage.Tx) error {
	return tx.SetTimer(storage.Timer{Key: "standing/day", At: time.Date(2027, 1, 1, 0, 0, 0, 0, storage.Zone)})
}

// belfry is a bell on a real data file, with a clock that stands still.
type belfry struct {
	*Bell
	t     *testing.T
	path  string
	clock *storagetest.Clock
	store *boltstore.Store
	fault *storagetest.Plan
}

func newBelfry(t *testing.T, ring ringerFunc) *belfry {
	t.Helper()
	f := &belfry{t: t, path: filepath.Join(t.TempDir(), "minqing.db"), clock: storagetest.NewClock(), fault: new(storagetest.Plan)}
	f.open(ring)
	t.Cleanup(func() { f.store.Close() })
	return f
}

// open hangs a bell in the data file as it lies there.
func (f *belfry) open(ring ringerFunc) {
	f.t.Helper()
	key, err := seal.NewKey([]byte(strings.Repeat("k", 32)))
	if err != nil {
		f.t.Fatal(err)
	}
	if f.store, err = boltstore.Open(f.path, boltstore.Options{Key: key, NoSync: true}); err != nil {
		f.t.Fatal(err)
	}
	f.Bell = NewBell(BellConfig{
		Ringer: ring, Store: storagetest.Faulty(f.store, f.fault), Files: f.store, Now: f.clock.Now,
		Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), BackoffFirst: time.Minute, BackoffMax: time.Hour,
	})
}

func (f *belfry) reopen() {
	f.t.Helper()
	if err := f.store.Close(); err != nil {
		f.t.Fatal(err)
	}
	f.open(f.Ringer.(ringerFunc))
}

func (f *belfry) update(fn func(tx storage.Tx) error) {
	f.t.Helper()
	if err := f.store.Update(context.Background(), fn); err != nil {
		f.t.Fatal(err)
	}
}

func (f *belfry) view(fn func(tx storage.Tx) error) {
	f.t.Helper()
	if err := f.store.View(context.Background(), fn); err != nil {
		f.t.Fatal(err)
	}
}

// set sets a timer that rings in a while.
func (f *belfry) set(key string, in time.Duration) {
	f.t.Helper()
	f.update(func(tx storage.Tx) error {
		return tx.SetTimer(storage.Timer{Key: key, At: f.clock.Now().Add(in), Data: []byte("about " + key)})
	})
}

// later moves the clock and lets ring what is due by then.
func (f *belfry) later(d time.Duration) (next time.Time) {
	f.t.Helper()
	f.clock.Add(d)
	next, err := f.round(context.Background())
	if err != nil {
		f.t.Fatal(err)
	}
	return next
}

// rang is what rang and was committed, in order.
func (f *belfry) rang() (all []string) {
	f.t.Helper()
	f.view(func(tx storage.Tx) (err error) {
		all, _, err = rung.Find(tx, "all")
		return err
	})
	return all
}

func (f *belfry) want(keys ...string) {
	f.t.Helper()
	if got := f.rang(); !slices.Equal(got, keys) {
		f.t.Errorf("rang %v, want %v", got, keys)
	}
}

// at is when a timer rings; zero: it is not there.
func (f *belfry) at(key string) (at time.Time) {
	f.t.Helper()
	f.view(func(tx storage.Tx) error {
		t, err := tx.Timer(key)
		if err == nil {
			at = t.At
		} else if !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		return nil
	})
	return at
}

// TestRings: each at its time, the earliest first, once, and after a restart
// what is still to ring.
func TestRings(t *testing.T) {
	about := ""
	f := newBelfry(t, func(_ storage.Tx, t storage.Timer) ([]string, error) { about = string(t.Data); return nil, nil })
	f.set("b/2", 2*time.Minute)
	f.set("a/3", 3*time.Minute)
	f.set("c/1", time.Minute)
	if next := f.later(0); !next.Equal(f.clock.Now().Add(time.Minute)) {
		t.Errorf("looks again at %v", next)
	}
	f.want()
	f.later(time.Minute)
	f.want("c/1")
	if about != "about c/1" {
		t.Errorf("it was told %q", about)
	}
	f.reopen()
	f.later(time.Hour)
	f.want("c/1", "b/2", "a/3")
	f.reopen()
	if next := f.later(time.Hour); !next.IsZero() {
		t.Errorf("looks again at %v, though nothing is left", next)
	}
	f.want("c/1", "b/2", "a/3")
}

// TestBellsTogether: several bells that see the same timers ring each once, in
// order.
func TestBellsTogether(t *testing.T) {
	f := newBelfry(t, nil)
	var keys []string
	for i := range 20 {
		keys = append(keys, fmt.Sprintf("many/%02d", i))
		f.set(keys[i], time.Duration(i)*time.Second)
	}
	f.clock.Add(time.Minute)
	var working, looking sync.WaitGroup
	looking.Add(4)
	for range 4 {
		b := NewBell(f.BellConfig)
		var once sync.Once
		b.Now = func() time.Time { // is asked for with the snapshot in hand
			once.Do(func() { looking.Done(); looking.Wait() })
			return f.clock.Now()
		}
		working.Go(func() {
			if _, err := b.round(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	working.Wait()
	f.want(keys...)
}

// TestFailingTimer: one that cannot be answered leaves nothing behind, holds up no
// other, and is tried again ever more seldom until it can.
func TestFailingTimer(t *testing.T) {
	for name, fail := range map[string]func() error{
		"error": func() error { return errors.New("made to fail") },
		"panic": func() error { panic("made to") },
	} {
		t.Run(name, func(t *testing.T) {
			broken := true
			heard := &observed{}
			f := newBelfry(t, func(_ storage.Tx, t storage.Timer) ([]string, error) {
				if broken && t.Key == "bad/1" {
					return nil, fail()
				}
				return nil, nil
			})
			f.Observer = heard
			f.set("bad/1", 0)
			f.set("good/1", time.Second)
			f.set("good/2", 2*time.Second)
			f.later(2 * time.Second)
			f.want("good/1", "good/2")
			for _, pause := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
				if got := f.at("bad/1").Sub(f.clock.Now()); got != pause*time.Minute {
					t.Errorf("again in %v, want %v minutes", got, int(pause))
				}
				f.later(pause * time.Minute)
			}
			broken = false
			f.later(time.Hour)
			f.want("good/1", "good/2", "bad/1")
			if !f.at("bad/1").IsZero() || len(f.failed) != 0 {
				t.Errorf("it rings again at %v; failures %v", f.at("bad/1"), f.failed)
			}
			if heard.of("bad", "failed") != 9 || heard.of("bad", "ok") != 1 || heard.of("good", "ok") != 2 {
				t.Errorf("counted %v", heard.rings)
			}
		})
	}
}

// observed counts what the metrics hear of rings.
type observed struct {
	silent
	rings []string
}

func (o *observed) Rang(kind, outcome string) { o.rings = append(o.rings, kind+" "+outcome) }

func (o *observed) of(kind, outcome string) (n int) {
	for _, r := range o.rings {
		if r == kind+" "+outcome {
			n++
		}
	}
	return n
}

// TestSetAnew: a timer that is set anew rings again, a day later or at once, also
// after a restart.
func TestSetAnew(t *testing.T) {
	steps := 0
	f := newBelfry(t, func(tx storage.Tx, timer storage.Timer) ([]string, error) {
		switch {
		case timer.Key == "daily/1":
			timer.At = timer.At.Add(24 * time.Hour)
		case steps == 2:
			return nil, nil
		}
		steps++
		return nil, tx.SetTimer(timer)
	})
	f.set("daily/1", 0)
	f.later(23 * time.Hour)
	f.want("daily/1")
	f.reopen()
	f.later(time.Hour)
	f.want("daily/1", "daily/1")

	steps = 0
	f.set("step/1", 0)
	f.later(0)
	f.later(0)
	if next := f.later(0); !next.Equal(f.at("daily/1")) {
		t.Errorf("next at %v", next)
	}
	f.later(0)
	f.want("daily/1", "daily/1", "step/1", "step/1", "step/1")
}

// TestDroppedMeanwhile: a timer that somebody dropped, or moved, after the bell
// had seen it does not ring.
func TestDroppedMeanwhile(t *testing.T) {
	f := newBelfry(t, func(tx storage.Tx, timer storage.Timer) ([]string, error) {
		return nil, errors.Join(tx.DropTimer("dropped/1"), tx.SetTimer(storage.Timer{Key: "moved/1", At: timer.At.Add(time.Hour)}))
	})
	f.set("first/1", 0)
	f.set("dropped/1", time.Second)
	f.set("moved/1", time.Second)
	f.later(time.Second)
	f.want("first/1")
	if at := f.at("moved/1"); !at.Equal(f.clock.Now().Add(time.Hour - time.Second)) {
		t.Errorf("it rings at %v", at)
	}
}

// TestStoreAway: whichever call of the store fails, before or after it took
// effect, every timer rings once in the end.
func TestStoreAway(t *testing.T) {
	for _, when := range []storagetest.When{storagetest.Before, storagetest.After} {
		for n, hit := 1, true; hit; n++ {
			f := newBelfry(t, nil)
			f.set("a/1", 0)
			f.set("b/1", 0)
			f.fault.FailAt(n, when)
			if _, err := f.round(context.Background()); err == nil && f.fault.Hit() {
				t.Error("a fault passed unseen")
			}
			hit = f.fault.Hit()
			f.fault.FailAt(0, when)
			f.later(0)
			f.want("a/1", "b/1")
		}
	}
}

// TestStuck: a timer whose commit never succeeds, though it was answered, is put
// off after a few tries: others wait seconds for it, not for ever.
func TestStuck(t *testing.T) {
	f := newBelfry(t, func(tx storage.Tx, t storage.Timer) ([]string, error) {
		if t.Key == "spoiled/1" {
			_ = tx.PutRecord("any", strings.Repeat("k", 40_000), nil) // more than a key may have
		}
		return nil, nil
	})
	f.set("spoiled/1", 0)
	f.set("good/1", time.Second)
	f.clock.Add(time.Second)
	for i := range 4 {
		if _, err := f.round(context.Background()); (err == nil) != (i == 3) {
			t.Errorf("round %d: %v", i, err)
		}
	}
	f.want("good/1")
	if at := f.at("spoiled/1"); !at.Equal(f.clock.Now().Add(time.Minute)) {
		t.Errorf("rings again at %v", at)
	}
}
