package boltstore

import (
	"slices"

	"minqing/storage"
)

// ticketRecord is a ticket as the file has it: the open part of storage.Ticket,
// where its events are, and its private part, still sealed.
type ticketRecord struct {
	storage.Ticket
	citizen personKey
	gone    bool     // the citizen was forgotten
	house   bool     // it came without a citizen
	key     []byte   // its own, wrapped: of one that came without a citizen
	events  []uint64 // their sequence numbers, oldest first
	sealed  []byte
}

const (
	ticketAnonymous = 1 << iota
	ticketConduct
	ticketUrgent
	ticketGone
	ticketHouse
	ticketMistaken
)

func (t *tx) encodeTicket(r *ticketRecord) []byte {
	e := encode(1, 192+len(r.sealed))
	e.uint(bit(r.Anonymous, ticketAnonymous) | bit(r.Conduct, ticketConduct) | bit(r.Urgent, ticketUrgent) |
		bit(r.gone, ticketGone) | bit(r.house, ticketHouse) | bit(r.Mistaken, ticketMistaken))
	if r.citizen.nobody() {
		e.bytes(nil)
	} else {
		e.bytes(r.citizen[:])
	}
	t.writeWord(e, r.Kind)
	t.writeWord(e, r.Category)
	t.writeWord(e, r.Unit)
	t.writeWord(e, string(r.Owner))
	t.writeWord(e, r.Channel)
	e.byte(stateNumber(r.State))
	e.time(r.Filed)
	e.time(r.Due)
	e.time(r.Updated)
	e.time(r.Responded)
	e.time(r.Closed)
	e.time(r.Urged)
	e.count(r.Media)
	e.count(r.Reopened)
	e.count(r.Rating)
	e.text(r.Key)
	encodeSequences(e, r.events)
	e.bytes(r.sealed)
	t.writeWord(e, r.Township)
	t.writeWord(e, r.Sign)
	t.writeWord(e, r.Outcome)
	t.writeWord(e, r.Procedure)
	e.count(r.CallGrade)
	e.time(r.Sent)
	e.count(r.Returns)
	e.count(r.Asked)
	e.count(r.Extended)
	e.time(r.Proposed)
	e.count(len(r.Barred))
	for _, id := range r.Barred {
		t.writeWord(e, string(id))
	}
	e.byte(stateNumber(r.Ended))
	e.bytes(r.key)
	return e.b
}

// decodeTicket reads a record. What is sealed is the record's own bytes.
func (t *tx) decodeTicket(id ticketID, record []byte) (r ticketRecord, err error) {
	d := decode(record, 1)
	flags := d.uint()
	r.Anonymous, r.Conduct, r.Urgent = flags&ticketAnonymous != 0, flags&ticketConduct != 0, flags&ticketUrgent != 0
	r.gone, r.house, r.Mistaken = flags&ticketGone != 0, flags&ticketHouse != 0, flags&ticketMistaken != 0
	if p := d.bytes(); len(p) == len(r.citizen) {
		r.citizen = personKey(p)
	}
	r.Number, r.Citizen = id.number(), r.citizen.id()
	r.Kind = t.readWord(d)
	r.Category = t.readWord(d)
	r.Unit = t.readWord(d)
	r.Owner = storage.StaffID(t.readWord(d))
	r.Channel = t.readWord(d)
	r.State = numberState(d.byte())
	r.Filed = d.time()
	r.Due = d.time()
	r.Updated = d.time()
	r.Responded = d.time()
	r.Closed = d.time()
	r.Urged = d.time()
	r.Media = d.count()
	r.Reopened = d.count()
	r.Rating = d.count()
	r.Key = d.text()
	r.events = decodeSequences(d)
	r.Events = len(r.events)
	r.sealed = d.bytes()
	r.Township = t.readWord(d)
	r.Sign = t.readWord(d)
	r.Outcome = t.readWord(d)
	r.Procedure = t.readWord(d)
	r.CallGrade = d.count()
	r.Sent = d.time()
	r.Returns = d.count()
	r.Asked = d.count()
	r.Extended = d.count()
	r.Proposed = d.time()
	for range min(d.count(), len(d.b)) {
		r.Barred = append(r.Barred, storage.StaffID(t.readWord(d)))
	}
	r.Ended = numberState(d.byte())
	r.key = slices.Clone(d.bytes())
	r.Private.Gone = r.gone
	return r, d.err
}

// encodeSequences writes ascending numbers of events by their distances.
func encodeSequences(e *encoder, events []uint64) {
	e.count(len(events))
	var before uint64
	for _, seq := range events {
		e.uint(seq - before)
		before = seq
	}
}

// decodeSequences reads what encodeSequences wrote.
func decodeSequences(d *decoder) []uint64 {
	n := d.count()
	if n > len(d.b) { // each takes a byte at least
		d.fail()
		return nil
	}
	events := make([]uint64, n)
	var seq uint64
	for i := range events {
		seq += d.uint()
		events[i] = seq
	}
	return events
}

// ticketRecord reads a whole record, its private part still sealed.
func (t *tx) ticketRecord(id ticketID) (r ticketRecord, err error) {
	record := t.get(inTickets, id[:])
	if record == nil {
		return r, storage.ErrNotFound
	}
	r, err = t.decodeTicket(id, record)
	r.sealed = slices.Clone(r.sealed)
	return r, err
}

// stateNumber and numberState keep a state in one byte; 0 is none.
func stateNumber(s storage.State) byte { return byte(slices.Index(storage.States, s) + 1) }

func numberState(n byte) storage.State {
	if n == 0 || int(n) > len(storage.States) {
		return ""
	}
	return storage.States[n-1]
}

func encodePrivate(p storage.Private) []byte {
	e := encode(1, 64+len(p.Text))
	e.text(p.Name)
	e.text(p.Phone)
	e.text(p.Text)
	e.text(p.Place)
	e.bool(p.Point != nil)
	if p.Point != nil {
		e.float(p.Point.Lat)
		e.float(p.Point.Lng)
	}
	e.bool(p.Done != nil)
	if p.Done != nil {
		e.text(p.Done.Responsible)
		e.text(p.Done.Measures)
		e.text(p.Done.Result)
		e.text(p.Done.Promise)
	}
	return e.b
}

func decodePrivate(plain []byte) (p storage.Private, err error) {
	d := decode(plain, 1)
	p.Name = d.text()
	p.Phone = d.text()
	p.Text = d.text()
	p.Place = d.text()
	if d.bool() {
		p.Point = &storage.Point{Lat: d.float(), Lng: d.float()}
	}
	if d.bool() {
		p.Done = &storage.Done{Responsible: d.text(), Measures: d.text(), Result: d.text(), Promise: d.text()}
	}
	return p, d.err
}
