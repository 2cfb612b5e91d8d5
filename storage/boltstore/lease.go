package boltstore

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"minqing/storage"
)

// leases says whose turn it is, for every user: the holder and, in the order
// they came, those who wait.
type leases struct {
	life time.Duration

	mu    sync.Mutex
	last  uint64
	users map[storage.PersonID]*turns
}

// turns are the turns of one user; it exists while somebody has the lease.
type turns struct {
	holder  string
	ends    *time.Timer
	waiting []chan string // each gets its lease
}

func newLeases(life time.Duration) *leases {
	return &leases{life: life, users: make(map[storage.PersonID]*turns)}
}

// take waits for the lease; storage.ErrBusy when ctx ends first.
func (l *leases) take(ctx context.Context, user storage.PersonID) (lease string, err error) {
	if ctx.Err() != nil {
		return "", fmt.Errorf("%w: %w", storage.ErrBusy, ctx.Err())
	}
	mine, lease := l.join(user)
	if mine == nil {
		return lease, nil
	}
	select {
	case lease = <-mine:
		return lease, nil
	case <-ctx.Done():
		l.leave(user, mine)
		return "", fmt.Errorf("%w: %w", storage.ErrBusy, ctx.Err())
	}
}

// join takes a free lease, or stands in line for it.
func (l *leases) join(user storage.PersonID) (mine chan string, lease string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t, taken := l.users[user]
	if !taken {
		t = &turns{}
		l.users[user] = t
		return nil, l.grant(user, t)
	}
	mine = make(chan string, 1)
	t.waiting = append(t.waiting, mine)
	return mine, ""
}

// leave steps out of the line; a lease that arrived meanwhile goes to the next.
func (l *leases) leave(user storage.PersonID, mine chan string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case lease := <-mine:
		l.end(user, lease)
	default:
		t := l.users[user]
		t.waiting = slices.DeleteFunc(t.waiting, func(c chan string) bool { return c == mine })
	}
}

// grant makes a new lease, which ends by itself when its turn is stuck.
func (l *leases) grant(user storage.PersonID, t *turns) string {
	l.last++
	lease := strconv.FormatUint(l.last, 36)
	t.holder = lease
	t.ends = time.AfterFunc(l.life, func() { l.give(user, lease) })
	return lease
}

// give ends a lease, if it has not ended, and wakes the next in line.
func (l *leases) give(user storage.PersonID, lease string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.end(user, lease)
}

func (l *leases) end(user storage.PersonID, lease string) {
	t, ok := l.users[user]
	if !ok || t.holder != lease {
		return
	}
	t.ends.Stop()
	if len(t.waiting) == 0 {
		delete(l.users, user)
		return
	}
	next := t.waiting[0]
	t.waiting = t.waiting[1:]
	next <- l.grant(user, t)
}

// held reports whether a lease has not ended.
func (l *leases) held(user storage.PersonID, lease string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	t, ok := l.users[user]
	return ok && lease != "" && t.holder == lease
}
