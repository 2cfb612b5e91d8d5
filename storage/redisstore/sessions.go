package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"minqing/storage"
)

// keys of one user: lease, session, contact.
func (s *Store) keys(user storage.PersonID) []string {
	base := s.o.Prefix + ":{" + string(user) + "}:"
	return []string{base + "l", base + "s", base + "c"}
}

// Open takes the user's lease and loads the session in one round trip.
// See storage.Sessions.
func (s *Store) Open(ctx context.Context, user storage.PersonID) (*storage.Session, error) {
	token, err := s.lines.enter(ctx, user, s.o.Lease)
	if err != nil {
		return nil, fmt.Errorf("open session: %w", err)
	}
	keys := s.keys(user)
	values, err := s.lease(ctx, user, keys, token)
	if err != nil {
		s.lines.leave(user, token)
		return nil, fmt.Errorf("open session: %w", err)
	}
	session := s.load(user, keys, values)
	session.Lease = token
	return session, nil
}

// The pauses between two tries for a lease that another process has.
const (
	firstPause = 5 * time.Millisecond
	lastPause  = 50 * time.Millisecond
)

// lease asks for the lease until it has it. It returns what the script loaded.
func (s *Store) lease(ctx context.Context, user storage.PersonID, keys []string, token string) ([]any, error) {
	held := false // by somebody else, when we last asked
	for pause := firstPause; ; pause = min(pause*3/2, lastPause) {
		if ctx.Err() != nil {
			return nil, storage.ErrBusy
		}
		asked := s.lines.now()
		reply, err := s.run(ctx, "open", openScript, keys, token, s.o.Lease.Milliseconds(), tokenProcess)
		if err != nil {
			if gaveUp(ctx, held) {
				return nil, storage.ErrBusy
			}
			return nil, err
		}
		switch reply := reply.(type) {
		case []any:
			if len(reply) == 2 {
				s.lines.leased(user, token, asked.Add(s.o.Lease))
				return reply, nil
			}
		case int64:
			held = true
			left := max(time.Duration(reply), 0)*time.Millisecond + time.Millisecond
			if err := rest(ctx, min(pause, left)); err != nil {
				return nil, err
			}
			continue
		}
		return nil, fmt.Errorf("%w: a strange answer", storage.ErrUnavailable)
	}
}

// gaveUp reports whether a call failed because the caller would wait no longer,
// rather than because Redis did not answer in the time there was.
func gaveUp(ctx context.Context, held bool) bool {
	return errors.Is(ctx.Err(), context.Canceled) || held && ctx.Err() != nil
}

func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return storage.ErrBusy
	}
}

// load makes the session of what was stored. What can't be read, or is past its
// life by our own clock, is treated as absent.
func (s *Store) load(user storage.PersonID, keys []string, values []any) *storage.Session {
	session := &storage.Session{}
	now := s.o.Now()
	if value, ok := values[0].(string); ok {
		plain, err := s.openSession(keys[1], value)
		if err == nil {
			var saved time.Time
			saved, err = decodeSession(plain, session)
			if err != nil || now.Sub(saved) >= s.o.TTL {
				*session = storage.Session{}
			}
		}
		s.unreadable("session", user, err)
	}
	if value, ok := values[1].(string); ok {
		contact, err := s.contact(keys[2], value, now)
		s.unreadable("contact", user, err)
		session.Contact = contact
	}
	session.User = user
	return session
}

func (s *Store) unreadable(what string, user storage.PersonID, err error) {
	if err != nil {
		s.log.Warn("a stored value can't be read and is treated as absent", "what", what, "user", user, "err", err)
	}
}

func (s *Store) contact(key, value string, now time.Time) (storage.Contact, error) {
	plain, err := s.open(key, value)
	if err != nil {
		return storage.Contact{}, err
	}
	contact, saved, err := decodeContact(plain)
	if err != nil || now.Sub(saved) >= s.o.ContactTTL {
		return storage.Contact{}, err
	}
	return contact, nil
}

// Save stores the session and gives the lease back in one round trip.
// See storage.Sessions. After ErrUnavailable it may have been stored or not; it
// may be called again.
func (s *Store) Save(ctx context.Context, session *storage.Session) error {
	defer s.lines.leave(session.User, session.Lease)
	keys := s.keys(session.User)
	now := s.o.Now()
	value := s.sealSession(keys[1], session.Lease, encodeSession(session, now))
	var contact []byte
	if session.Contact != (storage.Contact{}) {
		contact = s.seal(keys[2], encodeContact(session.Contact, now))
	}
	reply, err := s.run(ctx, "save", saveScript, keys,
		session.Lease, value, s.o.TTL.Milliseconds(), contact, s.o.ContactTTL.Milliseconds())
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	if reply != int64(1) {
		return fmt.Errorf("save session: %w", storage.ErrLeaseLost)
	}
	return nil
}

// Release gives the lease back without storing anything. A lease that was lost
// is no error.
func (s *Store) Release(ctx context.Context, session *storage.Session) error {
	defer s.lines.leave(session.User, session.Lease)
	lease := s.keys(session.User)[:1]
	if _, err := s.run(ctx, "release", dropScript, lease, session.Lease); err != nil {
		return fmt.Errorf("release session: %w", err)
	}
	return nil
}

// Contact reads, without the lease, when the user last opened a window.
func (s *Store) Contact(ctx context.Context, user storage.PersonID) (storage.Contact, error) {
	key := s.keys(user)[2]
	value, err := s.get(ctx, "contact", key)
	if err != nil || value == "" {
		return storage.Contact{}, err
	}
	contact, err := s.contact(key, value, s.o.Now())
	s.unreadable("contact", user, err)
	return contact, nil
}

// Forget removes the session and the contact. A turn that is at work keeps its
// lease.
func (s *Store) Forget(ctx context.Context, user storage.PersonID) error {
	keys := s.keys(user)[1:]
	return s.do("forget", func() error { return s.client.Del(ctx, keys...).Err() })
}

// get reads a value, empty when there is none.
func (s *Store) get(ctx context.Context, op, key string) (value string, err error) {
	err = s.do(op, func() (err error) {
		value, err = s.client.Get(ctx, key).Result()
		if errors.Is(err, redis.Nil) {
			return nil
		}
		return err
	})
	return value, err
}
