package queue

import (
	"testing"
	"time"
)

// peakDay is a peak afternoon: eight windows, a hundred and fifty served.
func peakDay() (now time.Time, day Day, today []Served) {
	at := func(h, m int) time.Time { return time.Date(2026, 5, 20, h, m, 0, 0, time.UTC) }
	day = Day{Spans: []Span{{at(8, 0), at(21, 30)}}}
	day.Plan = Usual(8, day.Spans)
	now = at(13, 2)
	for w := 1; w <= 8; w++ {
		called := at(8, w%5)
		for i := 0; called.Before(now); i++ {
			ended := called.Add(time.Duration(10+(i*7+w*3)%9) * time.Minute)
			if ended.After(now) {
				day.Windows = append(day.Windows, Window{N: w, Since: called})
				break
			}
			today = append(today, Served{at(8, 0), called, ended, w})
			called = ended.Add(time.Minute)
		}
	}
	return now, day, today
}

// A Wait must stay in the order of a millisecond at its largest.
func BenchmarkWait(b *testing.B) {
	now, day, today := peakDay()
	e := Estimator{Guess: 15 * time.Minute, Back: 3}
	for b.Loop() {
		if r := e.Wait(now, 200, day, today, Prior{}); !r.Known {
			b.Fatal("nothing known")
		}
	}
}
