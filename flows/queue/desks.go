package queue

import (
	"math"
	"slices"
	"time"
)

// settled is how long after a planned opening a window that is not open counts
// as missing.
const settled = 15 * time.Minute

// desks lists the windows that are open and those that may open: what is
// imagined of a window rests on its number, whatever the others do.
func (b *belief) desks(now time.Time, day Day, today []Served) []desk {
	l := roster{belief: b, now: now, day: day, taken: map[int]bool{}}
	_, inService := day.span(now)
	windows := slices.SortedFunc(slices.Values(day.Windows), func(a, b Window) int { return a.N - b.N })
	for _, w := range windows {
		d := desk{kind: deskOpen, running: -1, until: math.Inf(1)}
		if m, ok := w.elapsed(now, day); ok && inService {
			d.running = m
		} else if inService && abandoned(now, day, w, today) {
			d.kind = deskMissing
		}
		l.add(w.N, d)
	}
	l.closing()
	for _, n := range paused(now, day, today) {
		l.add(n, desk{kind: deskPaused, running: -1, until: math.Inf(1)})
	}
	l.planned(seenBefore(now, day, today))
	if len(l.desks) > 0 {
		rate := b.helps
		if l.missing() {
			rate = b.opens
		}
		l.add(0, desk{kind: deskExtra, running: -1, until: math.Inf(1), rate: rate})
		l.add(0, desk{kind: deskExtra, running: -1, until: math.Inf(1), rate: rate / 2})
	}
	return l.desks
}

// abandoned tells of a window that should be open and is free, while others call
// people who had to wait: its clerk went and did not say so.
func abandoned(now time.Time, day Day, w Window, today []Served) bool {
	last := w.Opened
	for _, s := range today {
		if s.Window == w.N && s.end().After(last) {
			last = s.end()
		}
	}
	if last.IsZero() {
		return false // it may have opened this minute
	}
	if set := day.planSet(now); set.After(last) {
		last = set
	}
	if now.Sub(last) <= settled {
		return false
	}
	return slices.ContainsFunc(today, func(s Served) bool {
		return s.Called.After(last.Add(breath)) && s.Called.Sub(s.Taken) > time.Minute
	})
}

// roster is a list of windows in the making.
type roster struct {
	*belief
	now   time.Time
	day   Day
	desks []desk
	taken map[int]bool
}

// missing reports whether a window is that should be there.
func (l *roster) missing() bool {
	return slices.ContainsFunc(l.desks, func(d desk) bool { return d.kind == deskMissing })
}

// add lists a window; 0 is the lowest number that is not listed yet.
func (l *roster) add(n int, d desk) {
	if n == 0 {
		for n = 1; l.taken[n]; n++ {
		}
	}
	if l.taken[n] {
		return
	}
	l.taken[n] = true
	d.slot, d.pace = slot(n), l.of(n)
	l.desks = append(l.desks, d)
}

func slot(window int) int { return ((window-1)%slots + slots) % slots }

// planned adds the windows beyond the listed ones that the plan asks for, now or
// later. Those that were there in the span before come back after the break;
// those that were not are missing, and may stay away.
func (l *roster) planned(before []int) {
	surplus := max(l.staying(l.now.Add(longPause))-l.day.planned(l.now), 0)
	for _, at := range l.moments() {
		span, _ := l.day.span(at)
		want, beyond := l.day.planned(at), 0
		if want > l.day.planned(l.now) {
			beyond = surplus
		}
		for listed := l.staying(at); listed < want+beyond; listed++ {
			d := desk{kind: deskPlanned, from: at.Sub(l.now).Minutes(), running: -1, until: math.Inf(1)}
			d.since, d.present = at.Sub(l.day.planSet(at)).Minutes(), l.expected(at)
			n := 0
			switch {
			case listed >= want:
				d.present /= 2 // perhaps one of those that are open before their time
			case at.Equal(l.now) && d.since > settled.Minutes():
				d.kind = deskMissing
			case at.Equal(span.From) && len(before) > 0:
				if n = l.unlisted(before); n == 0 {
					d.kind = deskMissing
				}
			}
			l.add(n, d)
		}
	}
}

// staying counts the listed windows that the plan has not closed by then.
func (l *roster) staying(at time.Time) (n int) {
	for _, d := range l.desks {
		if d.until > at.Sub(l.now).Minutes() || !at.After(l.now) {
			n++
		}
	}
	return n
}

// unlisted is the first of some windows that is not listed; 0: all are.
func (l *roster) unlisted(windows []int) int {
	for _, n := range windows {
		if !l.taken[n] {
			return n
		}
	}
	return 0
}

// expected is the chance of a planned window, which falls while it is late.
func (l *roster) expected(at time.Time) float64 {
	if !at.Equal(l.now) {
		return l.present
	}
	still := l.present * math.Exp(-at.Sub(l.day.planSet(at)).Minutes()/max(l.late, 2))
	return still / (still + 1 - l.present)
}

// moments are now and those to come at which the plan or a span begins.
func (l *roster) moments() []time.Time {
	all := []time.Time{l.now}
	for _, s := range l.day.Spans {
		all = append(all, s.From)
	}
	for _, p := range l.day.Plan {
		all = append(all, p.At)
	}
	slices.SortFunc(all, time.Time.Compare)
	return slices.DeleteFunc(all, func(at time.Time) bool {
		_, ok := l.day.span(at)
		return !ok || at.Before(l.now)
	})
}

