package boltstore

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// The sizes of a page.
const (
	usualPage = 20
	mostPage  = 100
)

// whenSize is the length of what the keys of an index end with: a time and a
// ticket. A cursor is that part of the last entry shown, so it stays true
// whatever is inserted, moved or removed meanwhile.
const whenSize = 12

// ErrCursor means that Query.After is not what an earlier page gave.
var ErrCursor = errors.New("not the cursor of a page")

// Tickets returns a page of an index.
func (t *tx) Tickets(q storage.Query) (page storage.Page, err error) {
	if err := t.mayRead(); err != nil {
		return page, fmt.Errorf("list tickets: %w", err)
	}
	after, err := parseCursor(q.After)
	if err != nil {
		return page, fmt.Errorf("list tickets: %w", err)
	}
	if after == nil && !q.Before.IsZero() {
		after = stamp(q.Before) // of the entries of that second, none is before it
	}
	streams, err := t.streams(q, after)
	if err != nil {
		return page, fmt.Errorf("list tickets: %w", err)
	}
	limit := pageSize(q.Limit)
	page.Tickets = make([]storage.Ticket, 0, limit)
	var last []byte
	for {
		s := streams.first(q.Due)
		if s == nil {
			return page, nil
		}
		if len(page.Tickets) == limit {
			page.Next = base64.RawURLEncoding.EncodeToString(last)
			return page, nil
		}
		last = s.when()
		id := ticketID(last[whenSize-8:])
		r, err := t.decodeTicket(id, t.get(inTickets, id[:]))
		if err != nil {
			return page, fmt.Errorf("list tickets: read %s: %w", id.number(), err)
		}
		page.Tickets = append(page.Tickets, r.Ticket)
		s.next()
	}
}

func pageSize(limit int) int {
	if limit <= 0 {
		return usualPage
	}
	return min(limit, mostPage)
}

func parseCursor(text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) != whenSize {
		return nil, ErrCursor
	}
	return b, nil
}

// stream reads one index under one prefix, backwards unless up is set.
type stream struct {
	cursor *bolt.Cursor
	prefix []byte
	up     bool
	states []byte // only entries whose value is one of these; nil: all
	from   []byte // only entries whose time is not below this; nil: all
	key    []byte // the entry it stands on; nil: the end
	value  []byte
}

func (s *stream) when() []byte { return s.key[len(s.key)-whenSize:] }

func (s *stream) seek(after []byte) {
	var k, v []byte
	switch {
	case s.up && after == nil:
		k, v = s.cursor.Seek(s.prefix)
	case s.up:
		from := join(s.prefix, after)
		if k, v = s.cursor.Seek(from); bytes.Equal(k, from) {
			k, v = s.cursor.Next()
		}
	default:
		to := after
		if to == nil {
			to = bytes.Repeat([]byte{0xFF}, whenSize+1)
		}
		if k, _ = s.cursor.Seek(join(s.prefix, to)); k == nil {
			k, v = s.cursor.Last()
		} else {
			k, v = s.cursor.Prev()
		}
	}
	s.settle(k, v)
}

func (s *stream) next() { s.settle(s.step()) }

func (s *stream) step() (k, v []byte) {
	if s.up {
		return s.cursor.Next()
	}
	return s.cursor.Prev()
}

// settle goes on from an entry to the next that is wanted.
func (s *stream) settle(k, v []byte) {
	for ; k != nil && bytes.HasPrefix(k, s.prefix); k, v = s.step() {
		if bytes.Compare(k[len(k)-whenSize:], s.from) < 0 {
			break
		}
		if s.states == nil || (len(v) == 1 && slices.Contains(s.states, v[0])) {
			s.key, s.value = k, v
			return
		}
	}
	s.key = nil
}

type streams []*stream

// first is the stream whose entry comes next; nil at the end of all.
func (list streams) first(up bool) (first *stream) {
	for _, s := range list {
		if s.key == nil {
			continue
		}
		if first == nil || (bytes.Compare(s.when(), first.when()) < 0) == up {
			first = s
		}
	}
	return first
}

// streams opens what a query reads: one stream where the index is by person or
// by due time, one for each state elsewhere.
func (t *tx) streams(q storage.Query, after []byte) (streams, error) {
	var states []byte
	for _, s := range q.States {
		if n := stateNumber(s); n > 0 && !slices.Contains(states, n) {
			states = append(states, n)
		}
	}
	if len(states) == 0 {
		if len(q.States) > 0 {
			return nil, nil
		}
		if !q.Due && q.Citizen == "" {
			for i := range storage.States {
				states = append(states, byte(i+1))
			}
		}
	}
	in, prefix, ok, err := t.chosenIndex(q)
	if err != nil || !ok {
		return nil, err
	}
	var list streams
	if in == byDue || in == byCitizen {
		list = streams{{prefix: prefix, states: states, up: in == byDue}}
	} else {
		for _, n := range states {
			list = append(list, &stream{prefix: append(slices.Clip(prefix), n)})
		}
	}
	for _, s := range list {
		if !q.From.IsZero() {
			s.from = stamp(q.From)
		}
		s.cursor = t.bucket(in).Cursor()
		s.seek(after)
	}
	return list, nil
}

// chosenIndex tells which index a query reads, and below which prefix; not ok
// when nothing can be there.
func (t *tx) chosenIndex(q storage.Query) (in bucketID, prefix []byte, ok bool, err error) {
	chosen := 0
	for _, c := range []bool{q.Citizen != "", q.Owner != "", q.Unit != "", q.Due} {
		if c {
			chosen++
		}
	}
	if chosen > 1 {
		return 0, nil, false, errors.New("a query takes only one of Citizen, Owner, Unit and Due")
	}
	if q.Due && !(q.From.IsZero() && q.Before.IsZero()) {
		return 0, nil, false, errors.New("a list by due time takes no From and Before")
	}
	word := func(name string) ([]byte, bool) {
		n, ok := t.word(name, false)
		return binary.BigEndian.AppendUint32(nil, n), ok
	}
	switch {
	case q.Due:
		return byDue, nil, true, nil
	case q.Citizen != "":
		p, err := parsePerson(q.Citizen)
		return byCitizen, p[:], err == nil, nil
	case q.Owner != "":
		prefix, ok = word(string(q.Owner))
		return byOwner, prefix, ok, nil
	case q.Unit != "":
		prefix, ok = word(q.Unit)
		return byUnit, prefix, ok, nil
	}
	return byState, nil, true, nil
}
