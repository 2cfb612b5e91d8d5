package bot

import (
	"sync"
	"time"
)

// gate is the breaker of one API: it shuts after some failures in a row, or
// until the hour that the platform names, and lets one call through to see
// whether it may open again. It goes by the clock it is given.
type gate struct {
	mu       sync.Mutex
	failures int
	until    time.Time
}

// shut reports until when nobody should call.
func (g *gate) shut(now time.Time) (time.Time, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.until, now.Before(g.until)
}

// failed counts a passing fault; the limit's one shuts the gate for pause.
func (g *gate) failed(now time.Time, limit int, pause time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.failures++; g.failures >= limit {
		g.failures = limit - 1 // the next call is a trial: one more failure shuts again
		g.until = now.Add(pause)
	}
}

// pause shuts the gate until a time the platform gave.
func (g *gate) pause(until time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until.After(g.until) {
		g.until = until
	}
}

func (g *gate) worked() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.failures, g.until = 0, time.Time{}
}
