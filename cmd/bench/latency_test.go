package main

import (
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	var hundred latencies
	for i := range 100 {
		hundred = append(hundred, time.Duration(i+1))
	}
	for _, c := range []struct {
		of   latencies
		p    float64
		want time.Duration
	}{
		{nil, 99, 0},
		{latencies{7}, 0, 7},
		{latencies{7}, 50, 7},
		{latencies{7}, 100, 7},
		{latencies{1, 2}, 50, 1},
		{latencies{1, 2}, 51, 2},
		{hundred, 50, 50},
		{hundred, 99, 99},
		{hundred, 99.1, 100},
		{hundred, 100, 100},
	} {
		if got := c.of.percentile(c.p); got != c.want {
			t.Errorf("p%v of %d: %d, want %d", c.p, len(c.of), got, c.want)
		}
	}
}

func TestMergeSorts(t *testing.T) {
	got := merge([]latencies{{5, 1}, nil, {3}})
	if len(got) != 3 || got[0] != 1 || got[1] != 3 || got[2] != 5 {
		t.Errorf("%v", got)
	}
}
