package main

import (
	"sync/atomic"
	"time"
)

// demoClock is the real clock, put forward on demand: two days pass in a moment.
type demoClock struct{ ahead atomic.Int64 }

// Now is the hour that everybody in the demonstration goes by.
func (c *demoClock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// advance puts the clock forward.
func (c *demoClock) advance(d time.Duration) { c.ahead.Add(int64(d)) }
