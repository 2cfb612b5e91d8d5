package redisstore_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/Shopify/toxiproxy/v2/collectors"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// proxy is a network between the bot and Redis that can be made worse.
type proxy struct {
	t testing.TB
	p *toxiproxy.Proxy
}

func newProxy(t testing.TB, upstream string) *proxy {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	server.Metrics.ProxyMetrics = collectors.NewProxyMetricCollectors()
	p := &proxy{t: t, p: toxiproxy.NewProxy(server, "redis", "127.0.0.1:0", upstream)}
	p.join()
	t.Cleanup(p.cut)
	return p
}

func (p *proxy) url() string { return "redis://" + p.p.Listen }

// cut refuses and breaks every connection.
func (p *proxy) cut() { p.p.Stop() }

// join lets connections through again.
func (p *proxy) join() {
	p.t.Helper()
	if err := p.p.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// spoil does something to what flows downstream (the answers) or upstream.
func (p *proxy) spoil(kind, stream, attributes string) {
	p.t.Helper()
	toxic := fmt.Sprintf(`{"type":%q,"stream":%q,"attributes":{%s}}`, kind, stream, attributes)
	if _, err := p.p.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
		p.t.Fatal(err)
	}
}

// mend undoes every spoil.
func (p *proxy) mend() { p.p.Toxics.ResetToxics(p.t.Context()) }
