package boltstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A backup, and Verify, read the data of one moment first and the media after.
// What is removed meanwhile the data still speaks of, so until they are done it
// is only put aside, where nobody else finds it.

// partPrefix begins the names of files that were put aside.
const partPrefix = ".gone-"

// parting counts who reads the data of a moment.
type parting struct {
	mu      sync.Mutex
	readers int
}

// hold begins before the moment. When the last one releases, what was put aside
// goes.
func (s *Store) hold() (release func() error) {
	s.parting.mu.Lock()
	defer s.parting.mu.Unlock()
	s.parting.readers++
	return func() error {
		s.parting.mu.Lock()
		defer s.parting.mu.Unlock()
		if s.parting.readers--; s.parting.readers > 0 {
			return nil
		}
		return s.removeMedia(partPrefix)
	}
}

// part removes a file, or puts it aside.
func (s *Store) part(hash string) error {
	s.parting.mu.Lock()
	defer s.parting.mu.Unlock()
	path := filepath.Join(mediaDir(s.path), hash)
	if s.parting.readers == 0 {
		return removeIfThere(path)
	}
	err := os.Rename(path, filepath.Join(mediaDir(s.path), partPrefix+hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readParting reads the sealed bytes of a file, also of one that was put aside.
func (s *Store) readParting(hash string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(mediaDir(s.path), hash))
	if errors.Is(err, fs.ErrNotExist) {
		return os.ReadFile(filepath.Join(mediaDir(s.path), partPrefix+hash))
	}
	return data, err
}

// removeMedia removes the files beside the store whose names begin so.
func (s *Store) removeMedia(prefix string) error {
	entries, err := os.ReadDir(mediaDir(s.path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		if err := removeIfThere(filepath.Join(mediaDir(s.path), e.Name())); err != nil {
			return err
		}
	}
	return nil
}
