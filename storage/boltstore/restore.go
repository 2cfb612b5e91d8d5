package boltstore

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage/seal"
)

// ErrExists means that there is data already where a backup should go.
var ErrExists = errors.New("there is a data file already")

// ErrNoBackup means that what was given is no backup, or no longer a whole one.
var ErrNoBackup = errors.New("not a whole backup")

// Restore puts a backup in place as a data file and its media. Nothing is
// touched unless the whole backup is there and its pages are sound. Over an
// existing file it goes only with force, and never while a process has it.
func Restore(r io.Reader, path string, force bool) error {
	release, err := claim(path, force)
	if err != nil {
		return fmt.Errorf("restore %s: %w", path, err)
	}
	scrap := path + ".restore"
	err = unpack(r, scrap)
	if err == nil {
		err = sound(filepath.Join(scrap, backupData))
	}
	if err == nil {
		err = putInPlace(scrap, path)
	}
	if err = errors.Join(err, os.RemoveAll(scrap), release()); err != nil {
		return fmt.Errorf("restore %s: %w", path, err)
	}
	return nil
}

// claim makes sure that the place is free and stays so until release.
func claim(path string, force bool) (release func() error, err error) {
	none := func() error { return nil }
	_, err = os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return none, os.MkdirAll(filepath.Dir(path), 0o700)
	case err != nil:
		return none, err
	case !force:
		return none, ErrExists
	}
	// The lock, not the content: what is there may be broken.
	db, err := openFile(path, Options{LockWait: time.Second})
	if err == nil {
		return db.Close, nil
	}
	if errors.Is(err, ErrInUse) {
		return none, err
	}
	return none, nil
}

// unpack writes the parts of a backup into a directory of their own.
func unpack(r io.Reader, dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, backupMedia), 0o700); err != nil {
		return err
	}
	sum := sha256.New()
	in := tar.NewReader(r)
	for {
		h, err := in.Next()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNoBackup, err)
		}
		switch name, media := strings.CutPrefix(h.Name, backupMedia); {
		case h.Name == backupEnd:
			if err := checkEnd(in, sum); err != nil {
				return err
			}
			if _, err := in.Next(); err != io.EOF { // also takes the rest of a pipe
				return fmt.Errorf("%w: it does not end where it should", ErrNoBackup)
			}
			return nil
		case h.Name == backupData, media && isFileName(name):
			if err := unpackFile(filepath.Join(dir, h.Name), in, sum); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%w: it holds %q", ErrNoBackup, h.Name)
		}
	}
}

func unpackFile(path string, in io.Reader, sum hash.Hash) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.MultiWriter(f, sum), in)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	return errors.Join(err, f.Sync(), f.Close())
}

func checkEnd(in io.Reader, sum hash.Hash) error {
	want, err := io.ReadAll(io.LimitReader(in, 1024))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	if string(want) != hex.EncodeToString(sum.Sum(nil)) {
		return fmt.Errorf("%w: it was changed or damaged", ErrNoBackup)
	}
	return nil
}

// sound checks the pages of an unpacked data file.
func sound(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("%w: it has no data file", ErrNoBackup)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: time.Second, FreelistType: bolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = db.View(func(t *bolt.Tx) error {
		for err := range t.Check() {
			return fmt.Errorf("%w: %w", ErrNoBackup, err)
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

// putInPlace moves media first and the data file last: a crash between leaves
// the old data, whose media are all still there.
func putInPlace(scrap, path string) error {
	names, err := os.ReadDir(filepath.Join(scrap, backupMedia))
	if err != nil {
		return err
	}
	if len(names) > 0 {
		if err := os.MkdirAll(mediaDir(path), 0o700); err != nil {
			return err
		}
	}
	for _, e := range names {
		from := filepath.Join(scrap, backupMedia, e.Name())
		if err := os.Rename(from, filepath.Join(mediaDir(path), e.Name())); err != nil {
			return err
		}
	}
	if len(names) > 0 {
		if err := seal.SyncDir(mediaDir(path)); err != nil {
			return err
		}
	}
	if err := os.Rename(filepath.Join(scrap, backupData), path); err != nil {
		return err
	}
	return seal.SyncDir(filepath.Dir(path))
}
