package storage

import (
	"context"
	"errors"
	"io"
	"time"
)

// Errors that every implementation returns, wrapped or not.
var (
	ErrNotFound    = errors.New("not found")
	ErrBusy        = errors.New("busy")
	ErrLeaseLost   = errors.New("lease lost")
	ErrUnavailable = errors.New("unavailable")
	ErrForgotten   = errors.New("person was forgotten")
)

// Store keeps everything that must not be lost.
type Store interface {
	// PersonOf names a WeChat user by a keyed hash of the openid.
	PersonOf(openid string) PersonID

	// View runs fn on a consistent snapshot. fn must not keep tx or call
	// methods that write.
	View(ctx context.Context, fn func(tx Tx) error) error

	// Update runs fn and commits what it did: durable when it returns nil,
	// nothing done when it returns an error. Concurrent writers share one
	// fsync, so fn may run more than once: it touches only tx and its own
	// results, which it sets anew each time.
	Update(ctx context.Context, fn func(tx Tx) error) error

	// Wrote signals, to any number of listeners, that a commit queued a notice
	// or an attachment or set a timer: the channel it returns is closed by the next such
	// commit. Take the channel before looking, so that nothing slips between.
	Wrote() <-chan struct{}

	// WroteBook signals in the same way that a commit stored or dropped a record
	// of the book: for whoever shows what stands in it.
	WroteBook(book string) <-chan struct{}

	Close() error
}

// Tx is one transaction. Methods that write fail in a View.
type Tx interface {
	TicketTx
	PersonTx
	StaffTx
	NoticeTx
	AttachmentTx
	OnceTx
	TimerTx
	BookTx
}

// TicketTx is the part of a transaction that concerns tickets.
type TicketTx interface {
	// File gives the ticket its number (letter, and the day of t.Filed), stores
	// it and appends the event. If t.Key was filed before, nothing is written:
	// t becomes the earlier ticket and fresh is false. Numbers of a day have no
	// gaps and no repeats.
	File(letter string, t *Ticket, e Event) (fresh bool, err error)

	// Move stores the ticket as it now is and appends the event. Ticket, Seq and
	// the event counter are set by it; From, To, Updated by the caller
	// (see Ticket.Next).
	Move(t *Ticket, e Event) error

	// Log appends an event of the house that belongs to no ticket.
	Log(e Event) error

	// Ticket returns the ticket with its Private part; ErrNotFound.
	Ticket(number string) (*Ticket, error)

	// Tickets returns a page by one of the indexes, newest first (by due time:
	// earliest first), without Private parts.
	Tickets(q Query) (Page, error)

	// Events returns a ticket's history, oldest first.
	Events(number string) ([]Event, error)

	// Find returns the newest tickets that a search asks for. What it returns was
	// opened and does hold the terms; a ticket is found as soon as the Update that
	// filed it, or added to its words, has committed. It looks at every ticket of the
	// period, so its time grows with their number: Patience bounds it. Nobody finds by
	// the words of somebody who was forgotten.
	Find(q Search) (Found, error)
}

// Query asks for a page of tickets. Exactly one of Citizen, Owner, Unit and Due
// chooses the index; none of them: all tickets by state.
type Query struct {
	Citizen PersonID
	Owner   StaffID
	Unit    string
	Due     bool      // open tickets with a date, earliest due first
	States  []State   // only these; empty: every state
	From    time.Time // only tickets filed at or after it; zero: from the first. Not with Due
	Before  time.Time // only tickets filed before it; zero: to the last. Not with Due
	After   string    // the cursor of the page before; empty: from the start
	Limit   int       // 1 to 100; 0: 20
}

// Page is part of a list.
type Page struct {
	Tickets []Ticket
	Next    string // cursor of the next page; empty: this was the last
}

// PersonTx is the part of a transaction that concerns people.
type PersonTx interface {
	// Person returns what we know of a WeChat user; ErrNotFound for one we
	// have not met, ErrForgotten for one we let go.
	Person(id PersonID) (*Person, error)

	// PutPerson stores a person; the first time it makes the person's own key.
	PutPerson(p *Person) error

	// ForgetPerson destroys the person's key: everything sealed under it, in
	// tickets, events and notices, can never be read again. Pending notices to
	// the person fail. The person may come back and is then new.
	ForgetPerson(id PersonID) error

	// ForgetTicket does the same to a ticket that came without a citizen: its words
	// and those of its history can never be read again. A second time does no harm;
	// one that has a citizen is an error. ErrNotFound.
	ForgetTicket(number string) error
}

