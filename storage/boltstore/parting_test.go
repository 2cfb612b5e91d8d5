package boltstore

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"minqing/storage"
)

// wakeful does something once, when the first bytes are written to it.
type wakeful struct {
	bytes.Buffer
	once func()
}

func (w *wakeful) Write(p []byte) (int, error) {
	if once := w.once; once != nil {
		w.once = nil
		once()
	}
	return w.Buffer.Write(p)
}

// A picture whose time ends while a backup is made is in that backup, whose data
// still has it, and then it is gone.
func TestThinnedDuringBackup(t *testing.T) {
	s := openNew(t)
	number := life(t, s)
	hash := keepPicture(t, s, number)
	thin := func() {
		err := s.Update(ctx, func(tx storage.Tx) error {
			list, err := tx.Attachments(number)
			if err != nil {
				return err
			}
			list[0].State = storage.Thinned
			return tx.PutAttachment(&list[0])
		})
		if err = errors.Join(err, s.Remove(ctx, hash), s.Remove(ctx, hash)); err != nil {
			t.Error(err)
		}
		if _, err := s.Read(ctx, hash); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("what was removed is read: %v", err)
		}
		wantSound(t, s) // ends before the backup does
	}
	copied := wakeful{once: thin}
	if err := s.Backup(ctx, &copied); err != nil {
		t.Fatal(err)
	}
	if files := filesIn(t, mediaDir(s.path)); len(files) != 0 {
		t.Errorf("left: %v", files)
	}
	path := filepath.Join(t.TempDir(), "minqing.db")
	if err := Restore(&copied.Buffer, path, false); err != nil {
		t.Fatal(err)
	}
	restored := openAt(t, path)
	wantSound(t, restored)
	if data, err := restored.Read(ctx, hash); err != nil || string(data) != "picture of a lamp" {
		t.Errorf("restored picture is %q, %v", data, err)
	}
}

// The same bytes may come again while they are put aside.
func TestKeptAgainWhilePutAside(t *testing.T) {
	s := openNew(t)
	hash := keepPicture(t, s, life(t, s))
	release := s.hold()
	if err := s.Remove(ctx, hash); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Keep(ctx, []byte("picture of a lamp")); err != nil {
		t.Fatal(err)
	}
	if names, err := mediaFiles(s.path); err != nil || len(names) != 1 {
		t.Errorf("files: %v, %v", names, err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Read(ctx, hash); err != nil {
		t.Error(err)
	}
}
