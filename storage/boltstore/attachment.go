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

// Attach queues a download for a ticket that is there, or for the station.
func (t *tx) Attach(a *storage.Attachment) (bool, error) {
	if err := t.mayWrite(); err != nil {
		return false, fmt.Errorf("attach: %w", err)
	}
	in, err := t.album(a.Ticket)
	if err != nil {
		return false, fmt.Errorf("attach to %s: %w", a.Ticket, err)
	}
	n := 1
	t.with(inAttachments, in.id[:], func(k, _ []byte) bool {
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
	if err := t.storeAttachment(in, a); err != nil {
		return false, fmt.Errorf("attach to %s: %w", a.Ticket, err)
	}
	t.queued = true
	return true, t.broken
}

// PutAttachment stores how far a download got, or that its time is over.
func (t *tx) PutAttachment(a *storage.Attachment) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("put attachment: %w", err)
	}
	if err := t.replaceAttachment(*a); err != nil {
		return fmt.Errorf("put attachment %d of %s: %w", a.N, a.Ticket, err)
	}
	return t.broken
}

func (t *tx) replaceAttachment(now storage.Attachment) error {
	in, err := t.album(now.Ticket)
	if err != nil {
		return err
	}
	key := attachmentKey(in.id, now.N)
	record := t.get(inAttachments, key)
	if record == nil {
		return storage.ErrNotFound
	}
	old, err := t.decodeAttachment(&in, key, record)
	if err != nil {
		return err
	}
	if old.State == storage.Fetching {
		t.del(dueAttachments, join(moment(old.NextTry), key))
	}
	if now.State == storage.Thinned {
		now.Hash = ""
	}
	if old.Hash != "" && old.Hash != now.Hash {
		t.del(byFile, fileKey(old.Hash, key))
	}
	return t.storeAttachment(in, &now)
}

func (t *tx) storeAttachment(in album, a *storage.Attachment) error {
	box, err := t.boxOf(in.citizen, true)
	if err != nil {
		return err
	}
	key := attachmentKey(in.id, a.N)
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
	if a.Hash != "" {
		t.put(byFile, fileKey(a.Hash, key), []byte{})
	}
	return t.broken
}

// decodeAttachment reads a record. The platform's name of the medium is not
// there once the citizen was forgotten.
func (t *tx) decodeAttachment(in *album, key, record []byte) (storage.Attachment, error) {
	a, sealed, err := decodeOpenAttachment(key, record)
	if a.Ticket = in.number; err != nil || in.gone {
		return a, err
	}
	box, err := t.boxOf(in.citizen, false)
	if err != nil {
		return a, err
	}
	mediaID, err := box.Open(sealed, inAttachments.place(key))
	a.MediaID = string(mediaID)
	return a, err
}

// decodeOpenAttachment reads what is not sealed.
func decodeOpenAttachment(key, record []byte) (a storage.Attachment, sealed []byte, err error) {
	d := decode(record, 1)
	a.N = int(key[8])
	a.Kind = readOneOf(d, attachmentKinds)
	a.State = readOneOf(d, attachmentStates)
	sealed = d.bytes()
	a.Hash = d.text()
	a.Type = d.text()
	a.Bytes = int64(d.uint())
	a.Why = d.text()
	a.Tries = d.count()
	a.Added = d.time()
	a.NextTry = d.time()
	return a, sealed, d.err
}

// Attachments returns those of a ticket in the order they came.
func (t *tx) Attachments(number string) ([]storage.Attachment, error) {
	in, err := t.album(number)
	if err != nil {
		return nil, fmt.Errorf("list attachments of %s: %w", number, err)
	}
	var list []storage.Attachment
	t.with(inAttachments, in.id[:], func(k, v []byte) bool {
		var a storage.Attachment
		if a, err = t.decodeAttachment(&in, k, v); err != nil {
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
		in, err := t.albumOf(ticketID(key[:8]))
		if err != nil {
			return nil, fmt.Errorf("list due attachments: %w", err)
		}
		a, err := t.decodeAttachment(&in, key, t.get(inAttachments, key))
		if err != nil {
			return nil, fmt.Errorf("list due attachments: %w", err)
		}
		due = append(due, a)
	}
	return due, nil
}

// NextAttachment tells when the next download is due.
func (t *tx) NextAttachment() (time.Time, bool) { return t.firstMoment(dueAttachments) }
