package hall

import (
	"testing"
	"time"

	"minqing/storage"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		times []time.Duration
		want  time.Duration
		ok    bool
	}{{nil, 0, false}, {[]time.Duration{5}, 5, true}, {[]time.Duration{9, 1}, 5, true}, {[]time.Duration{9, 1, 2}, 2, true}, {[]time.Duration{8, 1, 2, 4}, 3, true}} {
		if got, ok := Median(c.times); got != c.want || ok != c.ok {
			t.Errorf("%v: %v %v", c.times, got, ok)
		}
	}
}

// A machine's clock may be behind ours: no wait is below nothing.
func TestNoWaitBelowNothing(t *testing.T) {
	l := Line{Taken: clockAt(10), Called: clockAt(9), Ended: clockAt(8), State: storage.CoupleDone}
	if wait, ok := l.Wait(); ok {
		t.Errorf("waited %v", wait)
	}
	if service, ok := l.Service(); ok {
		t.Errorf("was served %v", service)
	}
}

// One that gave up while it waited was not served, whenever that was.
func TestOnlyTheServedHaveAService(t *testing.T) {
	for state, want := range map[storage.CoupleState]bool{storage.CoupleDone: true, storage.CoupleLeft: false, storage.CoupleLapsed: false, storage.CoupleClosed: false} {
		if _, ok := (Line{Called: clockAt(1), Ended: clockAt(9), State: state}).Service(); ok != want {
			t.Errorf("%s: %v", state, ok)
		}
	}
}
