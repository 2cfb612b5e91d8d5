package main

import (
	"math"

	"minqing/flows/queue"
)

// staff lets the clerks come and go: by the plan, roughly.
func (d *marriageDay) staff() {
	clerks := d.r.Perm(len(d.office.clerks))
	away := d.kind.away[0] + d.r.IntN(d.kind.away[1]-d.kind.away[0]+1)
	most := 0
	for _, s := range d.kind.plan {
		most = max(most, int(s[1]))
	}
	for n := range most + d.kind.spare {
		d.counters = append(d.counters, &counter{n: n + 1, clerk: clerks[n], extra: n >= most, leaving: math.Inf(1), early: 5 * d.r.Float64()})
	}
	missing := map[int]bool{}
	for _, i := range d.r.Perm(most)[:min(away, most-1)] {
		missing[i] = true
	}
	for i := range most {
		if missing[i] && d.r.Float64() < 0.6 {
			continue // not here today
		}
		for _, s := range d.kind.spans {
			if missing[i] && s == d.kind.spans[0] && len(d.kind.spans) > 1 {
				continue // not here in the morning
			}
			d.shift(d.counters[i], s)
		}
	}
}

// shift plans one clerk's part of a span: from when the plan wants the window
// until it does not any more.
func (d *marriageDay) shift(c *counter, span [2]float64) {
	wanted := false
	steps := append([][2]float64{}, d.kind.plan...)
	for i, s := range steps {
		from, to := max(s[0], span[0]), span[1]
		if i+1 < len(steps) {
			to = min(to, steps[i+1][0])
		}
		if from >= to {
			continue
		}
		want := c.n <= int(s[1])
		switch {
		case want && !wanted:
			late := -1 + 6*d.r.Float64()
			if d.r.Float64() < 0.1 {
				late = 45 * d.r.ExpFloat64()
			}
			d.events.add(from+late, func() { d.sit(c) })
		case !want && wanted:
			d.events.add(from+20*d.r.Float64(), func() { c.leaving = d.now; d.call(c) })
		}
		wanted = want
	}
	if wanted {
		d.events.add(span[1]-c.early, func() { d.call(c) })
	}
}

func (d *marriageDay) sit(c *counter) {
	c.here, c.leaving = true, math.Inf(1)
	d.open(c)
	d.call(c)
}

// open is 开窗.
func (d *marriageDay) open(c *counter) {
	if !c.open {
		c.open, c.since = true, d.now
	}
}

// leave lets a clerk go who is free. Not everybody says so.
func (d *marriageDay) leave(c *counter, says bool) {
	c.here = false
	if says {
		d.say(c, d.now)
		c.open = false
	}
}

// say ends in the record what was over before.
func (d *marriageDay) say(c *counter, at float64) {
	if c.unsaid != nil {
		c.unsaid.Ended = d.at(at)
		d.served = append(d.served, *c.unsaid)
		c.unsaid = nil
	}
}

// serving is whether a clerk may call somebody now.
func (d *marriageDay) serving(c *counter) bool {
	for i, s := range d.kind.spans {
		last := i == len(d.kind.spans)-1
		stop := c.early
		if last {
			stop /= 3
		}
		if d.now >= s[0] && d.now < s[1]-stop {
			return true
		}
	}
	return false
}

func (d *marriageDay) callAll() {
	for _, i := range d.r.Perm(len(d.counters)) {
		d.call(d.counters[i])
	}
}

// call lets a free clerk call the next number, or go.
func (d *marriageDay) call(c *counter) {
	if !c.here || c.busy {
		return
	}
	if d.now >= c.leaving {
		d.leave(c, true)
		return
	}
	if !d.serving(c) {
		if d.now >= d.kind.spans[0][0] {
			d.leave(c, d.office.closes[c.clerk] || d.now >= d.closing()-10)
		} else {
			d.events.add(d.kind.spans[0][0], func() { d.call(c) })
		}
		return
	}
	if d.now >= d.outage[0] && d.now < d.outage[1] {
		c.busy = true
		d.events.add(d.outage[1], func() { c.busy = false; d.call(c) })
		return
	}
	p := d.next(d.calls, nil)
	if p == nil {
		return
	}
	d.say(c, d.now)
	d.calls++
	p.serving, p.lastCall = true, d.now
	if math.IsInf(p.called, 1) {
		p.called = d.now
	}
	c.now, c.busy = p, true
	if p.gone || p.absent && p.misses == 0 || p.misses > 0 && d.r.Float64() < 0.1 {
		d.events.add(d.now+1+1.5*d.r.Float64(), func() { d.miss(c, p) })
		return
	}
	d.events.add(d.now+d.length(c, p), func() { d.finish(c, p) })
}

// miss is 过号: the number comes back in once.
func (d *marriageDay) miss(c *counter, p *pair) {
	d.served = append(d.served, queue.Served{Taken: d.at(p.taken), Called: d.at(p.lastCall), Window: c.n})
	p.serving = false
	p.misses++
	p.back = d.calls + d.office.back
	p.over = p.misses > 1
	c.now, c.busy = nil, false
	d.call(c)
}

// length is how long a couple really takes at a window.
func (d *marriageDay) length(c *counter, p *pair) float64 {
	factor := d.office.clerks[c.clerk] * d.mood
	first, last := d.kind.spans[0][0], d.closing()
	factor *= 1 + d.kind.tires*(d.now-first)/(last-first)
	switch {
	case d.now < first+20:
		factor *= 1.1
	case d.now > last-40:
		factor *= 0.92
	case d.now > hm(14, 30) && d.kind.sort == "weekday":
		factor *= 1.04
	}
	minutes := p.minutes * factor
	if d.now < d.outage[0] && d.now+minutes > d.outage[0] {
		minutes += d.outage[1] - d.outage[0]
	}
	return minutes
}

// finish ends a service: the clerk draws breath, now and then takes a pause.
func (d *marriageDay) finish(c *counter, p *pair) {
	p.serving, p.over = false, true
	c.now = nil
	done := queue.Served{Taken: d.at(p.taken), Called: d.at(p.lastCall), Window: c.n}
	if d.office.forgets[c.clerk] {
		c.unsaid = &done
	} else {
		done.Ended = d.at(d.now)
		d.served = append(d.served, done)
	}
	pause := 0.2 + 1.8*d.r.Float64()*d.r.Float64()
	if d.r.Float64() < 0.10 {
		pause += 4 + 9*d.r.Float64()
		if d.office.closes[c.clerk] {
			d.say(c, d.now)
			c.open = false
		}
	}
	d.events.add(d.now+pause, func() {
		c.busy = false
		d.open(c)
		d.call(c)
	})
}

// supervise opens another window when too many wait, and closes it again.
func (d *marriageDay) supervise() {
	if d.now > d.closing()-20 {
		return
	}
	d.events.add(d.now+15, d.supervise)
	waiting, here := 0, 0
	for _, p := range d.line {
		if !p.over && !p.serving {
			waiting++
		}
	}
	for _, c := range d.counters {
		if c.here {
			here++
		}
	}
	for _, c := range d.counters {
		switch crowd := float64(waiting) / float64(max(here, 1)); {
		case !c.extra:
		case !c.here && crowd > 6 && d.serving(c) && d.r.Float64() < 0.35:
			d.events.add(d.now+10*d.r.Float64(), func() { d.sit(c) })
			return
		case c.here && crowd < 1.5 && d.r.Float64() < 0.5:
			c.leaving = d.now
			d.call(c)
		}
	}
}