// StaffTx is the part of a transaction that concerns staff.
type StaffTx interface {
	// StaffOf returns who a WeChat user is here; ErrNotFound for citizens.
	StaffOf(id PersonID) (*Staff, error)
	// Staff returns one by id, ErrNotFound.
	Staff(id StaffID) (*Staff, error)
	// AllStaff lists everybody who is still here, in the order they were invited.
	AllStaff() ([]Staff, error)
	// PutStaff stores a member of staff; with an empty ID it is a new one and
	// gets the next.
	PutStaff(s *Staff) error
	// PutInvite stores an invitation under a keyed hash of the code. An earlier
	// one for the same member of staff ends.
	PutInvite(code string, i Invite) error
	// TakeInvite uses a code up. ErrNotFound when there is none by now.
	TakeInvite(code string, now time.Time) (Invite, error)
}

// NoticeTx is the part of a transaction that concerns the outbox.
type NoticeTx interface {
	// Enqueue adds a notice in state Waiting, to be tried at once, behind
	// everything already waiting for that person.
	Enqueue(n Notice) (id uint64, err error)

	// DueNotices returns at most limit notices, each the first in line of its
	// person, whose NextTry is not after now. One that cannot be read holds up
	// only its own person: it is in the error, the others are returned beside it.
	DueNotices(now time.Time, limit int) ([]Notice, error)

	// DueFor returns at most limit notices to one person whose NextTry is not
	// after now, in the order they were queued.
	DueFor(id PersonID, now time.Time, limit int) ([]Notice, error)

	// NextNotice tells when the earliest waiting notice is due; false: none.
	NextNotice() (time.Time, bool)

	// Notice returns one by id; ErrNotFound once it was delivered to anybody but
	// the citizen of its ticket.
	Notice(id uint64) (*Notice, error)

	// SettleNotice stores how far a notice got. Delivered notices lose their text;
	// those without a ticket, to staff, and to somebody else than the ticket's
	// citizen are removed. When one of these fails, it loses text and receiver.
	SettleNotice(n *Notice) error

	// HeldNotices returns what a person must hear at the next contact, oldest
	// first: what is held, and what waits after a try that failed (Why is set).
	// It is quick when there is nothing.
	HeldNotices(id PersonID) ([]Notice, error)

	// TicketNotices returns the notices of a ticket to its citizen, oldest first.
	TicketNotices(number string) ([]Notice, error)

	// OutboxDepth counts notices by state and gives the age of the oldest
	// waiting one.
	OutboxDepth(now time.Time) (waiting, held int, oldest time.Duration)
}

// AttachmentTx is the part of a transaction that concerns photos, voices and videos.
type AttachmentTx interface {
	// Attach queues a download for a ticket. N is set by it. Past
	// MaxAttachments it reports false and does nothing.
	Attach(a *Attachment) (bool, error)
	// Attachments returns those of a ticket in the order they came.
	Attachments(number string) ([]Attachment, error)
	// DueAttachments returns at most limit attachments still to be downloaded
	// whose NextTry is not after now.
	DueAttachments(now time.Time, limit int) ([]Attachment, error)
	// NextAttachment tells when the next download is due; false: none.
	NextAttachment() (time.Time, bool)
	// PutAttachment stores how far a download got, and that a picture's life is
	// over: what is Thinned is stored without its Hash.
	PutAttachment(a *Attachment) error
	// Referenced reports whether an attachment has the file of this hash. The same
	// bytes have the same file, so one that an attachment let go of may be needed
	// by another. The store removes no file by itself: whoever thins does, after
	// the commit, and makes sure that nobody keeps the same bytes meanwhile.
	Referenced(hash string) (bool, error)
}

// OnceTx remembers what a message already caused, so that its second delivery
// after a crash changes nothing and hears the same.
type OnceTx interface {
	// Done returns the reply that the message of this identity was given, if an
	// Update for it committed within the last 30 minutes.
	Done(identity string) (reply string, ok bool)
	// MarkDone records it. It belongs to the same Update as the change.
	MarkDone(identity, reply string, now time.Time) error
}

// Files keeps media beside the store, sealed and named by hash.
type Files interface {
	// Keep seals and stores the bytes; the same bytes have the same name.
	Keep(ctx context.Context, data []byte) (hash string, err error)
	// Read returns the bytes; ErrNotFound.
	Read(ctx context.Context, hash string) ([]byte, error)
	// Remove deletes them; no error when they are gone already.
	Remove(ctx context.Context, hash string) error
}

// Keeper is what the admin commands need of a store beyond transactions.
type Keeper interface {
	// Backup writes a consistent copy of data and media while the store works.
	// The key is not in it.
	Backup(ctx context.Context, w io.Writer) error
	// Verify checks pages, indexes and the chain of events.
	Verify(ctx context.Context) (Report, error)
	// Compact rewrites the file without the space of what was removed.
	Compact(ctx context.Context) (before, after int64, err error)
}

// Report is what Verify found.
type Report struct {
	Tickets, Events, Notices, Media int
	Problems                        []string // empty: all is well
}
