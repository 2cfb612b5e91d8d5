package boltstore

import (
	"fmt"

	bolt "go.etcd.io/bbolt"

	"minqing/storage/seal"
)

// The index of files tells which attachments have a file: two have the same one
// when the same picture was sent twice.

func fileKey(hash string, attachment []byte) []byte {
	return join([]byte(hash), []byte{'/'}, attachment)
}

// Referenced looks the file up in the index.
func (t *tx) Referenced(hash string) (needed bool, err error) {
	if err := t.mayRead(); err != nil {
		return false, fmt.Errorf("look for who has a file: %w", err)
	}
	t.with(byFile, fileKey(hash, nil), func(_, _ []byte) bool {
		needed = true
		return false
	})
	return needed, nil
}

// addRescue makes the buckets that came with the street rescue, and the index
// of the files there are.
func addRescue(t *bolt.Tx, _ *seal.Key) error {
	for _, id := range []bucketID{inTimers, dueTimers, inBooks, byFile} {
		if _, err := t.CreateBucketIfNotExists(id.name()); err != nil {
			return fmt.Errorf("create bucket %s: %w", id.name(), err)
		}
	}
	files := byFile.open(t)
	return inAttachments.open(t).ForEach(func(k, v []byte) error {
		a, _, err := decodeOpenAttachment(k, v)
		if err != nil || a.Hash == "" {
			return err
		}
		return files.Put(fileKey(a.Hash, k), []byte{})
	})
}
