package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"minqing/storage"
)

// The usual lives of what a conversation leaves.
const (
	SessionLife = 24 * time.Hour
	ContactLife = 48 * time.Hour
	// LeaseLife is how long a turn may keep others of the same user waiting. A
	// turn ends within the platform's five seconds; a longer one is stuck.
	LeaseLife = 15 * time.Second
)

// sweepStep is how many entries a save looks at for ones that expired.
const sweepStep = 4

// SessionOptions says how long conversations live; zero fields take the usual.
type SessionOptions struct {
	TTL        time.Duration    // of a session after its last turn
	ContactTTL time.Duration    // of a contact after the last turn
	LeaseTTL   time.Duration    // of a lease, in real time
	Now        func() time.Time // the clock of the two above
}

// Sessions keeps conversations in the data file, for one process. Leases are in
// memory: they end with the process, as the turns that hold them do.
type Sessions struct {
	store  *Store
	opts   SessionOptions
	leases *leases
	swept  sweepPlace
}

var _ storage.Sessions = (*Sessions)(nil)

// Sessions returns the keeper of conversations. Take it once: two of them do
// not know each other's leases.
func (s *Store) Sessions(o SessionOptions) *Sessions {
	if o.TTL == 0 {
		o.TTL = SessionLife
	}
	if o.ContactTTL == 0 {
		o.ContactTTL = ContactLife
	}
	if o.LeaseTTL == 0 {
		o.LeaseTTL = LeaseLife
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Sessions{store: s, opts: o, leases: newLeases(o.LeaseTTL)}
}

// The two entries of a user are neighbours in the bucket.
func sessionKey(user storage.PersonID) []byte { return []byte(string(user) + "/session") }
func contactKey(user storage.PersonID) []byte { return []byte(string(user) + "/contact") }

// Open takes the lease and loads.
func (s *Sessions) Open(ctx context.Context, user storage.PersonID) (*storage.Session, error) {
	lease, err := s.leases.take(ctx, user)
	if err != nil {
		return nil, fmt.Errorf("open session: %w", err)
	}
	session, err := s.load(ctx, user)
	if err != nil {
		s.leases.give(user, lease)
		return nil, fmt.Errorf("open session: %w", unavailable(err))
	}
	session.User, session.Lease = user, lease
	return session, nil
}

func (s *Sessions) load(ctx context.Context, user storage.PersonID) (*storage.Session, error) {
	session := &storage.Session{}
	err := s.store.view(ctx, func(t *tx) error {
		ok, err := s.read(t, sessionKey(user), session)
		if err != nil || ok {
			return err
		}
		_, err = s.read(t, contactKey(user), &session.Contact)
		return err
	})
	return session, err
}

// read decodes an entry that has not expired.
func (s *Sessions) read(t *tx, key []byte, into any) (ok bool, err error) {
	record := t.get(inSessions, key)
	if len(record) < 8 || !s.opts.Now().Before(momentTime(record)) {
		return false, nil
	}
	plain, err := t.store.key.Open(record[8:], inSessions.place(key))
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(plain, into)
}

// Save stores the session and gives the lease back.
func (s *Sessions) Save(ctx context.Context, session *storage.Session) error {
	if !s.leases.held(session.User, session.Lease) {
		return fmt.Errorf("save session: %w", storage.ErrLeaseLost)
	}
	body, err := json.Marshal(session)
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	contact, err := json.Marshal(session.Contact)
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	known := session.Contact != storage.Contact{}
	err = s.update(ctx, func(t *tx) error {
		if !s.leases.held(session.User, session.Lease) {
			return storage.ErrLeaseLost
		}
		now := s.opts.Now()
		t.putUntil(sessionKey(session.User), body, now.Add(s.opts.TTL))
		if known {
			t.putUntil(contactKey(session.User), contact, now.Add(s.opts.ContactTTL))
		}
		s.swept.sweep(t, now)
		return t.broken
	})
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	s.leases.give(session.User, session.Lease)
	return nil
}

func (t *tx) putUntil(key, plain []byte, expires time.Time) {
	t.put(inSessions, key, append(moment(expires), t.store.key.Seal(plain, inSessions.place(key))...))
}

// Release gives the lease back.
func (s *Sessions) Release(_ context.Context, session *storage.Session) error {
	s.leases.give(session.User, session.Lease)
	return nil
}

// Contact reads without the lease.
func (s *Sessions) Contact(ctx context.Context, user storage.PersonID) (c storage.Contact, err error) {
	err = s.store.view(ctx, func(t *tx) error {
		_, err := s.read(t, contactKey(user), &c)
		return err
	})
	if err != nil {
		return storage.Contact{}, fmt.Errorf("read contact: %w", unavailable(err))
	}
	return c, nil
}

// Forget removes the session and the contact. The turn that asks for it should
// not save afterwards: that would bring its session back.
func (s *Sessions) Forget(ctx context.Context, user storage.PersonID) error {
	err := s.update(ctx, func(t *tx) error {
		for _, key := range [][]byte{sessionKey(user), contactKey(user)} {
			if t.get(inSessions, key) != nil {
				t.del(inSessions, key)
			}
		}
		return t.broken
	})
	if err != nil {
		return fmt.Errorf("forget session: %w", err)
	}
	return nil
}

// Ping reports whether the data file can be read.
func (s *Sessions) Ping(ctx context.Context) error {
	if err := s.store.view(ctx, func(*tx) error { return nil }); err != nil {
		return fmt.Errorf("ping sessions: %w", unavailable(err))
	}
	return nil
}

func (s *Sessions) update(ctx context.Context, fn func(t *tx) error) error {
	err := s.store.Update(ctx, func(t storage.Tx) error { return fn(t.(*tx)) })
	if err == nil || errors.Is(err, storage.ErrLeaseLost) {
		return err
	}
	return unavailable(err)
}

func unavailable(err error) error { return fmt.Errorf("%w: %w", storage.ErrUnavailable, err) }
