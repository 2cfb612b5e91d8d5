package wechat

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/bot"
	"minqing/storage"
)

// memoryTokens is a store of one process's memory.
type memoryTokens struct {
	now func() time.Time

	mu     sync.Mutex
	token  storage.Token
	locked bool
	down   bool // the store does not answer
	locks  int
}

var errStoreDown = errors.New("store is away")

func (s *memoryTokens) Token(context.Context, string) (storage.Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return storage.Token{}, errStoreDown
	}
	if s.token.Value == "" || !s.now().Before(s.token.Expires) {
		return storage.Token{}, storage.ErrNotFound
	}
	return s.token, nil
}

func (s *memoryTokens) PutToken(_ context.Context, _ string, t storage.Token) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return errStoreDown
	}
	s.token = t
	return nil
}

func (s *memoryTokens) DropToken(_ context.Context, _, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token.Value == value {
		s.token = storage.Token{}
	}
	return nil
}

func (s *memoryTokens) LockToken(context.Context, string, time.Duration) (func(), error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, errStoreDown
	}
	if s.locked {
		return nil, storage.ErrBusy
	}
	s.locked, s.locks = true, s.locks+1
	return func() { s.mu.Lock(); s.locked = false; s.mu.Unlock() }, nil
}

// api is a platform of a few lines, for what the simulator does not do.
type api struct {
	t   *testing.T
	url string
	now time.Time

	mu       sync.Mutex
	expires  int
	token    string                                      // what stable_token says; changes with each refusal
	tokenErr string                                      // or this instead
	forced   int                                         // calls with force_refresh
	asked    map[string]int                              // calls by path
	last     map[string][]byte                           // the last body by path
	answer   func(path, token string) (status, s string) // the other calls
	media    func(w http.ResponseWriter, r *http.Request)
}

const testSecret = "s3cr3t-of-the-app"

func newAPI(t *testing.T) *api {
	a := &api{t: t, now: testNow, expires: 7200, token: "TOKEN-1", asked: map[string]int{}, last: map[string][]byte{}}
	s := httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(s.Close)
	a.url = s.URL
	return a
}

func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	a.mu.Lock()
	defer a.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/cgi-bin/")
	a.asked[path]++
	a.last[path] = body
	switch {
	case path == "stable_token":
		a.stableToken(w, body)
	case a.media != nil:
		a.media(w, r)
	case a.answer != nil:
		_, s := a.answer(path, r.URL.Query().Get("access_token"))
		_, _ = io.WriteString(w, s)
	default:
		_, _ = io.WriteString(w, `{"errcode":0,"errmsg":"ok"}`)
	}
}

func (a *api) stableToken(w http.ResponseWriter, body []byte) {
	var ask struct {
		GrantType string `json:"grant_type"`
		AppID     string `json:"appid"`
		Secret    string `json:"secret"`
		Force     bool   `json:"force_refresh"`
	}
	if json.Unmarshal(body, &ask) != nil || ask.GrantType != "client_credential" || ask.AppID != testApp || ask.Secret != testSecret {
		a.t.Errorf("stable_token was asked %s", body)
	}
	if ask.Force {
		a.forced++
		a.token += "-forced"
	}
	if a.tokenErr != "" {
		_, _ = io.WriteString(w, a.tokenErr)
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": a.token, "expires_in": a.expires})
}

func (a *api) set(change func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	change()
}

func (a *api) calls(path string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.asked[path]
}

func (a *api) clock() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now
}

func (a *api) client(t *testing.T, store storage.Tokens, change func(*ClientConfig)) *Client {
	t.Helper()
	c := ClientConfig{AppID: testApp, AppSecret: testSecret, APIBase: a.url, Tokens: store, Now: a.clock}
	if change != nil {
		change(&c)
	}
	cl, err := NewClient(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cl.Close)
	return cl
}

// sendError is err as the bot reads it.
func sendError(t *testing.T, err error) *bot.SendError {
	t.Helper()
	var failed *bot.SendError
	if !errors.As(err, &failed) {
		t.Fatalf("error %v (%T) is no *bot.SendError", err, err)
	}
	return failed
}

