package boltstore

import (
	"errors"
	"runtime"
	"sync"
	"testing"

	"minqing/storage"
)

// Writers that come while a commit runs share the next one; a lone writer has
// one of its own.
func TestWritersShareACommit(t *testing.T) {
	var heard []Commit
	s, err := Open(newPath(t), Options{Key: testKey(t), NoSync: true, OnCommit: func(c Commit) { heard = append(heard, c) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(tx storage.Tx) error { return tx.PutStaff(&storage.Staff{Name: "王芳"}) }
	const followers = 20
	busy, goOn := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		err := s.Update(ctx, func(tx storage.Tx) error {
			close(busy)
			<-goOn
			return put(tx)
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-busy
	for range followers {
		wg.Go(func() {
			if err := s.Update(ctx, put); err != nil {
				t.Error(err)
			}
		})
	}
	for s.waiting() < followers {
		runtime.Gosched()
	}
	close(goOn)
	wg.Wait()
	if len(heard) != 2 || heard[0].Writers != 1 || heard[1].Writers != followers {
		t.Errorf("commits: %+v", heard)
	}
}

func (s *Store) waiting() int {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	return len(s.queue.waiting)
}

// A failure before anything was written costs the others nothing; one after it
// makes them run again, once.
func TestWhoFailsEarlyDoesNotDisturb(t *testing.T) {
	for name, c := range map[string]struct {
		wrote bool
		runs  int
	}{"before it wrote": {false, 1}, "after it wrote": {true, 2}} {
		s := openNew(t)
		errNo := errors.New("no")
		runs := 0
		good := &write{ctx: ctx, fn: func(tx storage.Tx) error { runs++; return tx.PutStaff(&storage.Staff{Name: "王芳"}) }}
		bad := &write{ctx: ctx, fn: func(tx storage.Tx) error {
			if c.wrote {
				_ = tx.PutStaff(&storage.Staff{Name: "陈伟"})
			}
			return errNo
		}}
		s.commit([]*write{good, bad})
		if good.err != nil || !errors.Is(bad.err, errNo) || runs != c.runs {
			t.Errorf("%s: %v and %v after %d runs", name, good.err, bad.err, runs)
		}
	}
}

// A test that fails within its fn ends the goroutine; the store goes on.
func TestGoroutineEndsInUpdate(t *testing.T) {
	s := openNew(t)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.Update(ctx, func(tx storage.Tx) error {
			_ = tx.PutStaff(&storage.Staff{Name: "陈伟"})
			runtime.Goexit()
			return nil
		})
	}()
	<-ended
	err := s.Update(ctx, func(tx storage.Tx) error {
		staff, err := tx.AllStaff()
		if len(staff) != 0 {
			t.Errorf("what it wrote is there: %+v", staff)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
