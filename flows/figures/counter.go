package figures

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/ledger"
	"minqing/storage"
)

// Counter takes tickets one by one. What it keeps grows with the rows of its
// tables, not with the tickets.
type Counter struct {
	period ledger.Period
	now    time.Time
	days   workdays
	open   bool // complaints about staff stand under their unit and category

	total                               *sum
	channels, units, categories, months table
	sightings                           int
}

// NewCounter begins to count a period. now decides what is overdue; conduct tells
// whether complaints about staff may stand under their unit and category, or are
// Sealed.
func NewCounter(p ledger.Period, now time.Time, c *calendar.Calendar, conduct bool) *Counter {
	counter := &Counter{
		period: p, now: now, days: workdays{c}, open: conduct, total: newSum(),
		channels: table{}, units: table{}, categories: table{}, months: table{},
	}
	for _, m := range p.Months(now) {
		counter.months.of(m)
	}
	return counter
}

// Add counts a ticket, if it was received in the period.
func (c *Counter) Add(k *storage.Ticket) {
	if !c.period.Has(k.Filed) {
		return
	}
	if strings.HasPrefix(k.Number, storage.LetterSighting) {
		c.sightings++
		return
	}
	unit, category := k.Unit, k.Category
	if k.Conduct && !c.open {
		unit, category = Sealed, Sealed
	}
	e := c.entry(k)
	for _, s := range []*sum{
		c.total, c.channels.of(k.Channel), c.units.of(unit), c.categories.of(category), c.months.of(ledger.MonthOf(k.Filed)),
	} {
		s.add(e)
	}
}

// Report is what was counted so far.
func (c *Counter) Report() *Report {
	return &Report{
		Period: c.period, Made: c.now, Total: c.total.figures(), Sightings: c.sightings,
		Channels: c.channels.rows(mostFirst), Units: c.units.rows(mostFirst), Categories: c.categories.rows(mostFirst),
		Months: c.months.rows(func(a, b Row) int { return cmp.Compare(a.Name, b.Name) }),
	}
}

// sum is the figures of a row while tickets come in.
type sum struct {
	Figures
	response, closing durations
}

func newSum() *sum { return &sum{response: durations{}, closing: durations{}} }

func (s *sum) figures() Figures {
	f := s.Figures
	f.Response, f.Closing = s.response.times(), s.closing.times()
	return f
}

// table is a table while it is being filled.
type table map[string]*sum

func (t table) of(name string) *sum {
	s := t[name]
	if s == nil {
		s = newSum()
		t[name] = s
	}
	return s
}

func (t table) rows(before func(a, b Row) int) []Row {
	rows := make([]Row, 0, len(t))
	for name, s := range t {
		rows = append(rows, Row{name, s.figures()})
	}
	slices.SortFunc(rows, before)
	return rows
}

// mostFirst puts the row with most tickets first, and what has no name last.
func mostFirst(a, b Row) int {
	return cmp.Or(cmp.Compare(nameless(a), nameless(b)), cmp.Compare(b.Received, a.Received), cmp.Compare(b.Merged, a.Merged), cmp.Compare(a.Name, b.Name))
}

func nameless(r Row) int {
	if r.Name == "" {
		return 1
	}
	return 0
}
