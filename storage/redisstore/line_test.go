package redisstore

import (
	"context"
	"errors"
	"testing"
	"time"

	"minqing/storage"
)

// An abandoned turn holds its line no longer than its lease.
func TestLinePassesAnAbandonedTurn(t *testing.T) {
	l := newLines(time.Now)
	const lease = 20 * time.Millisecond
	ctx := context.Background()
	if err := l.enter(ctx, "li", "1", lease); err != nil {
		t.Fatal(err)
	}
	l.leased("li", "1", time.Now().Add(lease))
	if err := l.enter(ctx, "li", "2", lease); err != nil { // hangs when it isn't passed on
		t.Fatal(err)
	}
	l.leave("li", "1") // too late: not its turn any more
	if l.of["li"].holder != "2" {
		t.Errorf("the turn is %q's", l.of["li"].holder)
	}
	l.leave("li", "2")
	if len(l.of) != 0 {
		t.Error("an empty line is kept")
	}
}

func TestLineForgetsWhoGaveUp(t *testing.T) {
	l := newLines(time.Now)
	if err := l.enter(context.Background(), "li", "1", time.Hour); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if err := l.enter(ended, "li", "2", time.Hour); !errors.Is(err, storage.ErrBusy) {
		t.Errorf("entering with an ended context: %v", err)
	}
	l.leave("li", "1")
	if len(l.of) != 0 {
		t.Error("an empty line is kept")
	}
}
