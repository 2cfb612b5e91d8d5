package pages

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	codePatience = 10 * time.Second // for the platform to make one
	codeAgain    = time.Minute      // after it made none
)

// code is the day's code for taking numbers on site. The platform is asked once a
// day, and aside: a call never waits for it.
type code struct {
	ask  func(ctx context.Context) (address string, err error)
	log  *slog.Logger
	now  func() time.Time
	made chan struct{} // a code was made, or was not

	working sync.WaitGroup

	mu      sync.Mutex
	day     string // of the picture, or of the last try
	picture []byte // nil: there is none
	asking  bool
	again   time.Time // not before
	silent  bool      // the log knows that there is none
}

func newCode(c ScreenConfig) *code {
	return &code{ask: c.Code, log: c.Log, now: c.Now, made: make(chan struct{}, 1)}
}

// of is the address of the picture for a day; empty while there is none.
func (c *code) of(ctx context.Context, day string) string {
	if c.ask == nil {
		return ""
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.day != day {
		c.day, c.picture, c.again = day, nil, time.Time{}
	}
	if c.picture != nil {
		return Path + "/code/" + day + ".svg"
	}
	if !c.asking && !c.now().Before(c.again) {
		c.asking = true
		c.working.Go(func() { c.make(ctx, day) })
	}
	return ""
}

// make asks the platform and draws.
func (c *code) make(ctx context.Context, day string) {
	ctx, cancel := context.WithTimeout(ctx, codePatience)
	defer cancel()
	address, err := c.ask(ctx)
	var picture []byte
	if err == nil {
		picture, err = drawCode(address)
	}
	c.mu.Lock()
	c.asking = false
	switch {
	case err != nil:
		c.again = c.now().Add(codeAgain)
		if !c.silent && ctx.Err() != context.Canceled {
			c.silent = true
			c.log.Warn("calling screen has no code for numbers on site: it goes on without, and tries again", "err", err)
		}
	case c.day == day:
		c.picture, c.silent = picture, false
	}
	c.mu.Unlock()
	select {
	case c.made <- struct{}{}:
	default:
	}
}

// serve shows the picture of the day.
func (c *code) serve(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	day, picture := c.day, c.picture
	c.mu.Unlock()
	if asked, isSVG := strings.CutSuffix(r.PathValue("file"), ".svg"); !isSVG || asked != day || picture == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(picture) // who hung up misses nothing
}
