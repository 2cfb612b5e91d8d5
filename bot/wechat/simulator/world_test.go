package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

const (
	appID   = "wx0123456789abcdef"
	secret  = "0123456789abcdef0123456789abcdef"
	token   = "callback-token"
	aesKey  = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	account = "gh_0123456789ab"
)

// clock is a hand-moved clock.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// pushed is one request as the fake bot saw it.
type pushed struct {
	XML     string
	Message message
	Query   map[string]string
}

type message struct {
	ToUserName, FromUserName, MsgType, Content, Event, EventKey, MediaId, PicUrl, Format, Label string
	MediaId16K, ThumbMediaId, Title, Status, Ticket                                             string
	CreateTime, MsgId, MsgID                                                                    int64
	Location_X, Location_Y                                                                      float64
	BizMsgMenuID                                                                                string `xml:"bizmsgmenuid"`
}

// fakeBot is the smallest account there is: it decrypts, records, and answers what the test says.
type fakeBot struct {
	*httptest.Server
	codec *Codec

	mu      sync.Mutex
	seen    []pushed
	respond func(n int, w http.ResponseWriter, r *http.Request, m message) // n counts requests from 1
}

func newBot(t *testing.T) *fakeBot {
	codec, err := NewCodec(token, aesKey, appID)
	if err != nil {
		t.Fatal(err)
	}
	b := &fakeBot{codec: codec}
	b.Server = httptest.NewServer(b)
	t.Cleanup(b.Close)
	return b
}

func (b *fakeBot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if r.Method == http.MethodGet {
		b.echo(w, r)
		return
	}
	body, _ := io.ReadAll(r.Body)
	var e struct{ ToUserName, Encrypt string }
	if xml.Unmarshal(body, &e) != nil || e.ToUserName != account ||
		b.codec.SignMessage(q.Get("timestamp"), q.Get("nonce"), e.Encrypt) != q.Get("msg_signature") ||
		b.codec.Sign(q.Get("timestamp"), q.Get("nonce")) != q.Get("signature") || q.Get("encrypt_type") != "aes" {
		http.Error(w, "bad push", http.StatusForbidden)
		return
	}
	plain, err := b.codec.Decrypt(e.Encrypt)
	if err != nil {
		http.Error(w, "bad envelope", http.StatusForbidden)
		return
	}
	p := pushed{XML: string(plain), Query: map[string]string{}}
	for k := range q {
		p.Query[k] = q.Get(k)
	}
	xml.Unmarshal(plain, &p.Message)
	b.mu.Lock()
	b.seen = append(b.seen, p)
	n, respond := len(b.seen), b.respond
	b.mu.Unlock()
	if respond == nil {
		io.WriteString(w, "success")
		return
	}
	respond(n, w, r, p.Message)
}

func (b *fakeBot) echo(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	echo := q.Get("echostr")
	if q.Get("encrypt_type") == "aes" {
		plain, err := b.codec.Decrypt(echo)
		if err != nil || b.codec.SignMessage(q.Get("timestamp"), q.Get("nonce"), echo) != q.Get("msg_signature") {
			http.Error(w, "bad", http.StatusForbidden)
			return
		}
		w.Write(plain)
		return
	}
	if b.codec.Sign(q.Get("timestamp"), q.Get("nonce")) != q.Get("signature") {
		http.Error(w, "bad", http.StatusForbidden)
		return
	}
	io.WriteString(w, echo)
}

func (b *fakeBot) set(respond func(n int, w http.ResponseWriter, r *http.Request, m message)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.respond = respond
}

func (b *fakeBot) pushes() []pushed {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]pushed(nil), b.seen...)
}

func (b *fakeBot) last(t *testing.T) pushed {
	t.Helper()
	all := b.pushes()
	if len(all) == 0 {
		t.Fatal("nothing was pushed")
	}
	return all[len(all)-1]
}

// seal encrypts a reply as an account does.
func (b *fakeBot) seal(plain string) string {
	encrypted := b.codec.Encrypt([16]byte{'r', 'a', 'n', 'd'}, []byte(plain))
	return fmt.Sprintf("<xml><Encrypt><![CDATA[%s]]></Encrypt><MsgSignature>%s</MsgSignature><TimeStamp>1</TimeStamp><Nonce>2</Nonce></xml>",
		encrypted, b.codec.SignMessage("1", "2", encrypted))
}

