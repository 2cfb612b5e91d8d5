package boltstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// Update commits what fn does together with the other writers of the moment.
// See storage.Store; fn may run again when another writer of the same commit
// spoils it. While it waits for its turn it heeds ctx; once its commit is under
// way it tells the outcome.
func (s *Store) Update(ctx context.Context, fn func(tx storage.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("update store: %w", err)
	}
	w := &write{ctx: ctx, fn: fn, wake: make(chan struct{}, 1)}
	if !s.queue.join(w) {
		select {
		case <-w.wake:
		case <-ctx.Done():
			if s.queue.leave(w) {
				return fmt.Errorf("update store: %w", ctx.Err())
			}
			<-w.wake
		}
	}
	if !w.done {
		s.lead(w)
	}
	if w.panicked != nil {
		panic(w.panicked.value)
	}
	return w.err
}

// lead commits for everybody who waits.
func (s *Store) lead(leader *write) {
	s.queue.gather()
	together := s.queue.take()
	for _, w := range together {
		w.err = errEnded
	}
	defer func() { // also when an fn ends its goroutine, as a test does that fails in it
		for _, w := range together {
			w.done = true
			if w != leader {
				w.wake <- struct{}{}
			}
		}
		s.queue.pass()
	}()
	s.writing.Lock()
	defer s.writing.Unlock()
	s.commit(together)
}

// errEnded is what the others hear when an fn ended the goroutine of the leader.
var errEnded = errors.New("update store: another writer ended the commit")

// commit brings every writer to an end. One that spoils the transaction is set
// aside, the others run anew without it, and it then runs alone.
func (s *Store) commit(together []*write) {
	var alone []*write
	for len(together) > 0 {
		spoiler := s.try(together)
		if spoiler < 0 {
			break
		}
		if len(together) == 1 {
			return
		}
		alone = append(alone, together[spoiler])
		together = slices.Delete(slices.Clone(together), spoiler, spoiler+1)
	}
	for _, w := range alone {
		s.try([]*write{w})
	}
}

// try runs the writers in one transaction and commits. It returns the one that
// failed after it wrote, or panicked: then nothing was committed. Below zero
// everybody's outcome is set.
func (s *Store) try(together []*write) (spoiler int) {
	if s.closed.Load() {
		settle(together, fmt.Errorf("update store: %w", ErrClosed))
		return -1
	}
	began := time.Now()
	before := s.words.Load()
	bt, err := s.db.Begin(true)
	if err != nil {
		settle(together, fmt.Errorf("update store: %w", err))
		return -1
	}
	defer bt.Rollback() // does nothing after a commit
	b := &batch{store: s, bolt: bt, words: before, writable: true}
	for i, w := range together {
		if !b.run(w) {
			w.err = w.verdict
			if err := bt.Rollback(); err != nil {
				w.err = errors.Join(w.verdict, fmt.Errorf("roll back: %w", err))
			}
			return i
		}
	}
	if !b.wrote {
		settle(together, bt.Rollback())
		return -1
	}
	s.words.Store(b.words) // before the commit: no reader may meet a word it does not know
	if err = bt.Commit(); err != nil {
		s.words.Store(before)
		err = fmt.Errorf("commit: %w", err)
	}
	settle(together, err)
	s.committed(Commit{Writers: len(together), Took: time.Since(began), Err: err})
	if err == nil {
		s.announce(b.queued, b.books)
	}
	return -1
}

// settle sets the outcome: what fn said, unless the commit failed. An error of
// fn may rest on what others of the commit wrote, so it counts only with it.
func settle(together []*write, err error) {
	for _, w := range together {
		w.err = w.verdict
		if err != nil {
			w.err = err
		}
	}
}

// run runs one writer's fn. It reports false when the transaction must not be
// committed.
func (b *batch) run(w *write) (clean bool) {
	w.verdict, w.panicked = nil, nil
	if err := w.ctx.Err(); err != nil {
		w.verdict = fmt.Errorf("update store: %w", err)
		return true
	}
	t := &tx{batch: b}
	defer func() {
		t.over = true
		if v := recover(); v != nil {
			w.panicked = &panicked{value: v}
			clean = false
		}
	}()
	w.verdict = w.fn(t)
	if w.verdict == nil {
		w.verdict = t.broken
	}
	b.wrote = b.wrote || t.wrote
	b.queued = b.queued || t.queued
	b.books = append(b.books, t.books...)
	return w.verdict == nil || !t.wrote
}

// batch is one transaction of the file, which several writers may share.
type batch struct {
	store    *Store
	bolt     *bolt.Tx
	opened   [bucketCount]*bolt.Bucket
	words    *words // in a view nil: the store's
	writable bool
	wrote    bool
	queued   bool
	books    []string
}

func (b *batch) bucket(id bucketID) *bolt.Bucket {
	if b.opened[id] == nil {
		b.opened[id] = id.open(b.bolt)
	}
	return b.opened[id]
}
