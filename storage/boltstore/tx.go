package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"minqing/storage"
)

// tx is what one fn of View or Update works with.
type tx struct {
	*batch
	over   bool     // fn has returned
	wrote  bool     // this fn wrote
	queued bool     // this fn queued a notice or an attachment, or set a timer
	books  []string // of which this fn stored or dropped a record
	broken error    // the first write that failed: nothing may be committed
}

var _ storage.Tx = (*tx)(nil)

var (
	errOver     = errors.New("transaction is over")
	errReadOnly = errors.New("a view does not write")
)

// mayWrite is asked at the start of every method that writes.
func (t *tx) mayWrite() error {
	switch {
	case t.over:
		return errOver
	case !t.writable:
		return errReadOnly
	}
	return t.broken
}

func (t *tx) mayRead() error {
	if t.over {
		return errOver
	}
	return nil
}

func (t *tx) get(in bucketID, key []byte) []byte { return t.bucket(in).Get(key) }

// put and del remember a failure: whatever fn makes of it, nothing is committed.
func (t *tx) put(in bucketID, key, value []byte) {
	t.wrote = true
	if err := t.bucket(in).Put(key, value); err != nil && t.broken == nil {
		t.broken = fmt.Errorf("write %s: %w", in.name(), err)
	}
}

func (t *tx) del(in bucketID, key []byte) {
	t.wrote = true
	if err := t.bucket(in).Delete(key); err != nil && t.broken == nil {
		t.broken = fmt.Errorf("delete from %s: %w", in.name(), err)
	}
}

// with calls fn for every key with the prefix, in order, until it returns
// false. fn must not write to the bucket.
func (t *tx) with(in bucketID, prefix []byte, fn func(key, value []byte) bool) {
	c := t.bucket(in).Cursor()
	for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if !fn(k, v) {
			return
		}
	}
}

// word returns the number of a string that occurs often. A new one gets a
// number only where make is set, else it is not found.
func (t *tx) word(name string, make bool) (number uint32, ok bool) {
	known := t.knownWords()
	if n, ok := known.byName[name]; ok || !make {
		return n, ok
	}
	n := uint32(len(known.byNumber))
	t.words = known.with(name)
	t.put(inNames, binary.BigEndian.AppendUint32(nil, n), []byte(name))
	return n, true
}

func (t *tx) knownWords() *words {
	if t.words != nil {
		return t.words
	}
	return t.store.words.Load()
}

func (t *tx) writeWord(e *encoder, name string) {
	n, _ := t.word(name, true)
	e.uint(uint64(n))
}

func (t *tx) readWord(d *decoder) string {
	name, ok := t.knownWords().name(d.uint())
	if !ok {
		d.fail()
	}
	return name
}
