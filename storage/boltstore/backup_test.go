package boltstore

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"minqing/storage"
)

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
