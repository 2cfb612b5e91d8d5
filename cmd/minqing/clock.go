package main

import (
	"sync"
	"time"
)

// demoClock is the real clock, put forward on demand: two days pass in a moment.
// Its zero value shows the time. It is safe for concurrent use.
type demoClock struct {
	mu    sync.Mutex
	ahead time.Duration
	jump  chan struct{} // closed by the next advance; nil: nobody asked
}

// Now is the hour that everybody in the demonstration goes by.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

// advance puts the clock forward, and wakes whoever sleeps by it.
func (c *demoClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
	if c.jump != nil {
		close(c.jump)
		c.jump = nil
	}
}

// jumped is closed when the clock is next put forward. Take it before looking at
// the clock, so that nothing slips between.
func (c *demoClock) jumped() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.jump == nil {
		c.jump = make(chan struct{})
	}
	return c.jump
}
