package redisstore_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/redisstore"
	"minqing/storage/storagetest"
)

// quick are options of a store that gives up soon and whose leases outlast the
// test: nothing here may depend on a lease that ends by itself.
func quick(url string) redisstore.Options {
	return redisstore.Options{URL: url, Timeout: 100 * time.Millisecond, Lease: time.Hour}
}

// outages are the ways in which a network fails, and whether a call through it
// must fail too.
var outages = map[string]struct {
	fails bool
	begin func(*proxy)
}{
	"cut":                   {true, (*proxy).cut},
	"answers are lost":      {true, func(p *proxy) { p.spoil("timeout", "downstream", `"timeout":0`) }},
	"questions are lost":    {true, func(p *proxy) { p.spoil("timeout", "upstream", `"timeout":0`) }},
	"reset":                 {true, func(p *proxy) { p.spoil("reset_peer", "downstream", `"timeout":0`) }},
	"broken off in answers": {true, func(p *proxy) { p.spoil("limit_data", "downstream", `"bytes":3`) }},
	"slow":                  {false, func(p *proxy) { p.spoil("latency", "downstream", `"latency":30`) }},
	"in pieces":             {false, func(p *proxy) { p.spoil("slicer", "downstream", `"average_size":2,"size_variation":1,"delay":10`) }},
}

func (p *proxy) end(name string) {
	p.t.Helper()
	if name == "cut" {
		p.join()
	}
	p.mend()
}

// check fails the test unless the call did what its outage allows.
func check(t *testing.T, what string, fails bool, err error) {
	t.Helper()
	switch {
	case fails && !errors.Is(err, storage.ErrUnavailable):
		t.Errorf("%s: %v, want ErrUnavailable", what, err)
	case !fails && err != nil:
		t.Errorf("%s: %v", what, err)
	}
}

// Whatever happens to the network in a turn: the error says that Redis is away,
// and the next turn works at once, with what was stored last.
func TestOutage(t *testing.T) {
	server := storagetest.StartRedis(t)
	for name, outage := range outages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProxy(t, server.Addr)
			o := quick(p.url())
			o.Prefix = empty()
			s := open(t, o)
			session := mustOpen(t, s, li)
			session.Focus = "before"
			session.Contact.Message = time.Unix(1_790_000_000, 0)
			mustSave(t, s, session)

			// A save that is cut off may have happened or not, and can be repeated.
			session = mustOpen(t, s, li)
			session.Focus = "saved"
			outage.begin(p)
			check(t, "save", outage.fails, s.Save(t.Context(), session))
			if outage.fails {
				p.end(name)
				mustSave(t, s, session)
				outage.begin(p)
			}

			opened, err := s.Open(t.Context(), li)
			check(t, "open", outage.fails, err)
			if err == nil {
				check(t, "release", outage.fails, s.Release(t.Context(), opened))
			}
			_, err = s.Contact(t.Context(), li)
			check(t, "contact", outage.fails, err)
			check(t, "ping", outage.fails, s.Ping(t.Context()))
			_, err = s.Token(t.Context(), "wx")
			if outage.fails {
				check(t, "token", true, err)
			}
			_, err = s.LockToken(t.Context(), "wx", time.Hour)
			check(t, "lock", outage.fails, err)

			p.end(name)
			session = mustOpen(t, s, li) // does not wait for a lease left behind
			if session.Focus != "saved" || session.Contact.Message.IsZero() {
				t.Errorf("after the outage the session is %+v", session)
			}
			mustSave(t, s, session)
		})
	}
}

// A turn whose release or save is never answered doesn't keep the next waiting,
// nor can it store anything after it.
func TestBrokenOffTurnIsOver(t *testing.T) {
	server := storagetest.StartRedis(t)
	p := newProxy(t, server.Addr)
	s := open(t, quick(p.url()))
	broken := mustOpen(t, s, li)
	broken.Focus = "broken off"
	p.cut()
	if err := s.Save(t.Context(), broken); !errors.Is(err, storage.ErrUnavailable) {
		t.Fatalf("save without a network: %v", err)
	}
	p.join()
	next := mustOpen(t, s, li)
	if err := s.Save(t.Context(), broken); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving a turn that another has followed: %v, want ErrLeaseLost", err)
	}
	next.Focus = "next"
	mustSave(t, s, next)
	if got := mustOpen(t, s, li).Focus; got != "next" {
		t.Errorf("the session is of %q", got)
	}
}

// Nothing that was saved is lost while connections break all the time: a
// counter in the session counts every turn that was told it was saved, and none
// of those that were told it was not.
func TestNothingIsLostInAStorm(t *testing.T) {
	server := storagetest.StartRedis(t)
	p := newProxy(t, server.Addr)
	s := open(t, quick(p.url()))
	const turns = 60
	stop := make(chan struct{})
	var storm sync.WaitGroup
	storm.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
				p.cut()
				p.join()
			}
		}
	})
	for i := range turns {
		session := persist(t, func(ctx context.Context) (*storage.Session, error) { return s.Open(ctx, li) })
		if session.Focus != focus(i) {
			t.Fatalf("after %d turns the counter is at %s", i, session.Focus)
		}
		session.Focus = focus(i + 1)
		persist(t, func(ctx context.Context) (struct{}, error) { return struct{}{}, s.Save(ctx, session) })
	}
	close(stop)
	storm.Wait()
}

func focus(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// persist repeats a call while Redis is away.
func persist[T any](t *testing.T, call func(context.Context) (T, error)) T {
	t.Helper()
	ctx := timeout(t, 20*time.Second)
	for {
		v, err := call(ctx)
		if err == nil {
			return v
		}
		if !errors.Is(err, storage.ErrUnavailable) || ctx.Err() != nil {
			t.Fatal(err)
		}
	}
}

// A server that was restarted knows neither sessions nor scripts, and is used
// again without anybody's doing.
func TestRestart(t *testing.T) {
	server := storagetest.StartRedis(t)
	s := open(t, quick("redis://"+server.Addr))
	mustSave(t, s, mustOpen(t, s, li))
	lost := mustOpen(t, s, li)
	server.Stop()
	if err := s.Ping(t.Context()); !errors.Is(err, storage.ErrUnavailable) {
		t.Errorf("ping of a stopped server: %v", err)
	}
	if _, err := s.Open(t.Context(), "wang"); !errors.Is(err, storage.ErrUnavailable) {
		t.Errorf("open on a stopped server: %v", err)
	}
	server.Start()
	if err := s.Save(t.Context(), lost); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving with a lease that the server forgot: %v, want ErrLeaseLost", err)
	}
	mustSave(t, s, mustOpen(t, s, li))
	mustSave(t, s, mustOpen(t, s, "wang"))
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// A store may be opened before its Redis is there.
func TestOpenWithoutRedis(t *testing.T) {
	server := storagetest.StartRedis(t)
	server.Stop()
	s := open(t, quick("redis://"+server.Addr))
	if _, err := s.Open(t.Context(), li); !errors.Is(err, storage.ErrUnavailable) {
		t.Errorf("open without a server: %v", err)
	}
	server.Start()
	mustSave(t, s, mustOpen(t, s, li))
}
