package wechat

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/util"

	"minqing/flows"
)

const (
	testApp   = "wx0123456789abcdef"
	testToken = "a-token-of-the-console"
	testKey   = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	otherKey  = "ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkj"
	testNonce = "1372623149"
)

var testNow = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// spy is a conversation that remembers what it was asked.
type spy struct {
	asked   []flows.Message
	told    int
	answer  func(context.Context, flows.Message) string
	hearing bool // wants to know when the reply was written
}

func (s *spy) Answer(ctx context.Context, m flows.Message) (string, func()) {
	s.asked = append(s.asked, m)
	var written func()
	if s.hearing {
		written = func() { s.told++ }
	}
	if s.answer == nil {
		return "收到", written
	}
	return s.answer(ctx, m), written
}

type seen struct{ callbacks []Callback }

func newTestWebhook(t testing.TB, conv Conversation, change func(*WebhookConfig)) http.Handler {
	t.Helper()
	c := WebhookConfig{AppID: testApp, Token: testToken, AESKey: testKey, Now: func() time.Time { return testNow }}
	if change != nil {
		change(&c)
	}
	h, err := NewWebhook(c, conv)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// callback is a callback as the platform would send it, made with the library.
type callback struct {
	key, token, app  string
	timestamp, nonce string
	plain            string
	body             string // instead of the sealed plain
	query            func(url.Values)
	method           string
}

func (c callback) request(t testing.TB) *http.Request {
	t.Helper()
	or := func(s *string, d string) {
		if *s == "" {
			*s = d
		}
	}
	or(&c.key, testKey)
	or(&c.token, testToken)
	or(&c.app, testApp)
	or(&c.timestamp, strconv.FormatInt(testNow.Unix(), 10))
	or(&c.nonce, testNonce)
	or(&c.method, http.MethodPost)
	sealed, err := util.EncryptMsg([]byte("0123456789abcdef"), []byte(c.plain), c.app, c.key)
	if err != nil {
		t.Fatal(err)
	}
	or(&c.body, "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA["+string(sealed)+"]]></Encrypt></xml>")
	q := url.Values{
		"timestamp": {c.timestamp}, "nonce": {c.nonce}, "openid": {"oA"}, "encrypt_type": {"aes"},
		"signature":     {util.Signature(c.token, c.timestamp, c.nonce)},
		"msg_signature": {util.Signature(c.token, c.timestamp, c.nonce, string(sealed))},
	}
	if c.query != nil {
		c.query(q)
	}
	return httptest.NewRequest(c.method, "/wechat?"+q.Encode(), strings.NewReader(c.body))
}

func (c callback) post(t testing.TB, h http.Handler) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, c.request(t))
	return w
}

func pushed(kind, rest string) string {
	return "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[oA]]></FromUserName>" +
		"<CreateTime>1795000000</CreateTime><MsgType><![CDATA[" + kind + "]]></MsgType>" + rest + "</xml>"
}

func text(content, id string) string {
	return pushed("text", "<Content><![CDATA["+content+"]]></Content><MsgId>"+id+"</MsgId>")
}

// openReply opens an encrypted reply with the library alone.
func openReply(t testing.TB, w *httptest.ResponseRecorder, key string) (to, from, content string) {
	t.Helper()
	var sealed struct {
		Encrypt, MsgSignature, TimeStamp, Nonce string
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &sealed); err != nil {
		t.Fatalf("reply envelope %q: %v", w.Body, err)
	}
	if want := util.Signature(testToken, sealed.TimeStamp, sealed.Nonce, sealed.Encrypt); want != sealed.MsgSignature {
		t.Errorf("reply signature %s, want %s", sealed.MsgSignature, want)
	}
	_, plain, err := util.DecryptMsg(testApp, sealed.Encrypt, key)
	if err != nil {
		t.Fatalf("decrypt reply: %v", err)
	}
	var reply struct{ ToUserName, FromUserName, CreateTime, MsgType, Content string }
	if err := xml.Unmarshal(plain, &reply); err != nil {
		t.Fatalf("reply %q: %v", plain, err)
	}
	if reply.MsgType != "text" || reply.CreateTime != strconv.FormatInt(testNow.Unix(), 10) {
		t.Errorf("reply is %q at %q", reply.MsgType, reply.CreateTime)
	}
	return reply.ToUserName, reply.FromUserName, reply.Content
}

