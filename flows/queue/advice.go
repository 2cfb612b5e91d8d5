package queue

import (
	"cmp"
	"slices"
	"time"
)

// Tip says when couples waited shortest and longest on earlier days of a sort.
// It tells of those days and promises nothing of another.
type Tip struct {
	Days              []time.Time // whose records it rests on, in order
	Shortest, Longest Hour
}

// Hour is an hour of the day in which numbers were taken.
type Hour struct {
	From    int           // o'clock
	Wait    time.Duration // until half of those who took a number then had been called
	Couples int
	Closed  int // of those, how many were not called any more
}

// few couples in an hour tell nothing.
const few = 5

// Advice reads from the records of earlier days of one sort in which hour a
// number was called soonest, and in which latest. Without records, or when they
// do not tell two hours apart, there is none.
func Advice(history []DayHistory) (tip Tip, ok bool) {
	hours := map[int]*taken{}
	for _, d := range history {
		if len(d.Served) == 0 {
			continue
		}
		tip.Days = append(tip.Days, d.Date())
		d.byHour(hours)
	}
	var list []Hour
	for from, t := range hours {
		if len(t.waits)+t.closed >= few {
			list = append(list, t.hour(from))
		}
	}
	slices.SortFunc(tip.Days, time.Time.Compare)
	slices.SortFunc(list, func(a, b Hour) int { return cmp.Or(cmp.Compare(a.Wait, b.Wait), cmp.Compare(a.From, b.From)) })
	if len(list) > 0 {
		tip.Longest = list[len(list)-1]
	}
	// An hour in which some were sent home is not advised, however short it was.
	list = slices.DeleteFunc(list, func(h Hour) bool { return h.Closed > 0 })
	if len(list) == 0 || list[0].From == tip.Longest.From {
		return Tip{}, false
	}
	tip.Shortest = list[0]
	return tip, true
}

// taken is what became of the numbers taken in an hour.
type taken struct {
	waits  []time.Duration
	closed int
}

// byHour adds a day's numbers to the hours in which they were taken. A missed
// number counts once, with its first call.
func (d DayHistory) byHour(hours map[int]*taken) {
	at := func(t time.Time) *taken {
		h := t.Hour()
		if hours[h] == nil {
			hours[h] = &taken{}
		}
		return hours[h]
	}
	seen := map[time.Time]bool{}
	calls := slices.SortedStableFunc(slices.Values(d.Served), func(a, b Served) int { return a.Called.Compare(b.Called) })
	for _, s := range calls {
		if !seen[s.Taken] {
			seen[s.Taken] = true
			h := at(s.Taken)
			h.waits = append(h.waits, s.Called.Sub(s.Taken))
		}
	}
	for _, t := range d.Unserved {
		at(t).closed++
	}
}

func (t *taken) hour(from int) Hour {
	h := Hour{From: from, Couples: len(t.waits) + t.closed, Closed: t.closed}
	if len(t.waits) > 0 {
		slices.Sort(t.waits)
		h.Wait = t.waits[len(t.waits)/2]
	}
	return h
}
