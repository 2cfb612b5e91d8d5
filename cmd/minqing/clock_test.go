package main

import (
	"testing"
	"time"
)

// TestDemoClock: who sleeps by the clock wakes when it is put forward, once.
func TestDemoClock(t *testing.T) {
	c := new(demoClock)
	before, jumped := c.Now(), c.jumped()
	if c.jumped() != jumped {
		t.Error("two who wait are not woken by the same jump")
	}
	c.advance(48 * time.Hour)
	select {
	case <-jumped:
	default:
		t.Error("nobody was woken")
	}
	if d := c.Now().Sub(before); d < 48*time.Hour || d > 49*time.Hour {
		t.Errorf("%v later", d)
	}
	select {
	case <-c.jumped():
		t.Error("woken by a jump of before")
	default:
	}
}

// TestTimePutForward: putting the demonstration's clock forward wakes every worker.
func TestTimePutForward(t *testing.T) {
	w := openDemo(t)
	s := w.live()
	for name, jumped := range map[string]func() <-chan struct{}{"bell": s.bell.Jumped, "outbox": s.outbox.Jumped, "media": s.media.Jumped} {
		if jumped == nil || jumped() != w.clock.jumped() {
			t.Errorf("the %s sleeps through it", name)
		}
	}
}
