package boltstore

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"minqing/storage"
	"minqing/storage/seal"
	"minqing/storage/wording"
)

// patienceStep is after how many tickets a search looks at the clock.
const patienceStep = 256

// Find goes through the index of words from the newest ticket, or, where only what
// is open is asked for, through that.
func (t *tx) Find(q storage.Search) (found storage.Found, err error) {
	if err := t.mayRead(); err != nil {
		return found, fmt.Errorf("find tickets: %w", err)
	}
	f, err := t.newFinder(q)
	if err == nil {
		found, err = f.run()
	}
	if err != nil {
		return storage.Found{}, fmt.Errorf("find tickets: %w", err)
	}
	return found, nil
}

// finder is one search at work.
type finder struct {
	*tx
	q       storage.Search
	terms   []searched
	states  []byte
	streams streams
	whole   bool // the streams are the index of words itself
	spots   *seal.Spotter
	from    []byte // nothing filed before is looked at
}

// searched is a term, and how it shows in the index.
type searched struct {
	normal string
	names  []uint64 // of categories, kinds and channels that have it in their names
	pairs  [][]pair // all of one of these must be in a ticket's filter
}

func (t *tx) newFinder(q storage.Search) (*finder, error) {
	f := &finder{tx: t, q: q, spots: t.store.key.Spotter(), from: stamp(q.From)}
	for _, s := range q.States {
		f.states = append(f.states, stateNumber(s))
	}
	for _, typed := range q.Terms {
		f.terms = append(f.terms, t.searched(wording.Normal(typed)))
	}
	after, err := parseCursor(q.After)
	if err != nil {
		return nil, err
	}
	if after == nil && !q.Until.IsZero() {
		after = append(stamp(q.Until), make([]byte, 8)...)
	}
	if few := len(q.States) > 0 && !slices.ContainsFunc(q.States, func(s storage.State) bool { return !s.Open() }); few ||
		len(q.Terms) == 0 && (q.Unit != "" || len(q.States) > 0) {
		f.streams, err = t.streams(storage.Query{Unit: q.Unit, States: q.States}, after)
		return f, err
	}
	all := &stream{cursor: t.bucket(inWords).Cursor()}
	all.seek(after)
	f.streams, f.whole = streams{all}, true
	return f, nil
}

func (t *tx) searched(normal string) searched {
	s := searched{normal: normal}
	for n, name := range t.knownWords().byNumber {
		if n > 0 && strings.Contains(wording.Normal(name), normal) {
			s.names = append(s.names, uint64(n))
		}
	}
	s.pairs = [][]pair{pairsIn(pairOfWords, normal), pairsIn(pairOfName, normal)}
	if s.isNumber() {
		s.pairs = append(s.pairs, tailPair(normal))
	}
	return s
}

func (f *finder) run() (found storage.Found, err error) {
	began := time.Now()
	limit := pageSize(f.q.Limit)
	var last []byte
	for n := 1; ; n++ {
		s := f.streams.first(false)
		if s == nil || bytes.Compare(s.when(), f.from) < 0 {
			return found, nil
		}
		if len(found.Tickets) == limit {
			found.Next = base64.RawURLEncoding.EncodeToString(last)
			return found, nil
		}
		if n%patienceStep == 0 && f.q.Patience > 0 && time.Since(began) > f.q.Patience {
			found.Next = base64.RawURLEncoding.EncodeToString(last)
			found.Back = time.Unix(int64(binary.BigEndian.Uint32(last)), 0).In(storage.Zone)
			return found, nil
		}
		last = s.when()
		line := s.value
		if !f.whole {
			line = f.get(inWords, last)
		}
		k, err := f.look(ticketID(last[whenSize-8:]), line)
		if err != nil {
			return found, err
		}
		if k != nil {
			found.Tickets = append(found.Tickets, *k)
		}
		s.next()
	}
}

// look returns a ticket that is wanted; nil: this one isn't.
func (f *finder) look(id ticketID, line []byte) (*storage.Ticket, error) {
	if !f.mayBe(id, line) {
		return nil, nil
	}
	r, err := f.decodeTicket(id, f.get(inTickets, id[:]))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id.number(), err)
	}
	if len(f.states) > 0 && !slices.Contains(f.states, stateNumber(r.State)) || f.q.Unit != "" && r.Unit != f.q.Unit {
		return nil, nil
	}
	parts, seen := storage.Parts{Words: true, Place: true, Name: true, Phone: true}, true
	if f.q.Sees != nil {
		parts, seen = f.q.Sees(&r.Ticket)
	}
	if !seen {
		return nil, nil
	}
	if len(r.sealed) > 0 {
		if r.Private, err = f.openPrivate(id, &r); err != nil {
			return nil, fmt.Errorf("read %s: %w", id.number(), err)
		}
	}
	met, err := f.met(&r, parts)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id.number(), err)
	}
	if !met {
		return nil, nil
	}
	return &r.Ticket, nil
}

// mayBe asks the index whether every term may be met.
func (f *finder) mayBe(id ticketID, line []byte) bool {
	open, filter := cutWords(line)
	for i := range f.terms {
		t := &f.terms[i]
		named := len(t.names) > 0 && slices.ContainsFunc(open[:], func(n uint64) bool { return slices.Contains(t.names, n) })
		if !named && !f.mayHoldOne(id, filter, t.pairs) {
			return false
		}
	}
	return true
}

func (f *finder) mayHoldOne(id ticketID, filter []byte, ways [][]pair) bool {
	for _, pairs := range ways {
		if mayHold(f.spots, id, filter, pairs) {
			return true
		}
	}
	return false
}

// met looks into an opened ticket whether every term is met: first what it was
// filed with, then what was added.
func (f *finder) met(r *ticketRecord, parts storage.Parts) (bool, error) {
	texts := []string{r.Category, r.Kind, r.Channel}
	phone := ""
	if parts.Place {
		texts = append(texts, r.Private.Place)
	}
	if parts.Name && !r.Anonymous {
		texts = append(texts, r.Private.Name)
	}
	if parts.Phone && !r.Anonymous {
		phone = r.Private.Phone
	}
	if parts.Words {
		texts = append(texts, r.Private.Text)
	}
	open := slices.Clone(f.terms)
	open = slices.DeleteFunc(open, func(t searched) bool {
		return t.in(texts) || t.isNumber() && wording.SamePhone(phone, t.normal)
	})
	if len(open) == 0 || !parts.Words || r.gone {
		return len(open) == 0, nil
	}
	later, err := f.saidLater(r)
	return !slices.ContainsFunc(open, func(t searched) bool { return !t.in(later) }), err
}

// in reports whether one of the texts has the term.
func (s *searched) in(texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(wording.Normal(text), s.normal) })
}

func (s *searched) isNumber() bool { return wording.Digits(s.normal) == s.normal }
