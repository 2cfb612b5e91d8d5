package simulator_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

func TestWhatEachActPushes(t *testing.T) {
	w := newWorld(t)
	li, ctx := w.Phone("李梅"), bounded(t)
	for _, c := range []struct {
		name string
		act  func() ([]Bubble, error)
		want []string
	}{
		{"say", func() ([]Bubble, error) { return li.Say(ctx, "a]]>b<&") }, []string{"<MsgType><![CDATA[text]]>", "<MsgId>"}},
		{"tap", func() ([]Bubble, error) { return li.Tap(ctx, "满意", "101") },
			[]string{"<MsgType><![CDATA[text]]>", "<bizmsgmenuid>101</bizmsgmenuid>", "<Content><![CDATA[满意]]>"}},
		{"photo", func() ([]Bubble, error) { return li.Photo(ctx, []byte("\x89PNG\r\n\x1a\n")) },
			[]string{"<MsgType><![CDATA[image]]>", "<PicUrl><![CDATA[http", "<MediaId>"}},
		{"voice", func() ([]Bubble, error) { return li.Voice(ctx, []byte("#!AMR"), "amr") },
			[]string{"<MsgType><![CDATA[voice]]>", "<Format><![CDATA[amr]]>", "<MediaId16K>"}},
		{"video", func() ([]Bubble, error) { return li.Video(ctx, []byte("mp4")) },
			[]string{"<MsgType><![CDATA[video]]>", "<ThumbMediaId>"}},
		{"location", func() ([]Bubble, error) { return li.Location(ctx, 23.134521, 113.358803, "南门", 20) },
			[]string{"<MsgType><![CDATA[location]]>", "<Location_X>23.134521<", "<Location_Y>113.358803<", "<Scale>20<", "南门"}},
		{"link", func() ([]Bubble, error) { return li.Link(ctx, "题", "说明", "http://x") },
			[]string{"<MsgType><![CDATA[link]]>", "<Title><![CDATA[题]]>", "<Url><![CDATA[http://x]]>"}},
		{"file", func() ([]Bubble, error) { return li.File(ctx, "证明.pdf") },
			[]string{"<MsgType><![CDATA[file]]>", "<Title><![CDATA[证明.pdf]]>", "<FileMd5>"}},
		{"click", func() ([]Bubble, error) { return li.Click(ctx, "menu-1") },
			[]string{"<Event><![CDATA[CLICK]]>", "<EventKey><![CDATA[menu-1]]>"}},
		{"scan", func() ([]Bubble, error) { return li.Scan(ctx, "bind-1") },
			[]string{"<Event><![CDATA[SCAN]]>", "<EventKey><![CDATA[bind-1]]>", "<Ticket>"}},
		{"follow", func() ([]Bubble, error) { return li.Follow(ctx) },
			[]string{"<Event><![CDATA[subscribe]]>", "<EventKey><![CDATA[]]>"}},
		{"follow by scene", func() ([]Bubble, error) { return li.FollowByScene(ctx, "bind-2") },
			[]string{"<Event><![CDATA[subscribe]]>", "<EventKey><![CDATA[qrscene_bind-2]]>", "<Ticket>"}},
		{"scan in chat", func() ([]Bubble, error) { return li.ScanInChat(ctx, "6", "2") },
			[]string{"<Event><![CDATA[scancode_waitmsg]]>", "<ScanCodeInfo><ScanType>", "<ScanResult><![CDATA[2]]>"}},
		{"raw", func() ([]Bubble, error) { return li.Raw(ctx, "<not xml") }, []string{"<not xml"}},
	} {
		act(t)(c.act())
		p := w.bot.last(t)
		for _, words := range c.want {
			if !strings.Contains(p.XML, words) {
				t.Errorf("%s pushed %s, want %s in it", c.name, p.XML, words)
			}
		}
		if c.name == "say" && p.Message.Content != "a]]>b<&" {
			t.Errorf("content arrived as %q", p.Message.Content)
		}
	}
}

func TestMessageIDsDiffer(t *testing.T) {
	w := newWorld(t)
	seen := map[int64]bool{}
	for range 5 {
		act(t)(w.Phone("李梅").Say(bounded(t), "好"))
		id := w.bot.last(t).Message.MsgId
		if seen[id] {
			t.Errorf("MsgId %d again", id)
		}
		seen[id] = true
	}
}

func TestPeople(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	if w.Phone("李梅") != li || w.Phone("王强") == li || len(w.Phones()) != 2 {
		t.Error("a name is one person")
	}
	if got, found := w.PhoneOf(li.OpenID()); !found || got != li {
		t.Error("the OpenID leads nowhere")
	}
	if other := newWorld(t).Phone("李梅"); other.OpenID() != li.OpenID() {
		t.Error("the OpenID does not survive a new start")
	}
}

