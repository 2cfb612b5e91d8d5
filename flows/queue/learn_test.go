package queue

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// pastDay is a day of three windows on which everybody takes as long as take
// says, and the queue is never empty until noon.
func pastDay(take func(window, i int) time.Duration, gap time.Duration) DayHistory {
	d := DayHistory{Day: Day{Spans: []Span{{at(8, 30), at(12, 0)}}}}
	d.Plan = Usual(3, d.Spans)
	free, n := [3]time.Time{at(8, 31), at(8, 32), at(8, 33)}, 0
	for {
		w := 0
		for i := range free {
			if free[i].Before(free[w]) {
				w = i
			}
		}
		if !free[w].Before(at(12, 0)) {
			return d
		}
		s := Served{Taken: at(8, 0).Add(time.Duration(n) * time.Second), Called: free[w], Window: w + 1}
		if took := take(w+1, n); took > 0 {
			s.Ended = s.Called.Add(took)
			free[w] = s.Ended.Add(gap)
		} else {
			free[w] = s.Called.Add(2 * time.Minute)
		}
		d.Served = append(d.Served, s)
		n++
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: %.3f, want %.3f", what, got, want)
	}
}

func TestPriorLearnsAnOffice(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	p := Prior{}
	for range 12 {
		p.Add(county, pastDay(func(w, _ int) time.Duration {
			if r.Float64() < 0.1 {
				return 0
			}
			return time.Duration((6 + 3*float64(w)) * (0.5 + r.Float64()) * float64(time.Minute))
		}, 90*time.Second))
	}
	near(t, "mean service", math.Exp(p.Service.Mean), 11.3, 0.8) // the fast window serves more
	near(t, "within", p.Within.Mean, 1.0/12, 0.03)
	near(t, "between windows", p.Clerks.Mean, 9.0*2/3/11.3/11.3, 0.04)
	near(t, "gap", p.Gap.Mean, 1.5, 0.05)
	near(t, "missed", p.Missed.or(0, 0), 0.1, 0.03)
	near(t, "absence", p.Absence.Mean, 2, 0.05)
	near(t, "late", p.Late.Mean, 2, 0.05)
	near(t, "present", p.Present.or(0, 0), 1, 0.01)
	near(t, "closes", p.Closes.or(0, 0), 0, 0.03)
	if p.Days() != 12 {
		t.Errorf("rests on %v days", p.Days())
	}
}

func TestPriorIsKept(t *testing.T) {
	p := Prior{}
	p.Add(county, pastDay(func(w, i int) time.Duration { return time.Duration(8+(w+i)%7) * time.Minute }, time.Minute))
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var back Prior
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if back != p {
		t.Errorf("%+v\nwas %+v", back, p)
	}
	if len(text) > 4000 {
		t.Errorf("%d bytes", len(text))
	}
}

func TestQuietDayTeachesNothing(t *testing.T) {
	d := pastDay(func(int, int) time.Duration { return 10 * time.Minute }, time.Minute)
	d.Served = d.Served[:enough-1]
	p := Prior{}
	if p.Add(county, d); p != (Prior{}) {
		t.Errorf("%+v", p)
	}
	if p.Add(county, DayHistory{}); p != (Prior{}) {
		t.Errorf("a day that was not: %+v", p)
	}
}

// An office that takes twice as long as the bureau file says is believed after
// some days, and the range is narrower than on the first.
func TestPriorReplacesTheGuess(t *testing.T) {
	p := Prior{}
	first := county.Wait(at(8, 0), 12, weekday(), nil, p)
	for day := range 10 {
		p.Add(county, pastDay(func(w, i int) time.Duration { return time.Duration(27+(w+i+day)%7) * time.Minute }, time.Minute))
	}
	later := county.Wait(at(8, 0), 12, weekday(), nil, p)
	near(t, "minutes after opening for 12 ahead", later.Middle.Minutes()-30, 4*31, 10)
	if later.High-later.Low > (first.High-first.Low)*2/3 {
		t.Errorf("first %v to %v, later %v to %v", first.Low, first.High, later.Low, later.High)
	}
}

// A window that is closed while people wait has not served anybody slowly, and
// idle windows have no gaps.
func TestReadLeavesOutWhatIsNotService(t *testing.T) {
	day := weekday()
	r := read(at(18, 0), day, []Served{
		{at(8, 0), at(8, 30), at(8, 42), 1},
		{at(8, 40), at(8, 43), at(8, 44), 1},     // a slip
		{at(9, 30), at(9, 30), at(9, 45), 1},     // nobody waited before
		{at(9, 40), at(9, 46), at(10, 50), 1},    // ended by the next call
		{at(10, 50), at(10, 50), at(11, 3), 1},   // who had just come
		{at(11, 0), at(11, 50), at(14, 33), 1},   // over lunch
		{at(14, 20), at(14, 33), time.Time{}, 1}, // did not come
		{at(14, 25), at(14, 35), at(14, 50), 1},
		{at(14, 26), at(15, 2), at(15, 20), 1}, // after a pause
	})
	if len(r.services) != 5 || len(r.gaps) != 2 || len(r.pauses) != 1 || len(r.absences) != 1 || r.missed != 1 || r.calls != 9 {
		t.Errorf("%+v", r)
	}
}

func TestRanksWiden(t *testing.T) {
	var r Ranks
	near(t, "unlearned", r.level(below), below, 1e-9)
	for range 20 {
		r.add([]float64{0.001, 0.999, 0.5, 0.5}, 1) // half of the truth lay at the ends
	}
	if low, high := r.level(below), r.level(1-above); low > 0.02 || high < 0.98 {
		t.Errorf("levels %.3f and %.3f", low, high)
	}
	for range 200 {
		r.add([]float64{0.3, 0.45, 0.5, 0.55, 0.7}, 1) // later the imagination is too wide
	}
	if low, high := r.level(below), r.level(1-above); low < 0.25 || high > 0.75 {
		t.Errorf("levels %.3f and %.3f", low, high)
	}
}
