package redisstore_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"minqing/storage"
	"minqing/storage/redisstore"
	"minqing/storage/seal"
	"minqing/storage/storagetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const li storage.PersonID = "3f8a0c1d5e7b9024"

func newKey(t testing.TB, fill byte) *seal.Key {
	t.Helper()
	master := make([]byte, seal.KeySize)
	for i := range master {
		master[i] = fill
	}
	key, err := seal.NewKey(master)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// open opens a store that closes with the test. What o leaves out is filled in.
func open(t testing.TB, o redisstore.Options) *redisstore.Store {
	t.Helper()
	if o.Sealer == nil {
		o.Sealer = newKey(t, 1)
	}
	s, err := redisstore.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// raw is a client beside the store, to look at what lies there.
func raw(t testing.TB, addr string) *redis.Client {
	t.Helper()
	c := redis.NewClient(&redis.Options{Addr: addr, Protocol: 2})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

var prefixes atomic.Int64

// empty returns a prefix that nobody has used: a keeper that is empty.
func empty() string { return fmt.Sprintf("test%d", prefixes.Add(1)) }

func timeout(t testing.TB, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

func mustOpen(t testing.TB, s storage.Sessions, user storage.PersonID) *storage.Session {
	t.Helper()
	session, err := s.Open(timeout(t, 20*time.Second), user)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func mustSave(t testing.TB, s storage.Sessions, session *storage.Session) {
	t.Helper()
	if err := s.Save(timeout(t, 20*time.Second), session); err != nil {
		t.Fatal(err)
	}
}

// suites runs every conformance suite against the Redis of this URL. del
// removes a key there. Leases outlast the test, so that none which was not given
// back goes unnoticed.
func suites(t *testing.T, url string, del func(key string) error) {
	options := func(now func() time.Time) redisstore.Options {
		return redisstore.Options{URL: url, Now: now, Prefix: empty(), Timeout: 5 * time.Second, Lease: time.Hour}
	}
	t.Run("sessions", func(t *testing.T) {
		storagetest.TestSessions(t, func(t testing.TB, now func() time.Time) storage.Sessions {
			return open(t, options(now))
		})
	})
	t.Run("shared sessions", func(t *testing.T) {
		storagetest.TestSharedSessions(t, func(t testing.TB, now func() time.Time) storagetest.Processes {
			o := options(now)
			return storagetest.Processes{A: open(t, o), B: open(t, o), EndLease: func(user storage.PersonID) {
				if err := del(o.Prefix + ":{" + string(user) + "}:l"); err != nil {
					t.Error(err)
				}
			}}
		})
	})
	t.Run("tokens", func(t *testing.T) {
		storagetest.TestTokens(t, func(t testing.TB, now func() time.Time) storage.Tokens {
			return open(t, options(now))
		})
	})
}
