package queue

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func at(h, m int) time.Time { return time.Date(2026, 11, 23, h, m, 0, 0, time.UTC) }

var county = Estimator{Guess: 15 * time.Minute, Back: 3}

// weekday is a day with lunch, three windows planned.
func weekday() Day {
	d := Day{Spans: []Span{{at(8, 30), at(12, 0)}, {at(14, 30), at(17, 30)}}}
	d.Plan = Usual(3, d.Spans)
	return d
}

// anyState draws a moment of a weekday: windows open, some busy, some served.
func anyState(t *rapid.T) (now time.Time, day Day, today []Served) {
	day = weekday()
	now = at(8, 0).Add(time.Duration(rapid.IntRange(0, 9*60+20).Draw(t, "now")) * time.Minute)
	day.Waiting = rapid.IntRange(0, 60).Draw(t, "waiting")
	for n := range rapid.IntRange(0, 5).Draw(t, "windows") {
		w := Window{N: n + 1}
		if on := rapid.IntRange(-10, 40).Draw(t, "on"); on >= 0 {
			w.Since = now.Add(-time.Duration(on) * time.Minute)
		}
		day.Windows = append(day.Windows, w)
		end := now.Add(-45 * time.Minute)
		for range rapid.IntRange(0, 6).Draw(t, "served") {
			took := time.Duration(rapid.IntRange(5, 40).Draw(t, "took")) * time.Minute
			today = append(today, Served{Taken: at(8, 0), Called: end.Add(-took), Ended: end, Window: n + 1})
			end = end.Add(-took - time.Minute)
		}
	}
	return now, day, today
}

func TestMoreAheadNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, day, today := anyState(t)
		ahead := rapid.IntRange(0, 60).Draw(t, "ahead")
		more := ahead + rapid.IntRange(1, 10).Draw(t, "more")
		a, b := county.Wait(now, ahead, day, today, Prior{}), county.Wait(now, more, day, today, Prior{})
		if b.Known && (!a.Known || a.Low > b.Low || a.Middle > b.Middle || a.High > b.High) || a.Chance < b.Chance {
			t.Fatalf("%d ahead: %+v\n%d ahead: %+v", ahead, a, more, b)
		}
	})
}

// noise is how far two estimates may differ that imagine different days: less than
// anybody is told, which is five minutes.
const noise = time.Minute

func TestAnotherWindowNeverLengthens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, day, today := anyState(t)
		ahead := rapid.IntRange(0, 60).Draw(t, "ahead")
		a := county.Wait(now, ahead, day, today, Prior{})
		day.Windows = append(day.Windows, Window{N: len(day.Windows) + 1, Opened: now})
		b := county.Wait(now, ahead, day, today, Prior{})
		if a.Known && (!b.Known || b.Low > a.Low+noise || b.Middle > a.Middle+noise || b.High > a.High+noise || b.Chance < a.Chance-0.02) {
			t.Fatalf("%d windows: %+v\none more: %+v", len(day.Windows)-1, a, b)
		}
	})
}

func TestRangeHoldsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, day, today := anyState(t)
		r := county.Wait(now, rapid.IntRange(0, 60).Draw(t, "ahead"), day, today, Prior{})
		if !r.Known {
			if !r.Unlikely || r.Chance != 0 {
				t.Fatalf("not known, and yet %+v", r)
			}
			return
		}
		switch {
		case r.Low < 0 || r.Low > r.Middle || r.Middle > r.High:
			t.Fatalf("the middle is not in the range: %+v", r)
		case now.Add(r.High).After(day.closing()):
			t.Fatalf("called after closing: %+v", r)
		case r.Come.Before(now) || r.Come.After(now.Add(r.Low)):
			t.Fatalf("come at %v: %+v", r.Come, r)
		case r.Chance <= 0 || r.Chance > 1 || r.Unlikely != (r.Chance < doubtful):
			t.Fatalf("the chance: %+v", r)
		}
	})
}

func TestNobodyIsCalledAtLunch(t *testing.T) {
	day := weekday()
	day.Windows = []Window{{N: 1, Since: at(10, 55)}, {N: 2, Since: at(10, 50)}, {N: 3}}
	b := county.believe(at(11, 0), day, nil, Prior{})
	for ahead := range 30 {
		for _, wait := range b.waits(at(11, 0), ahead, day, nil) {
			if called := at(11, 0).Add(minutes(wait)); called.After(at(12, 0)) && called.Before(at(14, 30)) {
				t.Fatalf("%d ahead: called at %v", ahead, called)
			}
		}
	}
}

