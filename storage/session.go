package storage

import (
	"context"
	"time"
)

// Session is what we remember of one conversation. It is sealed at rest,
// wherever it rests.
type Session struct {
	User    PersonID `json:"-"`
	Lease   string   `json:"-"`           // proof that this turn holds the user's lease
	Draft   Draft    `json:"d"`           // the flow at work; zero: none
	Parked  []Draft  `json:"p,omitempty"` // drafts left by jumping elsewhere, newest last
	Focus   string   `json:"f,omitempty"` // the ticket a member of staff has open
	Noticed int      `json:"n,omitempty"` // privacy notice already shown, so that the store need not be asked
	Turns   []Turn   `json:"t,omitempty"` // the last turns, oldest first, at most TurnsKept
	Contact Contact  `json:"c"`
}

// Draft is one flow as far as it got.
type Draft struct {
	Flow     string    `json:"f,omitempty"`
	Step     string    `json:"s,omitempty"` // the step's name, so that a new release can read an old session
	Instance string    `json:"i,omitempty"` // makes filing idempotent
	Trail    []string  `json:"t,omitempty"` // steps behind us, for 返回
	Fixing   bool      `json:"x,omitempty"` // 修改 N: the next answer leads back to the summary
	Answers  []byte    `json:"a,omitempty"`
	Touched  time.Time `json:"m,omitzero"`
	Offered  bool      `json:"o,omitempty"` // the draft was offered again and waits for 继续
}

// Turn is one message we have answered and what we said.
type Turn struct {
	ID    string `json:"i"` // identity of the message
	Reply string `json:"r"`
}

// TurnsKept is how many turns a session remembers. The platform repeats a
// message twice within 15 seconds; a person types fewer than this in that time.
const TurnsKept = 8

// Contact is when a person last did what opens a sending window.
type Contact struct {
	Message time.Time `json:"m,omitzero"` // a message: 5 sends within 48 h
	Click   time.Time `json:"c,omitzero"` // a menu click, tapped line, follow or scan: 3 sends within 1 min
}

// Remembered returns the reply given to the message of that identity.
func (s *Session) Remembered(id string) (reply string, ok bool) {
	for _, t := range s.Turns {
		if t.ID == id {
			return t.Reply, true
		}
	}
	return "", false
}

// Remember adds a turn and forgets the oldest beyond TurnsKept.
func (s *Session) Remember(t Turn) {
	s.Turns = append(s.Turns, t)
	if n := len(s.Turns) - TurnsKept; n > 0 {
		s.Turns = append([]Turn(nil), s.Turns[n:]...)
	}
}

// Sessions keeps conversations. One user has one turn at a time: Open takes the
// user's lease and whoever comes second waits.
type Sessions interface {
	// Open takes the lease and loads the session, a fresh one when there is
	// none. It waits for the turn before it; ErrBusy when ctx ends first, and
	// an error wrapping ErrUnavailable when the keeper does not answer. Waiters
	// of one process are served in the order they came.
	Open(ctx context.Context, user PersonID) (*Session, error)

	// Save stores the session, refreshes its life and gives the lease back.
	// ErrLeaseLost when the lease ended before and somebody else may have it:
	// then nothing was stored.
	Save(ctx context.Context, s *Session) error

	// Release gives the lease back without storing anything.
	Release(ctx context.Context, s *Session) error

	// Contact reads, without the lease, when the user last opened a window. It
	// outlives the session: the platform counts 48 hours.
	Contact(ctx context.Context, user PersonID) (Contact, error)

	// Forget removes the session and the contact.
	Forget(ctx context.Context, user PersonID) error

	// Ping reports whether the keeper answers.
	Ping(ctx context.Context) error
}

// Token is an access token of the platform.
type Token struct {
	Value   string
	Expires time.Time
}

// Tokens keeps the platform's access token where every process of the bot
// finds it.
type Tokens interface {
	// Token returns the stored token, ErrNotFound when there is none or it
	// expired.
	Token(ctx context.Context, app string) (Token, error)
	// PutToken stores a token until it expires.
	PutToken(ctx context.Context, app string, t Token) error
	// DropToken removes the token if it is still this value.
	DropToken(ctx context.Context, app, value string) error
	// LockToken makes the holder the only one who fetches a new token, for at
	// most ttl. ErrBusy when somebody else is fetching.
	LockToken(ctx context.Context, app string, ttl time.Duration) (unlock func(), err error)
}