func textReply(m message, text string) string {
	return fmt.Sprintf("<xml><ToUserName>%s</ToUserName><FromUserName>%s</FromUserName><CreateTime>5</CreateTime>"+
		"<MsgType>text</MsgType><Content><![CDATA[%s]]></Content></xml>", m.FromUserName, m.ToUserName, text)
}

// says makes the bot answer every message with a text.
func (b *fakeBot) says(text func(message) string) {
	b.set(func(_ int, w http.ResponseWriter, _ *http.Request, m message) {
		io.WriteString(w, b.seal(textReply(m, text(m))))
	})
}

// world is a platform, an account and a clock.
type world struct {
	*Platform
	t     *testing.T
	api   *httptest.Server
	bot   *fakeBot
	clock *clock
}

func newWorld(t *testing.T, change ...func(*Config)) *world {
	t.Helper()
	w := &world{t: t, bot: newBot(t), clock: &clock{at: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}}
	c := Config{AppID: appID, AppSecret: secret, Token: token, AESKey: aesKey, Account: account,
		Webhook: w.bot.URL + "/wechat", Now: w.clock.Now}
	for _, f := range change {
		f(&c)
	}
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Platform = p
	w.api = httptest.NewServer(p)
	t.Cleanup(w.api.Close)
	t.Cleanup(p.Close)
	return w
}

// result is any answer of the API.
type result struct {
	Errcode     Errcode `json:"errcode"`
	Errmsg      string  `json:"errmsg"`
	AccessToken string  `json:"access_token"`
	ExpiresIn   int     `json:"expires_in"`
	MsgID       int64   `json:"msgid"`
	MediaID     string  `json:"media_id"`
	ThumbID     string  `json:"thumb_media_id"`
	VideoURL    string  `json:"video_url"`
	Created     int64   `json:"created_at"`
	Ticket      string  `json:"ticket"`
	Expire      int64   `json:"expire_seconds"`
	URL         string  `json:"url"`
	Subscribe   *int    `json:"subscribe"`
	Nickname    *string `json:"nickname"`
	Menu        struct {
		Button []Button `json:"button"`
	} `json:"menu"`
}

func (w *world) do(r *http.Request) (result, *http.Response, []byte) {
	w.t.Helper()
	resp, err := w.api.Client().Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		w.t.Fatalf("%s: HTTP %d", r.URL.Path, resp.StatusCode)
	}
	var a result
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(body, &a); err != nil {
			w.t.Fatal(err)
		}
	}
	return a, resp, body
}

func (w *world) get(path string) result {
	w.t.Helper()
	r, _ := http.NewRequest("GET", w.api.URL+path, nil)
	a, _, _ := w.do(r)
	return a
}

func (w *world) post(path, body string) result {
	w.t.Helper()
	r, _ := http.NewRequest("POST", w.api.URL+path, bytes.NewReader([]byte(body)))
	a, _, _ := w.do(r)
	return a
}

func (w *world) stable(force bool) result {
	w.t.Helper()
	return w.post("/cgi-bin/stable_token", fmt.Sprintf(
		`{"grant_type":"client_credential","appid":%q,"secret":%q,"force_refresh":%t}`, appID, secret, force))
}

// auth adds a good token to a path.
func (w *world) auth(path string) string {
	w.t.Helper()
	a := w.stable(false)
	if a.AccessToken == "" {
		w.t.Fatalf("no token: %d", a.Errcode)
	}
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	return path + sep + "access_token=" + a.AccessToken
}

func (w *world) send(ph *Phone, text string) result {
	w.t.Helper()
	body, _ := json.Marshal(map[string]any{"touser": ph.OpenID(), "msgtype": "text", "text": map[string]string{"content": text}})
	return w.post(w.auth("/cgi-bin/message/custom/send"), string(body))
}

func bounded(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func wantCode(t *testing.T, what string, a result, want Errcode) {
	t.Helper()
	if a.Errcode != want {
		t.Errorf("%s: errcode %d (%s), want %d", what, a.Errcode, a.Errmsg, want)
	}
}

// act fails the test when the simulation itself failed.
func act(t *testing.T) func([]Bubble, error) []Bubble {
	return func(b []Bubble, err error) []Bubble {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}
