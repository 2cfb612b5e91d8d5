package wechat

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/util"
)

func at(d time.Duration) string { return strconv.FormatInt(testNow.Add(d).Unix(), 10) }

func setQuery(name, value string) func(url.Values) {
	return func(q url.Values) { q.Set(name, value) }
}

// wrongRequests is every wrong request we know how to make.
var wrongRequests = []struct {
	name   string
	status int
	callback
}{
	{"bad msg_signature", 403, callback{plain: text("好", "1"), query: setQuery("msg_signature", strings.Repeat("0", 40))}},
	{"upper-case msg_signature", 403, callback{plain: text("好", "1"), query: func(q url.Values) { q.Set("msg_signature", strings.ToUpper(q.Get("msg_signature"))+"A") }}},
	{"no msg_signature", 403, callback{plain: text("好", "1"), query: func(q url.Values) { q.Del("msg_signature") }}},
	{"signature in its place", 403, callback{plain: text("好", "1"), query: func(q url.Values) { q.Set("msg_signature", q.Get("signature")) }}},
	{"bad signature", 403, callback{plain: text("好", "1"), query: setQuery("signature", strings.Repeat("0", 40))}},
	{"other token", 403, callback{plain: text("好", "1"), token: "guessed"}},
	{"other nonce", 403, callback{plain: text("好", "1"), query: func(q url.Values) { q.Set("nonce", "2"); q.Del("signature") }}},
	{"stale timestamp", 403, callback{plain: text("好", "1"), timestamp: at(-10*time.Minute - time.Second)}},
	{"future timestamp", 403, callback{plain: text("好", "1"), timestamp: at(10*time.Minute + time.Second)}},
	{"empty timestamp", 403, callback{plain: text("好", "1"), query: setQuery("timestamp", "")}},
	{"no timestamp", 403, callback{plain: text("好", "1"), query: func(q url.Values) { q.Del("timestamp") }}},
	{"timestamp in words", 403, callback{plain: text("好", "1"), timestamp: "noon"}},
	{"huge timestamp", 403, callback{plain: text("好", "1"), timestamp: strings.Repeat("9", 30)}},
	{"nonce twice", 400, callback{plain: text("好", "1"), query: func(q url.Values) { q.Add("nonce", "2") }}},
	{"broken escape", 400, callback{plain: text("好", "1"), query: nil, method: "BROKEN"}},
	{"huge nonce", 400, callback{plain: text("好", "1"), nonce: strings.Repeat("1", maxQuery+1)}},
	{"plaintext body", 400, callback{body: text("好", "1")}},
	{"plaintext body, encrypt_type raw", 400, callback{body: text("好", "1"), query: setQuery("encrypt_type", "raw")}},
	{"echostr on a post", 400, callback{body: text("好", "1"), query: setQuery("echostr", "1")}},
	{"empty body", 400, callback{body: " "}},
	{"empty Encrypt", 400, callback{body: "<xml><Encrypt></Encrypt></xml>"}},
	{"two Encrypts", 400, callback{body: "<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>"}},
	{"JSON body", 400, callback{body: `{"Encrypt":"a"}`}},
	{"not XML", 400, callback{body: "hello"}},
	{"other root", 400, callback{body: "<html></html>"}},
	{"document type", 400, callback{body: `<!DOCTYPE xml [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>`}},
	{"entity bomb", 400, callback{body: `<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>`}},
	{"external entity", 400, callback{body: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>`}},
	{"deep nesting", 400, callback{body: "<xml>" + strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000) + "</xml>"}},
	{"many elements", 400, callback{body: "<xml>" + strings.Repeat("<a/>", 5000) + "</xml>"}},
	{"oversize", 413, callback{body: "<xml><Encrypt>" + strings.Repeat("A", 64<<10) + "</Encrypt></xml>"}},
	{"wrong app id", 400, callback{plain: text("好", "1"), app: "wxfedcba9876543210"}},
	{"app id with a tail", 400, callback{plain: text("好", "1"), app: testApp + "0"}},
	{"unknown key", 400, callback{plain: text("好", "1"), key: otherKey}},
	{"inside not XML", 400, callback{plain: "hello"}},
	{"inside not UTF-8", 400, callback{plain: text("\xff\xfe", "1")}},
	{"inside a document type", 400, callback{plain: `<!DOCTYPE xml><xml></xml>`}},
	{"no sender", 400, callback{plain: "<xml><ToUserName>g</ToUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>"}},
	{"no id", 400, callback{plain: pushed("text", "<Content>好</Content>")}},
	{"time in words", 400, callback{plain: "<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>noon</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>"}},
	{"two senders", 400, callback{plain: pushed("text", "<FromUserName>oB</FromUserName><MsgId>1</MsgId>")}},
	{"place off the earth", 400, callback{plain: pushed("location", "<Location_X>91</Location_X><Location_Y>NaN</Location_Y><MsgId>1</MsgId>")}},
	{"GET without echostr", 400, callback{plain: text("好", "1"), method: http.MethodGet}},
	{"GET with a bad signature", 403, callback{method: http.MethodGet, query: func(q url.Values) {
		q.Set("echostr", "1")
		q.Set("signature", "0")
		q.Del("msg_signature")
	}}},
	{"GET with a bad msg_signature", 403, callback{method: http.MethodGet, query: setQuery("echostr", "1")}},
	{"GET of long ago", 403, callback{method: http.MethodGet, timestamp: at(-time.Hour), query: func(q url.Values) {
		q.Set("echostr", "1")
		q.Del("msg_signature")
	}}},
	{"PUT", 405, callback{plain: text("好", "1"), method: http.MethodPut}},
	{"HEAD", 405, callback{plain: text("好", "1"), method: http.MethodHead}},
	{"DELETE", 405, callback{plain: text("好", "1"), method: http.MethodDelete}},
}

func TestWrongRequestsAreRefusedInOneLine(t *testing.T) {
	for _, tc := range wrongRequests {
		t.Run(tc.name, func(t *testing.T) {
			conv, got := &spy{}, seen{}
			h := newTestWebhook(t, conv, func(c *WebhookConfig) {
				c.Observe = func(cb Callback) { got.callbacks = append(got.callbacks, cb) }
			})
			w := httptest.NewRecorder()
			h.ServeHTTP(w, wrongRequest(t, tc.callback))
			if w.Code != tc.status {
				t.Errorf("status %d, want %d (%s)", w.Code, tc.status, w.Body)
			}
			body := w.Body.String()
			if strings.Count(body, "\n") != 1 || !strings.HasSuffix(body, "\n") || len(body) > 80 {
				t.Errorf("body %q is not one short line", body)
			}
			if len(conv.asked) != 0 {
				t.Error("the conversation was asked")
			}
			if len(got.callbacks) != 1 || got.callbacks[0].Refused == "" {
				t.Errorf("observed %+v", got.callbacks)
			}
		})
	}
}

func wrongRequest(t *testing.T, c callback) *http.Request {
	if c.method != "BROKEN" {
		return c.request(t)
	}
	c.method = ""
	r := c.request(t)
	r.URL.RawQuery += "&echostr=%zz"
	return r
}

// A body that does not say how long it is, is not read beyond the limit.
func TestEndlessBodyIsRefused(t *testing.T) {
	r := callback{plain: text("好", "1")}.request(t)
	endless := &countless{}
	r.Body, r.ContentLength = io.NopCloser(endless), -1
	w := httptest.NewRecorder()
	newTestWebhook(t, &spy{}, nil).ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge || endless.n > 256<<10 {
		t.Errorf("answered %d after %d bytes", w.Code, endless.n)
	}
}

type countless struct{ n int }

func (c *countless) Read(b []byte) (int, error) {
	if c.n > 1<<20 {
		return 0, io.EOF
	}
	c.n += len(b)
	return len(b), nil
}

// Every padding byte is checked, not the last alone: seal by hand what the
// library would let pass.
func TestBadPaddingIsRefused(t *testing.T) {
	key, err := newEnvelopeKey(testKey)
	if err != nil {
		t.Fatal(err)
	}
	body := append(make([]byte, 16), 0, 0, 0, 2, 'h', 'i')
	body = append(body, testApp...)
	pad := padBlock - len(body)%padBlock
	good := append(bytes.Clone(body), bytes.Repeat([]byte{byte(pad)}, pad)...)
	first, last, zero, over := bytes.Clone(good), bytes.Clone(good), bytes.Clone(good), bytes.Clone(good)
	first[len(body)] ^= 1
	last[len(last)-1]++
	zero[len(zero)-1] = 0
	over[len(over)-1] = padBlock + 1
	for name, plain := range map[string][]byte{"first byte": first, "last byte": last, "none": zero, "too long": over} {
		sealed := bytes.Clone(plain)
		encryptCBC(key, sealed)
		if _, _, err := key.open(nil, sealed, testApp); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	encryptCBC(key, good)
	if got, _, err := key.open(nil, good, testApp); err != nil || string(got) != "hi" {
		t.Errorf("good padding: %q, %v", got, err)
	}
}

func TestRefusalsAreLoggedOnceAMinute(t *testing.T) {
	var logged bytes.Buffer
	now := testNow
	h := newTestWebhook(t, &spy{}, func(c *WebhookConfig) {
		c.Now = func() time.Time { return now }
		c.Logger = slog.New(slog.NewTextHandler(&logged, nil))
	})
	wrong := callback{plain: text("好", "1"), token: "guessed"}
	for range 50 {
		wrong.post(t, h)
	}
	now = now.Add(time.Minute)
	wrong.post(t, h)
	if n := strings.Count(logged.String(), "\n"); n != 2 {
		t.Errorf("logged %d lines, want 2", n)
	}
}

func TestURLVerification(t *testing.T) {
	h := newTestWebhook(t, &spy{}, nil)
	plain := callback{method: http.MethodGet, query: func(q url.Values) {
		q.Set("echostr", "4375120948345356249")
		q.Del("msg_signature")
	}}.post(t, h)
	if plain.Code != 200 || plain.Body.String() != "4375120948345356249" {
		t.Errorf("plain echo: %d %q", plain.Code, plain.Body)
	}
	sealed, err := util.EncryptMsg([]byte("0123456789abcdef"), []byte("6058207018001857403"), testApp, testKey)
	if err != nil {
		t.Fatal(err)
	}
	ts := at(0)
	q := url.Values{"timestamp": {ts}, "nonce": {"n"}, "echostr": {string(sealed)},
		"msg_signature": {util.Signature(testToken, ts, "n", string(sealed))}}
	for name, raw := range map[string]string{"escaped": q.Encode(), "bare plus": strings.ReplaceAll(q.Encode(), "%2B", "+")} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/wechat?"+raw, nil))
		if w.Code != 200 || w.Body.String() != "6058207018001857403" {
			t.Errorf("%s: %d %q", name, w.Code, w.Body)
		}
		if ct := w.Header().Get("Content-Type"); !strings.HasPrefix(ct, "text/plain") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: echoed as %q", name, ct)
		}
	}
}
