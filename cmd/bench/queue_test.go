package main

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"minqing/flows/queue"
)

// The imagined days must keep the office's law, or nothing measured on them
// means anything.
func TestMarriageDayIsLawful(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for i := range dayKinds {
		k := &dayKinds[i]
		for range 3 {
			o := newMarriageOffice(r)
			d := o.play(k, time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), r, nil)
			lawful(t, k.name, d)
		}
	}
}

func lawful(t *testing.T, name string, d *marriageDay) {
	t.Helper()
	h := d.history()
	called, until := map[time.Time]bool{}, map[int]time.Time{}
	for _, s := range d.served {
		called[s.Taken] = true
		inHours := false
		for _, span := range h.Spans {
			inHours = inHours || !s.Called.Before(span.From) && s.Called.Before(span.To)
		}
		if !inHours || s.Called.Before(s.Taken) {
			t.Errorf("%s: taken %v, called %v", name, s.Taken, s.Called)
		}
		if s.Called.Before(until[s.Window].Add(-time.Second)) {
			t.Errorf("%s: window %d calls at %v and was busy until %v", name, s.Window, s.Called, until[s.Window])
		}
		until[s.Window] = s.Ended
	}
	missing := len(d.line) - len(h.Unserved)
	if len(called) > missing || len(called) < missing-1 { // two may have come in the same second
		t.Errorf("%s: %d couples, %d called, %d not", name, len(d.line), len(called), len(h.Unserved))
	}
	if len(d.line) < d.kind.couples[0] || len(called) < d.kind.couples[0]/2 {
		t.Errorf("%s: %d came, %d were called", name, len(d.line), len(called))
	}
}

// A few offices on fixed seeds; the bounds are wide, the figures are in
// docs/benchmarks.md.
func TestWaitIsCalibrated(t *testing.T) {
	b := newQueueScore()
	for n := range 3 {
		r := rand.New(rand.NewPCG(11, uint64(n)))
		o := newMarriageOffice(r)
		b.sort(&o, queue.Estimator{Guess: time.Duration(o.guess * float64(time.Minute)), Back: o.back}, "saturday", r)
	}
	s := b.kinds["Saturday"]
	if inside := float64(s.inside) / float64(s.called); inside < 0.70 || inside > 0.92 {
		t.Errorf("%.1f %% in range", 100*inside)
	}
	if ratio := s.miss / s.missPlain; ratio > 0.75 {
		t.Errorf("the middle misses by %.2f of what the naive figure does", ratio)
	}
	if late := float64(s.tooLate) / float64(s.called); late > 0.05 {
		t.Errorf("%.1f %% were told to come too late", 100*late)
	}
	if s.warned == 0 || float64(s.warnedRight) < 0.5*float64(s.warned) {
		t.Errorf("warned %d, rightly %d", s.warned, s.warnedRight)
	}
}

func TestOnHours(t *testing.T) {
	for _, c := range []struct{ now, minutes, want float64 }{
		{hm(8, 0), 0, hm(8, 30)},
		{hm(8, 0), 20, hm(8, 50)},
		{hm(11, 50), 30, hm(14, 50)},
		{hm(13, 0), 5, hm(14, 35)},
		{hm(17, 20), 30, hm(17, 50)},
	} {
		if got := onHours(c.now, c.minutes, weekday); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v minutes from %v: %v, want %v", c.minutes, c.now, got, c.want)
		}
	}
}

func TestQueueCommand(t *testing.T) {
	var out bytes.Buffer
	for _, args := range [][]string{{"queue", "-offices", "0"}, {"queue", "more"}, {"queue", "-what"}} {
		if err := run(t.Context(), args, &out, &out); err == nil {
			t.Errorf("%q was taken", args)
		}
	}
	b := newQueueScore()
	b.kinds["normal"], b.order = &tally{days: 2, questions: 4, called: 4, inside: 3, miss: 4, missPlain: 8, missKind: 8, perDay: []float64{0.5, 1}}, []string{"normal"}
	out.Reset()
	b.write(&out, 1, 1, time.Second)
	if !strings.Contains(out.String(), "75.0 ± 25.0 %") || !strings.Contains(out.String(), "0.50 0.50") {
		t.Error(out.String())
	}
}
