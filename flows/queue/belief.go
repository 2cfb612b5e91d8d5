package queue

import (
	"math"
	"time"
)

// belief is what is thought of the rest of the day, from the prior and from the
// day so far.
type belief struct {
	mean    float64 // minutes of a service
	unsure  float64 // of the mean, as standard deviation of its logarithm
	shape   float64 // standard deviation of the logarithm of one service
	gap     float64 // minutes between a service and the next call
	pauses  float64 // chance of a pause between the two
	pause   float64 // minutes of one
	stops   float64 // minutes before lunch from which nobody is called
	last    float64 // minutes before closing, likewise
	missed  float64 // chance that nobody comes to a call
	absence float64 // minutes that costs
	late    float64 // minutes to a window's first call
	closes  float64 // an hour
	opens   float64 // an hour
	helps   float64 // the same when no planned window is missing, with the crowd that waits now
	present float64 // chance that a planned window opens in time
	soon    float64 // how often an hour a window opens that is late for up to an hour
	later   float64 // for longer
	returns float64 // chance that one is there after lunch
	clerks  float64 // spread between windows: standard deviation of the logarithm
	back    int
	pace    map[int]pace
}

// pace is how a window compares with the mean.
type pace struct{ factor, unsure float64 }

// First guesses, before an office has records, and how many days they count for.
const (
	firstSpread  = 0.20 * 0.20 // variance of the logarithm of a day's mean
	firstDoubt   = 0.35 * 0.35 // the same of the bureau's own first guess
	firstWithin  = 0.40 * 0.40
	firstClerks  = 0.12 * 0.12
	firstGap     = 1.0
	firstPauses  = 0.05
	firstPause   = 8.0
	firstStops   = 3.0
	firstLast    = 1.0
	firstMissed  = 0.05
	firstAbsence = 1.5
	firstLate    = 2.0
	firstCloses  = 0.10
	firstOpens   = 0.10
	firstHelps   = 0.40
	firstPresent = 0.85
	firstSoon    = 0.80
	firstLater   = 0.15
	firstReturns = 0.50
	guessDays    = 2.0

	halfLife = 150.0       // minutes after which a service counts half
	drift    = 0.05 * 0.05 // variance of the logarithm by which one part of a day differs from another
)

// believe weighs the day so far against the prior: the pace of the office, then
// of each window.
func (e Estimator) believe(now time.Time, day Day, today []Served, p Prior) *belief {
	r := read(now, day, today)
	within, clerks := p.Within.or(firstWithin, guessDays), p.Clerks.or(firstClerks, guessDays)
	b := &belief{
		shape:   math.Sqrt(math.Log1p(within)),
		clerks:  math.Sqrt(clerks),
		gap:     posterior(p.Gap.or(firstGap, guessDays), 20, r.gaps),
		pauses:  (p.Pauses.or(firstPauses, 60)*60 + float64(len(r.pauses))) / float64(60+len(r.gaps)+len(r.pauses)),
		pause:   p.Pause.or(firstPause, guessDays),
		stops:   p.Stops.or(firstStops, guessDays),
		last:    p.Last.or(firstLast, guessDays),
		absence: posterior(p.Absence.or(firstAbsence, guessDays), 10, r.absences),
		late:    p.Late.or(firstLate, guessDays),
		closes:  p.Closes.or(firstCloses, 30),
		opens:   p.Opens.or(firstOpens, 10),
		present: p.Present.or(firstPresent, 8),
		soon:    p.Soon.or(firstSoon, 2),
		later:   p.Later.or(firstLater, 4),
		returns: p.Returns.or(firstReturns, 2),
		back:    max(e.Back, 0),
	}
	expected := p.Missed.or(firstMissed, 60)
	b.missed = (float64(r.missed) + 40*expected) / (float64(r.calls) + 40)
	for i := range r.services {
		r.services[i].minutes /= p.Hours[r.services[i].hour].or(1, guessDays)
	}
	b.setPace(now, e.prior(p), p.Service.variance(firstSpread, guessDays), within, r.services, e.running(now, day))
	b.setWindows(within, r.services)
	b.helps = b.opens
	if day.crowded(now, day.Waiting) {
		b.helps = p.Helps.or(firstHelps, 4)
	}
	b.mean *= p.Hours[day.hour(now.Add(30*time.Minute))].or(1, guessDays)
	return b
}

