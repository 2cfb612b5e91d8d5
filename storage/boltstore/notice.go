package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"minqing/storage"
)

// Enqueue adds a notice. One to a person who was forgotten is refused with
// storage.ErrForgotten.
func (t *tx) Enqueue(n storage.Notice) (id uint64, err error) {
	if err := t.mayWrite(); err != nil {
		return 0, fmt.Errorf("enqueue notice: %w", err)
	}
	to, err := parsePerson(n.To)
	if err != nil || to.nobody() {
		return 0, fmt.Errorf("enqueue notice: %q is not the id of a person", n.To)
	}
	t.wrote = true
	if n.ID, err = t.bucket(inNotices).NextSequence(); err != nil {
		return 0, fmt.Errorf("enqueue notice: %w", err)
	}
	n.State = storage.Waiting
	if n.NextTry.IsZero() {
		n.NextTry = n.Created
	}
	if err := t.putNotice(&n, to); err != nil {
		return 0, fmt.Errorf("enqueue notice: %w", err)
	}
	if ticket, ok, err := t.toldTicket(&n); err != nil {
		return 0, fmt.Errorf("enqueue notice: %w", err)
	} else if ok {
		t.put(noticesOf, join(ticket[:], key64(n.ID)), []byte{})
	}
	t.relineup(to, &n)
	t.queued = true
	return n.ID, t.broken
}

func (t *tx) putNotice(n *storage.Notice, to personKey) error {
	record, err := t.encodeNotice(n, to)
	if err != nil {
		return err
	}
	t.put(inNotices, key64(n.ID), record)
	return t.broken
}

// toldTicket is the ticket whose citizen the notice tells something.
func (t *tx) toldTicket(n *storage.Notice) (id ticketID, ok bool, err error) {
	if n.Ticket == "" {
		return id, false, nil
	}
	id, r, err := t.findTicket(n.Ticket)
	if err != nil {
		return id, false, fmt.Errorf("ticket %s: %w", n.Ticket, err)
	}
	return id, !n.Kind.ForStaff() && r.Citizen == n.To, nil
}

// DueNotices returns what may be tried now, the earliest first.
func (t *tx) DueNotices(now time.Time, limit int) ([]storage.Notice, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list due notices: %w", err)
	}
	var due []storage.Notice
	var unreadable error
	c := t.bucket(dueNotices).Cursor()
	for k, _ := c.First(); k != nil && len(due) < limit && !momentTime(k).After(now); k, _ = c.Next() {
		n, err := t.notice(binary.BigEndian.Uint64(k[8:]))
		if err != nil {
			unreadable = errors.Join(unreadable, fmt.Errorf("list due notices: %w", err))
			continue
		}
		due = append(due, *n)
	}
	return due, unreadable
}

// DueFor returns what of a person's line may be tried by now.
func (t *tx) DueFor(id storage.PersonID, now time.Time, limit int) (due []storage.Notice, err error) {
	p, err := parsePerson(id)
	if err != nil || p.nobody() {
		return nil, nil
	}
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list due notices: %w", err)
	}
	t.with(inLine, p[:], func(k, v []byte) bool {
		l, ok := readLine(k, v)
		if !ok || !l.waiting || l.next.After(now) {
			return true
		}
		var n *storage.Notice
		if n, err = t.notice(l.id); err != nil {
			return false
		}
		due = append(due, *n)
		return len(due) < limit
	})
	if err != nil {
		return nil, fmt.Errorf("list due notices: %w", err)
	}
	return due, nil
}

// NextNotice tells when the earliest waiting notice is due.
func (t *tx) NextNotice() (time.Time, bool) { return t.firstMoment(dueNotices) }

func (t *tx) firstMoment(in bucketID) (time.Time, bool) {
	if t.mayRead() != nil {
		return time.Time{}, false
	}
	k, _ := t.bucket(in).Cursor().First()
	if k == nil {
		return time.Time{}, false
	}
	return momentTime(k), true
}

// Notice returns one by id.
func (t *tx) Notice(id uint64) (*storage.Notice, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("read notice %d: %w", id, err)
	}
	return t.notice(id)
}

