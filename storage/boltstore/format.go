package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"

	bolt "go.etcd.io/bbolt"

	"minqing/storage/seal"
)

// ErrWrongKey means that the data was sealed under another master key.
var ErrWrongKey = errors.New("the key does not belong to this data")

// The settings in the meta bucket.
var (
	metaVersion = []byte("version")
	metaCheck   = []byte("key")
)

// migration brings a file from one version to the next. It runs in the same
// transaction as all others, so a file is either old or new.
type migration func(t *bolt.Tx, k *seal.Key) error

// format is what this program knows about versions of the file: the one it
// writes, and the steps from each older one (by the version they start from).
type format struct {
	version uint64
	steps   map[uint64]migration
}

// current is the format of this release.
var current = format{version: 3, steps: map[uint64]migration{1: addRescue, 2: addWords}}

// prepare makes a new file, migrates an older one, and refuses what this
// program cannot read: another program's file, a newer version, another key.
func (f format) prepare(db *bolt.DB, k *seal.Key, log *slog.Logger) error {
	var version uint64
	err := db.View(func(t *bolt.Tx) error {
		meta := t.Bucket(inMeta.name())
		if meta == nil {
			if name, _ := t.Cursor().First(); name != nil {
				return errors.New("not a data file of minqing")
			}
			return nil
		}
		if v := meta.Get(metaVersion); len(v) == 8 {
			version = binary.BigEndian.Uint64(v)
		}
		if version == 0 {
			return errors.New("not a data file of minqing")
		}
		if version > f.version {
			return fmt.Errorf("its format is version %d, written by a newer minqing; this one reads up to %d", version, f.version)
		}
		if !k.Fits(meta.Get(metaCheck)) {
			return ErrWrongKey
		}
		return nil
	})
	if err != nil || version == f.version {
		return err
	}
	return db.Update(func(t *bolt.Tx) error {
		if version == 0 {
			return f.create(t, k)
		}
		log.Info("migrate data file", "from", version, "to", f.version)
		return f.migrate(t, k, version)
	})
}

func (f format) create(t *bolt.Tx, k *seal.Key) error {
	for id := range bucketCount {
		if _, err := t.CreateBucketIfNotExists(id.name()); err != nil {
			return fmt.Errorf("create bucket %s: %w", id.name(), err)
		}
	}
	meta := t.Bucket(inMeta.name())
	return errors.Join(meta.Put(metaCheck, k.Check()), meta.Put(metaVersion, key64(f.version)))
}

func (f format) migrate(t *bolt.Tx, k *seal.Key, from uint64) error {
	for v := from; v < f.version; v++ {
		step, ok := f.steps[v]
		if !ok {
			return fmt.Errorf("its format is version %d; this minqing cannot bring it to %d", from, f.version)
		}
		if err := step(t, k); err != nil {
			return fmt.Errorf("migrate from version %d: %w", v, err)
		}
	}
	return t.Bucket(inMeta.name()).Put(metaVersion, key64(f.version))
}
