package storagetest

import (
	"errors"
	"testing"
	"time"

	"minqing/storage"
)

var timerTests = map[string]func(*testing.T, *storeCase){
	"a timer is kept as it was set":           testTimerFields,
	"timers are due in their time, in order":  testDueTimers,
	"a timer takes the place of its earlier":  testTimerReplaced,
	"a timer that was dropped does not ring":  testTimerDropped,
	"a timer is set with its change or never": testTimerRollback,
	"a timer that rings is let go of once":    testTimerRingsOnce,
	"a timer needs a key":                     testTimerNeedsKey,
}

func (c *storeCase) setTimer(key string, at time.Time, data string) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		return tx.SetTimer(storage.Timer{Key: key, At: at, Data: []byte(data)})
	})
}

func (c *storeCase) dropTimer(key string) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error { return tx.DropTimer(key) })
}

// wantTimers compares the keys of what is due at a time.
func (c *storeCase) wantTimers(at time.Time, limit int, want ...string) {
	c.t.Helper()
	keys := []string{}
	c.view(func(tx storage.Tx) error {
		due, err := tx.DueTimers(at, limit)
		for _, timer := range due {
			keys = append(keys, timer.Key)
		}
		return err
	})
	c.want(keys, want)
}

// wantNextTimer compares when the next timer rings; the zero time is never.
func (c *storeCase) wantNextTimer(want time.Time) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error {
		at, ok := tx.NextTimer()
		if ok == want.IsZero() || !at.Equal(want) {
			c.t.Errorf("the next timer rings at %s, %v, want %s", at, ok, want)
		}
		return nil
	})
}

func testTimerFields(_ *testing.T, c *storeCase) {
	at := c.now.Add(time.Minute + time.Millisecond)
	c.setTimer("ladder/J2611230001", at, `{"rung":2}`)
	c.setTimer("night", c.now, "")
	c.view(func(tx storage.Tx) error {
		timer, err := tx.Timer("ladder/J2611230001")
		if err != nil {
			return err
		}
		c.want(*timer, storage.Timer{Key: "ladder/J2611230001", At: at, Data: []byte(`{"rung":2}`)})
		due, err := tx.DueTimers(at, 10)
		if len(due) != 2 {
			c.t.Fatalf("%d timers are due", len(due))
		}
		c.want(due[1], *timer)
		c.want([]any{due[0].Key, due[0].At, len(due[0].Data)}, []any{"night", c.now, 0})
		for _, key := range []string{"ladder", "ladder/J261123000", "ladder/J26112300011", ""} {
			_, err := tx.Timer(key)
			c.wantErr(err, storage.ErrNotFound)
		}
		return err
	})
}

func testDueTimers(_ *testing.T, c *storeCase) {
	c.wantNextTimer(time.Time{})
	c.wantTimers(c.now, 10)
	c.setTimer("c", c.now.Add(time.Second), "")
	c.setTimer("a", c.now.Add(2*time.Second), "")
	c.setTimer("b", c.now.AddDate(1, 0, 0), "")
	c.setTimer("missed", c.now.AddDate(0, -1, 0), "")
	c.wantNextTimer(c.now.AddDate(0, -1, 0))
	c.wantTimers(c.now, 10, "missed")
	c.wantTimers(c.now.Add(2*time.Second-time.Millisecond), 10, "missed", "c")
	c.wantTimers(c.now.Add(2*time.Second), 10, "missed", "c", "a")
	c.wantTimers(c.now.Add(2*time.Second), 2, "missed", "c")
	c.wantTimers(c.now.AddDate(2, 0, 0), 10, "missed", "c", "a", "b")
	c.dropTimer("missed")
	c.wantNextTimer(c.now.Add(time.Second))
}

func testTimerReplaced(_ *testing.T, c *storeCase) {
	c.setTimer("ladder/1", c.now, "first")
	c.setTimer("ladder/1", c.now.Add(time.Hour), "later")
	c.wantTimers(c.now.Add(time.Minute), 10)
	c.wantNextTimer(c.now.Add(time.Hour))
	c.setTimer("ladder/1", c.now.Add(time.Minute), "earlier")
	c.wantTimers(c.now.Add(2*time.Hour), 10, "ladder/1")
	c.wantNextTimer(c.now.Add(time.Minute))
	c.view(func(tx storage.Tx) error {
		timer, err := tx.Timer("ladder/1")
		if err == nil {
			c.want(string(timer.Data), "earlier")
		}
		return err
	})
}

func testTimerDropped(_ *testing.T, c *storeCase) {
	c.setTimer("a", c.now, "")
	c.setTimer("ab", c.now, "")
	for range 2 {
		c.dropTimer("a")
	}
	c.wantTimers(c.now, 10, "ab")
	c.dropTimer("ab")
	c.wantTimers(c.now, 10)
	c.wantNextTimer(time.Time{})
}

func testTimerRollback(_ *testing.T, c *storeCase) {
	c.setTimer("stays", c.now.Add(time.Hour), "as it was")
	c.setTimer("stays too", c.now.Add(time.Hour), "")
	wrote := c.s.Wrote()
	err := c.s.Update(c.ctx, func(tx storage.Tx) error {
		return errors.Join(
			tx.SetTimer(storage.Timer{Key: "new", At: c.now}),
			tx.SetTimer(storage.Timer{Key: "stays", At: c.now}),
			tx.DropTimer("stays too"),
			errOnPurpose,
		)
	})
	c.wantErr(err, errOnPurpose)
	c.wantTimers(c.now, 10)
	c.wantTimers(c.now.Add(time.Hour), 10, "stays", "stays too")
	select {
	case <-wrote:
		c.t.Error("a timer that was not set was announced")
	default:
	}
}

// testTimerRingsOnce lets several who saw the same timer answer it: it is there
// for one of them only.
func testTimerRingsOnce(_ *testing.T, c *storeCase) {
	c.setTimer("ladder/1", c.now, "")
	together(8, func(int) {
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			if _, err := tx.Timer("ladder/1"); errors.Is(err, storage.ErrNotFound) {
				return nil
			}
			_, err := tx.Enqueue(c.notice("o-li", "", "rings"))
			return errors.Join(err, tx.DropTimer("ladder/1"))
		})
		if err != nil {
			c.t.Error(err)
		}
	})
	c.view(func(tx storage.Tx) error {
		waiting, _, _ := tx.OutboxDepth(c.now)
		c.want(waiting, 1)
		return nil
	})
}

func testTimerNeedsKey(_ *testing.T, c *storeCase) {
	err := c.s.Update(c.ctx, func(tx storage.Tx) error { return tx.SetTimer(storage.Timer{At: c.now}) })
	if err == nil {
		c.t.Error("a timer without a key was set")
	}
	c.wantNextTimer(time.Time{})
}