func TestErrorsHoldNoSecrets(t *testing.T) {
	a := newAPI(t)
	store := &memoryTokens{now: a.clock}
	errs := map[string]error{}
	a.answer = func(string, string) (string, string) {
		return "", `{"errcode":99999,"errmsg":"openid oA says 我的隐私 TOKEN-1"}`
	}
	errs["unknown errcode"] = a.client(t, store, nil).SendText(t.Context(), "oA", "我的隐私")
	a.answer = func(string, string) (string, string) { return "", "<html>TOKEN-1</html>" }
	_, errs["no JSON"] = a.client(t, store, nil).ShowMenu(t.Context())
	gone := a.client(t, store, func(c *ClientConfig) { c.APIBase = "http://127.0.0.1:1" })
	errs["nobody there"] = gone.SendText(t.Context(), "oA", "我的隐私")
	fresh := a.client(t, &memoryTokens{now: a.clock}, func(c *ClientConfig) { c.APIBase = "http://127.0.0.1:1" })
	errs["no token"] = fresh.SendText(t.Context(), "oA", "我的隐私")
	for name, err := range errs {
		failed := sendError(t, err)
		if failed.Reaction != bot.Retry {
			t.Errorf("%s: reaction %s, want retry", name, failed.Reaction)
		}
		for _, secret := range []string{"TOKEN", testSecret, "oA", "隐私", "access_token"} {
			if strings.Contains(err.Error()+failed.Advice, secret) {
				t.Errorf("%s: error %q holds %q", name, err, secret)
			}
		}
	}
}

func TestContextEndComesThrough(t *testing.T) {
	a := newAPI(t)
	c := a.client(t, &memoryTokens{now: a.clock}, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.SendText(ctx, "oA", "好"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if err := c.SendText(t.Context(), "oA", "好"); err != nil {
		t.Fatal(err)
	}
	if err := c.SendText(ctx, "oA", "好"); !errors.Is(err, context.Canceled) {
		t.Errorf("with a token: error %v, want the context's", err)
	}
}

func TestSilentPlatformIsRetryAfterTheTimeout(t *testing.T) {
	a := newAPI(t)
	wait := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-wait }))
	t.Cleanup(func() { close(wait); silent.Close() })
	store := &memoryTokens{now: a.clock, token: storage.Token{Value: "T", Expires: testNow.Add(time.Hour)}}
	c := a.client(t, store, func(c *ClientConfig) { c.APIBase, c.Timeout = silent.URL, 20*time.Millisecond })
	if failed := sendError(t, c.SendText(t.Context(), "oA", "好")); failed.Reaction != bot.Retry || failed.Code != 0 {
		t.Errorf("error %+v", failed)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	a := newAPI(t)
	elsewhere := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	t.Cleanup(other.Close)
	a.media = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"?"+r.URL.RawQuery, http.StatusTemporaryRedirect)
	}
	c := a.client(t, &memoryTokens{now: a.clock}, nil)
	if failed := sendError(t, c.SendText(t.Context(), "oA", "好")); failed.Reaction != bot.Retry || elsewhere != 0 {
		t.Errorf("error %+v, %d calls elsewhere", failed, elsewhere)
	}
}

func TestNewClientRefusesBadSettings(t *testing.T) {
	good := func() ClientConfig {
		return ClientConfig{AppID: testApp, AppSecret: testSecret, Tokens: &memoryTokens{now: time.Now}}
	}
	for name, change := range map[string]func(*ClientConfig){
		"no app":         func(c *ClientConfig) { c.AppID = "" },
		"no secret":      func(c *ClientConfig) { c.AppSecret = "" },
		"no store":       func(c *ClientConfig) { c.Tokens = nil },
		"base of no web": func(c *ClientConfig) { c.APIBase = "file:///etc/passwd" },
		"base with user": func(c *ClientConfig) { c.APIBase = "https://a:b@e.org" },
		"no template id": func(c *ClientConfig) { c.Templates = map[string]string{"answer": "subscribe: a=b"} },
		"pair without =": func(c *ClientConfig) { c.Templates = map[string]string{"answer": "ID thing1"} },
		"field twice":    func(c *ClientConfig) { c.Templates = map[string]string{"answer": "ID thing1=a thing1=b"} },
	} {
		c := good()
		change(&c)
		if _, err := NewClient(c); err == nil {
			t.Errorf("%s: accepted", name)
		} else if strings.Contains(err.Error(), testSecret) {
			t.Errorf("%s: error holds the secret", name)
		}
	}
	c := good()
	if cl, err := NewClient(c); err != nil || cl.base != officialAPI || cl.pictures != officialPictures {
		t.Errorf("defaults: %v", err)
	}
}
