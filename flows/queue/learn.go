package queue

import (
	"math"
	"time"
)

// DayHistory is a day that is over.
type DayHistory struct {
	Day      // its hours and its plan; Windows are not looked at
	Served   []Served
	Unserved []time.Time // when the numbers were taken that closing left uncalled
}

// Date is the day.
func (d DayHistory) Date() time.Time {
	if len(d.Spans) == 0 {
		return time.Time{}
	}
	return d.Spans[0].From
}

// enough is how many services a day must have to teach anything.
const enough = 8

// Add teaches a prior one day of its sort, at the day's end. First it is asked
// what the estimator would have said on that day, not knowing it; then the day's
// own figures are taken in. A day with hardly anybody teaches nothing.
func (p *Prior) Add(e Estimator, d DayHistory) {
	r := read(d.closing().Add(12*time.Hour), d.Day, d.Served)
	if len(r.services) < enough {
		return
	}
	ranks, asked := e.replay(d, *p)
	p.Asked.add(float64(asked))
	p.Ranks.add(ranks, float64(asked)/p.Asked.Mean)
	mean, within, clerks := spread(r.services)
	p.Service.add(math.Log(mean))
	p.Within.add(within)
	p.Clerks.add(clerks)
	p.addHours(r.services, mean)
	addMean(&p.Gap, r.gaps)
	p.Pauses.add(len(r.pauses), float64(len(r.gaps)+len(r.pauses)))
	addMean(&p.Pause, r.pauses)
	addMean(&p.Absence, r.absences)
	p.Missed.add(r.missed, float64(r.calls))
	m := d.movements()
	addMean(&p.Late, m.late)
	p.Closes.add(m.closed, m.windowHours)
	p.Opens.add(m.opened, m.hours-m.crowded)
	p.Helps.add(m.helped, m.crowded)
	p.Soon.add(m.filledSoon, m.soonHours)
	p.Later.add(m.filledLate, m.lateHours)
	p.Present.add(m.present, float64(m.planned))
	p.Returns.add(m.returned, float64(m.missedBefore))
	for i, span := range d.Spans {
		f := &p.Stops
		if i == len(d.Spans)-1 {
			f = &p.Last
		}
		f.add(d.stops(span))
	}
}

// addHours takes in how the hours of a day compare.
func (p *Prior) addHours(services []service, mean float64) {
	var sums, counts [hours]float64
	for _, s := range services {
		sums[s.hour] += s.minutes
		counts[s.hour]++
	}
	for h, n := range counts {
		if n >= 3 {
			p.Hours[h].add(sums[h] / n / mean)
		}
	}
}

func addMean(f *Figure, seen []float64) {
	if len(seen) < 3 {
		return
	}
	f.add(posterior(0, 0, seen))
}

// spread is the mean of services, their variance about the mean of their window,
// and the variance between windows, both beside the square of the mean.
func spread(services []service) (mean, within, clerks float64) {
	type sum struct{ n, x, xx float64 }
	windows, all := map[int]sum{}, sum{}
	for _, s := range services {
		w := windows[s.window]
		windows[s.window] = sum{w.n + 1, w.x + s.minutes, w.xx + s.minutes*s.minutes}
		all = sum{all.n + 1, all.x + s.minutes, all.xx + s.minutes*s.minutes}
	}
	mean = all.x / all.n
	inside, free, between := 0.0, 0.0, 0.0
	for _, w := range windows {
		inside += w.xx - w.x*w.x/w.n
		free += w.n - 1
		between += w.n * (w.x/w.n - mean) * (w.x/w.n - mean)
	}
	if free < 1 {
		return mean, math.NaN(), math.NaN()
	}
	within = inside / free
	if k := float64(len(windows)) - 1; k > 0 {
		clerks = max(between/k-within, 0) / (all.n / (k + 1)) / (mean * mean)
	} else {
		clerks = math.NaN()
	}
	return mean, within / (mean * mean), clerks
}
