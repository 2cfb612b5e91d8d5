package redisstore

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"minqing/storage"
)

// tokenKeys of an app: the token, and the lock of who fetches the next.
func (s *Store) tokenKeys(app string) (token, lock string) {
	base := s.o.Prefix + ":{" + app + "}:"
	return base + "t", base + "k"
}

// Token returns the stored token. See storage.Tokens.
func (s *Store) Token(ctx context.Context, app string) (storage.Token, error) {
	t, _, err := s.readToken(ctx, app)
	if err != nil {
		return storage.Token{}, fmt.Errorf("read token: %w", err)
	}
	return t, nil
}

// readToken returns the token and its stored form.
func (s *Store) readToken(ctx context.Context, app string) (storage.Token, string, error) {
	key, _ := s.tokenKeys(app)
	value, err := s.get(ctx, "token", key)
	if err != nil {
		return storage.Token{}, "", err
	}
	if value == "" {
		return storage.Token{}, "", storage.ErrNotFound
	}
	t, err := s.decodeToken(key, value)
	if err != nil {
		s.log.Warn("a stored value can't be read and is treated as absent", "what", "token", "err", err)
		return storage.Token{}, "", storage.ErrNotFound
	}
	if !s.o.Now().Before(t.Expires) {
		return storage.Token{}, "", storage.ErrNotFound
	}
	return t, value, nil
}

// The fields of a token.
const (
	tagValue   = 1
	tagExpires = 2
)

func (s *Store) decodeToken(key, value string) (t storage.Token, err error) {
	plain, err := s.open(key, value)
	if err != nil {
		return t, err
	}
	for in := plain; len(in) > 0; {
		var tag byte
		var v string
		if tag, v, in, err = field(in); err != nil {
			return t, err
		}
		switch tag {
		case tagValue:
			t.Value = v
		case tagExpires:
			t.Expires, err = timeOf(v)
		}
		if err != nil {
			return t, err
		}
	}
	return t, nil
}

// PutToken stores a token until it expires; one that has expired removes what
// is there.
func (s *Store) PutToken(ctx context.Context, app string, t storage.Token) error {
	key, _ := s.tokenKeys(app)
	life := t.Expires.Sub(s.o.Now())
	err := s.do("put_token", func() error {
		if life < time.Millisecond {
			return s.client.Del(ctx, key).Err()
		}
		plain := putTime(putString(nil, tagValue, t.Value), tagExpires, t.Expires)
		return s.client.Set(ctx, key, s.seal(key, plain), life).Err()
	})
	if err != nil {
		return fmt.Errorf("put token: %w", err)
	}
	return nil
}

// DropToken removes the token if it is still this value.
func (s *Store) DropToken(ctx context.Context, app, value string) error {
	t, stored, err := s.readToken(ctx, app)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("drop token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(t.Value), []byte(value)) == 0 {
		return nil
	}
	key, _ := s.tokenKeys(app)
	if _, err := s.run(ctx, "drop_token", dropScript, []string{key}, stored); err != nil {
		return fmt.Errorf("drop token: %w", err)
	}
	return nil
}

// LockToken makes the holder the only one who fetches a new token.
// See storage.Tokens. unlock may be called late or twice: it frees no lock but
// its own.
func (s *Store) LockToken(ctx context.Context, app string, ttl time.Duration) (unlock func(), err error) {
	_, key := s.tokenKeys(app)
	token := s.token()
	reply, err := s.run(ctx, "lock_token", lockScript, []string{key}, token, max(ttl.Milliseconds(), 1))
	if err != nil {
		return nil, fmt.Errorf("lock token: %w", err)
	}
	if reply != int64(1) {
		return nil, fmt.Errorf("lock token: %w", storage.ErrBusy)
	}
	return func() { s.unlockToken(ctx, key, token) }, nil
}

// unlockToken gives the lock back, also after the caller's context has ended.
// If that fails, the lock ends by itself.
func (s *Store) unlockToken(ctx context.Context, key, token string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*s.o.Timeout)
	defer cancel()
	if _, err := s.run(ctx, "unlock_token", dropScript, []string{key}, token); err != nil {
		s.log.Warn("the lock of the access token was not given back", "err", err)
	}
}
