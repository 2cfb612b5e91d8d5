package redisstore_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/redisstore"
	"minqing/storage/storagetest"
)

// A process that died in a turn keeps others waiting no longer than its lease.
func TestCrashedHolder(t *testing.T) {
	server := storagetest.StartRedis(t)
	o := redisstore.Options{URL: "redis://" + server.Addr, Lease: 50 * time.Millisecond}
	crashed, other := open(t, o), open(t, o)
	lost := mustOpen(t, crashed, li)
	session := mustOpen(t, other, li)
	if err := crashed.Save(t.Context(), lost); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving after the lease ended: %v, want ErrLeaseLost", err)
	}
	_ = session // abandoned too: the same process takes over
	mustSave(t, other, mustOpen(t, other, li))
}

// What lies in Redis, names and values alike, shows nothing that was typed and
// nobody's openid.
func TestNothingInPlain(t *testing.T) {
	server := storagetest.StartRedis(t)
	key := newKey(t, 1)
	const openid, typed, token = "oTypical_openid-0123456789ab", "人民路的路灯坏了", "57_access-token-value"
	s := open(t, redisstore.Options{URL: "redis://" + server.Addr, Sealer: key})
	user := key.PersonID(openid)
	session := mustOpen(t, s, user)
	session.Draft = storage.Draft{Flow: "feedback-flow", Answers: []byte(typed), Instance: openid}
	session.Focus = typed
	session.Remember(storage.Turn{ID: "gh|" + openid + "|1", Reply: typed})
	session.Contact.Message = time.Unix(1_790_000_000, 0)
	mustSave(t, s, session)
	if err := s.PutToken(t.Context(), "wx", storage.Token{Value: token, Expires: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LockToken(t.Context(), "wx", time.Hour); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, s, user) // so that there is a lease

	client := raw(t, server.Addr)
	keys, err := client.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) != 5 {
		t.Fatalf("keys %q, %v, want lease, session, contact, token and lock", keys, err)
	}
	for _, name := range keys {
		value, err := client.Get(t.Context(), name).Result()
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{openid, typed, token, "feedback-flow", "路灯"} {
			if strings.Contains(name+value, secret) {
				t.Errorf("%s shows %s", name, secret)
			}
		}
		if life := client.PTTL(t.Context(), name).Val(); life <= 0 {
			t.Errorf("%s never ends", name)
		}
	}
}

// What can't be read is treated as absent, and said once without showing it.
func TestUnreadable(t *testing.T) {
	server := storagetest.StartRedis(t)
	client := raw(t, server.Addr)
	spoils := map[string]func(key string) string{
		"damaged":    func(value string) string { return value[:len(value)-1] + string(value[len(value)-1]^1) },
		"short":      func(value string) string { return value[:1] },
		"empty":      func(string) string { return "" },
		"of another": func(value string) string { return "\xff" + value[1:] },
	}
	for name, spoil := range spoils {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			prefix := empty()
			s := open(t, redisstore.Options{
				URL: "redis://" + server.Addr, Prefix: prefix, Logger: slog.New(slog.NewJSONHandler(&log, nil)),
			})
			session := mustOpen(t, s, li)
			session.Focus = "F2611230001"
			session.Contact.Message = time.Unix(1_790_000_000, 0)
			mustSave(t, s, session)
			key := prefix + ":{" + string(li) + "}:s"
			value := client.Get(t.Context(), key).Val()
			if err := client.Set(t.Context(), key, spoil(value), 0).Err(); err != nil {
				t.Fatal(err)
			}
			session = mustOpen(t, s, li)
			if session.Focus != "" || session.User != li || session.Contact.Message.IsZero() {
				t.Errorf("opened %+v, want a fresh session with the contact", session)
			}
			if n := strings.Count(log.String(), "\n"); n != 1 || strings.Contains(log.String(), "F2611230001") {
				t.Errorf("logged %q", log.String())
			}
			mustSave(t, s, session)
		})
	}
}