// prior is the logarithm of the mean service before the day began, and how
// unsure it is beside the spread between days.
func (e Estimator) prior(p Prior) Figure {
	guess := e.Guess.Minutes()
	if guess <= 0 {
		guess = 15
	}
	mean := p.Service.or(math.Log(guess), 0.5)
	return Figure{Mean: mean, Square: firstDoubt / (1 + 3*p.Service.N)}
}

// posterior draws the mean of what was seen towards a prior that counts as much
// as so many of them.
func posterior(prior, weight float64, seen []float64) float64 {
	sum := prior * weight
	for _, x := range seen {
		sum += x
	}
	return sum / (weight + float64(len(seen)))
}

// running lists for how many minutes the services have been on that are running.
func (e Estimator) running(now time.Time, day Day) (elapsed []float64) {
	for _, w := range day.Windows {
		if m, ok := w.elapsed(now, day); ok {
			elapsed = append(elapsed, m)
		}
	}
	return elapsed
}

// elapsed is how long the service at a window has been on. One from before
// lunch, or one that should long be over, was not ended when it was.
func (w Window) elapsed(now time.Time, day Day) (float64, bool) {
	if w.Since.IsZero() || w.Since.After(now) || now.Sub(w.Since) > longest || !together(day, w.Since, now) {
		return 0, false
	}
	return now.Sub(w.Since).Minutes(), true
}

// setPace finds the mean service of the rest of the day. Recent services count
// more; running ones count with what they will probably come to, because at any
// moment the long ones are those that are not finished.
func (b *belief) setPace(now time.Time, prior Figure, spread, within float64, services []service, running []float64) {
	n, sum := 0.0, 0.0
	for _, s := range services {
		w := math.Exp2(-now.Sub(s.ended).Minutes() / halfLife)
		n += w
		sum += w * s.minutes
	}
	before := spread + prior.Square
	b.mean, b.unsure = math.Exp(prior.Mean), math.Sqrt(before+drift)
	guess := b.mean
	for range 2 {
		k, total := n, sum
		for _, e := range running {
			k++
			total += b.length(e, guess)
		}
		if k == 0 {
			return
		}
		now, before := within/k+drift, before
		mean := (prior.Mean/before + math.Log(total/k)/now) / (1/before + 1/now)
		b.mean, b.unsure = math.Exp(mean), math.Sqrt(1/(1/before+1/now)+drift)
		guess = b.mean
	}
}

// length is what a service that has been on for so long comes to on average.
func (b *belief) length(elapsed, mean float64) float64 {
	// The mean of a log-normal beyond a point.
	if elapsed <= 0 {
		return mean
	}
	z := (math.Log(elapsed/mean) + b.shape*b.shape/2) / b.shape
	beyond := tail(z)
	if beyond < 1e-4 {
		return elapsed * 1.2
	}
	return mean * tail(z-b.shape) / beyond
}

// tail is the chance of a standard normal above z.
func tail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// setWindows finds how fast each window is beside the mean.
func (b *belief) setWindows(within float64, services []service) {
	sums, counts := map[int]float64{}, map[int]float64{}
	for _, s := range services {
		sums[s.window] += s.minutes / b.mean
		counts[s.window]++
	}
	weight := within / (b.clerks * b.clerks)
	b.pace = map[int]pace{}
	for w, n := range counts {
		b.pace[w] = pace{(sums[w] + weight) / (n + weight), b.clerks * math.Sqrt(weight/(n+weight))}
	}
}

func (b *belief) of(window int) pace {
	if p, ok := b.pace[window]; ok {
		return p
	}
	return pace{1, b.clerks}
}
