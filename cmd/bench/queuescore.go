package main

import (
	"math"
	"slices"
	"time"

	"minqing/flows/queue"
)

// asked is one question and what was answered.
type asked struct {
	now   float64
	said  queue.Range
	plain float64 // ahead × mean ÷ windows
	kind  float64 // the same, on the clock of the office's hours
	took  time.Duration
}

// tally is how the answers on one kind of day did.
type tally struct {
	days, questions, called       int
	inside, below, above, tooLate int
	unknown                       int
	miss, missPlain, missKind     float64
	width, wait                   float64
	warned, warnedRight, uncalled int
	perDay                        []float64 // coverage
	took                          time.Duration
}

type queueScore struct {
	kinds map[string]*tally
	order []string
}

func newQueueScore() *queueScore { return &queueScore{kinds: map[string]*tally{}} }

// asker asks the estimator and reckons the naive figures beside it.
func (b *queueScore) asker(e queue.Estimator, prior *queue.Prior) func(*marriageDay, *pair) {
	return func(d *marriageDay, p *pair) {
		day, ahead := d.known(), d.ahead(p)
		a := asked{now: d.now}
		began := time.Now()
		a.said = e.Wait(d.at(d.now), ahead, day, d.served, *prior)
		a.took = time.Since(began)
		a.plain = naive(ahead, d, day, e.Guess)
		a.kind = onHours(d.now, a.plain, d.kind.spans) - d.now
		p.questions = append(p.questions, a)
	}
}

// naive is ahead × mean ÷ windows: the mean of today's services so far, else of
// the bureau file; the windows open now, else those planned.
func naive(ahead int, d *marriageDay, day queue.Day, guess time.Duration) float64 {
	n, sum := 0, 0.0
	for _, s := range d.served {
		if !s.Ended.IsZero() {
			n++
			sum += s.Ended.Sub(s.Called).Minutes()
		}
	}
	mean := guess.Minutes()
	if n > 0 {
		mean = sum / float64(n)
	}
	windows := len(day.Windows)
	if windows == 0 {
		windows = int(d.kind.plan[0][1])
	}
	return float64(ahead) * mean / float64(windows)
}

// onHours is when so many minutes of service are over.
func onHours(now, minutes float64, spans [][2]float64) float64 {
	for _, s := range spans {
		now = max(now, s[0])
		if now < s[1] {
			if now+minutes <= s[1] {
				return now + minutes
			}
			minutes -= s[1] - now
			now = s[1]
		}
	}
	return now + minutes
}

// take compares a day's answers with what happened.
func (b *queueScore) take(kind string, d *marriageDay) {
	if kind == "" {
		return
	}
	t := b.kinds[kind]
	if t == nil {
		t = &tally{}
		b.kinds[kind] = t
		b.order = append(b.order, kind)
	}
	t.days++
	inside, called := t.inside, t.called
	for _, p := range d.line {
		for _, a := range p.questions {
			t.add(a, p.called)
		}
	}
	if n := t.called - called; n > 0 {
		t.perDay = append(t.perDay, float64(t.inside-inside)/float64(n))
	}
}

func (t *tally) add(a asked, called float64) {
	t.questions++
	t.took += a.took
	never := math.IsInf(called, 1)
	if never {
		t.uncalled++
	}
	if a.said.Unlikely {
		t.warned++
		if never {
			t.warnedRight++
		}
	}
	if never {
		return
	}
	t.called++
	if !a.said.Known {
		t.unknown++ // counts as outside
		return
	}
	wait := called - a.now
	low, high := a.said.Low.Minutes(), a.said.High.Minutes()
	switch {
	case wait < low-1.0/60:
		t.below++
	case wait > high+1.0/60:
		t.above++
	default:
		t.inside++
	}
	if a.said.Come.Sub(dayOf(a.said.Come)).Minutes() > called {
		t.tooLate++
	}
	t.miss += math.Abs(wait - a.said.Middle.Minutes())
	t.missPlain += math.Abs(wait - a.plain)
	t.missKind += math.Abs(wait - a.kind)
	t.width += high - low
	t.wait += wait
}

func dayOf(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

// unsteadiness is the standard error of the coverage: the questions of one day
// are right or wrong together, so days are counted, not questions.
func (t *tally) unsteadiness() float64 {
	n, mean, squares := float64(len(t.perDay)), 0.0, 0.0
	for _, x := range t.perDay {
		mean += x / n
	}
	for _, x := range t.perDay {
		squares += (x - mean) * (x - mean)
	}
	return math.Sqrt(squares / (n - 1) / n)
}

// names are the kinds of day in the order of the report: with records, without.
func (b *queueScore) names() []string {
	names := slices.Clone(b.order)
	slices.SortStableFunc(names, func(x, y string) int { return rank(x) - rank(y) })
	return names
}

func rank(name string) int {
	for i, k := range dayKinds {
		switch name {
		case k.name:
			return i
		case "first day: " + k.name:
			return len(dayKinds) + i
		}
	}
	return 2 * len(dayKinds)
}
