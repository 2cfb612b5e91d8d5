package boltstore

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// indexEntry is one line of an index of tickets.
type indexEntry struct {
	in         bucketID
	key, value []byte
}

// entries lists everything the indexes must hold for a ticket; Verify compares
// with it. Keys rise with the time of filing: the newest is read from the end,
// and pages fill up instead of splitting in the middle.
func (t *tx) entries(id ticketID, r *ticketRecord) []indexEntry {
	state := []byte{stateNumber(r.State)}
	when := append(stamp(r.Filed), id[:]...)
	list := []indexEntry{{in: byState, key: join(state, when), value: []byte{}}}
	if !r.citizen.nobody() {
		list = append(list, indexEntry{byCitizen, join(r.citizen[:], when), state})
	}
	if r.Owner != "" {
		list = append(list, indexEntry{byOwner, join(t.wordKey(string(r.Owner)), state, when), []byte{}})
	}
	if r.Unit != "" {
		list = append(list, indexEntry{byUnit, join(t.wordKey(r.Unit), state, when), []byte{}})
	}
	if r.Open() && !r.Due.IsZero() {
		list = append(list, indexEntry{byDue, join(stamp(r.Due), id[:]), state})
	}
	return list
}

// wordKey is the number of a word that a stored ticket has.
func (t *tx) wordKey(name string) []byte {
	n, _ := t.word(name, t.writable)
	return binary.BigEndian.AppendUint32(nil, n)
}

// replaceTicket stores a ticket and brings the indexes from old (nil: it is
// new) to now.
func (t *tx) replaceTicket(id ticketID, old, now *ticketRecord) error {
	if stateNumber(now.State) == 0 {
		return fmt.Errorf("%q is not a state", now.State)
	}
	t.put(inTickets, id[:], t.encodeTicket(now))
	var before []indexEntry
	if old != nil {
		before = t.entries(id, old)
	}
	after := t.entries(id, now)
	for _, e := range before {
		if !hasEntry(after, e) {
			t.del(e.in, e.key)
		}
	}
	for _, e := range after {
		if !hasEntry(before, e) {
			t.put(e.in, e.key, e.value)
		}
	}
	return t.broken
}

func hasEntry(list []indexEntry, e indexEntry) bool {
	for _, other := range list {
		if other.in == e.in && bytes.Equal(other.key, e.key) && bytes.Equal(other.value, e.value) {
			return true
		}
	}
	return false
}
