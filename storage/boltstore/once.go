package boltstore

import (
	"encoding/binary"
	"fmt"
	"time"
)

// Marks lie in slots of ten minutes, so that the old ones are the first keys of
// the bucket. The store's sense of time here is the newest mark: a mark lives
// until one is made that is more than onceLife younger, rounded up to a slot.
const (
	onceSlot = 10 * time.Minute
	onceLife = 30 * time.Minute
	// oncePurge is how many old marks one new one removes: more than one, so
	// that they come to an end, and few, so that no writer pays for a quiet night.
	oncePurge = 4
)

func slotOf(at time.Time) uint32 { return uint32(max(at.Unix(), 0) / int64(onceSlot/time.Second)) }

func onceKey(slot uint32, mark []byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, slot), mark...)
}

// Done returns the reply that the message of this identity was given.
func (t *tx) Done(identity string) (reply string, ok bool) {
	if t.mayRead() != nil {
		return "", false
	}
	last, _ := t.bucket(inOnce).Cursor().Last()
	if len(last) < 4 {
		return "", false
	}
	mark := t.store.key.Mark("once", identity)
	newest := binary.BigEndian.Uint32(last)
	for back := uint32(0); back <= uint32(onceLife/onceSlot) && back <= newest; back++ {
		key := onceKey(newest-back, mark)
		if sealed := t.get(inOnce, key); sealed != nil {
			plain, err := t.store.key.Open(sealed, inOnce.place(key))
			return string(plain), err == nil
		}
	}
	return "", false
}

// MarkDone records the reply, and clears away a few marks that are too old.
func (t *tx) MarkDone(identity, reply string, now time.Time) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("mark message done: %w", err)
	}
	slot := slotOf(now)
	var old [][]byte
	c := t.bucket(inOnce).Cursor()
	for k, _ := c.First(); k != nil && len(old) < oncePurge; k, _ = c.Next() {
		if len(k) >= 4 && binary.BigEndian.Uint32(k)+uint32(onceLife/onceSlot) >= slot {
			break
		}
		old = append(old, k)
	}
	for _, k := range old {
		t.del(inOnce, k)
	}
	key := onceKey(slot, t.store.key.Mark("once", identity))
	t.put(inOnce, key, t.store.key.Seal([]byte(reply), inOnce.place(key)))
	return t.broken
}
