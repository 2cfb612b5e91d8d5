package simulator_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

func TestConversation(t *testing.T) {
	w := newWorld(t)
	w.bot.says(func(m message) string { return "您说：" + m.Content })
	li := w.Phone("李梅")
	replies := act(t)(li.Say(bounded(t), "菜单"))
	if len(replies) != 1 || replies[0].Text != "您说：菜单" || replies[0].From != FromAccount {
		t.Fatalf("replies: %+v", replies)
	}
	if chat := li.Bubbles(); len(chat) != 2 || chat[0].Text != "菜单" || chat[0].From != FromPerson || chat[1].ID != replies[0].ID {
		t.Errorf("chat: %+v", chat)
	}
	p := w.bot.last(t)
	if m := p.Message; m.ToUserName != account || m.FromUserName != li.OpenID() || m.MsgType != "text" ||
		m.MsgId == 0 || m.CreateTime != w.clock.Now().Unix() {
		t.Errorf("pushed %s", p.XML)
	}
	if p.Query["openid"] != li.OpenID() || len(li.OpenID()) != 28 {
		t.Errorf("query %v", p.Query)
	}
}

func TestNothingToSay(t *testing.T) {
	for _, body := range []string{"success", ""} {
		w := newWorld(t)
		w.bot.set(func(_ int, rw http.ResponseWriter, _ *http.Request, _ message) { io.WriteString(rw, body) })
		if got := act(t)(w.Phone("李梅").Say(bounded(t), "好")); len(got) != 0 {
			t.Errorf("%q showed %+v", body, got)
		}
		if n := len(w.bot.pushes()); n != 1 {
			t.Errorf("%q was pushed %d times", body, n)
		}
	}
}

func TestBadAnswersEndInTheFaultLine(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Patience = 40 * time.Millisecond })
	li := w.Phone("李梅")
	body := func(f func(message) string) func(int, http.ResponseWriter, *http.Request, message) {
		return func(_ int, rw http.ResponseWriter, _ *http.Request, m message) { io.WriteString(rw, f(m)) }
	}
	status := func(code int) func(int, http.ResponseWriter, *http.Request, message) {
		return func(_ int, rw http.ResponseWriter, _ *http.Request, _ message) { rw.WriteHeader(code) }
	}
	for name, respond := range map[string]func(int, http.ResponseWriter, *http.Request, message){
		"JSON":            body(func(message) string { return `{"ok":true}` }),
		"success, nearly": body(func(message) string { return "success\n" }),
		"403":             status(403),
		"500":             status(500),
		"redirect": func(_ int, rw http.ResponseWriter, r *http.Request, _ message) {
			http.Redirect(rw, r, "/elsewhere", http.StatusFound)
		},
		"silence":        func(_ int, _ http.ResponseWriter, r *http.Request, _ message) { <-r.Context().Done() },
		"hang up":        func(int, http.ResponseWriter, *http.Request, message) { panic(http.ErrAbortHandler) },
		"plaintext":      body(func(m message) string { return textReply(m, "你好") }),
		"empty envelope": body(func(message) string { return w.bot.seal("") }),
		"empty content":  body(func(m message) string { return w.bot.seal(textReply(m, "")) }),
		"too long":       body(func(m message) string { return w.bot.seal(textReply(m, strings.Repeat("a", 2048))) }),
		"bad UTF-8":      body(func(m message) string { return w.bot.seal(textReply(m, "\xff")) }),
		"two documents":  body(func(m message) string { return w.bot.seal(textReply(m, "好") + textReply(m, "好")) }),
		"wrong signature": body(func(m message) string {
			return strings.Replace(w.bot.seal(textReply(m, "你好")), "<Nonce>2", "<Nonce>3", 1)
		}),
		"to somebody else":     body(func(m message) string { m.FromUserName = "oOther"; return w.bot.seal(textReply(m, "你好")) }),
		"from another account": body(func(m message) string { m.ToUserName = "gh_other"; return w.bot.seal(textReply(m, "你好")) }),
		"no time": body(func(m message) string {
			return w.bot.seal(strings.Replace(textReply(m, "好"), "<CreateTime>5</CreateTime>", "", 1))
		}),
		"unknown type": body(func(m message) string {
			return w.bot.seal(strings.Replace(textReply(m, "好"), ">text<", ">song<", 1))
		}),
		"unknown picture": body(func(m message) string {
			return w.bot.seal(strings.Replace(textReply(m, "好"), ">text<", ">image<", 1))
		}),
	} {
		t.Run(name, func(t *testing.T) {
			before := len(w.bot.pushes())
			w.bot.set(respond)
			got := act(t)(li.Say(bounded(t), "你好"))
			if len(got) != 1 || got[0].Kind != Fault || got[0].From != FromSystem || got[0].Text != FaultText {
				t.Errorf("she sees %+v", got)
			}
			all := w.bot.pushes()[before:]
			if len(all) != 3 {
				t.Fatalf("%d tries", len(all))
			}
			for _, p := range all[1:] {
				if p.XML != all[0].XML {
					t.Error("tries differ in what they push")
				}
				if p.Query["nonce"] == all[0].Query["nonce"] {
					t.Error("a nonce was used twice")
				}
			}
		})
	}
}

