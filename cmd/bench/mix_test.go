package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/silenceper/wechat/v2/util"
)

func TestOneMessageInSixFilesATicket(t *testing.T) {
	files := 0
	for _, s := range mix {
		if s.files {
			files++
		}
	}
	if files*6 != len(mix) {
		t.Errorf("%d of %d", files, len(mix))
	}
}

// Every user's messages come in the order of the mix, whether they are prepared
// ahead or made as they go, and no two messages of a run share their MsgId.
func TestLanesKeepTheOrder(t *testing.T) {
	c := testCodec(t)
	said := map[string][]*step{}
	seen := map[string]bool{}
	for _, l := range lanes(c, 3, 10) {
		l.prepare(50)
		for range 100 {
			m := l.take()
			said[m.openid] = append(said[m.openid], m.step)
			id := parseRequest(t, c, m)
			if seen[id] {
				t.Fatalf("MsgId %s twice", id)
			}
			seen[id] = true
		}
	}
	if len(said) != 10 {
		t.Fatalf("%d users spoke", len(said))
	}
	for who, steps := range said {
		for i, s := range steps[1:] {
			if want := next(steps[i]); s != want {
				t.Fatalf("%s: after %q comes %q", who, steps[i].want, s.want)
			}
		}
	}
}

func next(s *step) *step {
	for i := range mix {
		if &mix[i] == s {
			return &mix[(i+1)%len(mix)]
		}
	}
	return nil
}

// parseRequest reads a request as a server does and returns its MsgId.
func parseRequest(t *testing.T, c *codec, m callback) string {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(m.request)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || int64(len(body)) != r.ContentLength {
		t.Fatalf("%d bytes of %d, %v", len(body), r.ContentLength, err)
	}
	encrypted := between(string(body), "<Encrypt><![CDATA[", "]]>")
	q := r.URL.Query()
	if q.Get("msg_signature") != util.Signature(c.Token, q.Get("timestamp"), q.Get("nonce"), encrypted) {
		t.Fatal("bad msg_signature")
	}
	if q.Get("signature") != util.Signature(c.Token, q.Get("timestamp"), q.Get("nonce")) {
		t.Fatal("bad signature")
	}
	_, plain, err := util.DecryptMsg(c.AppID, encrypted, c.AESKey)
	if err != nil {
		t.Fatal(err)
	}
	if who := between(string(plain), "<FromUserName><![CDATA[", "]]>"); who != m.openid {
		t.Fatalf("from %q, want %q", who, m.openid)
	}
	return between(string(plain), "<MsgId>", "<")
}

func between(s, open, close string) string {
	_, rest, _ := strings.Cut(s, open)
	inner, _, _ := strings.Cut(rest, close)
	return inner
}

// A step's lead-in ends right before it and holds no step that only another
// conversation leads to.
func TestLeadIn(t *testing.T) {
	for i, s := range mix {
		if s.from > i || mix[s.from].from != s.from {
			t.Errorf("step %d begins at %d", i, s.from)
		}
		if len(leadIn(i)) != i-s.from {
			t.Errorf("step %d: lead-in of %d", i, len(leadIn(i)))
		}
	}
}