func TestWebhookRepliesEncrypted(t *testing.T) {
	conv := &spy{answer: func(_ context.Context, m flows.Message) string { return "您说:" + m.Text }}
	w := callback{plain: text("殡仪馆 & <乱收费>", "1")}.post(t, newTestWebhook(t, conv, nil))
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/xml") {
		t.Fatalf("answered %d %s", w.Code, w.Header())
	}
	to, from, content := openReply(t, w, testKey)
	if to != "oA" || from != "gh_1" || content != "您说:殡仪馆 & <乱收费>" {
		t.Errorf("reply %q %q %q", to, from, content)
	}
}

func TestWebhookAnswersWithTheKeyThatOpened(t *testing.T) {
	h := newTestWebhook(t, &spy{}, func(c *WebhookConfig) { c.AESKey, c.PreviousAESKey = otherKey, testKey })
	for _, key := range []string{testKey, otherKey} {
		if _, _, content := openReply(t, callback{plain: text("好", "1"), key: key}.post(t, h), key); content != "收到" {
			t.Errorf("key %s…: %q", key[:3], content)
		}
	}
}

func TestReplyKeepsOnlyWhatXMLAllows(t *testing.T) {
	said := "甲\x00\x07乙]]>丙\ufffe\xff丁\n\t<a href=\"weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1\">1</a>]]]]>>😀"
	conv := &spy{answer: func(context.Context, flows.Message) string { return said }}
	_, _, content := openReply(t, callback{plain: text("好", "1")}.post(t, newTestWebhook(t, conv, nil)), testKey)
	want := "甲乙]]>丙丁\n\t<a href=\"weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1\">1</a>]]]]>>😀"
	if content != want {
		t.Errorf("reply %q, want %q", content, want)
	}
}

func TestNothingToSayIsPlainSuccess(t *testing.T) {
	quiet := &spy{answer: func(context.Context, flows.Message) string { return "" }}
	w := callback{plain: text("好", "1")}.post(t, newTestWebhook(t, quiet, nil))
	if w.Code != 200 || w.Body.String() != "success" || len(quiet.asked) != 1 {
		t.Errorf("answered %d %q after %d turns", w.Code, w.Body, len(quiet.asked))
	}
}

func TestUnknownAndReceiptsAreAcknowledgedAndCounted(t *testing.T) {
	for _, tc := range []struct{ name, plain, event string }{
		{"message of tomorrow", pushed("hologram", ""), "hologram"},
		{"event of tomorrow", pushed("event", "<Event>beam_me_up</Event><EventKey/>"), "beam_me_up"},
		{"padded event", pushed(" event ", "<Event> user_get_card </Event>"), "user_get_card"},
		{"position report", pushed("event", "<Event>LOCATION</Event><Latitude>23.1</Latitude>"), "LOCATION"},
		{"opened link", pushed("event", "<Event>VIEW</Event><EventKey>https://e.org/?a=1&amp;b=2</EventKey>"), "VIEW"},
		{"template receipt", pushed("event", "<Event>TEMPLATESENDJOBFINISH</Event><MsgID>5</MsgID>"), "TEMPLATESENDJOBFINISH"},
		{"subscription receipt", pushed("event", "<Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent><List><TemplateId>a</TemplateId></List><List><TemplateId>b</TemplateId></List></SubscribeMsgPopupEvent>"), "subscribe_msg_popup_event"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			conv, got := &spy{}, seen{}
			h := newTestWebhook(t, conv, func(c *WebhookConfig) {
				c.Observe = func(cb Callback) { got.callbacks = append(got.callbacks, cb) }
			})
			w := callback{plain: tc.plain}.post(t, h)
			if w.Code != 200 || w.Body.String() != "success" || len(conv.asked) != 0 {
				t.Errorf("answered %d %q after %d turns", w.Code, w.Body, len(conv.asked))
			}
			if len(got.callbacks) != 1 || got.callbacks[0].Event != tc.event || got.callbacks[0].Refused != "" {
				t.Errorf("observed %+v", got.callbacks)
			}
		})
	}
}

