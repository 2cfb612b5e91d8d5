package boltstore

import (
	"bytes"
	"encoding/binary"
	"time"

	"minqing/storage"
)

// Every person has a line: the notices to them that are not settled, in the
// order they were queued. The first waiting one of each line, and no other,
// stands in the index of due notices. A held notice stays in the line for the
// next contact; one that waits behind it may still be tried (a template may go
// where a chat message may not).

// lineEntry is one notice in a line.
type lineEntry struct {
	id      uint64
	waiting bool
	tried   bool // waits after a try that failed
	next    time.Time
}

func lineKey(p personKey, id uint64) []byte { return join(p[:], key64(id)) }

func (l lineEntry) record() []byte {
	return append([]byte{1, l.state()}, moment(l.next)...)
}

// The states of an entry as they lie on disk.
const (
	lineHeld    = 0
	lineWaiting = 1
	lineTried   = 2
)

func (l lineEntry) state() byte {
	switch {
	case l.waiting && l.tried:
		return lineTried
	case l.waiting:
		return lineWaiting
	}
	return lineHeld
}

func readLine(key, record []byte) (l lineEntry, ok bool) {
	if len(key) != 24 || len(record) != 10 {
		return l, false
	}
	return lineEntry{
		id:      binary.BigEndian.Uint64(key[16:]),
		waiting: record[1] != lineHeld,
		tried:   record[1] == lineTried,
		next:    momentTime(record[2:]),
	}, true
}

func (l lineEntry) dueKey() []byte { return join(moment(l.next), key64(l.id)) }

// lineOf is the entry that a notice has while it is not settled.
func lineOf(id uint64, n *storage.Notice) lineEntry {
	waiting := n.State == storage.Waiting
	return lineEntry{id: id, waiting: waiting, tried: waiting && n.Why != "", next: n.NextTry}
}

// firstWaiting is the notice that may be tried next for a person.
func (t *tx) firstWaiting(p personKey) (first lineEntry, ok bool) {
	t.with(inLine, p[:], func(k, v []byte) bool {
		first, ok = readLine(k, v)
		ok = ok && first.waiting
		return !ok
	})
	return first, ok
}

// relineup puts a notice in its person's line, changes its place there or takes
// it out, and keeps the index of due notices and the counts in step.
func (t *tx) relineup(p personKey, n *storage.Notice) {
	due, was := t.firstWaiting(p)
	key := lineKey(p, n.ID)
	if old, ok := readLine(key, t.get(inLine, key)); ok {
		t.count(old, -1)
	}
	switch n.State {
	case storage.Waiting, storage.Held:
		l := lineOf(n.ID, n)
		t.put(inLine, key, l.record())
		t.count(l, +1)
	default:
		t.del(inLine, key)
	}
	now, is := t.firstWaiting(p)
	if was == is && bytes.Equal(due.dueKey(), now.dueKey()) {
		return
	}
	if was {
		t.del(dueNotices, due.dueKey())
	}
	if is {
		t.put(dueNotices, now.dueKey(), []byte{})
	}
}

// count keeps how many notices wait and are held in the sequences of two
// buckets, which need no keys of ours: they cost no page.
func (t *tx) count(l lineEntry, by int) {
	b := t.bucket(dueNotices)
	if l.waiting {
		b = t.bucket(inLine)
	}
	t.wrote = true
	if err := b.SetSequence(uint64(int(b.Sequence()) + by)); err != nil && t.broken == nil {
		t.broken = err
	}
}
