package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"minqing/storage"
)

// Ringer answers timers. *flows.Engine is one.
type Ringer interface {
	// Ring does what the timer stands for, in the Update that lets go of it; it
	// may run more than once and touches only tx. A timer that it sets anew rings
	// again. t.At may be later than it was set for, when a try before failed.
	// scraps are the files that lost a reference; those that have none left are
	// removed after the commit.
	Ring(tx storage.Tx, t storage.Timer) (scraps []string, err error)
	// Wind sets the timers that always stand.
	Wind(tx storage.Tx) error
}

// BellConfig is what the bell works with. Everything is required but Observer
// and Jumped.
type BellConfig struct {
	Ringer   Ringer
	Store    storage.Store
	Files    storage.Files
	Now      func() time.Time
	Jumped   func() <-chan struct{} // closed when Now is next put forward
	Log      *slog.Logger
	Observer Observer

	BackoffFirst time.Duration // doubles with each failure of a timer
	BackoffMax   time.Duration
}

// Bell rings the timers of the store: what the house does by itself, at its time
// or, after a death, at once. Each rings in one commit with what it causes, so it
// rings once, and several bells on one store do no harm. One that fails rings
// again later and holds up no other.
type Bell struct {
	BellConfig
	keeping sync.RWMutex // of files: see Keeping

	failed map[string]int // in a row, by key; a restart begins anew
	stuck  struct {       // the timer with which the store failed, and how often
		key   string
		times int
	}
	scraps bool // there may be files to clear away
}

// NewBell returns a bell that Run sets to work.
func NewBell(c BellConfig) *Bell {
	if c.Observer == nil {
		c.Observer = silent{}
	}
	return &Bell{BellConfig: c, failed: map[string]int{}, scraps: true}
}

// Run rings until ctx ends.
func (b *Bell) Run(ctx context.Context) {
	wound := false
	for ctx.Err() == nil {
		wrote, jumped := b.Store.Wrote(), jump(b.Jumped) // taken before looking, so that nothing slips between
		next, err := b.round(ctx)
		if !wound { // after ringing what fell due while the house was closed
			windErr := b.wind(ctx)
			wound, err = windErr == nil, errors.Join(err, windErr)
		}
		if err != nil && ctx.Err() == nil {
			b.Log.Error("bell cannot work", "err", err)
			next, wrote = b.Now().Add(time.Second), nil // the store is in trouble: do not spin
		}
		sleep(ctx, b.Now, next, wrote, jumped, nil)
	}
}

// wind sets the timers that always stand.
func (b *Bell) wind(ctx context.Context) error {
	err := b.Store.Update(ctx, func(tx storage.Tx) (err error) {
		defer recovered(b.Log, "", &err)
		return b.Ringer.Wind(tx)
	})
	if err != nil {
		return fmt.Errorf("wind: %w", err)
	}
	return nil
}

// ringTogether is how many timers are looked up at once.
const ringTogether = 64

// round rings every timer that is due now, the earliest first, and tells when
// the next one is. A timer that rings anew at once waits for the next round. When
// the store fails the rest waits, too, so that the order is kept.
func (b *Bell) round(ctx context.Context) (next time.Time, err error) {
	var due []storage.Timer
	unreadable := b.Store.View(ctx, func(tx storage.Tx) (err error) {
		due, err = tx.DueTimers(b.Now(), ringTogether)
		return err
	})
	for _, t := range due {
		if err := b.ring(ctx, t); err != nil {
			return next, err
		}
	}
	if err := b.clear(ctx); err != nil {
		return next, err
	}
	err = b.Store.View(ctx, func(tx storage.Tx) error {
		next, _ = tx.NextTimer()
		return nil
	})
	return next, errors.Join(unreadable, err)
}

// ring answers one timer in one commit. The error is the store's: a timer that
// could not be answered is put off.
func (b *Bell) ring(ctx context.Context, t storage.Timer) error {
	var failed error
	rang, left := false, []string(nil)
	err := b.Store.Update(ctx, func(tx storage.Tx) error {
		failed, rang, left = nil, false, nil
		if there, err := stands(tx, t); err != nil || !there {
			return err // answered by another bell, or before a crash, or set anew meanwhile
		}
		if err := tx.DropTimer(t.Key); err != nil { // before the answer, which may set it anew, even for now
			return err
		}
		if left, failed = b.answer(tx, t); failed != nil {
			return failed
		}
		rang = true
		return leave(tx, left)
	})
	b.scraps = b.scraps || len(left) > 0 // also when the outcome is not known
	switch {
	case failed != nil:
		return b.putOff(ctx, t, failed)
	case err != nil && b.stuckAt(t.Key) < mostStuck:
		return fmt.Errorf("ring %s: %w", t.Key, err)
	case err != nil:
		return b.putOff(ctx, t, err) // it is not the store: nobody else shall wait for this one
	case rang:
		delete(b.failed, t.Key)
		b.stuck.key = ""
		b.Observer.Rang(kindOf(t), "ok")
	}
	return nil
}

// mostStuck is how often in a row the store may fail with the same timer before
// that timer is to blame.
const mostStuck = 4

func (b *Bell) stuckAt(key string) int {
	if b.stuck.key != key {
		b.stuck.key, b.stuck.times = key, 0
	}
	b.stuck.times++
	return b.stuck.times
}

// stands reports whether the timer is there as it was seen.
func stands(tx storage.Tx, t storage.Timer) (bool, error) {
	now, err := tx.Timer(t.Key)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil && now.At.Equal(t.At), err
}

func (b *Bell) answer(tx storage.Tx, t storage.Timer) (left []string, err error) {
	defer recovered(b.Log, t.Key, &err)
	return b.Ringer.Ring(tx, t)
}

var errRingPanic = errors.New("panicked")

// recovered makes an error of a panic, so that one timer does not end the house.
func recovered(log *slog.Logger, key string, err *error) {
	if r := recover(); r != nil {
		log.Error("timer panicked", "timer", key, "panic", fmt.Sprintf("%T", r), "stack", string(debug.Stack()))
		*err = errRingPanic
	}
}

// putOff lets a timer that failed ring again later.
func (b *Bell) putOff(ctx context.Context, t storage.Timer, failed error) error {
	if ctx.Err() != nil {
		return ctx.Err() // a stop is no failure
	}
	b.Observer.Rang(kindOf(t), "failed")
	pause := b.backoff(t.Key)
	b.Log.Error("timer failed", "timer", t.Key, "again_in", pause.String(), "err", failed)
	err := b.Store.Update(ctx, func(tx storage.Tx) error {
		if there, err := stands(tx, t); err != nil || !there {
			return err
		}
		later := t
		later.At = b.Now().Add(pause)
		return tx.SetTimer(later)
	})
	if err != nil {
		return fmt.Errorf("put off %s: %w", t.Key, err)
	}
	return nil
}

// backoff counts a failure and is 1, 2, 4 … times the first pause, at most the
// largest.
func (b *Bell) backoff(key string) time.Duration {
	b.failed[key]++
	return min(b.BackoffFirst<<min(b.failed[key]-1, 20), b.BackoffMax)
}

// kindOf is the part of a key that says who answers, free of whom it is about.
func kindOf(t storage.Timer) string {
	kind, _, _ := strings.Cut(t.Key, "/")
	return kind
}
