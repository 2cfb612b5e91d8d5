package main

import "container/heap"

// agenda is what will happen in an imagined day, the earliest first; what is due
// at the same time happens in the order in which it was added.
type agenda struct {
	due   happenings
	count int
}

type happening struct {
	at    float64
	order int
	do    func()
}

func (a *agenda) add(at float64, do func()) {
	a.count++
	heap.Push(&a.due, happening{at, a.count, do})
}

func (a *agenda) next() (at float64, do func(), ok bool) {
	if len(a.due) == 0 {
		return 0, nil, false
	}
	h := heap.Pop(&a.due).(happening)
	return h.at, h.do, true
}

type happenings []happening

func (h happenings) Len() int      { return len(h) }
func (h happenings) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *happenings) Push(x any)   { *h = append(*h, x.(happening)) }
func (h happenings) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].order < h[j].order
}

func (h *happenings) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
