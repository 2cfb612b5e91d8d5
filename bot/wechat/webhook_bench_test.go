package wechat

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/cache"
	libconfig "github.com/silenceper/wechat/v2/officialaccount/config"
	libcontext "github.com/silenceper/wechat/v2/officialaccount/context"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/officialaccount/server"

	"minqing/flows"
)

// discard is a connection that takes everything.
type discard struct {
	header http.Header
	n      int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(int)             {}
func (d *discard) Write(b []byte) (int, error) { d.n += len(b); return len(b), nil }

type echo struct{}

func (echo) Answer(_ context.Context, m flows.Message) (string, func()) { return m.Text, nil }

// libraryEcho is a bare echo on the library's server.
func libraryEcho(w http.ResponseWriter, r *http.Request) error {
	s := server.NewServer(&libcontext.Context{Config: &libconfig.Config{
		AppID: testApp, Token: testToken, EncodingAESKey: testKey, Cache: cache.NewMemory(),
	}})
	s.Writer, s.Request = w, r
	s.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
		return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(m.Content)}
	})
	if err := s.Serve(); err != nil {
		return err
	}
	return s.Send()
}

// BenchmarkWebhook measures one encrypted message and its encrypted reply,
// without the network, and beside it the library on the same body. The metric
// "x-library" is how many times faster ours is.
func BenchmarkWebhook(b *testing.B) {
	c := callback{plain: text("殡仪馆收费不透明，火化费用和公示的不一样，请核查。", "24000000000000001")}
	h := newTestWebhook(b, echo{}, nil)
	ours := func() { h.ServeHTTP(&discard{header: http.Header{}}, c.request(b)) }
	library := func() {
		if err := libraryEcho(httptest.NewRecorder(), c.request(b)); err != nil {
			b.Fatal(err)
		}
	}
	making := perRound(2000, func() { c.request(b) })
	ratio := (perRound(2000, library) - making) / (perRound(2000, ours) - making)
	b.ReportAllocs()
	for b.Loop() {
		ours()
	}
	b.ReportMetric(making*1e9, "ns-of-it-making-the-request")
	b.ReportMetric(ratio, "x-library")
}

// perRound is the mean time of f in seconds.
func perRound(rounds int, f func()) float64 {
	start := time.Now()
	for range rounds {
		f()
	}
	return time.Since(start).Seconds() / float64(rounds)
}
