package page

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"minqing/bot/wechat/simulator"
)

// account is a page before an account that listens and says nothing.
type account struct {
	*httptest.Server
	page     *Page
	platform *simulator.Platform
	ahead    atomic.Int64
}

func open(t *testing.T) *account {
	t.Helper()
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "success") }))
	t.Cleanup(bot.Close)
	platform, err := simulator.New(simulator.Config{AppID: "wx1", AppSecret: "s", Token: "t", AESKey: strings.Repeat("a", 42) + "E", Account: "gh_1", Webhook: bot.URL})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(platform.Close)
	a := &account{platform: platform}
	var broken atomic.Bool
	a.page, err = New(Options{
		Platform: platform, Account: "清溪县民政局", People: []Person{{Name: "李梅", Part: "市民"}, {Name: "王芳", Part: "经办人", Staff: true}},
		Switches: []Switch{{ID: "window", Title: "会话窗口已关", Code: "45015", On: broken.Load, Turn: func(_ context.Context, on bool) error { broken.Store(on); return nil }}},
		Samples:  Samples{Photo: []byte("\xff\xd8\xffphoto")}, Now: time.Now, Advance: func(d time.Duration) { a.ahead.Add(int64(d)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	a.Server = httptest.NewServer(a.page)
	t.Cleanup(a.Close)
	t.Cleanup(a.page.Close)
	return a
}

// ask sends one request and returns status and body.
func (a *account) ask(t *testing.T, method, path string, form url.Values, change func(*http.Request)) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, a.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(r)
	}
	resp, err := a.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body), resp.Header
}

// A page answers only by address or as localhost, and only itself may change anything.
func TestGuard(t *testing.T) {
	a := open(t)
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "localhost": 200, "localhost:9000": 200, "[::1]:8080": 200, "192.168.1.5:8080": 200,
		"evil.example": 403, "evil.example:8080": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example": 403, "": 200,
	} {
		if status, _, _ := a.ask(t, "GET", "/", nil, func(r *http.Request) { r.Host = host }); status != want {
			t.Errorf("Host %q: %d, want %d", host, status, want)
		}
	}
	form := url.Values{"phone": {"李梅"}, "text": {"菜单"}}
	for origin, want := range map[string]int{a.URL: 204, "https://evil.example": 403, "null": 403} {
		if status, _, _ := a.ask(t, "POST", "/page/act/say", form, func(r *http.Request) { r.Header.Set("Origin", origin) }); status != want {
			t.Errorf("Origin %q: %d, want %d", origin, status, want)
		}
	}
	_, _, header := a.ask(t, "GET", "/", nil, nil)
	if policy := header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
}

// What is asked for wrongly is refused in one line, and nobody says anything.
func TestActsRefused(t *testing.T) {
	a := open(t)
	for _, c := range []struct {
		path string
		form url.Values
		want int
	}{
		{"act/say", url.Values{"phone": {"不认识"}, "text": {"你好"}}, 400},
		{"act/say", url.Values{"phone": {"李梅"}, "text": {"  "}}, 400},
		{"act/say", url.Values{"phone": {"李梅"}, "text": {strings.Repeat("长", maxText+1)}}, 400},
		{"act/nope", url.Values{"phone": {"李梅"}}, 400},
		{"act/tap", url.Values{"phone": {"李梅"}, "text": {"1"}, "id": {"<x>"}}, 400},
		{"act/place", url.Values{"phone": {"李梅"}, "lat": {"91"}, "lng": {"1"}}, 400},
		{"act/place", url.Values{"phone": {"李梅"}, "lat": {"NaN"}, "lng": {"1"}}, 400},
		{"act/video", url.Values{"phone": {"李梅"}}, 400},
		{"people", url.Values{"name": {""}}, 400},
		{"people", url.Values{"name": {strings.Repeat("长", maxName+1)}}, 400},
		{"time", url.Values{"by": {"-1h"}}, 400},
		{"time", url.Values{"by": {"721h"}}, 400},
		{"fault/nope", url.Values{"on": {"true"}}, 404},
		{"tour/next", url.Values{"step": {"0"}}, 404},
	} {
		status, body, _ := a.ask(t, "POST", "/page/"+c.path, c.form, nil)
		if status != c.want || strings.Count(body, "\n") != 1 {
			t.Errorf("%s %v: %d %q, want %d", c.path, c.form, status, body, c.want)
		}
	}
	if bubbles := a.platform.Phone("李梅").Bubbles(); len(bubbles) > 0 || a.ahead.Load() > 0 || len(a.platform.Phones()) != 2 {
		t.Errorf("something happened: %v, %v ahead", bubbles, a.ahead.Load())
	}
}

// Acts do what a person does on her phone.
func TestActs(t *testing.T) {
	a := open(t)
	for _, c := range []struct {
		deed string
		form url.Values
		kind simulator.Kind
	}{
		{"say", url.Values{"text": {"<b>你好</b>"}}, simulator.Text},
		{"tap", url.Values{"text": {"1"}, "id": {"7"}}, simulator.Text},
		{"photo", nil, simulator.Image},
		{"place", url.Values{"lat": {"26.1"}, "lng": {"119.3"}, "label": {"汽车站"}}, simulator.Location},
	} {
		form := url.Values{"phone": {"李梅"}}
		for k, v := range c.form {
			form[k] = v
		}
		status, body, _ := a.ask(t, "POST", "/page/act/"+c.deed, form, nil)
		bubbles := a.platform.Phone("李梅").Bubbles()
		if status != 204 || len(bubbles) == 0 || bubbles[len(bubbles)-1].Kind != c.kind {
			t.Errorf("%s: %d %s, %v", c.deed, status, body, bubbles)
		}
	}
	if status, _, _ := a.ask(t, "POST", "/page/act/unfollow", url.Values{"phone": {"李梅"}}, nil); status != 204 || a.platform.Phone("李梅").Following() {
		t.Errorf("unfollow: %d", status)
	}
	if status, body, _ := a.ask(t, "POST", "/page/act/say", url.Values{"phone": {"李梅"}, "text": {"在吗"}}, nil); status != 409 || !strings.Contains(body, "关注") {
		t.Errorf("say without following: %d %s", status, body)
	}
	a.ask(t, "POST", "/page/people", url.Values{"name": {" 林秀英 "}}, nil)
	a.ask(t, "POST", "/page/time", url.Values{"by": {"49h"}}, nil)
	if len(a.platform.Phones()) != 3 || a.ahead.Load() != int64(49*time.Hour) {
		t.Errorf("%d phones, %v ahead", len(a.platform.Phones()), a.ahead.Load())
	}
}