// closing marks the open windows that the plan closes later, the highest first.
func (l *roster) closing() {
	before, last := 0, len(l.desks)-1
	for _, p := range l.day.Plan {
		away := p.At.Sub(l.now)
		if away < -longPause {
			before = p.Windows
			continue
		}
		surplus := before - p.Windows
		if away < 0 {
			surplus = min(surplus, len(l.desks)-p.Windows)
		}
		for ; surplus > 0 && last > 0; surplus-- {
			l.desks[last].until = max(away.Minutes(), 0)
			last--
		}
		before = p.Windows
	}
}

// paused are the windows that are not open now and called somebody not long ago,
// in the same span and since the plan was changed last.
func paused(now time.Time, day Day, today []Served) (windows []int) {
	span, ok := day.span(now)
	if !ok || day.reduced(now) && len(day.Windows) >= day.planned(now) {
		return nil
	}
	since := span.From
	for _, p := range day.Plan {
		if p.At.After(since) && !p.At.After(now) {
			since = p.At
		}
	}
	if recent := now.Add(-longPause); recent.After(since) {
		since = recent
	}
	for _, s := range today {
		if s.end().After(since) && !s.end().After(now) && day.open(s.Window) == nil && !slices.Contains(windows, s.Window) {
			windows = append(windows, s.Window)
		}
	}
	slices.Sort(windows)
	return windows
}

// seenBefore are the windows that called somebody in the last span that is over,
// while no other has begun.
func seenBefore(now time.Time, day Day, today []Served) (windows []int) {
	i := len(day.Spans) - 1
	for ; i >= 0 && !day.Spans[i].From.Before(now); i-- {
	}
	if i < 0 || day.Spans[i].has(now) {
		return nil
	}
	for _, s := range today {
		if day.Spans[i].has(s.Called) && !s.end().After(now) && !slices.Contains(windows, s.Window) {
			windows = append(windows, s.Window)
		}
	}
	slices.Sort(windows)
	return windows
}

// begin sets a window to where it stands now.
func (o *office) begin(c *course, d *desk, u *chances, r int, mean float64) {
	own := u[4+d.slot*perSlot : 4+(d.slot+1)*perSlot]
	c.length = mean * d.pace.factor * math.Exp(d.pace.unsure*own[drawPace].normal)
	c.at, c.step = (r*89+d.slot*197)&(tableSize-1), 2*((r*7+d.slot*5)%(tableSize/4))+1
	c.late = o.late * own[drawLate].exponential
	if own[drawPresent].share >= o.present {
		c.late = o.filled(own[drawDelay].exponential, 0)
	}
	c.early = 2 * own[drawEarly].share
	c.shut = math.Inf(1)
	if o.closes > 0 {
		c.shut = o.spans[0].from + 60*own[drawShut].exponential/o.closes
	}
	if own[drawPresent].share < o.present {
		c.shut = min(c.shut, d.until+leavesIn*own[drawDelay].exponential)
	}
	switch {
	case d.running >= 0:
		o.free(c, o.rest(d.running, c.length, own[drawRunning])+o.between(own[drawEarly].share))
	case d.kind == deskOpen:
		o.free(c, o.pausing()*own[drawRunning].exponential)
	default:
		o.free(c, max(o.opened(d, own, c.late), o.pausing()*own[drawRunning].exponential))
	}
}

// rest is what is left of a service that has been on for some minutes.
func (o *office) rest(elapsed, mean float64, u chance) float64 {
	i, _ := slices.BinarySearch(o.sorted[:], elapsed/mean)
	if i >= tableSize-4 {
		return mean * o.shape * u.exponential
	}
	at := i + int(u.share*float64(tableSize-i))
	return max(o.sorted[at]*mean-elapsed, 0)
}

// opened is when a window that is not open opens.
func (o *office) opened(d *desk, own []chance, late float64) float64 {
	some := own[drawDelay].exponential
	if d.kind == deskExtra {
		return 60 * some / d.rate
	}
	filled := d.from + o.filled(some, d.since)
	switch u := own[drawPresent].share; {
	case d.kind == deskPlanned && u < d.present:
		return d.from + late
	case d.kind == deskPaused && u < resumes:
		return o.pause * some
	case d.kind == deskMissing && d.from > 0 && u < o.returns:
		return d.from + late
	case u > 1-o.returns*(1-d.present), d.kind == deskMissing && u < o.returns:
		return min(filled, o.after(d.from)+late)
	}
	return filled
}

// filled is in how many minutes a window opens that has been missing for some:
// the longer it has been, the less it is to be expected.
func (b *belief) filled(exponential, since float64) float64 {
	left := max(60-since, 0)
	if soon := 60 * exponential / b.soon; soon < left {
		return soon
	}
	return left + 60*(exponential-left*b.soon/60)/b.later
}

// A window that was closed a moment ago is mostly at a pause.
const resumes = 0.75

// leavesIn is in how many minutes, on average, somebody goes whom the plan lets go.
const leavesIn = 10.0
