package figures

import "minqing/storage"

// entry is what one ticket adds to each of its rows.
type entry struct {
	end             storage.State
	accepted        bool
	overdue         bool
	dated, late     bool // was closed by the bureau and had a date; after it
	grade           int  // 0: none
	mistaken        bool
	response, close int // -1: not known
}

func (c *Counter) entry(k *storage.Ticket) entry {
	e := entry{end: k.End(), overdue: k.Overdue(c.now), grade: k.Rating, mistaken: k.Mistaken, response: -1, close: -1}
	if e.end == storage.Archived {
		e.end = storage.Resolved // put away before how it ended was kept
	}
	if e.grade < 1 || e.grade > 5 {
		e.grade, e.mistaken = k.CallGrade, false
	}
	e.accepted = accepted(e.end, k)
	if answered := e.end == storage.Resolved || e.end == storage.Rated || e.end == storage.Declined; answered && !k.Closed.IsZero() && !k.Due.IsZero() {
		e.dated, e.late = true, k.Closed.After(k.Due)
	}
	if !k.Responded.IsZero() && e.end != storage.Merged {
		e.response = c.days.hours(k.Filed, k.Responded)
	}
	if (e.end == storage.Resolved || e.end == storage.Rated) && !k.Closed.IsZero() {
		e.close = c.days.days(k.Filed, k.Closed)
	}
	return e
}

func accepted(end storage.State, k *storage.Ticket) bool {
	switch end {
	case storage.Submitted, storage.Declined, storage.Merged:
		return false
	case storage.Withdrawn:
		return !k.Responded.IsZero()
	}
	return true
}

func (s *sum) add(e entry) {
	if e.end == storage.Merged {
		s.Merged++
		return
	}
	s.Received++
	*s.became(e.end)++
	s.Accepted += one(e.accepted)
	s.Overdue += one(e.overdue)
	s.InTime += one(e.dated && !e.late)
	s.Late += one(e.dated && e.late)
	switch {
	case e.mistaken:
		s.Mistaken++
	case e.grade >= 1 && e.grade <= 5:
		s.Grades[e.grade]++
	}
	if e.response >= 0 {
		s.response[e.response]++
	}
	if e.close >= 0 {
		s.closing[e.close]++
	}
}

// became is the figure that a ticket of this end adds to.
func (s *sum) became(end storage.State) *int {
	switch end {
	case storage.Resolved, storage.Rated:
		return &s.Resolved
	case storage.Escalated:
		return &s.Escalated
	case storage.Declined:
		return &s.Declined
	case storage.Withdrawn:
		return &s.Withdrawn
	}
	return &s.Pending
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
