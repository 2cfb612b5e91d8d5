package wechat

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/bot"
	"minqing/storage"
)

func TestTokenIsFetchedOnceForEverybody(t *testing.T) {
	a := newAPI(t)
	store := &memoryTokens{now: a.clock}
	processes := []*Client{a.client(t, store, nil), a.client(t, store, nil), a.client(t, store, nil)}
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			if err := processes[i%3].SendText(t.Context(), "oA", "好"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := a.calls("stable_token"); n != 1 {
		t.Errorf("stable_token was called %d times", n)
	}
}

func TestStoredTokenIsUsed(t *testing.T) {
	a := newAPI(t)
	store := &memoryTokens{now: a.clock, token: storage.Token{Value: "STORED", Expires: testNow.Add(time.Hour)}}
	var used string
	a.answer = func(_, token string) (string, string) { used = token; return "", `{"errcode":0}` }
	if err := a.client(t, store, nil).SendText(t.Context(), "oA", "好"); err != nil {
		t.Fatal(err)
	}
	if a.calls("stable_token") != 0 || used != "STORED" {
		t.Errorf("sent with %q after %d fetches", used, a.calls("stable_token"))
	}
}

// A token is renewed before it ends, whatever its life, and not on every call.
func TestTokenIsRenewedBeforeItEnds(t *testing.T) {
	for _, life := range []int{7200, 300, 20} {
		t.Run(fmt.Sprint(life), func(t *testing.T) {
			a := newAPI(t)
			a.expires = life
			c := a.client(t, &memoryTokens{now: a.clock}, nil)
			step := time.Duration(life) * time.Second / 100
			for i := range 1000 { // ten lives
				a.set(func() { a.now = testNow.Add(time.Duration(i) * step); a.token = fmt.Sprintf("T-%d", i) })
				token, err := c.tokens.get(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				c.settle()
				var born int
				if _, err := fmt.Sscanf(token, "T-%d", &born); err != nil || i-born > 91 {
					t.Fatalf("at step %d, 100 a life: token %q is too old", i, token)
				}
			}
			if n := a.calls("stable_token"); n < 10 || n > 14 {
				t.Errorf("fetched %d times in ten lives", n)
			}
		})
	}
}

// settle waits for a renewal that goes on beside the callers.
func (c *Client) settle() {
	c.tokens.mu.Lock()
	f := c.tokens.flight
	c.tokens.mu.Unlock()
	if f != nil {
		<-f.done
	}
}

func TestRejectedTokenIsRenewedOnceAndTheCallRepeatedOnce(t *testing.T) {
	for _, code := range []int{40001, 40014, 42001} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			a := newAPI(t)
			store := &memoryTokens{now: a.clock, token: storage.Token{Value: "OLD", Expires: testNow.Add(time.Hour)}}
			a.answer = func(_, token string) (string, string) {
				if token == "OLD" {
					return "", fmt.Sprintf(`{"errcode":%d,"errmsg":"no"}`, code)
				}
				return "", `{"errcode":0}`
			}
			if err := a.client(t, store, nil).SendText(t.Context(), "oA", "好"); err != nil {
				t.Fatal(err)
			}
			if a.calls("stable_token") != 1 || a.calls(customAPI) != 2 || store.token.Value != "TOKEN-1" {
				t.Errorf("%d fetches, %d sends, stored %q", a.calls("stable_token"), a.calls(customAPI), store.token.Value)
			}
		})
	}
}

func TestTokenThatIsAlwaysRejectedIsNoLoop(t *testing.T) {
	a := newAPI(t)
	a.answer = func(string, string) (string, string) { return "", `{"errcode":40001,"errmsg":"no"}` }
	failed := sendError(t, a.client(t, &memoryTokens{now: a.clock}, nil).SendText(t.Context(), "oA", "好"))
	if failed.Reaction != bot.Retry || failed.Code != 40001 || a.calls(customAPI) != 2 {
		t.Errorf("%+v after %d sends", failed, a.calls(customAPI))
	}
	if n := a.calls("stable_token"); n > 3 {
		t.Errorf("%d fetches", n)
	}
}

// When the platform repeats the value it just rejected, it is asked to make
// another, once.
func TestRepeatedRejectedTokenIsForced(t *testing.T) {
	a := newAPI(t)
	a.answer = func(_, token string) (string, string) {
		if token == "TOKEN-1" {
			return "", `{"errcode":40001}`
		}
		return "", `{"errcode":0}`
	}
	if err := a.client(t, &memoryTokens{now: a.clock}, nil).SendText(t.Context(), "oA", "好"); err != nil {
		t.Fatal(err)
	}
	if a.forced != 1 {
		t.Errorf("forced %d times", a.forced)
	}
}

