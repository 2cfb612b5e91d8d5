package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"minqing/storage/seal"
)

// compactStep is how many bytes one transaction of a compaction copies.
const compactStep = 16 << 20

func compactPath(path string) string { return path + ".compact" }

// Compact copies the data into a new file, which then takes the place of the
// old one. Writers wait meanwhile, readers do not. A crash at any moment leaves
// one whole file under the name.
func (s *Store) Compact(ctx context.Context) (before, after int64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, 0, fmt.Errorf("compact %s: %w", s.path, err)
	}
	before, after, old, err := s.replaceFile()
	if old != nil {
		err = errors.Join(err, old.Close()) // waits for those who still read in it
	}
	if err != nil {
		return 0, 0, fmt.Errorf("compact %s: %w", s.path, err)
	}
	return before, after, nil
}

func (s *Store) replaceFile() (before, after int64, old *bolt.DB, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed.Load() {
		return 0, 0, nil, ErrClosed
	}
	before = fileSize(s.path)
	fresh, err := s.copyCompact()
	if err != nil {
		return 0, 0, nil, err
	}
	if err := os.Rename(compactPath(s.path), s.path); err != nil {
		return 0, 0, nil, errors.Join(err, fresh.Close(), os.Remove(compactPath(s.path)))
	}
	// From here on the new file is the store's, whatever else fails.
	s.mu.Lock()
	old, s.db = s.db, fresh
	s.mu.Unlock()
	return before, fileSize(s.path), old, seal.SyncDir(filepath.Dir(s.path))
}

// copyCompact makes the new file, durable and locked.
func (s *Store) copyCompact() (*bolt.DB, error) {
	path := compactPath(s.path)
	if err := removeIfThere(path); err != nil {
		return nil, err
	}
	o := s.opts
	o.NoSync = true
	fresh, err := openFile(path, o)
	if err != nil {
		return nil, err
	}
	err = bolt.Compact(fresh, s.db, compactStep)
	if err == nil {
		err = fresh.Sync()
	}
	if err != nil {
		return nil, errors.Join(err, fresh.Close(), os.Remove(path))
	}
	fresh.NoSync = s.opts.NoSync
	return fresh, nil
}

func fileSize(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
