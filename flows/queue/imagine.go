package queue

import (
	"math"
	"slices"
	"time"
)

// office is the rest of the day as it is imagined, in minutes from now.
type office struct {
	*belief
	spans  []stretch
	desks  []desk
	cycles [tableSize]float64 // from a call to the window's next one, shuffled; at the mean pace
	sorted [tableSize]float64 // services alone, in order, beside their mean
}

type stretch struct{ from, to, stops float64 }

// desk is a window that is open or may open.
type desk struct {
	kind    deskKind
	slot    int
	pace    pace
	running float64 // minutes that the service there has been on; negative: free
	from    float64 // when the plan asks for it
	since   float64 // for how many minutes the plan has asked for it
	present float64 // chance that it opens then
	rate    float64 // how often an hour it opens, if it is extra
	until   float64 // when the plan closes it
}

type deskKind int

const (
	deskOpen    deskKind = iota
	deskPaused           // closed a moment ago
	deskPlanned          // opens later, or should about now
	deskMissing          // should have opened long ago
	deskExtra            // not planned
)

// waits returns how long until the number is called in each imagined day, in
// order; infinite: it is not called today. Nil: there is nothing to imagine.
func (b *belief) waits(now time.Time, ahead int, day Day, today []Served) []float64 {
	o := office{belief: b}
	for i, s := range day.Spans {
		stops := b.stops
		if i == len(day.Spans)-1 {
			stops = b.last
		}
		if s.To.After(now) {
			o.spans = append(o.spans, stretch{max(s.From.Sub(now).Minutes(), 0), s.To.Sub(now).Minutes(), stops})
		}
	}
	if len(o.spans) == 0 {
		return nil
	}
	if o.desks = b.desks(now, day, today); len(o.desks) == 0 {
		return nil
	}
	o.tables()
	waits := make([]float64, replications)
	busy := make([]course, len(o.desks))
	for r := range waits {
		waits[r] = o.imagine(&drawn[r], r, ahead, busy)
	}
	slices.Sort(waits)
	return waits
}

// tables sets out the lengths of service once for all replications.
func (o *office) tables() {
	came := 1 - o.missed
	for i, z := range normals {
		o.sorted[i] = math.Exp(o.shape*z - o.shape*o.shape/2)
	}
	for i, at := range shuffled {
		share := (float64(at) + 0.5) / tableSize
		if share >= came {
			o.cycles[i] = o.absence / o.mean
			continue
		}
		u := (float64(shuffled[at]) + 0.5) / tableSize
		o.cycles[i] = o.sorted[min(int(share/came*tableSize), tableSize-1)] + o.between(u)/o.mean
	}
}

// between is how many minutes lie between a service and the window's next call.
func (b *belief) between(share float64) float64 {
	if share < b.pauses {
		return b.pause * (0.5 + share/b.pauses)
	}
	return b.gap * (0.5 + (share-b.pauses)/(1-b.pauses))
}

// pausing is how much is left on average of what lies between a service and the
// next call, when it is on at a moment taken at random.
func (b *belief) pausing() float64 {
	short, long := (1-b.pauses)*b.gap, b.pauses*b.pause
	return (short*b.gap + long*b.pause) / (short + long) / 2
}

// course is one window's way through an imagined day.
type course struct {
	next   float64 // when it calls next
	shut   float64 // when it closes
	length float64 // minutes of a mean service there
	late   float64 // minutes after the beginning of service
	early  float64 // how early it stops before the end of service, beside the mean
	at     int     // in the table of lengths
	step   int
}

// imagine runs one day up to the call of the number.
func (o *office) imagine(u *chances, r, ahead int, busy []course) float64 {
	mean := o.mean * math.Exp(o.unsure*u[0].normal)
	for i := range o.desks {
		o.begin(&busy[i], &o.desks[i], u, r, mean)
	}
	for calls := ahead + o.comeBack(ahead, u[1].normal); ; calls-- {
		first := &busy[0]
		for i := 1; i < len(busy); i++ {
			if busy[i].next < first.next {
				first = &busy[i]
			}
		}
		if calls <= 0 || math.IsInf(first.next, 1) {
			return first.next
		}
		first.at = (first.at + first.step) & (tableSize - 1)
		o.free(first, first.next+first.length*o.cycles[first.at])
	}
}

// comeBack is how many missed numbers come back in and are called before us.
func (o *office) comeBack(ahead int, normal float64) int {
	n := float64(ahead - o.back)
	if n <= 0 {
		return 0
	}
	return int(max(math.Round(n*o.missed+normal*math.Sqrt(n*o.missed*(1-o.missed))), 0))
}

// free lets a window call at the next moment of service from t on. One that has
// closed comes back after the next break, if there is one.
func (o *office) free(c *course, t float64) {
	if t >= c.shut {
		t, c.shut = o.after(c.shut)+c.late, math.Inf(1)
	}
	c.next = o.align(t, c)
}

// align moves a moment into a span of service.
func (o *office) align(t float64, c *course) float64 {
	for _, s := range o.spans {
		if t < s.from {
			t = s.from + c.late
		}
		if t < s.to-s.stops*c.early {
			return t
		}
	}
	return math.Inf(1)
}

// after is the beginning of the first span that begins after t.
func (o *office) after(t float64) float64 {
	for _, s := range o.spans {
		if s.from > t {
			return s.from
		}
	}
	return math.Inf(1)
}
