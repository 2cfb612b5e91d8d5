package redisstore

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// gatherer sends the scripts that are asked for while others are on their way
// together, as one pipeline. Under load that saves both sides most of the
// system calls; a lone call goes out at once and as it is.
type gatherer struct {
	client  redis.UniversalClient
	timeout time.Duration // the longest that a call waits to be sent

	mu      sync.Mutex
	waiting []*call
	flights int
}

// maxFlights is how many pipelines are on their way at once, lone calls among
// them, and maxGathered how many scripts one holds. One flight serves as well as
// four; with four, a connection that hangs doesn't stop everybody.
const (
	maxFlights  = 4
	maxGathered = 64
)

// call is one script to run.
type call struct {
	script *redis.Script
	keys   []string
	args   []any

	reply any
	err   error
	done  chan struct{} // closed when reply and err are set; nil for a lone call
}

// run runs a script and returns its answer.
func (g *gatherer) run(ctx context.Context, c *call) (any, error) {
	if g.alone(c) {
		c.reply, c.err = c.script.Run(ctx, g.client, c.keys, c.args...).Result()
		g.landed()
		return c.reply, c.err
	}
	patience := time.NewTimer(g.timeout)
	defer patience.Stop()
	for {
		select {
		case <-c.done:
			return c.reply, c.err
		case <-ctx.Done():
			g.withdraw(c)
			return nil, ctx.Err()
		case <-patience.C:
			if g.withdraw(c) {
				return nil, errCrowded
			}
		}
	}
}

// errCrowded says that the calls before this one are not answered.
var errCrowded = errors.New("no connection became free in time")

// alone reports whether the call may go out at once; else it waits in line.
func (g *gatherer) alone(c *call) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.flights < maxFlights {
		g.flights++
		return true
	}
	c.done = make(chan struct{})
	g.waiting = append(g.waiting, c)
	return false
}

// withdraw takes a call back, unless it is on its way.
func (g *gatherer) withdraw(c *call) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(g.waiting, c)
	if i < 0 {
		return false
	}
	g.waiting = slices.Delete(g.waiting, i, i+1)
	return true
}

// landed ends a flight; those who wait take its place.
func (g *gatherer) landed() {
	if calls := g.next(); calls != nil {
		go func() {
			for ; calls != nil; calls = g.next() {
				g.fly(calls)
			}
		}()
	}
}

// next takes those who wait, or ends the flight when nobody does.
func (g *gatherer) next() []*call {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.waiting), maxGathered)
	if n == 0 {
		g.flights--
		return nil
	}
	calls := slices.Clone(g.waiting[:n])
	g.waiting = slices.Delete(g.waiting, 0, n)
	return calls
}

// fly sends calls as one pipeline and hands out the answers. The time-outs of
// the client bound it: no caller's context may break off the others.
func (g *gatherer) fly(calls []*call) {
	ctx := context.Background()
	replies := make([]*redis.Cmd, len(calls))
	_, _ = g.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, c := range calls {
			replies[i] = p.EvalSha(ctx, c.script.Hash(), c.keys, c.args...)
		}
		return nil
	})
	for i, c := range calls {
		c.reply, c.err = replies[i].Result()
		if redis.HasErrorPrefix(c.err, "NOSCRIPT") {
			c.reply, c.err = c.script.Eval(ctx, g.client, c.keys, c.args...).Result()
		}
		close(c.done)
	}
}
