package main

import (
	"cmp"
	"slices"
)

// stay is a number at a window, from its call on.
type stay struct {
	clerk  *clerk
	number int
	call   windowDeed
	prior  *stay // what the call ended
	end    string
	ended  span
}

// follow makes of what a window did who was at it, and holds every answer against
// the one before.
func (p *proof) follow(c *clerk) {
	var here, last *stay // at the window; the last that was ended by a deed of its own
	at := func(d windowDeed) *stay {
		if here == nil || here.number != d.number {
			p.fault("window %d: %s of A%03d, which is not at it", c.n, d.what, d.number)
			return &stay{clerk: c, number: d.number}
		}
		return here
	}
	for _, d := range c.deeds {
		switch {
		case d.free:
			if here != nil { // the couple gave the number up
				here.end, here.ended, here = "left", d.span, nil
			}
		case d.refused:
		case d.said == "重呼":
			at(d)
		case d.what == "called":
			if here != nil {
				here.end, here.ended = "finished", d.span
			}
			here = &stay{clerk: c, number: d.number, call: d, prior: here}
			p.stays[d.number] = append(p.stays[d.number], here)
			p.calls = append(p.calls, here)
		case d.what == "missed", d.what == "lapsed":
			last = at(d)
			last.end, last.ended, here = d.what, d.span, nil
		case d.what == "finished":
			last = at(d)
			last.end, last.ended, here = d.what, d.span, nil
		case d.what == "undone 叫号":
			undone := at(d)
			undone.end, undone.ended, here = "undone", d.span, undone.prior
			if here != nil {
				here.end, here.ended = "", span{}
			}
		case d.what == "undone 过号", d.what == "undone 办完":
			if here != nil || last == nil || last.number != d.number {
				p.fault("window %d took back what it did not do: %s of A%03d", c.n, d.what, d.number)
				continue
			}
			here, last.end, last.ended = last, "", span{}
		case d.what == "shut" && here != nil:
			here.end, here.ended, here = "finished", d.span, nil
		case d.what == "opened" && here != nil:
			p.fault("window %d sat down elsewhere, and left A%03d", c.n, here.number)
		}
	}
}

// sortStays brings the stays of each number into their order: of two, the first
// had been answered when the other ended it or called again.
func (p *proof) sortStays() {
	for _, stays := range p.stays {
		slices.SortFunc(stays, func(a, b *stay) int { return cmp.Compare(a.call.to, b.call.to) })
	}
}

// oneAfterAnother: a number is at one window at a time, and is called again only
// after 过号 or 撤销.
func (p *proof) oneAfterAnother() {
	for n, stays := range p.stays {
		for i, s := range stays[1:] {
			before := stays[i]
			switch {
			case before.end != "missed" && before.end != "undone":
				p.fault("A%03d was called to window %d (%s), and again to window %d", n, before.call.window, before.end, s.call.window)
			case s.call.before(before.ended):
				p.fault("A%03d was at windows %d and %d at the same time", n, before.call.window, s.call.window)
			}
		}
	}
}

// missedBefore is the 过号 that a call of a number follows; nil: there is none.
func (p *proof) missedBefore(s *stay) *stay {
	var missed *stay
	for _, before := range p.stays[s.number] {
		if before == s {
			break
		}
		if before.end == "missed" {
			missed = before
		}
	}
	return missed
}

// inOrder: who is called has been missed and let three others go first, or else
// nobody with a lower number waited, from before the call until after it.
func (p *proof) inOrder() {
	for _, s := range p.calls {
		limit := s.number
		if missed := p.missedBefore(s); missed != nil {
			if p.between(missed, s) >= 3 {
				continue
			}
			limit = len(p.hall.Couples) + 1 // before its turn: because nobody else waits
		}
		for n := 1; n < limit; n++ {
			if n != s.number && p.surelyWaits(n, s.call.span) {
				p.fault("A%03d was called to window %d while A%03d waited", s.number, s.call.window, n)
			}
		}
	}
}

// between is how many calls there can have been from one's 过号 to another call.
func (p *proof) between(missed, s *stay) (n int) {
	for _, other := range p.calls {
		if other != s && !other.call.before(missed.ended) && !s.call.before(other.call.span) {
			n++
		}
	}
	return n
}

// surelyWaits reports whether a number had been given before, and was neither
// called nor given up until after, and did not ask to be called later.
func (p *proof) surelyWaits(n int, during span) bool {
	taken, ok := p.takes[n]
	if !ok || !taken.before(during) {
		return false
	}
	if _, late := p.lates[n]; late {
		return false
	}
	for _, s := range p.stays[n] {
		if !during.before(s.call.span) {
			return false
		}
	}
	for _, l := range p.day.leaves {
		if l.number == n && !during.before(l.span) {
			return false
		}
	}
	return true
}
