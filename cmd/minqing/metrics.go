package main

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"minqing/bot"
	"minqing/bot/wechat"
	"minqing/flows"
	"minqing/storage"
	"minqing/storage/boltstore"
)

// metrics is what /metrics tells. Its labels come from small closed sets; names
// that the platform makes up are bounded, see knownNames.
type metrics struct {
	registry *prometheus.Registry

	turns       *prometheus.CounterVec
	turnTime    prometheus.Histogram
	callbacks   *prometheus.CounterVec
	unknown     *prometheus.CounterVec
	sends       *prometheus.CounterVec
	downloads   *prometheus.CounterVec
	rings       *prometheus.CounterVec
	commits     *prometheus.CounterVec
	commitTime  prometheus.Histogram
	commitJoin  prometheus.Histogram
	redis       *prometheus.CounterVec
	redisTime   *prometheus.HistogramVec
	unknownSeen knownNames
}

var _ bot.Observer = (*metrics)(nil)

// seconds are the buckets of everything a person or a disk waits for.
var seconds = []float64{.0001, .0002, .0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 4.5, 7}

func newMetrics() *metrics {
	m := &metrics{
		registry:   prometheus.NewRegistry(),
		turns:      counter("turns_total", "Turns of conversation.", "flow", "outcome"),
		turnTime:   histogram("turn_seconds", "From a message to its answer.", seconds),
		callbacks:  counter("callbacks_total", "Requests at the webhook; refused says why one was not taken.", "kind", "refused"),
		unknown:    counter("unknown_kinds_total", "Callbacks of a kind that this release does not know, acknowledged.", "name"),
		sends:      counter("sends_total", "Tries to deliver a notice, and what became of it.", "kind", "outcome"),
		downloads:  counter("downloads_total", "Tries to download a photo, voice or video.", "outcome"),
		rings:      counter("timers_total", "Timers that rang, by what they are for, and what became of it.", "kind", "outcome"),
		commits:    counter("commits_total", "Commits of the data file.", "outcome"),
		commitTime: histogram("commit_seconds", "One commit until it was durable.", seconds),
		commitJoin: histogram("commit_writers", "Writers that shared one commit.", []float64{1, 2, 4, 8, 16, 32, 64, 128}),
		redis:      counter("redis_ops_total", "Round trips to Redis.", "op", "outcome"),
		redisTime: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "minqing", Name: "redis_seconds", Help: "One round trip to Redis.", Buckets: seconds}, []string{"op"}),
	}
	m.registry.MustRegister(m.turns, m.turnTime, m.callbacks, m.unknown, m.sends, m.downloads, m.rings,
		m.commits, m.commitTime, m.commitJoin, m.redis, m.redisTime,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "minqing", Name: name, Help: help}, labels)
}

func histogram(name, help string, buckets []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: "minqing", Name: name, Help: help, Buckets: buckets})
}

// watch adds what is read from the store whenever somebody asks.
func (m *metrics) watch(s *boltstore.Store, now func() time.Time) {
	m.registry.MustRegister(storeCollector{s, now})
}

// handler serves /metrics.
func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Turn is bot.Observer.
func (m *metrics) Turn(flow, outcome string, took time.Duration) {
	if flow == "" {
		flow = "none"
	}
	m.turns.WithLabelValues(flow, outcome).Inc()
	m.turnTime.Observe(took.Seconds())
}

// Sent is bot.Observer.
func (m *metrics) Sent(api, outcome string) { m.sends.WithLabelValues(api, outcome).Inc() }

// Fetched is bot.Observer.
func (m *metrics) Fetched(outcome string) { m.downloads.WithLabelValues(outcome).Inc() }

// Rang is bot.Observer. The kinds are names of the program's own.
func (m *metrics) Rang(kind, outcome string) { m.rings.WithLabelValues(kind, outcome).Inc() }

// callback counts a request at the webhook.
func (m *metrics) callback(c wechat.Callback) {
	m.callbacks.WithLabelValues(string(c.Kind), c.Refused).Inc()
	if c.Kind == flows.Unknown {
		m.unknown.WithLabelValues(m.unknownSeen.bound(c.Event)).Inc()
	}
}

// committed counts a commit of the data file.
func (m *metrics) committed(c boltstore.Commit) {
	m.commits.WithLabelValues(outcomeOf(c.Err)).Inc()
	m.commitTime.Observe(c.Took.Seconds())
	m.commitJoin.Observe(float64(c.Writers))
}

// redisCalled counts a round trip.
func (m *metrics) redisCalled(op string, d time.Duration, err error) {
	if errors.Is(err, storage.ErrNotFound) {
		err = nil
	}
	m.redis.WithLabelValues(op, outcomeOf(err)).Inc()
	m.redisTime.WithLabelValues(op).Observe(d.Seconds())
}

func outcomeOf(err error) string {
	if err != nil {
		return "failed"
	}
	return "ok"
}

// knownNames bounds a label whose values come from outside.
type knownNames struct {
	mu   sync.Mutex
	seen map[string]bool
}

const mostNames = 50

func (k *knownNames) bound(name string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.seen == nil {
		k.seen = map[string]bool{}
	}
	if !k.seen[name] && len(k.seen) >= mostNames || len(name) > 64 {
		return "other"
	}
	k.seen[name] = true
	return name
}
