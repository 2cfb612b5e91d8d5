package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"minqing/storage"
)

// hall reads the day's queue.
func (d *queueDay) hall() (h storage.Hall) {
	d.house.RLock()
	defer d.house.RUnlock()
	err := d.service.store.View(d.ctx, func(tx storage.Tx) (err error) {
		h, _, err = storage.Halls.Find(tx, "2026-11-23")
		return err
	})
	if err != nil && d.ctx.Err() == nil {
		d.t.Error(err)
	}
	return h
}

// watch looks at the queue again and again: what must be true of it at any moment.
func (d *queueDay) watch(ctx context.Context) {
	var before storage.Hall
	for ctx.Err() == nil {
		h := d.hall()
		if fault := unlawful(before, h); fault != "" {
			d.wrong("in the middle of the day: %s", fault)
		}
		before = h
		for since := d.moment.Load(); d.moment.Load() < since+40 && ctx.Err() == nil; {
			time.Sleep(time.Millisecond)
		}
	}
}

// unlawful says what can never be true of a queue; "" when nothing is.
func unlawful(before, h storage.Hall) string {
	if len(h.Couples) != h.Last || h.Last < before.Last {
		return fmt.Sprintf("%d numbers, the last is %d and was %d", len(h.Couples), h.Last, before.Last)
	}
	live, at := map[storage.PersonID]int{}, map[int]int{}
	for i, c := range h.Couples {
		if c.N != i+1 || len(c.Who) > 2 {
			return fmt.Sprintf("A%03d of %d people stands at %d", c.N, len(c.Who), i)
		}
		if i < before.Last && (c.Code != before.Couples[i].Code || !slices.Equal(c.Who[:len(before.Couples[i].Who)], before.Couples[i].Who)) {
			return fmt.Sprintf("A%03d lost somebody", c.N)
		}
		for _, who := range c.Who {
			if c.State.Live() && live[who] > 0 {
				return fmt.Sprintf("somebody has A%03d and A%03d", live[who], c.N)
			}
			if c.State.Live() {
				live[who] = c.N
			}
		}
	}
	for _, w := range h.Windows {
		if at[w.Now] > 0 {
			return fmt.Sprintf("A%03d is at windows %d and %d", w.Now, at[w.Now], w.N)
		}
		if w.Now > 0 {
			at[w.Now] = w.N
		}
	}
	for _, c := range h.Couples {
		if called := c.State == storage.CoupleCalled; called != (at[c.N] > 0) || called && at[c.N] != c.Window {
			return fmt.Sprintf("A%03d is %s at window %d, and window %d has it", c.N, c.State, c.Window, at[c.N])
		}
	}
	return ""
}