func TestUnfollowIsHeardAndNotAnswered(t *testing.T) {
	conv := &spy{}
	w := callback{plain: pushed("event", "<Event>unsubscribe</Event>")}.post(t, newTestWebhook(t, conv, nil))
	if w.Body.String() != "success" || len(conv.asked) != 1 || conv.asked[0].Kind != flows.Unfollow {
		t.Errorf("answered %q, asked %+v", w.Body, conv.asked)
	}
}

func TestPanickingTurnIsAcknowledgedAndLoggedOnceWithoutContent(t *testing.T) {
	var logged bytes.Buffer
	conv := &spy{answer: func(_ context.Context, m flows.Message) string { panic("broke on " + m.Text + m.From) }}
	h := newTestWebhook(t, conv, func(c *WebhookConfig) { c.Logger = slog.New(slog.NewJSONHandler(&logged, nil)) })
	w := callback{plain: text("我的隐私", "1")}.post(t, h)
	if w.Code != 200 || w.Body.String() != "success" {
		t.Errorf("answered %d %q", w.Code, w.Body)
	}
	if n := strings.Count(logged.String(), "\n"); n != 1 {
		t.Errorf("logged %d lines", n)
	}
	if strings.Contains(logged.String(), "隐私") || strings.Contains(logged.String(), "oA") {
		t.Errorf("log holds content: %s", &logged)
	}
}

func TestWrittenOnlyAfterTheReplyWentOut(t *testing.T) {
	ask := func(w http.ResponseWriter, ctx context.Context) int {
		conv := &spy{hearing: true}
		h := newTestWebhook(t, conv, nil)
		h.ServeHTTP(w, callback{plain: text("好", "1")}.request(t).WithContext(ctx))
		return conv.told
	}
	if told := ask(httptest.NewRecorder(), t.Context()); told != 1 {
		t.Errorf("told %d times after a reply", told)
	}
	if told := ask(brokenWriter{httptest.NewRecorder()}, t.Context()); told != 0 {
		t.Error("told although the write failed")
	}
	if told := ask(brokenFlush{httptest.NewRecorder()}, t.Context()); told != 0 {
		t.Error("told although the connection was gone")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if told := ask(httptest.NewRecorder(), gone); told != 0 {
		t.Error("told although the platform had hung up")
	}
}

type brokenWriter struct{ *httptest.ResponseRecorder }

func (brokenWriter) Write([]byte) (int, error) { return 0, fmt.Errorf("connection reset") }

type brokenFlush struct{ *httptest.ResponseRecorder }

func (brokenFlush) FlushError() error { return fmt.Errorf("connection reset") }

func TestTurnOutlivesAHangUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	conv := &spy{answer: func(turn context.Context, _ flows.Message) string {
		cancel()
		if turn.Err() != nil {
			t.Error("the turn was cancelled with the connection")
		}
		return ""
	}}
	h := newTestWebhook(t, conv, nil)
	h.ServeHTTP(httptest.NewRecorder(), callback{plain: text("好", "1")}.request(t).WithContext(ctx))
}

func TestNewWebhookRefusesBadSettings(t *testing.T) {
	for name, c := range map[string]WebhookConfig{
		"no app":       {Token: testToken, AESKey: testKey},
		"no token":     {AppID: testApp, AESKey: testKey},
		"no key":       {AppID: testApp, Token: testToken},
		"short key":    {AppID: testApp, Token: testToken, AESKey: testKey[1:]},
		"not base64":   {AppID: testApp, Token: testToken, AESKey: strings.Repeat("!", 43)},
		"bad previous": {AppID: testApp, Token: testToken, AESKey: testKey, PreviousAESKey: "geheim"},
	} {
		h, err := NewWebhook(c, &spy{})
		if err == nil || h != nil {
			t.Errorf("%s: accepted", name)
		} else if strings.Contains(err.Error(), testKey[1:]) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: error holds the key: %v", name, err)
		}
	}
}
