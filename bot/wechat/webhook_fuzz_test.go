package wechat

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzWebhook: whatever comes over the wire, with a good signature or without,
// never panics and never is a 5xx; only what has a good signature is heard.
func FuzzWebhook(f *testing.F) {
	f.Add("POST", "timestamp=1795000000&nonce=1&msg_signature=0", "<xml><Encrypt>AAAA</Encrypt></xml>", text("好", "1"))
	f.Add("GET", "timestamp=1795000000&nonce=1&echostr=%41+&signature=0", "", pushed("event", "<Event>SCAN</Event>"))
	f.Add("PUT", "%zz=1&&=", "\xff", "")
	f.Add("POST", "", "", "<!DOCTYPE xml>")
	f.Fuzz(func(t *testing.T, method, query, body, plain string) {
		if method != http.MethodGet && method != http.MethodPost {
			method = http.MethodPut
		}
		conv := &spy{}
		h := newTestWebhook(t, conv, nil)
		r := httptest.NewRequest(method, "/wechat", strings.NewReader(body))
		r.URL.RawQuery = query
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 || w.Code == 200 || len(conv.asked) != 0 {
			t.Fatalf("a stranger got %d %q", w.Code, w.Body)
		}
		if w = (callback{plain: plain}).post(t, h); w.Code >= 500 {
			t.Fatalf("the platform got %d %q", w.Code, w.Body)
		}
		if w.Code != 200 && len(conv.asked) != 0 {
			t.Fatalf("refused with %d and heard", w.Code)
		}
	})
}
