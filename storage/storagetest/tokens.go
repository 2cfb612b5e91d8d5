package storagetest

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"minqing/storage"
)

// OpenTokens opens an empty keeper of tokens that live by the clock now and
// close with the test.
type OpenTokens func(t testing.TB, now func() time.Time) storage.Tokens

// TestTokens proves the promises of storage.Tokens.
func TestTokens(t *testing.T, open OpenTokens) {
	tests := map[string]func(*testing.T, *tokenCase){
		"there is none at first":           testNoToken,
		"a token is kept until it expires": testToken,
		"a later token replaces":           testTokenReplaced,
		"an expired token is not kept":     testTokenExpired,
		"drop removes this value only":     testDropToken,
		"one fetches at a time":            testLockToken,
		"a lock ends by itself":            testLockEnds,
		"apps do not meet":                 testAppsApart,
	}
	for name, run := range tests {
		t.Run(name, func(t *testing.T) {
			c := &tokenCase{newSessionCase(t), nil}
			c.tokens = open(t, c.clock.Now)
			run(t, c)
		})
	}
}

type tokenCase struct {
	*sessionCase
	tokens storage.Tokens
}

const (
	app   = "wx0123456789abcdef"
	other = "wxfedcba9876543210"
)

func (c *tokenCase) putToken(app, value string, life time.Duration) storage.Token {
	c.t.Helper()
	t := storage.Token{Value: value, Expires: c.clock.Now().Add(life)}
	if err := c.tokens.PutToken(c.ctx, app, t); err != nil {
		c.t.Fatal(err)
	}
	return t
}

func (c *tokenCase) want(app, value string) {
	c.t.Helper()
	got, err := c.tokens.Token(c.ctx, app)
	if err != nil || got.Value != value {
		c.t.Fatalf("token is %q, %v, want %q", got.Value, err, value)
	}
}

func (c *tokenCase) wantNone(app string) {
	c.t.Helper()
	if got, err := c.tokens.Token(c.ctx, app); !errors.Is(err, storage.ErrNotFound) || got != (storage.Token{}) {
		c.t.Fatalf("token is %+v, %v, want ErrNotFound", got, err)
	}
}

func (c *tokenCase) drop(app, value string) {
	c.t.Helper()
	if err := c.tokens.DropToken(c.ctx, app, value); err != nil {
		c.t.Fatal(err)
	}
}

func (c *tokenCase) lock(app string, ttl time.Duration) (unlock func()) {
	c.t.Helper()
	unlock, err := c.tokens.LockToken(c.ctx, app, ttl)
	if err != nil {
		c.t.Fatal(err)
	}
	return unlock
}

func (c *tokenCase) wantLocked(app string) {
	c.t.Helper()
	if _, err := c.tokens.LockToken(c.ctx, app, time.Minute); !errors.Is(err, storage.ErrBusy) {
		c.t.Fatalf("locking what is locked: %v, want ErrBusy", err)
	}
}

func testNoToken(_ *testing.T, c *tokenCase) {
	c.wantNone(app)
	c.drop(app, "none")
}

func testToken(t *testing.T, c *tokenCase) {
	put := c.putToken(app, "令牌_a-1", 5*time.Minute)
	got, err := c.tokens.Token(c.ctx, app)
	if err != nil || got.Value != put.Value || !got.Expires.Equal(put.Expires) {
		t.Fatalf("token is %+v, %v, want %+v", got, err, put)
	}
	c.clock.Add(5*time.Minute - time.Second)
	c.want(app, put.Value)
	c.clock.Add(time.Second)
	c.wantNone(app)
}

func testTokenReplaced(_ *testing.T, c *tokenCase) {
	c.putToken(app, "first", time.Hour)
	c.putToken(app, "second", time.Hour)
	c.want(app, "second")
}

func testTokenExpired(_ *testing.T, c *tokenCase) {
	c.putToken(app, "first", time.Hour)
	c.putToken(app, "stale", 0)
	c.wantNone(app)
}

func testDropToken(_ *testing.T, c *tokenCase) {
	c.putToken(app, "first", time.Hour)
	c.drop(app, "another")
	c.want(app, "first")
	c.drop(app, "first")
	c.wantNone(app)
	c.drop(app, "first")
}

func testLockToken(t *testing.T, c *tokenCase) {
	var got atomic.Int32
	together(20, func(int) {
		if _, err := c.tokens.LockToken(c.ctx, app, time.Minute); err == nil {
			got.Add(1)
		} else if !errors.Is(err, storage.ErrBusy) {
			t.Errorf("lock: %v", err)
		}
	})
	if n := got.Load(); n != 1 {
		t.Errorf("%d got the lock, want 1", n)
	}
	unlock := c.lock(other, time.Minute)
	c.wantLocked(other)
	unlock()
	unlock = c.lock(other, time.Minute)
	unlock()
}

// The life of a lock may be counted by the test's clock or by real time, so the
// test moves the one and waits for the other.
func testLockEnds(t *testing.T, c *tokenCase) {
	late := c.lock(app, 20*time.Millisecond)
	c.clock.Add(20 * time.Millisecond)
	for {
		unlock, err := c.tokens.LockToken(c.ctx, app, time.Minute)
		if err == nil {
			late() // frees no lock but its own
			c.wantLocked(app)
			unlock()
			unlock()
			c.lock(app, time.Minute)
			return
		}
		if !errors.Is(err, storage.ErrBusy) {
			t.Fatal(err)
		}
	}
}

func testAppsApart(_ *testing.T, c *tokenCase) {
	c.putToken(app, "mine", time.Hour)
	c.wantNone(other)
	c.drop(other, "mine")
	c.want(app, "mine")
	c.lock(app, time.Minute)
	c.lock(other, time.Minute)
}
