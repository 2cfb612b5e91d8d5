package main

import (
	"math"
	"slices"
	"time"
)

// latencies are the times of one phase. They are all kept: nothing is rounded
// into classes.
type latencies []time.Duration

// percentile returns the smallest time that at least p percent of all did not
// exceed (nearest rank); 0 when there are none.
func (l latencies) percentile(p float64) time.Duration {
	if len(l) == 0 {
		return 0
	}
	rank := int(math.Ceil(p / 100 * float64(len(l))))
	return l[min(max(rank, 1), len(l))-1]
}

// merge puts the times of several connections into order.
func merge(parts []latencies) latencies {
	all := slices.Concat(parts...)
	slices.Sort(all)
	return all
}
