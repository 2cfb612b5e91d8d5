package bot

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"minqing/storage"
)

// OutboxConfig is what the outbox works with. Everything is required but
// Observer, Jumped and Held.
type OutboxConfig struct {
	Store    storage.Store
	Sessions storage.Sessions
	Files    storage.Files
	Sender   Sender
	Now      func() time.Time
	Jumped   func() <-chan struct{} // closed when Now is next put forward
	Log      *slog.Logger
	Observer Observer

	// Held hears, in the Update that stores it, of every alert that is now held or
	// failed: nobody reads it in time. (With Channel set, a short pointer went out.)
	Held func(tx storage.Tx, n *storage.Notice) error

	Workers      int           // people served side by side
	Timeout      time.Duration // one call of the platform
	BackoffFirst time.Duration // doubles with each failure, at first 1, 2, 4 s
	BackoffMax   time.Duration
	Failures     int           // in a row that shut an API's gate
	Pause        time.Duration // how long it stays shut
}

// Outbox delivers notices: in order for one person, side by side across people.
// What it has to do lies in the store, so it goes on where a killed process
// stopped. A crash between the platform's yes and the settling of it repeats
// the notice: at least once, never silently none.
type Outbox struct {
	OutboxConfig
	chat, picture, pointer gate

	mu      sync.Mutex
	busy    map[storage.PersonID]bool
	freed   chan struct{} // a worker has finished
	working sync.WaitGroup
}

// NewOutbox returns an outbox that Run sets to work.
func NewOutbox(c OutboxConfig) *Outbox {
	if c.Observer == nil {
		c.Observer = silent{}
	}
	return &Outbox{OutboxConfig: c, busy: map[storage.PersonID]bool{}, freed: make(chan struct{}, 1)}
}

// Run delivers until ctx ends, then lets what is on its way arrive.
func (o *Outbox) Run(ctx context.Context) {
	defer o.working.Wait()
	for ctx.Err() == nil {
		wrote, jumped := o.Store.Wrote(), jump(o.Jumped) // taken before looking, so that nothing slips between
		started, next := o.round(ctx)
		if started {
			continue
		}
		sleep(ctx, o.Now, next, wrote, jumped, o.freed)
	}
}

// round starts a worker for every due notice whose person is not being served.
// It tells whether it started any, and else when to look again.
func (o *Outbox) round(ctx context.Context) (started bool, next time.Time) {
	var due []storage.Notice
	err := o.Store.View(ctx, func(tx storage.Tx) (err error) {
		next = time.Time{}
		if at, ok := tx.NextNotice(); ok {
			next = at
		}
		due, err = tx.DueNotices(o.Now(), 4*o.Workers)
		return err
	})
	if err != nil {
		o.Log.Error("outbox cannot look", "err", err)
		next = o.Now().Add(time.Second)
	}
	for _, n := range due {
		if !o.take(n.To) {
			continue
		}
		started = true
		o.working.Add(1)
		go o.serve(context.WithoutCancel(ctx), n)
	}
	if len(due) > 0 && !started && err == nil {
		next = time.Time{} // a worker that comes back will wake us
		if o.idle() {      // those due are on their way, others may fall due
			next = o.Now().Add(lookAgain)
		}
	}
	return started, next
}

// lookAgain is how soon the outbox looks for what fell due behind somebody whose
// send hangs.
const lookAgain = 500 * time.Millisecond

func (o *Outbox) idle() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.busy) < o.Workers
}

// take claims a person for one worker, if one is free.
func (o *Outbox) take(p storage.PersonID) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.busy[p] || len(o.busy) >= o.Workers {
		return false
	}
	o.busy[p] = true
	return true
}

func (o *Outbox) serve(ctx context.Context, n storage.Notice) {
	defer o.working.Done()
	if err := o.deliver(ctx, n); err != nil {
		o.Log.Error("notice could not be settled", "notice", n.ID, "err", err)
		wait(ctx, time.Second) // the store is in trouble: do not spin
	}
	o.mu.Lock()
	delete(o.busy, n.To)
	o.mu.Unlock()
	select {
	case o.freed <- struct{}{}:
	default:
	}
}

// deliver tries one notice and settles what came of it: the first in the
// person's line, or an alert that stands behind it.
func (o *Outbox) deliver(ctx context.Context, first storage.Notice) error {
	var n storage.Notice
	var person *storage.Person
	dismissed, waits := false, true
	err := o.Store.View(ctx, func(tx storage.Tx) (err error) {
		n, dismissed = first, false
		if waits, err = o.stillWaits(tx, first.ID); err != nil || !waits {
			return err
		}
		if person, err = tx.Person(n.To); err != nil {
			return err
		}
		if _, err = tx.StaffOf(n.To); errors.Is(err, storage.ErrNotFound) {
			dismissed = n.Kind.ForStaff()
			return nil
		}
		if err == nil {
			n, err = o.foremost(tx, first)
		}
		return err
	})
	sends := 0
	switch {
	case !waits && err == nil:
		return nil
	case stranger(err):
		n.State, n.Why, n.Settled = storage.Failed, "forgotten", o.Now()
	case err != nil:
		return err
	case dismissed:
		n.State, n.Why, n.Settled = storage.Failed, "dismissed", o.Now()
	case person.Left:
		n.State, n.Why = storage.Held, "left"
	default:
		sends = o.ladder(ctx, &n, person)
	}
	o.Observer.Sent(string(n.Kind), string(n.State))
	return o.settle(ctx, &n, sends)
}

// stillWaits reports whether a notice is still to be sent. A round that began
// before another worker was done with the person found what is settled by now;
// since then the person is ours, so that nobody settles it behind us.
func (o *Outbox) stillWaits(tx storage.Tx, id uint64) (bool, error) {
	n, err := tx.Notice(id)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil && n.State == storage.Waiting && !n.NextTry.After(o.Now()), err
}

// foremost is the alert that overtakes what else is due for a member of staff:
// thirty routine notices must not stand before somebody who lies in the cold. It
// does not overtake a notice that waits for its next try, since nothing of that
// person's is due then.
func (o *Outbox) foremost(tx storage.Tx, first storage.Notice) (storage.Notice, error) {
	if first.Kind == storage.NoticeAlert {
		return first, nil
	}
	due, err := tx.DueFor(first.To, o.Now(), overtaken)
	if err != nil {
		return first, err
	}
	for _, n := range due {
		if n.Kind == storage.NoticeAlert {
			return n, nil
		}
	}
	return first, nil
}

// overtaken is how far down a line an alert is looked for.
const overtaken = 128