// A clerk who went without 关窗 is not counted on; one who sat down just now is.
func TestWindowThatOnlySeemsOpen(t *testing.T) {
	day := weekday()
	day.Plan = Usual(2, day.Spans)
	today := []Served{{at(8, 30), at(9, 40), at(9, 55), 1}, {at(8, 31), at(8, 50), at(9, 5), 2}}
	wait := func(opened time.Time) time.Duration {
		day.Windows = []Window{{N: 1, Since: at(9, 56)}, {N: 2, Opened: opened}}
		return county.Wait(at(10, 0), 6, day, today, Prior{}).Middle
	}
	if gone, back := wait(at(8, 30)), wait(at(9, 58)); gone < back*5/4 {
		t.Errorf("gone for an hour: %v; just back: %v", gone, back)
	}
}

func TestSameQuestionSameAnswer(t *testing.T) {
	now, day, today := peakDay()
	a := county.Wait(now, 60, day, today, Prior{})
	for i, j := 0, len(today)-1; i < j; i, j = i+1, j-1 {
		today[i], today[j] = today[j], today[i]
	}
	day.Windows[0], day.Windows[5] = day.Windows[5], day.Windows[0]
	if b := county.Wait(now, 60, day, today, Prior{}); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v\nand, told in another order, %+v", a, b)
	}
}

func TestEdges(t *testing.T) {
	day := weekday()
	two := []Window{{N: 1}, {N: 2}}
	for _, c := range []struct {
		name    string
		now     time.Time
		ahead   int
		windows []Window
		plan    []Step
		known   bool
		low     time.Duration // at least
		high    time.Duration // at most
	}{
		{"before opening", at(7, 30), 0, nil, day.Plan, true, time.Hour, 75 * time.Minute},
		{"free windows, nobody ahead", at(9, 0), 0, two, day.Plan, true, 0, 3 * time.Minute},
		{"no window open, but planned", at(9, 0), 0, nil, day.Plan, true, 0, 8 * time.Hour},
		{"no window, no plan", at(9, 0), 0, nil, nil, false, 0, 0},
		{"at lunch", at(12, 40), 3, two, day.Plan, true, 110 * time.Minute, 3 * time.Hour},
		{"at closing", at(17, 30), 0, two, day.Plan, false, 0, 0},
		{"after closing", at(19, 0), 5, two, day.Plan, false, 0, 0},
		{"far too many ahead", at(16, 30), 200, two, day.Plan, false, 0, 0},
		{"less than nobody ahead", at(9, 0), -3, two, day.Plan, true, 0, 3 * time.Minute},
	} {
		day.Windows, day.Plan = c.windows, c.plan
		r := county.Wait(c.now, c.ahead, day, nil, Prior{})
		if r.Known != c.known || r.Known && (r.Low < c.low || r.High > c.high) || !r.Known && !r.Unlikely {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
	if r := (Estimator{}).Wait(at(9, 0), 4, Day{}, nil, Prior{}); r.Known {
		t.Errorf("a day without hours: %+v", r)
	}
}

func TestDayTeaches(t *testing.T) {
	now, day, today := peakDay()
	slow := make([]Served, len(today))
	for i, s := range today {
		slow[i] = s
		slow[i].Ended = s.Called.Add(2 * s.Ended.Sub(s.Called))
	}
	fast := county.Wait(now, 40, day, today, Prior{})
	if r := county.Wait(now, 40, day, slow, Prior{}); r.Middle < fast.Middle*3/2 {
		t.Errorf("services twice as long: %v after %v", r.Middle, fast.Middle)
	}
	none := county.Wait(now, 40, day, nil, Prior{})
	if none.High-none.Low < (fast.High-fast.Low)*5/4 {
		t.Errorf("without a record of the day the range is %v to %v, with one %v to %v", none.Low, none.High, fast.Low, fast.High)
	}
}

func TestRunningServicesCount(t *testing.T) {
	day := weekday()
	since := func(m int) time.Duration {
		day.Windows = []Window{{N: 1, Since: at(10, 30).Add(-time.Duration(m) * time.Minute)}}
		day.Plan = Usual(1, day.Spans)
		return county.Wait(at(10, 30), 0, day, nil, Prior{}).Middle
	}
	if just, long := since(0), since(14); just < long+4*time.Minute {
		t.Errorf("a service that has just begun: %v; after 14 minutes: %v", just, long)
	}
}
