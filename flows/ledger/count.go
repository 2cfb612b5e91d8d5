package ledger

import (
	"cmp"
	"slices"
	"time"
)

// counts are the tables while they are being filled.
type counts struct {
	total                                                sum
	months, kinds, outcomes, townships, signs, hospitals table
}

func newCounts() *counts {
	return &counts{months: table{}, kinds: table{}, outcomes: table{}, townships: table{}, signs: table{}, hospitals: table{}}
}

func (c *counts) add(e entry) {
	c.total.add(e)
	c.months.add(MonthOf(e.at), e)
	c.kinds.add(e.kind, e)
	c.outcomes.add(e.outcome, e)
	c.townships.add(e.township, e)
	c.signs.add(e.sign, e)
	if e.outcome == ToHospital {
		c.hospitals.add(e.hospital, e)
	}
}

func (c *counts) ledger() *Ledger {
	return &Ledger{
		Total:     c.total.figures(),
		Months:    c.months.rows(func(a, b Row) int { return cmp.Compare(a.Name, b.Name) }),
		Kinds:     c.kinds.rows(mostFirst),
		Outcomes:  c.outcomes.rows(byOutcome),
		Townships: c.townships.rows(mostFirst),
		Signs:     c.signs.rows(mostFirst),
		Hospitals: c.hospitals.rows(mostFirst),
	}
}

// sum is the figures of a row while entries come in.
type sum struct {
	Figures
	seconds []int
}

func (s *sum) add(e entry) {
	s.People += e.people
	s.Cases += e.cases
	s.Cost += e.cost
	if e.seconds > 0 {
		s.seconds = append(s.seconds, e.seconds)
	}
}

func (s *sum) figures() Figures {
	f := s.Figures
	f.Arrivals = len(s.seconds)
	f.Median, f.Mean = median(s.seconds), mean(s.seconds)
	return f
}

// median is the middle of some seconds, or of the two in the middle.
func median(seconds []int) time.Duration {
	n := len(seconds)
	if n == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(seconds))
	return time.Duration(sorted[(n-1)/2]+sorted[n/2]) * time.Second / 2
}

func mean(seconds []int) time.Duration {
	if len(seconds) == 0 {
		return 0
	}
	total := time.Duration(0)
	for _, s := range seconds {
		total += time.Duration(s) * time.Second
	}
	return total / time.Duration(len(seconds))
}

// table is a break-down while it is being filled.
type table map[string]*sum

func (t table) add(name string, e entry) {
	if t[name] == nil {
		t[name] = &sum{}
	}
	t[name].add(e)
}

func (t table) rows(before func(a, b Row) int) []Row {
	rows := make([]Row, 0, len(t))
	for name, s := range t {
		rows = append(rows, Row{name, s.figures()})
	}
	slices.SortFunc(rows, before)
	return rows
}

// mostFirst puts the row with most people first, and what has no name last.
func mostFirst(a, b Row) int {
	return cmp.Or(namedFirst(a.Name, b.Name), cmp.Compare(b.People, a.People), cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Name, b.Name))
}

func namedFirst(a, b string) int {
	switch {
	case a == "" && b != "":
		return 1
	case a != "" && b == "":
		return -1
	}
	return 0
}

// byOutcome keeps the order of the list; what isn't on it comes last.
func byOutcome(a, b Row) int {
	place := func(r Row) int {
		if i := slices.Index(order, r.Name); i >= 0 {
			return i
		}
		return len(order)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), namedFirst(a.Name, b.Name), cmp.Compare(a.Name, b.Name))
}

// tallies count words.
type tallies map[string]int

// sorted lists them, most frequent first.
func (t tallies) sorted() []Tally {
	list := make([]Tally, 0, len(t))
	for name, n := range t {
		list = append(list, Tally{name, n})
	}
	slices.SortFunc(list, func(a, b Tally) int {
		return cmp.Or(namedFirst(a.Name, b.Name), cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name))
	})
	return list
}