// Another key opens nothing, and values can't be moved from one user to another.
func TestKeysAndUsersAreApart(t *testing.T) {
	server := storagetest.StartRedis(t)
	o := redisstore.Options{URL: "redis://" + server.Addr}
	s := open(t, o)
	session := mustOpen(t, s, li)
	session.Focus = "F2611230001"
	session.Contact.Message = time.Unix(1_790_000_000, 0)
	mustSave(t, s, session)
	if err := s.PutToken(t.Context(), "wx", storage.Token{Value: "v", Expires: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}

	o.Sealer = newKey(t, 2)
	stranger := open(t, o)
	session = mustOpen(t, stranger, li)
	if session.Focus != "" || !session.Contact.Message.IsZero() {
		t.Errorf("another key reads %+v", session)
	}
	if _, err := stranger.Token(t.Context(), "wx"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("another key reads a token: %v", err)
	}
	if err := stranger.Release(t.Context(), session); err != nil {
		t.Fatal(err)
	}

	client := raw(t, server.Addr)
	for _, kind := range []string{"s", "c"} {
		value := client.Get(t.Context(), "mq:{"+string(li)+"}:"+kind).Val()
		if err := client.Set(t.Context(), "mq:{wang}:"+kind, value, 0).Err(); err != nil || value == "" {
			t.Fatal(err, value == "")
		}
	}
	if got := mustOpen(t, s, "wang"); got.Focus != "" || !got.Contact.Message.IsZero() {
		t.Errorf("a session that was copied to another user is read: %+v", got)
	}
}

// A token that has expired leaves nothing behind.
func TestExpiredTokenIsRemoved(t *testing.T) {
	server := storagetest.StartRedis(t)
	s := open(t, redisstore.Options{URL: "redis://" + server.Addr})
	for _, life := range []time.Duration{time.Hour, -time.Hour} {
		if err := s.PutToken(t.Context(), "wx", storage.Token{Value: "v", Expires: time.Now().Add(life)}); err != nil {
			t.Fatal(err)
		}
	}
	if n := raw(t, server.Addr).DBSize(t.Context()).Val(); n != 0 {
		t.Errorf("%d keys are left", n)
	}
}

// A turn costs two round trips, and each is observed.
func TestRoundTrips(t *testing.T) {
	server := storagetest.StartRedis(t)
	var mu sync.Mutex
	var ops []string
	s := open(t, redisstore.Options{
		URL: "redis://" + server.Addr,
		Observe: func(op string, d time.Duration, err error) {
			mu.Lock()
			defer mu.Unlock()
			if d < 0 || err != nil {
				t.Errorf("%s took %v, %v", op, d, err)
			}
			ops = append(ops, op)
		},
	})
	calls := func() string {
		n := 0
		for line := range strings.Lines(raw(t, server.Addr).Info(context.Background(), "commandstats").Val()) {
			if strings.HasPrefix(line, "cmdstat_evalsha:") {
				_, rest, _ := strings.Cut(line, "calls=")
				rest, _, _ = strings.Cut(rest, ",")
				return rest
			}
			n++
		}
		return "0"
	}
	mustSave(t, s, mustOpen(t, s, li)) // the server learns the scripts
	before := calls()
	ops = nil
	mustSave(t, s, mustOpen(t, s, li))
	if after := calls(); before != "2" || after != "4" {
		t.Errorf("scripts were called %s and then %s times, want 2 and 4", before, after)
	}
	if got := strings.Join(ops, " "); got != "open save" {
		t.Errorf("observed %q", got)
	}
}

// A server that forgot the scripts is given them again.
func TestScriptsForgotten(t *testing.T) {
	server := storagetest.StartRedis(t)
	s := open(t, redisstore.Options{URL: "redis://" + server.Addr})
	client := raw(t, server.Addr)
	for range 2 {
		session := mustOpen(t, s, li)
		if err := client.ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		mustSave(t, s, session)
	}
}

// A server that answers with an error is away as well.
func TestServerRefuses(t *testing.T) {
	server := storagetest.StartRedis(t, "--requirepass", "geheim")
	for name, url := range map[string]string{
		"no password":    "redis://" + server.Addr,
		"wrong password": "redis://:falsch@" + server.Addr,
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			s := open(t, redisstore.Options{URL: url, Logger: slog.New(slog.NewJSONHandler(&log, nil))})
			_, err := s.Open(t.Context(), li)
			if !errors.Is(err, storage.ErrUnavailable) {
				t.Errorf("open: %v, want ErrUnavailable", err)
			}
			if strings.Contains(err.Error()+log.String(), "falsch") || log.Len() == 0 {
				t.Errorf("error %v, log %s", err, log.String())
			}
		})
	}
	s := open(t, redisstore.Options{URL: "redis://:geheim@" + server.Addr + "/3"})
	mustSave(t, s, mustOpen(t, s, li))
}

func TestOpenRefuses(t *testing.T) {
	key := newKey(t, 1)
	for _, o := range []redisstore.Options{
		{},
		{URL: "redis://localhost"},
		{Sealer: key},
		{URL: "redis://:geheim@localhost:x", Sealer: key},
	} {
		if _, err := redisstore.Open(t.Context(), o); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%+v: %v", o.URL, err)
		}
	}
}
