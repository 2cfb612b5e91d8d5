package boltstore

import (
	"bytes"

	bolt "go.etcd.io/bbolt"
)

// walk goes through the keys of a bucket that begin with a prefix.
type walk struct {
	c      *bolt.Cursor
	within []byte // the prefix
	down   bool   // in descending order
	anew   bool   // the bucket may be written to between two steps
	at     []byte // the key it stands on
}

// from goes to the first key of the walk: within the prefix and, where start is
// longer than nothing, not before start in the order of the walk.
func (w *walk) from(start []byte) (k, v []byte) {
	switch {
	case !w.down && bytes.Compare(start, w.within) > 0:
		return w.stand(w.c.Seek(start))
	case !w.down:
		return w.stand(w.c.Seek(w.within))
	case len(start) == 0 || beyond(start, w.within):
		return w.stand(w.below(after(w.within)))
	}
	if k, v = w.c.Seek(start); !bytes.Equal(k, start) {
		k, v = w.below(start)
	}
	return w.stand(k, v)
}

func (w *walk) next() (k, v []byte) {
	switch {
	case w.down && w.anew:
		k, v = w.below(w.at)
	case w.down:
		k, v = w.c.Prev()
	case w.anew:
		if k, v = w.c.Seek(w.at); bytes.Equal(k, w.at) {
			k, v = w.c.Next()
		}
	default:
		k, v = w.c.Next()
	}
	return w.stand(k, v)
}

// stand remembers the key, and ends the walk outside the prefix.
func (w *walk) stand(k, v []byte) (key, value []byte) {
	if !bytes.HasPrefix(k, w.within) {
		return nil, nil
	}
	if w.at = k; w.anew {
		w.at = bytes.Clone(k)
	}
	return k, v
}

// below finds the last key before limit.
func (w *walk) below(limit []byte) (k, v []byte) {
	if k, _ = w.c.Seek(limit); k == nil {
		return w.c.Last()
	}
	if k, v = w.c.Prev(); k != nil || !w.anew {
		return k, v
	}
	// A page that this transaction emptied also ends bbolt's way backwards. What
	// lies before it is found from the front.
	for next, value := w.c.Seek(w.within); next != nil && bytes.Compare(next, limit) < 0; next, value = w.c.Next() {
		k, v = next, value
	}
	return k, v
}

// beyond reports whether a key comes after every key with the prefix.
func beyond(key, prefix []byte) bool {
	return bytes.Compare(key, prefix) > 0 && !bytes.HasPrefix(key, prefix)
}

// after is the first key that comes after every key with the prefix, which does
// not end in nothing but 0xFF.
func after(prefix []byte) []byte {
	end := bytes.TrimRight(prefix, "\xFF")
	end = bytes.Clone(end)
	end[len(end)-1]++
	return end
}