func (t *tx) notice(id uint64) (*storage.Notice, error) {
	record := t.get(inNotices, key64(id))
	if record == nil {
		return nil, fmt.Errorf("read notice %d: %w", id, storage.ErrNotFound)
	}
	n, _, err := t.decodeNotice(id, record)
	if err != nil {
		return nil, fmt.Errorf("read notice %d: %w", id, err)
	}
	return &n, nil
}

// SettleNotice stores how far a notice got. To, Ticket and Kind stay as they
// were queued.
func (t *tx) SettleNotice(n *storage.Notice) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("settle notice %d: %w", n.ID, err)
	}
	record := t.get(inNotices, key64(n.ID))
	if record == nil {
		return fmt.Errorf("settle notice %d: %w", n.ID, storage.ErrNotFound)
	}
	old, to, err := t.decodeNotice(n.ID, record)
	if err != nil {
		return fmt.Errorf("settle notice %d: %w", n.ID, err)
	}
	if to.nobody() {
		return nil // the person was forgotten meanwhile: it has failed
	}
	now := *n
	now.To, now.Ticket, now.Kind = old.To, old.Ticket, old.Kind
	if now.State == storage.Waiting || now.State == storage.Held {
		if now.Text == "" && now.Template == nil {
			now.Text, now.Template = old.Text, old.Template
		}
	}
	t.relineup(to, &now)
	return t.putSettled(&now, to)
}

// putSettled stores a notice without what nobody needs any more. One that no
// ticket's list shows is found by nobody, not even when its person asks to be
// forgotten: delivered it goes, failed it tells neither what it said nor to whom.
func (t *tx) putSettled(n *storage.Notice, to personKey) error {
	ticket, _ := parseTicketID(n.Ticket)
	listed := t.get(noticesOf, join(ticket[:], key64(n.ID))) != nil
	switch {
	case n.State == storage.Delivered && !listed:
		t.del(inNotices, key64(n.ID))
		return t.broken
	case n.State == storage.Failed && !listed:
		to = personKey{}
		fallthrough
	case n.State == storage.Delivered:
		n.Text, n.Template = "", nil
	}
	return t.putNotice(n, to)
}

// HeldNotices returns what waits for the person's next contact, oldest first.
func (t *tx) HeldNotices(id storage.PersonID) ([]storage.Notice, error) {
	p, err := parsePerson(id)
	if err != nil || p.nobody() {
		return nil, nil
	}
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list held notices: %w", err)
	}
	var held []storage.Notice
	t.with(inLine, p[:], func(k, v []byte) bool {
		l, ok := readLine(k, v)
		if !ok || (l.waiting && !l.tried) {
			return true
		}
		var n *storage.Notice
		if n, err = t.notice(l.id); err != nil {
			return false
		}
		held = append(held, *n)
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("list held notices: %w", err)
	}
	return held, nil
}

// TicketNotices returns what a ticket's citizen was told, oldest first.
func (t *tx) TicketNotices(number string) ([]storage.Notice, error) {
	if err := t.mayRead(); err != nil {
		return nil, fmt.Errorf("list notices of %s: %w", number, err)
	}
	id, ok := parseTicketID(number)
	if !ok {
		return nil, nil
	}
	var told []storage.Notice
	var err error
	t.with(noticesOf, id[:], func(k, _ []byte) bool {
		var n *storage.Notice
		if n, err = t.notice(binary.BigEndian.Uint64(k[8:])); err != nil {
			return false
		}
		told = append(told, *n)
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("list notices of %s: %w", number, err)
	}
	return told, nil
}

// OutboxDepth counts what is not settled.
func (t *tx) OutboxDepth(now time.Time) (waiting, held int, oldest time.Duration) {
	if t.mayRead() != nil {
		return 0, 0, 0
	}
	c := t.bucket(dueNotices).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		n, err := t.noticeOpen(binary.BigEndian.Uint64(k[8:]))
		if err == nil {
			oldest = max(oldest, now.Sub(n.Created))
		}
	}
	return int(t.bucket(inLine).Sequence()), int(t.bucket(dueNotices).Sequence()), oldest
}
