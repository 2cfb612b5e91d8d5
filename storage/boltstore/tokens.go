package boltstore

import (
	"context"
	"fmt"
	"sync"
	"time"

	"minqing/storage"
)

// Tokens keeps the platform's access tokens in the data file, for one process.
type Tokens struct {
	store *Store
	now   func() time.Time

	mu    sync.Mutex
	locks map[string]tokenLock
}

type tokenLock struct {
	number uint64
	until  time.Time
}

var _ storage.Tokens = (*Tokens)(nil)

// Tokens returns the keeper of access tokens; now is its clock. Take it once:
// two of them do not know each other's locks.
func (s *Store) Tokens(now func() time.Time) *Tokens {
	return &Tokens{store: s, now: now, locks: make(map[string]tokenLock)}
}

// Token returns the stored token.
func (k *Tokens) Token(ctx context.Context, app string) (token storage.Token, err error) {
	err = k.store.view(ctx, func(t *tx) error {
		token, err = t.token(app)
		return err
	})
	if err == nil && !k.now().Before(token.Expires) {
		err = storage.ErrNotFound
	}
	if err != nil {
		return storage.Token{}, fmt.Errorf("read token: %w", err)
	}
	return token, nil
}

func (t *tx) token(app string) (token storage.Token, err error) {
	record := t.get(inTokens, []byte(app))
	if record == nil {
		return token, storage.ErrNotFound
	}
	d := decode(record, 1)
	token.Expires = d.time()
	value, err := t.store.key.Open(d.bytes(), inTokens.place([]byte(app)))
	if err != nil {
		return token, err
	}
	token.Value = string(value)
	return token, d.err
}

// PutToken stores a token.
func (k *Tokens) PutToken(ctx context.Context, app string, token storage.Token) error {
	err := k.store.Update(ctx, func(st storage.Tx) error {
		t := st.(*tx)
		e := encode(1, 256)
		e.time(token.Expires)
		e.bytes(t.store.key.Seal([]byte(token.Value), inTokens.place([]byte(app))))
		t.put(inTokens, []byte(app), e.b)
		return t.broken
	})
	if err != nil {
		return fmt.Errorf("put token: %w", err)
	}
	return nil
}

// DropToken removes the token if it is still this value.
func (k *Tokens) DropToken(ctx context.Context, app, value string) error {
	err := k.store.Update(ctx, func(st storage.Tx) error {
		t := st.(*tx)
		if token, err := t.token(app); err == nil && token.Value == value {
			t.del(inTokens, []byte(app))
		}
		return t.broken
	})
	if err != nil {
		return fmt.Errorf("drop token: %w", err)
	}
	return nil
}

// LockToken makes the caller the only one who fetches a token for the app.
func (k *Tokens) LockToken(_ context.Context, app string, ttl time.Duration) (unlock func(), err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.now()
	held := k.locks[app]
	if now.Before(held.until) {
		return nil, fmt.Errorf("lock token: %w", storage.ErrBusy)
	}
	mine := tokenLock{number: held.number + 1, until: now.Add(ttl)}
	k.locks[app] = mine
	return func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.locks[app].number == mine.number {
			k.locks[app] = tokenLock{number: mine.number}
		}
	}, nil
}
