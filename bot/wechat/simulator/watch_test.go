package simulator_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	. "minqing/bot/wechat/simulator"
)

func TestWatchSeesEverythingInOrder(t *testing.T) {
	w := newWorld(t)
	w.bot.set(func(n int, rw http.ResponseWriter, _ *http.Request, m message) {
		if n == 1 {
			rw.WriteHeader(502)
			return
		}
		io.WriteString(rw, w.bot.seal(textReply(m, "好")))
	})
	li := w.Phone("李梅")
	watch := w.Watch(bounded(t))
	act(t)(li.Say(bounded(t), "在吗"))
	wantCode(t, "send", w.send(li, "来了"), OK) // a token call, then the send
	var got []Happening
	for h := range watch {
		if got = append(got, h); len(got) == 7 {
			break
		}
	}
	for i, h := range got {
		if h.Seq != uint64(i+1) {
			t.Errorf("happening %d has number %d", i+1, h.Seq)
		}
	}
	if b := got[0].Bubble; b == nil || b.Text != "在吗" || b.Phone != "李梅" {
		t.Errorf("1: %+v", b)
	}
	if c := got[1].Callback; c == nil || c.Try != 1 || c.Status != 502 || c.Fault == "" || !strings.Contains(c.XML, "在吗") {
		t.Errorf("2: %+v", c)
	}
	if c := got[2].Callback; c == nil || c.Try != 2 || c.Status != 200 || c.Fault != "" || !strings.Contains(c.Reply, "好") {
		t.Errorf("3: %+v", c)
	}
	if b := got[3].Bubble; b == nil || b.Text != "好" {
		t.Errorf("4: %+v", b)
	}
	if c := got[4].Call; c == nil || c.Path != "/cgi-bin/stable_token" || c.Body != "" {
		t.Errorf("5: %+v", c)
	}
	if b := got[5].Bubble; b == nil || b.Text != "来了" {
		t.Errorf("6: %+v", b)
	}
	if c := got[6].Call; c == nil || c.Path != customSend || c.Errcode != OK || c.Status != 200 || !strings.Contains(c.Body, "来了") {
		t.Errorf("7: %+v", c)
	}
}

func TestWatchSinceRepeats(t *testing.T) {
	w := newWorld(t)
	for range 3 {
		act(t)(w.Phone("李梅").Say(bounded(t), "好"))
	}
	for _, since := range []uint64{0, 4} {
		ctx, cancel := context.WithCancel(t.Context())
		watch := w.WatchSince(ctx, since)
		for want := since + 1; want <= 6; want++ {
			if h := <-watch; h.Seq != want {
				t.Errorf("since %d: number %d, want %d", since, h.Seq, want)
			}
		}
		cancel()
		if _, open := <-watch; open {
			t.Error("more than there was")
		}
	}
}

func TestSlowWatcherLosesNothing(t *testing.T) {
	w := newWorld(t)
	watch := w.Watch(bounded(t))
	for range 200 {
		w.get("/cgi-bin/menu/get")
	}
	w.Close()
	n := 0
	for range watch {
		n++
	}
	if n != 200 {
		t.Errorf("saw %d of 200", n)
	}
	if _, open := <-w.Watch(bounded(t)); open {
		t.Error("a closed platform is being watched")
	}
}
