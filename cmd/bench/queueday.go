package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"minqing/flows/queue"
)

// pair is one couple of an imagined day.
type pair struct {
	n         int
	taken     float64
	minutes   float64
	absent    bool // does not come to the first call
	gone      bool // nor to any other
	misses    int
	back      int // comes back in after so many calls; 0: was not missed
	called    float64
	lastCall  float64
	serving   bool
	over      bool
	questions []asked
}

// counter is a window and the clerk at it.
type counter struct {
	n       int
	clerk   int
	extra   bool
	here    bool    // the clerk sits there
	open    bool    // the office believes so
	since   float64 // when it was opened last
	leaving float64 // the clerk goes when free
	early   float64 // minutes before the end of service from which the clerk calls nobody
	now     *pair
	busy    bool
	unsaid  *queue.Served // a service that is over and was not ended
}

// marriageDay is one day as it really goes.
type marriageDay struct {
	kind     *dayKind
	office   *marriageOffice
	r        *rand.Rand
	date     time.Time
	mood     float64 // everything takes so much longer today
	absent   float64
	line     []*pair
	counters []*counter
	events   agenda
	now      float64
	calls    int
	outage   [2]float64
	served   []queue.Served
	ask      func(*marriageDay, *pair) // somebody asks how long it will be
}

// play lets a day happen.
func (o *marriageOffice) play(kind *dayKind, date time.Time, r *rand.Rand, ask func(*marriageDay, *pair)) *marriageDay {
	d := &marriageDay{kind: kind, office: o, r: r, date: date, ask: ask}
	d.mood = 0.88 + 0.24*(r.Float64()+r.Float64())/2
	d.absent = o.absent * (0.5 + r.Float64())
	d.outage = [2]float64{-1, -1}
	if r.Float64() < 0.08 {
		first, last := d.kind.spans[0][0], d.closing()
		from := first + (last-first)*r.Float64()
		d.outage = [2]float64{from, from + 8 + 17*r.Float64()}
	}
	d.staff()
	d.people()
	d.events.add(d.kind.spans[0][0]+15, d.supervise)
	for {
		t, do, ok := d.events.next()
		if !ok {
			break
		}
		d.now = t
		do()
	}
	for _, c := range d.counters {
		d.say(c, d.now)
	}
	return d
}

func (d *marriageDay) closing() float64 { return d.kind.spans[len(d.kind.spans)-1][1] }

// people draws who comes when.
func (d *marriageDay) people() {
	n := d.kind.couples[0] + d.r.IntN(d.kind.couples[1]-d.kind.couples[0]+1)
	var times []float64
	for range n {
		u := d.r.Float64()
		for _, s := range d.kind.rush {
			if u -= s.share; u < 0 {
				times = append(times, s.from+(s.to-s.from)*d.r.Float64())
				break
			}
		}
	}
	slices.Sort(times)
	for _, t := range times {
		d.events.add(t, d.arrive)
	}
}

func (d *marriageDay) arrive() {
	p := &pair{n: len(d.line) + 1, taken: d.now, minutes: d.office.takes(d.r), called: math.Inf(1)}
	p.absent = d.r.Float64() < d.absent
	p.gone = p.absent && d.r.Float64() < 0.3
	d.line = append(d.line, p)
	d.callAll()
	d.question(p)
}

// question asks for a couple that still waits, and again some time later.
func (d *marriageDay) question(p *pair) {
	if !math.IsInf(p.called, 1) || d.now >= d.closing() {
		return
	}
	if d.ask != nil {
		d.ask(d, p)
	}
	d.events.add(d.now+25*d.r.ExpFloat64(), func() { d.question(p) })
}

// next is who would be called now.
func (d *marriageDay) next(calls int, skip map[*pair]bool) (first *pair) {
	var back, early *pair
	for _, p := range d.line {
		switch {
		case p.over || p.serving || skip[p]:
		case p.back > 0 && p.back <= calls:
			if back == nil || p.back < back.back {
				back = p
			}
		case p.back > 0:
			if early == nil || p.back < early.back {
				early = p
			}
		case first == nil:
			first = p
		}
	}
	switch {
	case back != nil:
		return back
	case first != nil:
		return first
	}
	return early
}

// ahead is how many the office's list shows before a couple.
func (d *marriageDay) ahead(p *pair) (n int) {
	skip := map[*pair]bool{}
	for calls := d.calls; ; calls++ {
		first := d.next(calls, skip)
		if first == p || first == nil {
			return n
		}
		skip[first] = true
		n++
	}
}

func (d *marriageDay) at(minutes float64) time.Time {
	return d.date.Add(time.Duration(math.Round(minutes*60)) * time.Second)
}

// known is the day as the office knows it now.
func (d *marriageDay) known() queue.Day {
	day := d.hours()
	for _, c := range d.counters {
		if !c.open {
			continue
		}
		w := queue.Window{N: c.n, Opened: d.at(c.since)}
		switch {
		case c.now != nil:
			w.Since = d.at(c.now.lastCall)
		case c.unsaid != nil:
			w.Since = c.unsaid.Called
		}
		day.Windows = append(day.Windows, w)
	}
	for _, p := range d.line {
		if !p.over && !p.serving {
			day.Waiting++
		}
	}
	return day
}

func (d *marriageDay) hours() (day queue.Day) {
	for _, s := range d.kind.spans {
		day.Spans = append(day.Spans, queue.Span{From: d.at(s[0]), To: d.at(s[1])})
	}
	for _, s := range d.kind.plan {
		day.Plan = append(day.Plan, queue.Step{At: d.at(s[0]), Windows: int(s[1])})
	}
	return day
}

// history is what the office keeps of the day.
func (d *marriageDay) history() queue.DayHistory {
	h := queue.DayHistory{Day: d.hours(), Served: d.served}
	for _, p := range d.line {
		if math.IsInf(p.called, 1) {
			h.Unserved = append(h.Unserved, d.at(p.taken))
		}
	}
	return h
}
