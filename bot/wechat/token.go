package wechat

import (
	"context"
	"errors"
	"sync"
	"time"

	"minqing/bot"
	"minqing/storage"
)

const (
	tokenAPI = "stable_token"

	// freshShare is the part of a token's remaining life, as it was when we
	// learned of it, after which it is fetched anew. A share works for any life:
	// the platform hands out 7,200 s, and 300 s near the end of an old token.
	freshShare = 0.9

	lockLife   = 15 * time.Second       // of a process that died while fetching
	lockPoll   = 100 * time.Millisecond // between looks at what another process fetches
	errorPause = time.Minute            // after a wrong secret or the like
	forceEvery = time.Minute            // the platform ignores force_refresh within 30 s
)

// tokens hands out the access token. Within the process one fetch is under way
// at a time and everybody waits for it; across processes the store's lock sees
// to it. While a token is still valid nobody waits for its successor.
type tokens struct {
	app, secret string
	store       storage.Tokens
	now         func() time.Time
	patience    time.Duration // longest wait for a fetch
	ask         func(ctx context.Context, secret string, force bool) (storage.Token, error)

	mu       sync.Mutex
	held     storage.Token
	refresh  time.Time // when to look for its successor
	rejected string    // the last value that the platform did not take
	forced   time.Time
	flight   *flight
	paused   time.Time // until then asking is useless, because of
	why      error
}

// flight is one fetch; done is closed when it has ended.
type flight struct {
	done  chan struct{}
	token string
	err   error
}

// get returns a token that the platform should take.
func (t *tokens) get(ctx context.Context) (string, error) {
	t.mu.Lock()
	now := t.now()
	valid := t.held.Value != "" && now.Before(t.held.Expires)
	if valid && (now.Before(t.refresh) || t.flight != nil) {
		defer t.mu.Unlock()
		return t.held.Value, nil
	}
	if t.flight == nil {
		if now.Before(t.paused) {
			defer t.mu.Unlock()
			if valid {
				return t.held.Value, nil
			}
			return "", t.why
		}
		t.flight = &flight{done: make(chan struct{})}
		go t.fly(context.WithoutCancel(ctx), t.flight)
		if valid {
			defer t.mu.Unlock()
			return t.held.Value, nil
		}
	}
	f := t.flight
	t.mu.Unlock()
	select {
	case <-f.done:
		return f.token, f.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// drop forgets a token that the platform did not take, if it is still this one.
func (t *tokens) drop(ctx context.Context, value string) {
	t.mu.Lock()
	t.rejected = value
	if t.held.Value == value {
		t.held = storage.Token{}
	}
	t.mu.Unlock()
	// A store that is away is no reason to stop: learn passes over this value.
	_ = t.store.DropToken(ctx, t.app, value)
}

// fly finds a token for everybody who waits.
func (t *tokens) fly(ctx context.Context, f *flight) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	token, err := t.find(ctx)
	if err != nil && ctx.Err() != nil {
		err = &bot.SendError{API: tokenAPI, Reaction: bot.Retry} // our patience ended, not the caller's
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if err == nil {
		t.held = token
		t.refresh = now.Add(time.Duration(freshShare * float64(token.Expires.Sub(now))))
	} else {
		t.pauseAfter(err, now)
		if t.held.Value != "" && now.Before(t.held.Expires) {
			t.refresh = now.Add(lockPoll) // not at once again
			token, err = t.held, nil
		}
	}
	f.token, f.err = token.Value, err
	t.flight = nil
	close(f.done)
}

// pauseAfter keeps everybody from asking again what an operator or the clock
// has to settle first. The caller holds mu.
func (t *tokens) pauseAfter(err error, now time.Time) {
	var failed *bot.SendError
	if !errors.As(err, &failed) {
		return
	}
	switch failed.Reaction {
	case bot.Misconfigured:
		t.paused, t.why = now.Add(errorPause), err
	case bot.Pause:
		t.paused, t.why = failed.Until, err
	}
}

// find takes the token from the store, or from the platform under the lock.
func (t *tokens) find(ctx context.Context) (storage.Token, error) {
	for {
		if token, ok := t.learn(ctx); ok {
			return token, nil
		}
		unlock, err := t.store.LockToken(ctx, t.app, lockLife)
		switch {
		case errors.Is(err, storage.ErrBusy):
			if err := pause(ctx, lockPoll); err != nil {
				return storage.Token{}, err
			}
			continue
		case err != nil:
			// The store is away. A token of our own is better than silence, and
			// stable_token gives every process the same.
			return t.fetch(ctx)
		}
		defer unlock()
		if token, ok := t.learn(ctx); ok { // fetched while we waited for the lock
			return token, nil
		}
		return t.fetch(ctx)
	}
}

// learn reads the store. It passes over a token that the platform rejected, and
// over the one whose successor is wanted.
func (t *tokens) learn(ctx context.Context) (storage.Token, bool) {
	token, err := t.store.Token(ctx, t.app)
	if err != nil || token.Value == "" {
		return storage.Token{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if token.Value == t.rejected || !t.now().Before(token.Expires) {
		return storage.Token{}, false
	}
	return token, token.Value != t.held.Value
}

// fetch asks the platform and stores what it says. When it repeats the value
// that it just rejected, it is asked once more to make another.
func (t *tokens) fetch(ctx context.Context) (storage.Token, error) {
	token, err := t.ask(ctx, t.secret, false)
	if err == nil && t.mayForce(token.Value) {
		token, err = t.ask(ctx, t.secret, true)
	}
	if err != nil {
		return storage.Token{}, err
	}
	// The store may be away; then other processes fetch for themselves.
	_ = t.store.PutToken(ctx, t.app, token)
	return token, nil
}

func (t *tokens) mayForce(value string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if value != t.rejected || now.Sub(t.forced) < forceEvery {
		return false
	}
	t.forced = now
	return true
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