func TestStrangersCannotSpeak(t *testing.T) {
	w := newWorld(t)
	li, ctx := w.Phone("李梅"), bounded(t)
	if err := li.Unfollow(ctx); err != nil || li.Following() {
		t.Fatal(err)
	}
	if got := w.bot.last(t).Message.Event; got != "unsubscribe" {
		t.Errorf("pushed %q", got)
	}
	_, said := li.Say(ctx, "喂")
	_, clicked := li.Click(ctx, "k")
	if again := li.Unfollow(ctx); !errors.Is(said, ErrNotFollowing) || !errors.Is(clicked, ErrNotFollowing) || !errors.Is(again, ErrNotFollowing) {
		t.Errorf("%v, %v, %v", said, clicked, again)
	}
	act(t)(li.Scan(ctx, "door"))
	if m := w.bot.last(t).Message; m.Event != "subscribe" || m.EventKey != "qrscene_door" || !li.Following() {
		t.Errorf("a stranger's scan pushed %+v", m)
	}
}

func TestUnfollowShowsNothing(t *testing.T) {
	w := newWorld(t)
	w.bot.set(func(_ int, rw http.ResponseWriter, _ *http.Request, _ message) { rw.WriteHeader(500) })
	li := w.Phone("李梅")
	if err := li.Unfollow(bounded(t)); err != nil || len(li.Bubbles()) != 0 {
		t.Errorf("%v, %+v", err, li.Bubbles())
	}
}

func TestLinksCanBeTapped(t *testing.T) {
	w := newWorld(t)
	w.bot.set(func(n int, rw http.ResponseWriter, _ *http.Request, m message) {
		if n > 1 {
			io.WriteString(rw, "success")
			return
		}
		io.WriteString(rw, w.bot.seal(textReply(m, `请选择：
<a href="weixin://bizmsgmenu?msgmenucontent=我要反映&msgmenuid=1">1 我要反映</a>
<a href="weixin://bizmsgmenu?msgmenuid=2&msgmenucontent=%E8%BF%9B%E5%BA%A6">2 进度</a>
<a href="weixin://bizmsgmenu?msgmenucontent=坏">3 坏</a>
<a href="https://example.org/desk">看板</a>`)))
	})
	li, ctx := w.Phone("李梅"), bounded(t)
	b := act(t)(li.Say(ctx, "菜单"))[0]
	if b.Text != "请选择：\n1 我要反映\n2 进度\n3 坏\n看板" || !strings.Contains(b.Raw, "bizmsgmenu") {
		t.Errorf("reads %q", b.Text)
	}
	if len(b.Links) != 2 || b.Links[0] != (MenuLink{"1 我要反映", "我要反映", "1"}) || b.Links[1] != (MenuLink{"2 进度", "进度", "2"}) {
		t.Errorf("links %+v", b.Links)
	}
	if len(b.Pages) != 1 || b.Pages[0] != (PageLink{"看板", "https://example.org/desk"}) {
		t.Errorf("pages %+v", b.Pages)
	}
	act(t)(li.TapLink(ctx, "进度"))
	if m := w.bot.last(t).Message; m.Content != "进度" || m.BizMsgMenuID != "2" {
		t.Errorf("tapped %+v", m)
	}
	if _, err := li.TapLink(ctx, "3 坏"); err == nil {
		t.Error("a link without an ID was tapped")
	}
}

func TestWait(t *testing.T) {
	w := newWorld(t)
	li, ctx := w.Phone("李梅"), bounded(t)
	act(t)(li.Say(ctx, "你好"))
	type found struct {
		b   Bubble
		err error
	}
	got := make(chan found)
	go func() {
		b, err := li.Wait(ctx, func(b Bubble) bool { return b.From == FromAccount && b.Says("二") })
		got <- found{b, err}
	}()
	for _, text := range []string{"第一", "第二", "又是二"} {
		wantCode(t, text, w.send(li, text), OK)
	}
	first := <-got
	if first.err != nil || first.b.Text != "第二" {
		t.Fatalf("%+v", first)
	}
	next, err := li.WaitAfter(ctx, first.b.ID, func(b Bubble) bool { return b.Says("二") })
	if err != nil || next.Text != "又是二" {
		t.Errorf("%+v, %v", next, err)
	}
	short, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
	defer cancel()
	if _, err := li.Wait(short, func(Bubble) bool { return false }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting in vain: %v", err)
	}
}

func TestCloseEndsWhatIsUnderWay(t *testing.T) {
	w := newWorld(t)
	arrived := make(chan struct{})
	w.bot.set(func(_ int, _ http.ResponseWriter, r *http.Request, _ message) {
		close(arrived)
		<-r.Context().Done()
	})
	over := make(chan error)
	go func() {
		_, err := w.Phone("李梅").Say(bounded(t), "喂")
		over <- err
	}()
	<-arrived
	w.Close()
	if err := <-over; !errors.Is(err, context.Canceled) {
		t.Errorf("Say: %v", err)
	}
}
