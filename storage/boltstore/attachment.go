package boltstore

import (
	"fmt"
	"time"

	"minqing/storage"
)

var (
	attachmentKinds  = []storage.AttachmentKind{storage.Photo, storage.Voice, storage.Video}
	attachmentStates = []storage.AttachmentState{storage.Fetching, storage.Kept, storage.Lost, storage.Thinned}
)

func attachmentKey(id ticketID, n int) []byte { return append(id[:], byte(n)) }

// Attach queues a download for a ticket that is there.
func (t *tx) Attach(a *storage.Attachment) (bool, error) {
	if err := t.mayWrite(); err != nil {
		return false, fmt.Errorf("attach: %w", err)
	}
	id, r, err := t.findTicket(a.Ticket)
	if err != nil {
		return false, fmt.Errorf("attach to %s: %w", a.Ticket, err)
	}
	n := 1
	t.with(inAttachments, id[:], func(k, _ []byte) bool {
		n = int(k[8]) + 1
		return true
	})
	if n > storage.MaxAttachments {
		return false, nil
	}
	a.N, a.State = n, storage.Fetching
	if a.NextTry.IsZero() {
		a.NextTry = a.Added
	}
	if err := t.storeAttachment(id, r.citizen, a); err != nil {
		return false, fmt.Errorf("attach to %s: %w", a.Ticket, err)
	}
	t.queued = true
	return true, t.broken
}

// PutAttachment stores how far a download got.
func (t *tx) PutAttachment(a *storage.Attachment) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("put attachment: %w", err)
	}
	id, r, err := t.findTicket(a.Ticket)
	if err != nil {
		return fmt.Errorf("put attachment of %s: %w", a.Ticket, err)
	}
	key := attachmentKey(id, a.N)
	record := t.get(inAttachments, key)
	if record == nil {
		return fmt.Errorf("put attachment %d of %s: %w", a.N, a.Ticket, storage.ErrNotFound)
	}
	old, err := t.decodeAttachment(&r, key, record)
	if err != nil {
		return fmt.Errorf("put attachment %d of %s: %w", a.N, a.Ticket, err)
	}
	if old.State == storage.Fetching {
		t.del(dueAttachments, join(moment(old.NextTry), key))
	}
	if err := t.storeAttachment(id, r.citizen, a); err != nil {
		return fmt.Errorf("put attachment %d of %s: %w", a.N, a.Ticket, err)
	}
	return t.broken
}

func (t *tx) storeAttachment(id ticketID, citizen personKey, a *storage.Attachment) error {
	box, err := t.boxOf(citizen, true)
	if err != nil {
		return err
	}
	key := attachmentKey(id, a.N)
	e := encode(1, 160)
	writeOneOf(e, attachmentKinds, a.Kind)
	writeOneOf(e, attachmentStates, a.State)
	e.bytes(box.Seal([]byte(a.MediaID), inAttachments.place(key)))
	e.text(a.Hash)
	e.text(a.Type)
	e.uint(uint64(max(a.Bytes, 0)))
	e.text(a.Why)
	e.count(a.Tries)
	e.time(a.Added)
	e.time(a.NextTry)
	t.put(inAttachments, key, e.b)
	if a.State == storage.Fetching {
		t.put(dueAttachments, join(moment(a.NextTry), key), []byte{})
	}
	return t.broken
}

// decodeAttachment reads a record. The platform's name of the medium is not
// there once the citizen was forgotten.
func (t *tx) decodeAttachment(r *ticketRecord, key, record []byte) (a storage.Attachment, err error) {
	d := decode(record, 1)
	a.Ticket, a.N = r.Number, int(key[8])
	a.Kind = readOneOf(d, attachmentKinds)
	a.State = readOneOf(d, attachmentStates)
	sealed := d.bytes()
	a.Hash = d.text()
	a.Type = d.text()
	a.Bytes = int64(d.uint())
	a.Why = d.text()
	a.Tries = d.count()
	a.Added = d.time()
	a.NextTry = d.time()
	if d.err != nil || r.gone {
		return a, d.err
	}
	box, err := t.boxOf(r.citizen, false)
	if err != nil {
		return a, err
	}
	mediaID, err := box.Open(sealed, inAttachments.place(key))
	a.MediaID = string(mediaID)
	return a, err
}

// Attachments returns those of a ticket in the order they came.
func (t *tx) Attachments(number string) ([]storage.Attachment, error) {
	id, r, err := t.findTicket(number)
	if err != nil {
		return nil, fmt.Errorf("list attachments of %s: %w", number, err)
	}
	var list []storage.Attachment
	t.with(inAttachments, id[:], func(k, v []byte) bool {
		var a storage.Attachment
		if a, err = t.decodeAttachment(&r, k, v); err != nil {
			return false
		}
		list = append(list, a)
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("list attachments of %s: %w", number, err)
	}
	return list, nil
}

// DueAttachments returns what is to be downloaded now, the earliest first.
func (t *tx) DueAttachments(now time.Time, limit int) ([]storage.Attachment, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list due attachments: %w", err)
	}
	var due []storage.Attachment
	c := t.bucket(dueAttachments).Cursor()
	for k, _ := c.First(); k != nil && len(due) < limit && !momentTime(k).After(now); k, _ = c.Next() {
		key := k[8:]
		r, err := t.ticketRecord(ticketID(key[:8]))
		if err != nil {
			return nil, fmt.Errorf("list due attachments: %w", err)
		}
		a, err := t.decodeAttachment(&r, key, t.get(inAttachments, key))
		if err != nil {
			return nil, fmt.Errorf("list due attachments: %w", err)
		}
		due = append(due, a)
	}
	return due, nil
}

// NextAttachment tells when the next download is due.
func (t *tx) NextAttachment() (time.Time, bool) { return t.firstMoment(dueAttachments) }

// Referenced looks the file up in the index of files.
func (t *tx) Referenced(hash string) (needed bool, err error) {
	if err := t.mayRead(); err != nil {
		return false, fmt.Errorf("look for who has a file: %w", err)
	}
	t.with(byFile, []byte(hash+"/"), func(_, _ []byte) bool {
		needed = true
		return false
	})
	return needed, nil
}
