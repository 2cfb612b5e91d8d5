package boltstore

import (
	"slices"
	"time"
)

// personRecord is a person as the file has it. A record without met is one whose
// key was needed before the person was introduced by PutPerson.
type personRecord struct {
	met, forgotten, left bool
	key                  []byte // wrapped
	openID               []byte // sealed under that key
	since                time.Time
	noticed              int
	sends                []time.Time
	bindFails            int
	bindLocked           time.Time
}

const (
	personMet = 1 << iota
	personForgotten
	personLeft
)

// person reads a record; the zero record for one who is not there.
func (t *tx) person(p personKey) (r personRecord, err error) {
	record := t.get(inPersons, p[:])
	if record == nil {
		return r, nil
	}
	d := decode(record, 1)
	flags := d.uint()
	r.met, r.forgotten, r.left = flags&personMet != 0, flags&personForgotten != 0, flags&personLeft != 0
	r.key = slices.Clone(d.bytes())
	r.openID = slices.Clone(d.bytes())
	r.since = d.time()
	r.noticed = d.count()
	for n := d.count(); n > 0 && d.err == nil; n-- {
		r.sends = append(r.sends, d.time())
	}
	r.bindFails = d.count()
	r.bindLocked = d.time()
	return r, d.err
}

func (t *tx) putPerson(p personKey, r personRecord) {
	e := encode(1, 192)
	e.uint(bit(r.met, personMet) | bit(r.forgotten, personForgotten) | bit(r.left, personLeft))
	e.bytes(r.key)
	e.bytes(r.openID)
	e.time(r.since)
	e.count(r.noticed)
	e.count(len(r.sends))
	for _, at := range r.sends {
		e.time(at)
	}
	e.count(r.bindFails)
	e.time(r.bindLocked)
	t.put(inPersons, p[:], e.b)
}

func bit(on bool, value uint64) uint64 {
	if on {
		return value
	}
	return 0
}
