package boltstore

import (
	"encoding/binary"
	"maps"

	bolt "go.etcd.io/bbolt"
)

// words are the few strings that occur in most records (units, categories,
// kinds, channels, staff), each stored once and known by a number. Word 0 is
// the empty string. A value of words never changes.
type words struct {
	byNumber []string
	byName   map[string]uint32
}

func loadWords(t *bolt.Tx) (*words, error) {
	w := &words{byNumber: []string{""}, byName: map[string]uint32{"": 0}}
	err := inNames.open(t).ForEach(func(k, v []byte) error {
		if len(k) != 4 || int(binary.BigEndian.Uint32(k)) != len(w.byNumber) {
			return errCorrupt
		}
		w.byName[string(v)] = uint32(len(w.byNumber))
		w.byNumber = append(w.byNumber, string(v))
		return nil
	})
	return w, err
}

// with returns the words and one more.
func (w *words) with(name string) *words {
	more := &words{
		byNumber: append(w.byNumber[:len(w.byNumber):len(w.byNumber)], name),
		byName:   maps.Clone(w.byName),
	}
	more.byName[name] = uint32(len(w.byNumber))
	return more
}

func (w *words) name(number uint64) (string, bool) {
	if number >= uint64(len(w.byNumber)) {
		return "", false
	}
	return w.byNumber[number], true
}
