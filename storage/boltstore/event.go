package boltstore

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"minqing/storage"
)

// hashSize is the length of an event's hash in bytes.
const hashSize = 32

const (
	eventHouse  = 1 << iota // sealed under the master key: of nobody, of a forgotten person, of an old ticket on paper
	eventTicket             // belongs to a ticket
)

// How the id of an actor is written.
const (
	actorNone    = iota
	actorCitizen // the citizen who filed the ticket; unknown once forgotten
	actorPerson
	actorText
)

var actorKinds = []storage.ActorKind{storage.ByCitizen, storage.ByStaff, storage.BySystem}

// Log appends an event of the house.
func (t *tx) Log(e storage.Event) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("log event: %w", err)
	}
	if _, err := t.append(ticketID{}, nil, e); err != nil {
		return fmt.Errorf("log event: %w", err)
	}
	return t.broken
}

// append puts an event at the end of the chain; r is nil for one of the house.
func (t *tx) append(id ticketID, r *ticketRecord, e storage.Event) (seq uint64, err error) {
	b := t.bucket(inEvents)
	t.wrote = true
	if seq, err = b.NextSequence(); err != nil {
		return 0, err
	}
	body, err := t.encodeEvent(seq, id, r, e)
	if err != nil {
		return 0, err
	}
	_, last := b.Cursor().Last()
	key := key64(seq)
	t.put(inEvents, key, append(body, t.store.key.Chain(hashOf(last), key, body)...))
	return seq, t.broken
}

// hashOf is the hash at the end of an event's record; none before the first.
func hashOf(record []byte) []byte {
	if len(record) < hashSize {
		return nil
	}
	return record[len(record)-hashSize:]
}

func (t *tx) encodeEvent(seq uint64, id ticketID, r *ticketRecord, ev storage.Event) ([]byte, error) {
	action, err := actionNumber(ev.Action)
	if err != nil {
		return nil, err
	}
	var citizen personKey
	house := true
	if r != nil {
		citizen = r.citizen
		house = citizen.nobody() && len(r.key) == 0
	}
	e := encode(1, 128+len(ev.Text)+len(ev.Detail))
	e.uint(bit(house, eventHouse) | bit(r != nil, eventTicket))
	if r != nil {
		e.b = append(e.b, id[:]...)
	}
	e.time(ev.At)
	e.byte(byte(slices.Index(actorKinds, ev.Actor.Kind) + 1))
	encodeActor(e, ev.Actor, citizen)
	e.b = append(e.b, action...)
	e.byte(stateNumber(ev.From))
	e.byte(stateNumber(ev.To))
	if ev.Text == "" && ev.Detail == "" {
		return e.b, nil
	}
	box := t.store.key.Box
	if !house {
		if box, err = t.boxFor(id, r, true); err != nil {
			return nil, err
		}
	}
	words := encode(1, 16+len(ev.Text)+len(ev.Detail))
	words.text(ev.Text)
	words.text(ev.Detail)
	e.bytes(box.Seal(words.b, inEvents.place(key64(seq))))
	return e.b, nil
}

func encodeActor(e *encoder, a storage.Actor, citizen personKey) {
	p, err := parsePerson(storage.PersonID(a.ID))
	switch {
	case a.ID == "":
		e.byte(actorNone)
	case err != nil:
		e.byte(actorText)
		e.text(a.ID)
	case p == citizen:
		e.byte(actorCitizen)
	default:
		e.byte(actorPerson)
		e.b = append(e.b, p[:]...)
	}
}

// actionNumber writes an action by its position; one of the house that no
// ticket knows is written out.
func actionNumber(a storage.Action) ([]byte, error) {
	if i := slices.Index(storage.Actions, a); i >= 0 {
		return []byte{byte(i + 1)}, nil
	}
	if len(a) > 255 {
		return nil, fmt.Errorf("action has %d bytes", len(a))
	}
	return append([]byte{0, byte(len(a))}, a...), nil
}

// Events returns a ticket's history, oldest first.
func (t *tx) Events(number string) ([]storage.Event, error) {
	_, r, err := t.findTicket(number)
	if err != nil {
		return nil, fmt.Errorf("read events of %s: %w", number, err)
	}
	events := make([]storage.Event, 0, len(r.events))
	for _, seq := range r.events {
		e, err := t.event(seq, &r)
		if err != nil {
			return nil, fmt.Errorf("read event %d of %s: %w", seq, number, err)
		}
		events = append(events, e)
	}
	return events, nil
}

// event reads one event; r is the ticket it must belong to, nil: the house.
func (t *tx) event(seq uint64, r *ticketRecord) (storage.Event, error) {
	record := t.get(inEvents, key64(seq))
	if len(record) < hashSize {
		return storage.Event{}, errCorrupt
	}
	e, id, sealed, house, err := decodeEvent(record[:len(record)-hashSize])
	if err != nil {
		return e, err
	}
	e.Seq = seq
	if r != nil {
		if id.number() != r.Number {
			return e, errCorrupt
		}
		e.Ticket = r.Number
		if e.Actor.ID == citizenMark {
			e.Actor.ID = string(r.Citizen)
		}
		e.Gone = r.gone && !house && len(sealed) > 0
	}
	if e.Gone || len(sealed) == 0 {
		return e, nil
	}
	box := t.store.key.Box
	if !house && r != nil {
		if box, err = t.boxFor(id, r, false); err != nil {
			return e, err
		}
	}
	plain, err := box.Open(sealed, inEvents.place(key64(seq)))
	if err != nil {
		return e, err
	}
	words := decode(plain, 1)
	e.Text = words.text()
	e.Detail = words.text()
	return e, words.err
}

// citizenMark stands for the citizen of the ticket until it is looked up.
const citizenMark = "\x00citizen"

func decodeEvent(body []byte) (e storage.Event, id ticketID, sealed []byte, house bool, err error) {
	d := decode(body, 1)
	flags := d.uint()
	house = flags&eventHouse != 0
	if flags&eventTicket != 0 {
		copy(id[:], d.take(len(id)))
		e.Ticket = id.number()
	}
	e.At = d.time()
	if k := int(d.byte()); k > 0 && k <= len(actorKinds) {
		e.Actor.Kind = actorKinds[k-1]
	}
	switch d.byte() {
	case actorCitizen:
		e.Actor.ID = citizenMark
	case actorPerson:
		e.Actor.ID = string(personKey(bytes.Clone(d.take(16))).id())
	case actorText:
		e.Actor.ID = d.text()
	}
	if a := int(d.byte()); a > 0 && a <= len(storage.Actions) {
		e.Action = storage.Actions[a-1]
	} else if a == 0 {
		e.Action = storage.Action(d.take(int(d.byte())))
	}
	e.From = numberState(d.byte())
	e.To = numberState(d.byte())
	sealed = d.bytes()
	return e, id, sealed, house, d.err
}

// eventSequence is the sequence number in an event's key.
func eventSequence(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}