func TestSecondTryRescues(t *testing.T) {
	w := newWorld(t)
	w.bot.set(func(n int, rw http.ResponseWriter, _ *http.Request, m message) {
		if n == 1 {
			rw.WriteHeader(500)
			return
		}
		io.WriteString(rw, w.bot.seal(textReply(m, "来了")))
	})
	if got := act(t)(w.Phone("李梅").Say(bounded(t), "在吗")); len(got) != 1 || got[0].Text != "来了" {
		t.Errorf("she sees %+v", got)
	}
	if n := len(w.bot.pushes()); n != 2 {
		t.Errorf("%d tries", n)
	}
}

func TestLongestReplyPasses(t *testing.T) {
	w := newWorld(t)
	text := strings.Repeat("a", 2047)
	w.bot.says(func(message) string { return text })
	if got := act(t)(w.Phone("李梅").Say(bounded(t), "长")); len(got) != 1 || got[0].Text != text {
		t.Errorf("%d bubbles", len(got))
	}
}

func TestReplyKinds(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	act(t)(li.Photo(bounded(t), []byte("\xff\xd8\xff\xe0")))
	picture := w.bot.last(t).Message.MediaId
	for name, c := range map[string]struct {
		inner string
		want  Bubble
	}{
		"image": {"<MsgType>image</MsgType><Image><MediaId>" + picture + "</MediaId></Image>", Bubble{Kind: Image, MediaID: picture}},
		"news": {"<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles><item><Title>题</Title>" +
			"<Description>文</Description><Url>http://a</Url></item></Articles>", Bubble{Kind: WebPage, Title: "题", Text: "文", URL: "http://a"}},
		"music": {"<MsgType>music</MsgType><Music><Title>曲</Title><MusicUrl>http://m</MusicUrl></Music>", Bubble{Kind: Music, Title: "曲", URL: "http://m"}},
	} {
		w.bot.set(func(_ int, rw http.ResponseWriter, _ *http.Request, m message) {
			io.WriteString(rw, w.bot.seal("<xml><ToUserName>"+m.FromUserName+"</ToUserName><FromUserName>"+account+
				"</FromUserName><CreateTime>1</CreateTime>"+c.inner+"</xml>"))
		})
		got := act(t)(li.Say(bounded(t), name))
		if len(got) != 1 {
			t.Fatalf("%s: %+v", name, got)
		}
		b := got[0]
		if b.Kind != c.want.Kind || b.MediaID != c.want.MediaID || b.Title != c.want.Title || b.Text != c.want.Text || b.URL != c.want.URL {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

func TestVerifyURL(t *testing.T) {
	w := newWorld(t)
	if err := w.VerifyURL(bounded(t)); err != nil {
		t.Error(err)
	}
	if err := w.VerifyEncryptedURL(bounded(t)); err != nil {
		t.Error(err)
	}
	stranger := newWorld(t, func(c *Config) { c.Token = "another"; c.Webhook = w.bot.URL })
	if stranger.VerifyURL(bounded(t)) == nil || stranger.VerifyEncryptedURL(bounded(t)) == nil {
		t.Error("a webhook with another token passed")
	}
}

func TestWithoutWebhook(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Webhook = "" })
	if _, err := w.Phone("李梅").Say(bounded(t), "喂"); !errors.Is(err, ErrNoWebhook) {
		t.Errorf("Say: %v", err)
	}
	if err := w.VerifyURL(bounded(t)); !errors.Is(err, ErrNoWebhook) {
		t.Errorf("VerifyURL: %v", err)
	}
	if w.SetWebhook("ftp://x") == nil || w.SetWebhook("") == nil {
		t.Error("took a bad address")
	}
	if err := w.SetWebhook(w.bot.URL + "?k=v"); err != nil {
		t.Fatal(err)
	}
	act(t)(w.Phone("李梅").Say(bounded(t), "喂"))
	if got := w.bot.last(t).Query["k"]; got != "v" {
		t.Errorf("the address's own query was lost: %q", got)
	}
}