// Somebody else has renewed already: the new token is not dropped with the old.
func TestOnlyTheRejectedTokenIsDropped(t *testing.T) {
	a := newAPI(t)
	store := &memoryTokens{now: a.clock, token: storage.Token{Value: "OLD", Expires: testNow.Add(time.Hour)}}
	a.answer = func(_, token string) (string, string) {
		if token != "OLD" {
			return "", `{"errcode":0}`
		}
		store.mu.Lock()
		store.token.Value = "NEW" // the other process
		store.mu.Unlock()
		return "", `{"errcode":42001}`
	}
	if err := a.client(t, store, nil).SendText(t.Context(), "oA", "好"); err != nil {
		t.Fatal(err)
	}
	if a.calls("stable_token") != 0 || store.token.Value != "NEW" {
		t.Errorf("%d fetches, stored %q", a.calls("stable_token"), store.token.Value)
	}
}

// A call of long ago comes back with a refusal: what was renewed since stays.
func TestLateRefusalDropsNothingNew(t *testing.T) {
	a := newAPI(t)
	store := &memoryTokens{now: a.clock}
	c := a.client(t, store, nil)
	if err := c.SendText(t.Context(), "oA", "好"); err != nil {
		t.Fatal(err)
	}
	store.down = true // so that nothing but memory could keep it
	c.tokens.drop(t.Context(), "OLD")
	if token, err := c.tokens.get(t.Context()); err != nil || token != "TOKEN-1" || a.calls("stable_token") != 1 {
		t.Errorf("token %q, %v after %d fetches", token, err, a.calls("stable_token"))
	}
}

// stubborn does not drop.
type stubborn struct{ *memoryTokens }

func (stubborn) DropToken(context.Context, string, string) error { return errStoreDown }

func TestRejectedTokenIsNotLearnedAgain(t *testing.T) {
	a := newAPI(t)
	store := stubborn{&memoryTokens{now: a.clock, token: storage.Token{Value: "OLD", Expires: testNow.Add(time.Hour)}}}
	a.answer = func(_, token string) (string, string) {
		if token == "OLD" {
			return "", `{"errcode":40014}`
		}
		return "", `{"errcode":0}`
	}
	if err := a.client(t, store, nil).SendText(t.Context(), "oA", "好"); err != nil {
		t.Error(err)
	}
}

func TestWrongSecretIsSaidOnceAMinute(t *testing.T) {
	for _, tc := range []struct{ answer, advice string }{
		{`{"errcode":40125,"errmsg":"invalid appsecret"}`, "AppSecret"},
		{`{"errcode":40001,"errmsg":"invalid credential"}`, "AppSecret"},
		{`{"errcode":40013,"errmsg":"invalid appid"}`, "AppID"},
		{`{"errcode":40164,"errmsg":"invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 61725984-6126f6f9-040f19c4"}`, "203.0.113.7"},
		{`{"errcode":61004,"errmsg":"access clientip is not registered requestIP: 2001:db8::7 rid: 1"}`, "2001:db8::7"},
	} {
		a := newAPI(t)
		a.tokenErr = tc.answer
		c := a.client(t, &memoryTokens{now: a.clock}, nil)
		for range 10 {
			failed := sendError(t, c.SendText(t.Context(), "oA", "好"))
			if failed.Reaction != bot.Misconfigured || !strings.Contains(failed.Advice, tc.advice) {
				t.Fatalf("%s: %+v", tc.answer, failed)
			}
		}
		if n := a.calls("stable_token"); n != 1 {
			t.Errorf("%s: asked %d times within a minute", tc.answer, n)
		}
		a.set(func() { a.now = a.now.Add(errorPause); a.tokenErr = "" })
		if err := c.SendText(t.Context(), "oA", "好"); err != nil {
			t.Errorf("%s: after the pause: %v", tc.answer, err)
		}
	}
}

func TestStoreAwayIsNoReasonToBeSilent(t *testing.T) {
	a := newAPI(t)
	c := a.client(t, &memoryTokens{now: a.clock, down: true}, nil)
	for range 5 {
		if err := c.SendText(t.Context(), "oA", "好"); err != nil {
			t.Fatal(err)
		}
	}
	if n := a.calls("stable_token"); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}

// While another process fetches we wait for what it finds.
func TestOtherProcessFetchesForUs(t *testing.T) {
	a := newAPI(t)
	store := &memoryTokens{now: a.clock}
	unlock, err := store.LockToken(t.Context(), testApp, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	sent := make(chan error, 1)
	go func() { sent <- a.client(t, store, nil).SendText(t.Context(), "oA", "好") }()
	if err := store.PutToken(t.Context(), testApp, storage.Token{Value: "THEIRS", Expires: testNow.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	unlock()
	if err := <-sent; err != nil || a.calls("stable_token") != 0 {
		t.Errorf("%v after %d fetches", err, a.calls("stable_token"))
	}
}

func TestBadTokenAnswersAreRetried(t *testing.T) {
	for _, answer := range []string{"", "{}", "<html>", `{"access_token":"T","expires_in":0}`, `{"access_token":"T","expires_in":-5}`, `{"access_token":"","expires_in":7200}`} {
		a := newAPI(t)
		a.tokenErr = answer
		if answer == "" {
			a.tokenErr = " "
		}
		_, err := a.client(t, &memoryTokens{now: a.clock}, nil).tokens.get(t.Context())
		var failed *bot.SendError
		if !errors.As(err, &failed) || failed.Reaction != bot.Retry {
			t.Errorf("%q: %v", answer, err)
		}
	}
}
