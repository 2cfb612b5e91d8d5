package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// desk answers as the product does when a sighting is reported, and calls the team
// by the platform's API.
type desk struct {
	codec  *codec
	api    http.Handler
	filed  atomic.Int64
	worker string // who is called; empty: nobody
}

func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var sealed struct{ Encrypt string }
	_ = xml.Unmarshal(body, &sealed)
	plain, err := d.codec.open([]byte(sealed.Encrypt))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	said := "没有听懂"
	switch text := between(string(plain), "<Content><![CDATA[", "]]>"); {
	case text == "街头救助":
		said = "您看到的是哪一种情况？"
	case text == "1":
		said = "人在哪里？"
	case strings.HasSuffix(text, "号门口"):
		number := fmt.Sprintf("J261123%04d", d.filed.Add(1))
		d.push("oSomebodyElse", "街头求助 "+number)
		if d.worker != "" {
			d.push(d.worker, "J2511230001 有新情况")
			d.push(d.worker, "街头求助 "+number)
		}
		said = "救助队已经收到地点，编号：" + number + "。"
	case strings.HasPrefix(text, "接单 "):
		said = "已接单"
	case strings.HasPrefix(text, "处置 "):
		said = "已记下"
	}
	who := between(string(plain), "<FromUserName><![CDATA[", "]]>")
	c := d.codec.fork()
	answer := c.seal(nil, fmt.Appendf(nil, "<xml><ToUserName>%s</ToUserName><MsgType>text</MsgType><Content>%s</Content></xml>", who, said))
	signature := c.sign(nil, []byte(c.Token), []byte("1"), []byte("2"), answer)
	fmt.Fprintf(w, "<xml><Encrypt>%s</Encrypt><MsgSignature>%s</MsgSignature><TimeStamp>1</TimeStamp><Nonce>2</Nonce></xml>", answer, signature)
}

func (d *desk) push(openid, text string) {
	body := fmt.Sprintf(`{"touser":%q,"msgtype":"text","text":{"content":%q}}`, openid, text)
	d.api.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/cgi-bin/message/custom/send", strings.NewReader(body)))
}

// newStreet stands before a desk that calls the worker, or nobody.
func newStreet(t *testing.T, called bool) (*onlookers, *desk, *platform) {
	t.Helper()
	api := newPlatform()
	d := &desk{codec: testCodec(t), api: api.mux}
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	b := &bench{codec: testCodec(t)}
	t.Cleanup(b.close)
	addr := server.Listener.Addr().String()
	wire, err := dial(addr)
	if err != nil {
		t.Fatal(err)
	}
	b.later(wire.close)
	worker := &dispatcher{user: user{openid: openid(9_000_000)}, lane: &lane{codec: b.codec.fork(), msgID: 9e15, stride: 1}, wire: wire}
	if called {
		d.worker = worker.user.openid
	}
	s, err := b.street(addr, api, worker)
	if err != nil {
		t.Fatal(err)
	}
	s.every = 0
	return s, d, api
}

// TestAlerts: every sighting is reported and handled by itself, and what counts is
// the call of that sighting to that worker.
func TestAlerts(t *testing.T) {
	s, d, api := newStreet(t, true)
	called, answered, err := s.series(context.Background(), 5)
	if err != nil || called.Sent != 5 || len(called.Times) != 5 || len(answered.Times) != 5 || d.filed.Load() != 5 {
		t.Fatalf("%d called, %d answered, %d filed, %v", len(called.Times), len(answered.Times), d.filed.Load(), err)
	}
	if api.sends.Load() != 15 {
		t.Errorf("the platform took %d messages", api.sends.Load())
	}
	for i, at := range called.Times {
		if at <= 0 || i > 0 && at < called.Times[i-1] {
			t.Errorf("times %v", called.Times)
		}
	}
}

// TestNobodyIsCalled: a call that does not come is an error, not a long time.
func TestNobodyIsCalled(t *testing.T) {
	s, _, _ := newStreet(t, false)
	s.patience = time.Millisecond
	if _, _, err := s.series(context.Background(), 1); err == nil || !strings.Contains(err.Error(), "nobody was called") {
		t.Errorf("%v", err)
	}
}

// TestBeside: the load ends with what is measured beside it, and only so is its end
// no error.
func TestBeside(t *testing.T) {
	server := httptest.NewServer(echoHandler(testAccount))
	defer server.Close()
	l := &load{addr: server.Listener.Addr().String(), lanes: lanes(testCodec(t), 2, 8), echo: true}
	rang := false
	r, err := beside(context.Background(), l, 1000, func() error {
		rang = true
		return nil
	})
	if err != nil || !rang {
		t.Fatalf("%+v, %v", r, err)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := beside(ended, l, 1000, func() error { return nil }); err == nil {
		t.Error("a run that was stopped is taken for a whole one")
	}
}

func TestAlertReport(t *testing.T) {
	r := &alertReport{TargetRate: 300, Loaded: alertFigures{Alerts: 7, P50: 1500, P99: 2500, Others: 0.5}, Load: figures{Rate: 299.6}}
	var out bytes.Buffer
	if err := r.write(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"under load       7 alerts", "p50   1.50 ms", "p99   2.50 ms", "300 msg/s", "DISTURBED"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
