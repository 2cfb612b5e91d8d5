package boltstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// maxProblems is how many problems a report lists; one damage may show in every
// index.
const maxProblems = 100

// Verify checks the pages of the file, every ticket against every index and the
// reverse, the chain of events, the notices, the timers, the books and the
// media. It keeps nobody waiting; for a while it needs as much room on the disk
// as the file has.
func (s *Store) Verify(ctx context.Context) (report storage.Report, err error) {
	v := &verifier{ctx: ctx, report: &report}
	release := s.hold()
	err = s.view(ctx, func(t *tx) error {
		v.tx = t
		if err := v.pages(verifyPath(s.path)); err != nil || len(report.Problems) > 0 {
			return err // nothing in a broken file is worth reading
		}
		for _, check := range []func() error{
			v.tickets, v.indexes, v.strayWords, v.chain, v.persons, v.notices, v.lines, v.attachments, v.timers, v.books,
		} {
			if err := errors.Join(ctx.Err(), check()); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = v.media(s)
	}
	if err = errors.Join(err, release()); err != nil {
		return report, fmt.Errorf("verify %s: %w", s.path, err)
	}
	return report, nil
}

func verifyPath(path string) string { return path + ".verify" }

type verifier struct {
	*tx
	ctx    context.Context
	report *storage.Report
	owners map[uint64]ticketID // event → the ticket that lists it
	kept   []storage.Attachment
}

func (v *verifier) problem(format string, args ...any) {
	switch n := len(v.report.Problems); {
	case n < maxProblems:
		v.report.Problems = append(v.report.Problems, fmt.Sprintf(format, args...))
	case n == maxProblems:
		v.report.Problems = append(v.report.Problems, "and more")
	}
}

// pages checks a copy of the snapshot: bbolt's own check compares with the list
// of free pages, which in the file at work belongs to the writer.
func (v *verifier) pages(path string) (err error) {
	defer func() { err = errors.Join(err, removeIfThere(path)) }()
	if err := v.bolt.CopyFile(path, 0o600); err != nil {
		return err
	}
	var db *bolt.DB
	err = guard(func() (err error) {
		db, err = bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, PreLoadFreelist: true, FreelistType: bolt.FreelistMapType})
		return err
	})
	if err != nil {
		v.problem("pages: %v", err)
		return nil
	}
	err = db.View(func(t *bolt.Tx) error {
		if err := readable(t); err != nil {
			v.problem("pages: %v", err)
			return nil
		}
		for err := range t.Check() {
			v.problem("pages: %v", err)
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

// each goes through a bucket.
func (v *verifier) each(in bucketID, fn func(k, val []byte) error) error {
	n := 0
	return v.bucket(in).ForEach(func(k, val []byte) error {
		if n++; n%1024 == 0 && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		return fn(k, val)
	})
}

// tickets reads every ticket whole and looks for its index entries.
func (v *verifier) tickets() error {
	v.owners = make(map[uint64]ticketID)
	return v.each(inTickets, func(k, _ []byte) error {
		v.report.Tickets++
		id, ok := toTicketID(k)
		if !ok {
			v.problem("tickets: a key has %d bytes", len(k))
			return nil
		}
		r, err := v.ticketRecord(id)
		var p storage.Private
		if err == nil && len(r.sealed) > 0 {
			p, err = v.openPrivate(id, &r)
		}
		if err != nil {
			v.problem("ticket %s: %v", id.number(), err)
			return nil
		}
		v.words(id, &r, &p)
		for _, e := range v.entries(id, &r) {
			if got := v.get(e.in, e.key); got == nil || !bytes.Equal(got, e.value) {
				v.problem("ticket %s is missing in %s", id.number(), e.in.name())
			}
		}
		if r.Key != "" && !bytes.Equal(v.get(inKeys, v.store.key.Mark("key", r.Key)), id[:]) {
			v.problem("ticket %s is missing in %s", id.number(), inKeys.name())
		}
		for _, seq := range r.events {
			v.owners[seq] = id
		}
		return nil
	})
}

// indexes looks for the ticket of every index entry.
func (v *verifier) indexes() error {
	for _, in := range []bucketID{byCitizen, byState, byOwner, byUnit, byDue} {
		err := v.each(in, func(k, val []byte) error {
			if len(k) < whenSize {
				v.problem("%s: a key has %d bytes", in.name(), len(k))
				return nil
			}
			id := ticketID(k[len(k)-8:])
			r, err := v.ticketRecord(id)
			if err != nil || !hasEntry(v.entries(id, &r), indexEntry{in, k, val}) {
				v.problem("%s has an entry for %s that does not fit the ticket", in.name(), id.number())
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return v.each(inKeys, func(k, val []byte) error {
		id, _ := toTicketID(val)
		r, err := v.ticketRecord(id)
		if err != nil || !bytes.Equal(v.store.key.Mark("key", r.Key), k) {
			v.problem("%s has an entry for %s that does not fit the ticket", inKeys.name(), id.number())
		}
		return nil
	})
}

// persons reads everybody and the staff.
func (v *verifier) persons() error {
	err := v.each(inPersons, func(k, _ []byte) error {
		if len(k) != len(personKey{}) {
			v.problem("persons: a key has %d bytes", len(k))
			return nil
		}
		p := personKey(k)
		_, err := v.Person(p.id())
		if err != nil && !errors.Is(err, storage.ErrForgotten) && !errors.Is(err, storage.ErrNotFound) {
			v.problem("person %s: %v", p.id(), err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := v.each(inStaff, func(k, val []byte) error {
		if _, err := v.decodeStaff(k, val); err != nil {
			v.problem("staff %s: %v", staffID(k), err)
		}
		return nil
	}); err != nil {
		return err
	}
	return v.each(staffByPerson, func(k, val []byte) error {
		s, err := v.Staff(staffID(val))
		if err != nil || len(k) != 16 || s.Person != personKey(k).id() {
			v.problem("%s has an entry for %s that does not fit", staffByPerson.name(), staffID(val))
		}
		return nil
	})
}
