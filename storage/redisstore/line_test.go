package redisstore

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"minqing/storage"
)

// numbered returns lines whose turns are named 1, 2, 3 …
func numbered() *lines {
	n := 0
	return newLines(time.Now, func() string { n++; return strconv.Itoa(n) })
}

func (l *lines) mustEnter(t *testing.T, lease time.Duration) (token string) {
	t.Helper()
	token, err := l.enter(context.Background(), "li", lease)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func (l *lines) waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.of["li"].queue)
}

// A turn is named when it begins, not when it was asked for: a later one of the
// same process has the greater token, by which it takes over what the earlier
// one left behind.
func TestTokensAscendInTheOrderOfTurns(t *testing.T) {
	l := numbered()
	first := l.mustEnter(t, time.Hour)
	ctx, cancel := context.WithCancel(context.Background())
	gone := make(chan error)
	go func() { _, err := l.enter(ctx, "li", time.Hour); gone <- err }()
	until(func() bool { return l.waiting() == 1 })
	second := make(chan string)
	go func() { second <- l.mustEnter(t, time.Hour) }()
	until(func() bool { return l.waiting() == 2 })
	cancel()
	if err := <-gone; !errors.Is(err, storage.ErrBusy) {
		t.Errorf("giving up: %v", err)
	}
	l.leave("li", first)
	if got := <-second; first != "1" || got != "2" {
		t.Errorf("turns %s and %s, want 1 and 2", first, got)
	}
}

// An abandoned turn holds its line no longer than its lease.
func TestLinePassesAnAbandonedTurn(t *testing.T) {
	l := numbered()
	const lease = 20 * time.Millisecond
	first := l.mustEnter(t, lease)
	l.leased("li", first, time.Now().Add(lease))
	second := l.mustEnter(t, lease) // hangs when the turn isn't passed on
	l.leave("li", first)            // too late: not its turn any more
	if l.of["li"].holder != second {
		t.Errorf("the turn is %q's", l.of["li"].holder)
	}
	l.leave("li", second)
	if len(l.of) != 0 {
		t.Error("an empty line is kept")
	}
}

func TestLineForgetsWhoGaveUp(t *testing.T) {
	l := numbered()
	first := l.mustEnter(t, time.Hour)
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.enter(ended, "li", time.Hour); !errors.Is(err, storage.ErrBusy) {
		t.Errorf("entering with an ended context: %v", err)
	}
	l.leave("li", first)
	if len(l.of) != 0 {
		t.Error("an empty line is kept")
	}
}
