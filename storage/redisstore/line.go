package redisstore

import (
	"context"
	"sync"
	"time"

	"minqing/storage"
)

// lines keeps one line of waiting turns for each user of this process, so that
// they are served in the order they came and Redis is asked by one at a time.
//
// A turn that is never ended holds its line no longer than its lease lasts.
type lines struct {
	now   func() time.Time // real time, like that of the leases in Redis
	token func() string    // names a turn that begins: each greater than the one before

	mu sync.Mutex
	of map[storage.PersonID]*line
}

type line struct {
	holder string    // the token of the turn at work
	until  time.Time // when its lease ends; zero: it has none yet
	queue  []*waiter
}

type waiter struct {
	turn  chan struct{} // closed when the turn has come; nil: at once
	token string        // set when the turn has come
}

func newLines(now func() time.Time, token func() string) *lines {
	return &lines{now: now, token: token, of: make(map[storage.PersonID]*line)}
}

// enter waits for the turn and returns its token. storage.ErrBusy when ctx ends
// first. lease is how long to wait before looking again whether the holder's
// has ended.
func (l *lines) enter(ctx context.Context, user storage.PersonID, lease time.Duration) (token string, err error) {
	w, wait := l.queue(user, lease)
	if w.turn == nil {
		return w.token, nil
	}
	again := time.NewTimer(wait)
	defer again.Stop()
	for {
		select {
		case <-w.turn:
			return w.token, nil
		case <-ctx.Done():
			l.give(user, w)
			return "", storage.ErrBusy
		case <-again.C:
			again.Reset(l.overdue(user, lease))
		}
	}
}

// queue takes the free line, or stands at its end.
func (l *lines) queue(user storage.PersonID, lease time.Duration) (*waiter, time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	of := l.of[user]
	if of == nil {
		token := l.token()
		l.of[user] = &line{holder: token}
		return &waiter{token: token}, 0
	}
	w := &waiter{turn: make(chan struct{})}
	of.queue = append(of.queue, w)
	return w, of.left(l.now(), lease)
}

// overdue passes the turn on when its lease has ended, and returns when to look
// again.
func (l *lines) overdue(user storage.PersonID, lease time.Duration) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	of := l.of[user]
	if of == nil {
		return lease
	}
	if !of.until.IsZero() && !l.now().Before(of.until) {
		l.next(user, of)
	}
	return of.left(l.now(), lease)
}

func (of *line) left(now time.Time, lease time.Duration) time.Duration {
	if of.until.IsZero() {
		return lease
	}
	return max(of.until.Sub(now), time.Millisecond)
}

// leased notes when the holder's lease ends.
func (l *lines) leased(user storage.PersonID, token string, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if of := l.of[user]; of != nil && of.holder == token {
		of.until = until
	}
}

// leave ends the holder's turn. It does nothing for a token that isn't, or is
// no longer, the holder.
func (l *lines) leave(user storage.PersonID, token string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if of := l.of[user]; of != nil && of.holder == token {
		l.next(user, of)
	}
}

// give takes a waiter out of the line, or passes its turn on if that has just
// come.
func (l *lines) give(user storage.PersonID, w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	of := l.of[user]
	if of == nil {
		return
	}
	if w.token != "" && of.holder == w.token {
		l.next(user, of)
		return
	}
	for i, other := range of.queue {
		if other == w {
			of.queue = append(of.queue[:i], of.queue[i+1:]...)
			return
		}
	}
}

func (l *lines) next(user storage.PersonID, of *line) {
	if len(of.queue) == 0 {
		delete(l.of, user)
		return
	}
	w := of.queue[0]
	of.queue = of.queue[1:]
	w.token = l.token()
	of.holder, of.until = w.token, time.Time{}
	close(w.turn)
}
