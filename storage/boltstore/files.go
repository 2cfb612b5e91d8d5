package boltstore

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minqing/storage"
	"minqing/storage/seal"
)

// scrapPrefix begins the names of files that were not finished.
const scrapPrefix = ".new-"

func mediaDir(path string) string { return path + ".media" }

// Keep seals the bytes in a file of their own and returns when it is durable.
// The name is a keyed hash of the bytes.
func (s *Store) Keep(ctx context.Context, data []byte) (hash string, err error) {
	if err := ctx.Err(); err != nil {
		return "", fmt.Errorf("keep file: %w", err)
	}
	hash = s.key.FileName(data)
	dir := mediaDir(s.path)
	path := filepath.Join(dir, hash)
	if _, err := os.Stat(path); err == nil {
		return hash, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("keep file: %w", err)
	}
	if err := writeWhole(path, s.key.Seal(data, []byte("media"+hash)), !s.opts.NoSync); err != nil {
		return "", fmt.Errorf("keep file: %w", err)
	}
	return hash, nil
}

// writeWhole makes a file appear under its name only when all of it is there.
func writeWhole(path string, data []byte, sync bool) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, scrapPrefix)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && sync {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	if sync {
		return seal.SyncDir(dir)
	}
	return nil
}

// Read returns the bytes of a kept file.
func (s *Store) Read(ctx context.Context, hash string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	if !isFileName(hash) {
		return nil, fmt.Errorf("read file: %w", storage.ErrNotFound)
	}
	sealed, err := os.ReadFile(filepath.Join(mediaDir(s.path), hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read file %s: %w", hash, storage.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	data, err := s.key.Open(sealed, []byte("media"+hash))
	if err != nil {
		return nil, fmt.Errorf("read file %s: %w", hash, err)
	}
	return data, nil
}

// Remove deletes a kept file.
func (s *Store) Remove(ctx context.Context, hash string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("remove file: %w", err)
	}
	if !isFileName(hash) {
		return nil
	}
	if err := s.part(hash); err != nil {
		return fmt.Errorf("remove file: %w", err)
	}
	return nil
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// isFileName keeps what comes from elsewhere from naming other files.
func isFileName(hash string) bool {
	b, err := hex.DecodeString(hash)
	return err == nil && len(b) == 20
}

// mediaFiles lists the names of the kept files, and of those put aside.
func mediaFiles(path string) ([]string, error) {
	entries, err := os.ReadDir(mediaDir(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if name := strings.TrimPrefix(e.Name(), partPrefix); isFileName(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// removeScraps clears away what a crash left half written or half removed.
func (s *Store) removeScraps() error {
	err := errors.Join(removeIfThere(compactPath(s.path)), removeIfThere(verifyPath(s.path)),
		s.removeMedia(scrapPrefix), s.removeMedia(partPrefix))
	if err != nil {
		return fmt.Errorf("remove scrap: %w", err)
	}
	return nil
}
