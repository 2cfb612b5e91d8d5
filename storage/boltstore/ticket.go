package boltstore

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"minqing/storage"
)

// maxSequence is the last ticket number of a letter and day.
const maxSequence = 1<<32 - 1

// File gives the ticket its number and stores it with its first event.
func (t *tx) File(letter string, ticket *storage.Ticket, e storage.Event) (fresh bool, err error) {
	if err := t.mayWrite(); err != nil {
		return false, fmt.Errorf("file ticket: %w", err)
	}
	if len(letter) != 1 || letter[0] < 'A' || letter[0] > 'Z' {
		return false, fmt.Errorf("file ticket: %q is not a letter of a number", letter)
	}
	mark := t.store.key.Mark("key", ticket.Key)
	if ticket.Key != "" {
		if id, ok := toTicketID(t.get(inKeys, mark)); ok {
			earlier, err := t.Ticket(id.number())
			if err != nil {
				return false, fmt.Errorf("file ticket: %w", err)
			}
			*ticket = *earlier
			return false, nil
		}
	}
	id, err := t.nextNumber(letter[0], ticket.Filed)
	if err != nil {
		return false, fmt.Errorf("file ticket: %w", err)
	}
	if err := t.storeNew(id, ticket, e); err != nil {
		return false, fmt.Errorf("file ticket: %w", err)
	}
	if ticket.Key != "" {
		t.put(inKeys, mark, id[:])
	}
	return true, t.broken
}

func (t *tx) storeNew(id ticketID, ticket *storage.Ticket, e storage.Event) error {
	r := ticketRecord{Ticket: *ticket}
	r.Number = id.number()
	var err error
	if r.citizen, err = parsePerson(ticket.Citizen); err != nil {
		return err
	}
	if r.house = r.citizen.nobody(); r.house {
		r.key, _, err = t.store.key.NewPersonKey(inTickets.place(id[:]))
	} else {
		_, err = t.boxOf(r.citizen, true)
	}
	if err != nil {
		return err
	}
	seq, err := t.append(id, &r, e)
	if err != nil {
		return err
	}
	r.events = []uint64{seq}
	if err := t.sealPrivate(id, &r, ticket.Private); err != nil {
		return err
	}
	if err := t.replaceTicket(id, nil, &r); err != nil {
		return err
	}
	if err := t.putWords(id, nil, &r, &ticket.Private); err != nil {
		return err
	}
	ticket.Number, ticket.Events = r.Number, 1
	return nil
}

// nextNumber counts from the last ticket of the letter and day, so that there
// is nothing that could disagree with the tickets themselves.
func (t *tx) nextNumber(letter byte, filed time.Time) (id ticketID, err error) {
	day, err := strconv.ParseUint(filed.In(storage.Zone).Format("060102"), 10, 32)
	if err != nil {
		return id, err
	}
	last := makeTicketID(letter, uint32(day), maxSequence)
	c := t.bucket(inTickets).Cursor()
	k, _ := c.Seek(last[:])
	switch {
	case k == nil:
		k, _ = c.Last()
	case bytes.Equal(k, last[:]):
		return id, fmt.Errorf("no number is left for this day")
	default:
		k, _ = c.Prev()
	}
	seq := uint32(1)
	if before, ok := toTicketID(k); ok && bytes.Equal(before[:4], last[:4]) {
		seq = before.seq() + 1
	}
	return makeTicketID(letter, uint32(day), seq), nil
}

// Move stores the ticket as it now is and appends the event. What is sealed
// stays as it was where ticket.Private is empty, as in a ticket from a list;
// who filed it and its Key never change.
func (t *tx) Move(ticket *storage.Ticket, e storage.Event) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("move ticket: %w", err)
	}
	id, ok := parseTicketID(ticket.Number)
	if !ok {
		return fmt.Errorf("move ticket %s: %w", ticket.Number, storage.ErrNotFound)
	}
	old, err := t.ticketRecord(id)
	if err == nil {
		err = t.storeMoved(id, &old, ticket, e)
	}
	if err != nil {
		return fmt.Errorf("move ticket %s: %w", ticket.Number, err)
	}
	return t.broken
}

func (t *tx) storeMoved(id ticketID, old *ticketRecord, ticket *storage.Ticket, e storage.Event) error {
	now := *old
	now.Ticket = *ticket
	now.Key, now.Number = old.Key, old.Number
	if e.Action == storage.ActArchive {
		now.Ended = old.End()
		ticket.Ended = now.Ended
	}
	if old.gone {
		ticket.Citizen, ticket.Private = "", storage.Private{Gone: true}
	} else if ticket.Citizen != old.Citizen {
		return fmt.Errorf("who filed it cannot change")
	}
	seq, err := t.append(id, &now, e)
	if err != nil {
		return err
	}
	now.events = append(old.events[:len(old.events):len(old.events)], seq)
	if !old.gone && !emptyPrivate(ticket.Private) {
		if err := t.sealPrivate(id, &now, ticket.Private); err != nil {
			return err
		}
	}
	if err := t.replaceTicket(id, old, &now); err != nil {
		return err
	}
	if err := t.putMovedWords(id, old, &now, e); err != nil {
		return err
	}
	ticket.Events = len(now.events)
	return nil
}

func emptyPrivate(p storage.Private) bool { return p == storage.Private{} }

func (t *tx) sealPrivate(id ticketID, r *ticketRecord, p storage.Private) error {
	r.sealed = nil
	if emptyPrivate(p) {
		return nil
	}
	box, err := t.boxFor(id, r, true)
	if err != nil {
		return err
	}
	r.sealed = box.Seal(encodePrivate(p), inTickets.place(id[:]))
	return nil
}

// Ticket returns the ticket with its private part.
func (t *tx) Ticket(number string) (*storage.Ticket, error) {
	id, r, err := t.findTicket(number)
	if err == nil && len(r.sealed) > 0 {
		r.Private, err = t.openPrivate(id, &r)
	}
	if err != nil {
		return nil, fmt.Errorf("read ticket %s: %w", number, err)
	}
	return &r.Ticket, nil
}

func (t *tx) findTicket(number string) (id ticketID, r ticketRecord, err error) {
	if err := t.mayRead(); err != nil {
		return id, r, err
	}
	id, ok := parseTicketID(number)
	if !ok {
		return id, r, storage.ErrNotFound
	}
	r, err = t.ticketRecord(id)
	return id, r, err
}

func (t *tx) openPrivate(id ticketID, r *ticketRecord) (p storage.Private, err error) {
	box, err := t.boxFor(id, r, false)
	if err != nil {
		return p, err
	}
	plain, err := box.Open(r.sealed, inTickets.place(id[:]))
	if err != nil {
		return p, err
	}
	return decodePrivate(plain)
}
