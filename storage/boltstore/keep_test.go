package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/storagetest"
)

var ctx = context.Background()

func TestFiles(t *testing.T) {
	s := openNew(t)
	hash, err := s.Keep(ctx, []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Keep(ctx, []byte("picture"))
	if err != nil || again != hash {
		t.Errorf("the same bytes are %s and %s, %v", hash, again, err)
	}
	other, err := s.Keep(ctx, []byte("another"))
	if err != nil || other == hash {
		t.Errorf("other bytes are %s too, %v", other, err)
	}
	if data, err := s.Read(ctx, hash); err != nil || string(data) != "picture" {
		t.Errorf("read %q, %v", data, err)
	}
	for range 2 {
		if err := s.Remove(ctx, hash); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{hash, "", "../minqing.db", strings.Repeat("0", 40)} {
		if _, err := s.Read(ctx, name); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("reading %q: %v", name, err)
		}
		if err := s.Remove(ctx, name); err != nil {
			t.Errorf("removing %q: %v", name, err)
		}
	}
}

func TestHalfWrittenFilesAreCleared(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	if _, err := s.Keep(ctx, []byte("picture")); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	for _, scrap := range []string{filepath.Join(mediaDir(path), scrapPrefix+"1"), filepath.Join(mediaDir(path), partPrefix+"2"), compactPath(path)} {
		if err := os.WriteFile(scrap, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s = openAt(t, path)
	if files := filesIn(t, filepath.Dir(path)); len(files) != 3 { // data, its lock, one picture
		t.Errorf("left: %v", files)
	}
	if r := wantSound(t, s); r.Media != 1 {
		t.Errorf("%+v", r)
	}
}

func TestCompact(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	fillBench(t, s, 0, 500)
	err := s.Update(ctx, func(tx storage.Tx) error {
		for n := range 500 {
			if err := tx.MarkDone(fmt.Sprint(n), strings.Repeat("长", 1000), benchDay); err != nil {
				return err
			}
		}
		return nil
	})
	for range 200 { // old marks are cleared a few at a time
		err = errors.Join(err, s.Update(ctx, func(tx storage.Tx) error { return tx.MarkDone("later", "", benchDay.Add(time.Hour)) }))
	}
	if err != nil {
		t.Fatal(err)
	}
	want := wantSound(t, s)
	before, after, err := s.Compact(ctx)
	if err != nil || after >= before || after != fileSize(path) {
		t.Errorf("compacted from %d to %d, file has %d, %v", before, after, fileSize(path), err)
	}
	fillBench(t, s, 500, 510)
	if got := wantSound(t, s); got.Tickets != want.Tickets+10 {
		t.Errorf("%+v after %+v", got, want)
	}
	if _, err := Open(path, Options{Key: testKey(t), LockWait: time.Millisecond}); !errors.Is(err, ErrInUse) {
		t.Errorf("the compacted file is not locked: %v", err)
	}
	closeStore(t, s)
	storagetest.CheckClean(t, path)
	wantTickets(t, path, want.Tickets+10)
}

// Somebody who waited for the lock while the file was compacted must not get the
// old file, which nobody sees any more.
func TestOpenAfterCompact(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	fillBench(t, s, 0, 20)
	var second *Store
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { second, err = Open(path, Options{Key: testKey(t), NoSync: true, LockWait: 20 * time.Second}) })
	for range 5 {
		if _, _, err := s.Compact(ctx); err != nil {
			t.Fatal(err)
		}
	}
	fillBench(t, s, 20, 30)
	closeStore(t, s)
	wg.Wait()
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, second)
	if r := wantSound(t, second); r.Tickets != 30 {
		t.Errorf("%+v", r)
	}
}

func TestStats(t *testing.T) {
	var heard []Commit
	s, err := Open(newPath(t), Options{Key: testKey(t), NoSync: true, OnCommit: func(c Commit) { heard = append(heard, c) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	life(t, s)
	_ = s.Update(ctx, func(storage.Tx) error { return nil }) // wrote nothing
	_ = s.Update(ctx, func(tx storage.Tx) error {
		return errors.Join(tx.PutStaff(&storage.Staff{Name: "x"}), errors.New("no"))
	})
	if len(heard) != 1 || heard[0].Writers != 1 || heard[0].Err != nil {
		t.Errorf("heard of %+v", heard)
	}
	if st := s.Stats(); st.Commits != 1 || st.Writers != 1 || st.Failed != 0 || st.FileSize == 0 {
		t.Errorf("%+v", st)
	}
}
