package page

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"minqing/bot/wechat/simulator"
)

// account is a page before an account that listens and says nothing.
type account struct {
	*httptest.Server
	page     *Page
	platform *simulator.Platform
	ahead    time.Duration
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
	broken := false
	a.page, err = New(Options{
		Platform: platform, Account: "清溪县民政局", People: []Person{{Name: "李梅", Part: "市民"}, {Name: "王芳", Part: "经办人", Staff: true}},
		Switches: []Switch{{ID: "window", Title: "会话窗口已关", Code: "45015", On: func() bool { return broken }, Turn: func(_ context.Context, on bool) error { broken = on; return nil }}},
		Samples:  Samples{Photo: []byte("\xff\xd8\xffphoto")}, Now: time.Now, Advance: func(d time.Duration) { a.ahead += d },
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
	if bubbles := a.platform.Phone("李梅").Bubbles(); len(bubbles) > 0 || a.ahead > 0 || len(a.platform.Phones()) != 2 {
		t.Errorf("something happened: %v, %v ahead", bubbles, a.ahead)
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
	if len(a.platform.Phones()) != 3 || a.ahead != 49*time.Hour {
		t.Errorf("%d phones, %v ahead", len(a.platform.Phones()), a.ahead)
	}
}

// told is one event of a stream.
type told struct{ id, event, data string }

// listen reads events until one has the name.
func (a *account) listen(t *testing.T, lastID, until string, match func(told) bool) (events []told) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "GET", a.URL+"/page/stream", nil)
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	resp, err := a.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var e told
	for s := bufio.NewScanner(resp.Body); s.Scan(); {
		name, value, _ := strings.Cut(s.Text(), ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.event = value
		case "data":
			e.data = value
		case "":
			events = append(events, e)
			if e.event == until && match(e) {
				return events
			}
			e = told{}
		}
	}
	t.Fatalf("the stream ended without %s: %v", until, events)
	return nil
}

func anything(told) bool { return true }

// A reader hears everything once: from the beginning, or from where she was; from the beginning again when the
// server is another.
func TestStream(t *testing.T) {
	a := open(t)
	say := func(words string) {
		if _, err := a.platform.Phone("李梅").Say(t.Context(), words); err != nil {
			t.Fatal(err)
		}
	}
	say("一")
	events := a.listen(t, "", "callback", anything)
	var bubbles []bubbleView
	for _, e := range events {
		if e.event == "begin" {
			if err := json.Unmarshal([]byte(e.data), &bubbles); err != nil {
				t.Fatal(err)
			}
		}
		if e.event == "bubble" {
			t.Errorf("told twice: %v", e)
		}
	}
	if events[0].event != "state" || len(bubbles) != 1 || bubbles[0].Parts[0].Text != "一" {
		t.Fatalf("the beginning: %v", events)
	}
	last := events[len(events)-1].id
	say("二")
	for _, e := range a.listen(t, last, "callback", anything) {
		if e.event == "begin" || strings.Contains(e.data, "一") {
			t.Errorf("told again: %v", e)
		}
	}
	if events := a.listen(t, "otherrun-1", "begin", anything); !strings.Contains(events[len(events)-1].data, "一") {
		t.Errorf("another run: %v", events)
	}
	a.ask(t, "POST", "/page/fault/window", url.Values{"on": {"true"}}, nil)
	a.listen(t, last, "state", func(e told) bool { return strings.Contains(e.data, `"window":true`) })
}

// A stop of the server ends the streams, so that it need not wait for browsers.
func TestCloseEndsStreams(t *testing.T) {
	a := open(t)
	resp, err := a.Client().Get(a.URL + "/page/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	a.page.Close()
	if _, err := io.ReadAll(resp.Body); err != nil {
		t.Errorf("the stream ended with %v", err)
	}
}

// Text is cut at its links, and what a person wrote has none.
func TestParts(t *testing.T) {
	link := `<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=7">1 我要反映</a>`
	for _, c := range []struct {
		name string
		b    simulator.Bubble
		want []part
	}{
		{"plain", simulator.Bubble{From: simulator.FromAccount, Text: "好", Raw: "好"}, []part{{Text: "好"}}},
		{"menu line", simulator.Bubble{From: simulator.FromAccount, Text: "选\n1 我要反映", Raw: "选\n" + link, Links: []simulator.MenuLink{{Text: "1 我要反映", Content: "1", ID: "7"}}},
			[]part{{Text: "选\n"}, {Text: "1 我要反映", Content: "1", ID: "7"}}},
		{"page", simulator.Bubble{From: simulator.FromAccount, Text: "看这里。", Raw: `看<a href="https://example.org/">这里</a>。`}, []part{{Text: "看"}, {Text: "这里", URL: "https://example.org/"}, {Text: "。"}}},
		{"script", simulator.Bubble{From: simulator.FromAccount, Text: "点", Raw: `<a href="javascript:alert(1)">点</a>`}, []part{{Text: "点"}}},
		{"a person's", simulator.Bubble{From: simulator.FromPerson, Text: link, Raw: link}, []part{{Text: link}}},
		{"menu message", simulator.Bubble{From: simulator.FromAccount, Text: "满意吗\n满意", Raw: "满意吗\n满意", Links: []simulator.MenuLink{{Text: "满意", Content: "满意", ID: "1"}}},
			[]part{{Text: "满意吗"}, {Text: "\n"}, {Text: "满意", Content: "满意", ID: "1"}}},
	} {
		got, _ := json.Marshal(parts(c.b))
		want, _ := json.Marshal(c.want)
		if string(got) != string(want) {
			t.Errorf("%s: %s, want %s", c.name, got, want)
		}
	}
}

// maxWeight is what all files of the page may weigh, in bytes, before compression.
const maxWeight = 100 << 10

// Nothing of the page asks anybody else for anything, and nothing stands in it that its policy forbids.
func TestAssetsKeepToThemselves(t *testing.T) {
	weight := 0
	foreign := regexp.MustCompile(`https?://[^\s"'` + "`" + `]+|\sstyle="|\son[a-z]+="|<script>|<style>`)
	err := fs.WalkDir(assets, "assets", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(assets, path)
		weight += len(data)
		for _, found := range foreign.FindAllString(string(data), -1) {
			if !strings.HasPrefix(found, "http://www.w3.org/") {
				t.Errorf("%s: %s", path, found)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if weight > maxWeight {
		t.Errorf("the page weighs %d bytes", weight)
	}
	t.Logf("%d bytes in all", weight)
}

// A file is sent again only when it changed.
func TestAssets(t *testing.T) {
	a := open(t)
	_, _, header := a.ask(t, "GET", "/page/page.css", nil, nil)
	if status, body, _ := a.ask(t, "GET", "/page/page.css", nil, func(r *http.Request) { r.Header.Set("If-None-Match", header.Get("ETag")) }); status != 304 || body != "" {
		t.Errorf("asked again: %d, %d bytes", status, len(body))
	}
	for _, path := range []string{"/page/page.html", "/page/nope.js", "/page/..%2fpage.go", "/nope", "/page/media/nope"} {
		if status, _, _ := a.ask(t, "GET", path, nil, nil); status != 404 {
			t.Errorf("%s: %d", path, status)
		}
	}
}

// Every place stands on the map, and no two are one.
func TestCounty(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range sampleCounty.Places {
		x, y := sampleCounty.X(p), sampleCounty.Y(p)
		if x < 10 || x > sampleCounty.Width-10 || y < 10 || y > sampleCounty.Height-10 || seen[p.Name] {
			t.Errorf("%s at %.0f, %.0f", p.Name, x, y)
		}
		seen[p.Name] = true
	}
}
