package boltstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

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
	for _, scrap := range []string{filepath.Join(mediaDir(path), scrapPrefix+"1"), compactPath(path)} {
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

func TestBackupAndRestore(t *testing.T) {
	s := openNew(t)
	number := life(t, s)
	hash, err := s.Keep(ctx, []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	var copied bytes.Buffer
	if err := s.Backup(ctx, &copied); err != nil {
		t.Fatal(err)
	}
	backup := copied.Bytes()
	path := filepath.Join(t.TempDir(), "elsewhere", "minqing.db")
	if err := Restore(bytes.NewReader(backup), path, false); err != nil {
		t.Fatal(err)
	}
	restored := openAt(t, path)
	if got, want := wantSound(t, restored), wantSound(t, s); fmt.Sprint(got) != fmt.Sprint(want) || got.Media != 1 {
		t.Errorf("restored %+v, want %+v", got, want)
	}
	if data, err := restored.Read(ctx, hash); err != nil || string(data) != "picture" {
		t.Errorf("restored picture is %q, %v", data, err)
	}
	if err := restored.View(ctx, func(tx storage.Tx) error {
		ticket, err := tx.Ticket(number)
		if err == nil && ticket.Private.Name != "李明明" {
			t.Errorf("restored %+v", ticket.Private)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	if err := Restore(bytes.NewReader(backup), path, true); !errors.Is(err, ErrInUse) {
		t.Errorf("restored over a file at work: %v", err)
	}
	if err := restored.Update(ctx, func(tx storage.Tx) error { _, err := benchFile(tx, restored, 1); return err }); err != nil {
		t.Fatal(err)
	}
	closeStore(t, restored)
	if err := Restore(bytes.NewReader(backup), path, false); !errors.Is(err, ErrExists) {
		t.Errorf("restored over data: %v", err)
	}
	wantTickets(t, path, 2)
	if err := Restore(bytes.NewReader(backup), path, true); err != nil {
		t.Fatal(err)
	}
	wantTickets(t, path, 1)
}

func wantTickets(t *testing.T, path string, n int) {
	t.Helper()
	s := openAt(t, path)
	defer closeStore(t, s)
	if r := wantSound(t, s); r.Tickets != n {
		t.Errorf("%d tickets, want %d", r.Tickets, n)
	}
}

// A backup that is cut anywhere, changed, or none at all, touches nothing.
func TestDamagedBackup(t *testing.T) {
	s := openNew(t)
	life(t, s)
	if _, err := s.Keep(ctx, []byte("picture")); err != nil {
		t.Fatal(err)
	}
	var copied bytes.Buffer
	if err := s.Backup(ctx, &copied); err != nil {
		t.Fatal(err)
	}
	whole := copied.Bytes()
	changed := bytes.Clone(whole)
	changed[len(changed)/2] ^= 1
	for name, backup := range map[string][]byte{
		"empty": {}, "text": []byte("no backup"), "half": whole[:len(whole)/2], "changed": changed,
		"without its end": whole[:len(whole)-2048-512], "without media": whole[:bytes.Index(whole, []byte(backupMedia))],
	} {
		path := filepath.Join(t.TempDir(), "minqing.db")
		if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Restore(bytes.NewReader(backup), path, true); err == nil {
			t.Errorf("%s: restored", name)
		}
		data, err := os.ReadFile(path)
		if err != nil || string(data) != "precious" {
			t.Errorf("%s: the data is now %q, %v", name, data, err)
		}
		if files := filesIn(t, filepath.Dir(path)); len(files) != 1 {
			t.Errorf("%s: left %v", name, files)
		}
	}
}

// Writers and readers go on while a backup runs, and it has one moment's state.
func TestBackupWhileWriting(t *testing.T) {
	s := openNew(t)
	fillBench(t, s, 0, 50)
	out, in := io.Pipe()
	var wg sync.WaitGroup
	wg.Go(func() { in.CloseWithError(s.Backup(ctx, in)) })
	head := make([]byte, 1)
	if _, err := io.ReadFull(out, head); err != nil { // it has begun
		t.Fatal(err)
	}
	fillBench(t, s, 50, 100)
	wg.Go(func() { // ends when the backup has been read
		if _, _, err := s.Compact(ctx); err != nil {
			t.Error(err)
		}
	})
	path := filepath.Join(t.TempDir(), "minqing.db")
	if err := Restore(io.MultiReader(bytes.NewReader(head), out), path, false); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	wantTickets(t, path, 50)
	if r := wantSound(t, s); r.Tickets != 100 {
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

// Every damage below is one that Verify must tell.
func TestVerifyTells(t *testing.T) {
	for name, damage := range map[string]func(bt *bolt.Tx) error{
		"a byte of an event": func(bt *bolt.Tx) error {
			return change(bt, inEvents, key64(2), func(v []byte) { v[20] ^= 1 })
		},
		"the hash of the last event": func(bt *bolt.Tx) error {
			return change(bt, inEvents, key64(3), func(v []byte) { v[len(v)-1] ^= 1 })
		},
		"an event in the middle": func(bt *bolt.Tx) error { return inEvents.open(bt).Delete(key64(2)) },
		"the last event":         func(bt *bolt.Tx) error { return inEvents.open(bt).Delete(key64(3)) },
		"the sealed part of a ticket": func(bt *bolt.Tx) error {
			k, _ := inTickets.open(bt).Cursor().First()
			return change(bt, inTickets, k, func(v []byte) { v[len(v)-1] ^= 1 })
		},
		"an entry too few":   func(bt *bolt.Tx) error { return firstDeleted(bt, byState) },
		"no due entry":       func(bt *bolt.Tx) error { return firstDeleted(bt, byDue) },
		"no key entry":       func(bt *bolt.Tx) error { return firstDeleted(bt, inKeys) },
		"no place in a line": func(bt *bolt.Tx) error { return firstDeleted(bt, inLine) },
		"no due notice":      func(bt *bolt.Tx) error { return firstDeleted(bt, dueNotices) },
		"no due download":    func(bt *bolt.Tx) error { return firstDeleted(bt, dueAttachments) },
		"a wrong entry": func(bt *bolt.Tx) error {
			return byUnit.open(bt).Put(join([]byte{0, 0, 0, 1, 1}, bytes.Repeat([]byte{1}, whenSize)), []byte{})
		},
		"the people": func(bt *bolt.Tx) error {
			return errors.Join(firstDeleted(bt, inPersons), firstDeleted(bt, inPersons))
		},
		"a ticket": func(bt *bolt.Tx) error { return firstDeleted(bt, inTickets) },
		"a staff binding": func(bt *bolt.Tx) error {
			return staffByPerson.open(bt).Put(bytes.Repeat([]byte{1}, 16), []byte{0, 0, 0, 1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, newPath(t))
			life(t, s)
			wantSound(t, s)
			if err := s.db.Update(damage); err != nil {
				t.Fatal(err)
			}
			r, err := s.Verify(ctx)
			if err != nil || len(r.Problems) == 0 {
				t.Errorf("verify found nothing: %+v, %v", r, err)
			}
		})
	}
}

func change(bt *bolt.Tx, in bucketID, key []byte, fn func(v []byte)) error {
	v := bytes.Clone(in.open(bt).Get(key))
	fn(v)
	return in.open(bt).Put(bytes.Clone(key), v)
}

func firstDeleted(bt *bolt.Tx, in bucketID) error {
	k, _ := in.open(bt).Cursor().First()
	if k == nil {
		return fmt.Errorf("%s is empty", in.name())
	}
	return in.open(bt).Delete(k)
}

func TestVerifyTellsOfMedia(t *testing.T) {
	s := openAt(t, newPath(t))
	hash, err := s.Keep(ctx, []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(mediaDir(s.path), hash)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[3] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Verify(ctx); err != nil || len(r.Problems) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
