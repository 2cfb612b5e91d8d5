package boltstore

import (
	"sync/atomic"
	"time"
)

// Commit is what OnCommit hears of one commit.
type Commit struct {
	Writers int           // how many calls of Update it carried
	Took    time.Duration // from its begin until it was durable
	Err     error         // why it failed; nil: it did not
}

// Stats counts since the store was opened.
type Stats struct {
	Commits  uint64 // that went through
	Writers  uint64 // calls of Update they carried
	Failed   uint64 // commits that did not go through
	FileSize int64  // bytes of the data file
	FreeSize int64  // bytes in it that hold nothing; Compact gives them back
}

type counters struct{ commits, writers, failed atomic.Uint64 }

func (s *Store) committed(c Commit) {
	if c.Err != nil {
		s.stats.failed.Add(1)
	} else {
		s.stats.commits.Add(1)
		s.stats.writers.Add(uint64(c.Writers))
	}
	if s.opts.OnCommit != nil {
		s.opts.OnCommit(c)
	}
}

// Stats returns the counts for metrics.
func (s *Store) Stats() Stats {
	st := Stats{
		Commits: s.stats.commits.Load(),
		Writers: s.stats.writers.Load(),
		Failed:  s.stats.failed.Load(),
	}
	if t, err := s.snapshot(); err == nil {
		st.FileSize, st.FreeSize = t.Size(), int64(t.DB().Stats().FreeAlloc)
		t.Rollback()
	}
	return st
}
