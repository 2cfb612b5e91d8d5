package boltstore

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
)

// A backup is one tar stream: the data file, the media, and last a seal that
// tells that nothing is missing.
const (
	backupData  = "data.db"
	backupMedia = "media/"
	backupEnd   = "complete"
)

// Backup writes the state of one moment, and the media there were, while the
// store works on. The key is not in it: without the key it is worth nothing.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	release := s.hold()
	sum := sha256.New()
	out := tar.NewWriter(w)
	err := s.backupData(ctx, out, sum)
	if err == nil {
		err = s.backupMedia(ctx, out, sum)
	}
	if err == nil {
		err = writeEntry(out, backupEnd, []byte(hex.EncodeToString(sum.Sum(nil))))
	}
	if err == nil {
		err = out.Close()
	}
	if err = errors.Join(err, release()); err != nil {
		return fmt.Errorf("back up %s: %w", s.path, err)
	}
	return nil
}

func (s *Store) backupData(ctx context.Context, out *tar.Writer, sum hash.Hash) error {
	t, err := s.snapshot()
	if err != nil {
		return err
	}
	defer t.Rollback()
	if err := out.WriteHeader(&tar.Header{Name: backupData, Mode: 0o600, Size: t.Size()}); err != nil {
		return err
	}
	_, err = t.WriteTo(io.MultiWriter(heedful{ctx, out}, sum))
	return err
}

func (s *Store) backupMedia(ctx context.Context, out *tar.Writer, sum hash.Hash) error {
	names, err := mediaFiles(s.path)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := s.readParting(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // somebody else's hand removed it
		}
		if err != nil {
			return err
		}
		sum.Write(data)
		if err := writeEntry(out, backupMedia+name, data); err != nil {
			return err
		}
	}
	return nil
}

func writeEntry(out *tar.Writer, name string, data []byte) error {
	err := out.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data))})
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}

// heedful stops writing when its context ends.
type heedful struct {
	ctx context.Context
	w   io.Writer
}

func (h heedful) Write(p []byte) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	return h.w.Write(p)
}
