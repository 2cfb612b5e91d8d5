package boltstore

import (
	"sync"
	"time"
)

// sweepPlace goes round the sessions and removes expired ones, a few with every
// save, so that none is ever the one who pays for all.
type sweepPlace struct {
	mu   sync.Mutex
	next []byte
}

func (s *sweepPlace) sweep(t *tx, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var old [][]byte
	c := t.bucket(inSessions).Cursor()
	k, v := c.Seek(s.next)
	for range sweepStep {
		if k == nil {
			break
		}
		if len(v) < 8 || !now.Before(momentTime(v)) {
			old = append(old, k)
		}
		k, v = c.Next()
	}
	s.next = append([]byte(nil), k...)
	for _, k := range old {
		t.del(inSessions, k)
	}
}
