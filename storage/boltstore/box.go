package boltstore

import (
	"minqing/storage"
	"minqing/storage/seal"
)

// Personal data is sealed under the key of the person it is about, or of the ticket
// that came without one; what belongs to neither, or to somebody who was forgotten, under
// the master key.

// boxFor gives the box of what is said of a ticket: that of the person who filed it,
// and of one that came without a citizen (代录) that of the ticket itself.
func (t *tx) boxFor(id ticketID, r *ticketRecord, make bool) (*seal.Box, error) {
	if len(r.key) > 0 {
		return t.store.key.Unwrap(r.key, inTickets.place(id[:]))
	}
	return t.boxOf(r.citizen, make)
}

// boxOf gives the box of a person. With make set it makes the key of one who
// has none yet; one who was forgotten gets none here. storage.ErrForgotten,
// storage.ErrNotFound.
func (t *tx) boxOf(p personKey, make bool) (*seal.Box, error) {
	if p.nobody() {
		return t.store.key.Box, nil
	}
	rec, err := t.person(p)
	if err != nil {
		return nil, err
	}
	switch {
	case rec.forgotten:
		return nil, storage.ErrForgotten
	case len(rec.key) > 0:
		return t.store.key.Unwrap(rec.key, inPersons.place(p[:]))
	case !make:
		return nil, storage.ErrNotFound
	}
	wrapped, box, err := t.store.key.NewPersonKey(inPersons.place(p[:]))
	if err != nil {
		return nil, err
	}
	rec.key = wrapped
	t.putPerson(p, rec)
	return box, nil
}
