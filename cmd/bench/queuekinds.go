package main

import "math/rand/v2"

// dayKind is one kind of day at an imagined marriage office. Times are minutes
// since midnight.
type dayKind struct {
	name    string
	sort    string // which days the estimator learns from together
	spans   [][2]float64
	plan    [][2]float64 // from when on how many windows are planned
	couples [2]int       // fewest and most who come
	rush    []rush
	away    [2]int  // planned clerks who are away, fewest and most
	spare   int     // windows beyond the plan that can be opened
	tires   float64 // by how much the clerks slow down over the day
}

// rush is a stretch of the day and its share of those who come.
type rush struct{ from, to, share float64 }

func hm(h, m float64) float64 { return 60*h + m }

// A day with lunch: some take a number at home or at the door before it opens,
// most come early, some come over lunch.
var weekdayRush = []rush{
	{hm(7, 45), hm(8, 30), 0.10}, {hm(8, 30), hm(9, 30), 0.26}, {hm(9, 30), hm(10, 30), 0.19},
	{hm(10, 30), hm(11, 50), 0.11}, {hm(13, 30), hm(14, 30), 0.07}, {hm(14, 30), hm(15, 20), 0.15},
	{hm(15, 20), hm(17, 10), 0.12},
}

var weekday = [][2]float64{{hm(8, 30), hm(12, 0)}, {hm(14, 30), hm(17, 30)}}

var dayKinds = []dayKind{
	{name: "normal", sort: "weekday", spans: weekday, plan: [][2]float64{{0, 3}}, couples: [2]int{36, 60}, rush: weekdayRush, spare: 1},
	{name: "busy normal", sort: "weekday", spans: weekday, plan: [][2]float64{{0, 3}}, couples: [2]int{64, 88}, rush: weekdayRush, spare: 1},
	{name: "short-staffed", sort: "weekday", spans: weekday, plan: [][2]float64{{0, 3}}, couples: [2]int{36, 60}, rush: weekdayRush, away: [2]int{1, 2}},
	{
		name: "Saturday", sort: "saturday", spans: [][2]float64{{hm(9, 0), hm(12, 0)}}, plan: [][2]float64{{0, 2}}, couples: [2]int{18, 34},
		rush: []rush{{hm(8, 15), hm(9, 0), 0.25}, {hm(9, 0), hm(10, 0), 0.45}, {hm(10, 0), hm(11, 50), 0.30}}, spare: 1,
	},
	{
		name: "peak", sort: "peak", spans: [][2]float64{{hm(8, 0), hm(18, 30)}},
		plan: [][2]float64{{0, 4}, {hm(9, 0), 6}, {hm(10, 0), 8}, {hm(12, 0), 5}, {hm(13, 30), 7}, {hm(16, 30), 6}}, couples: [2]int{210, 280},
		rush: []rush{{hm(6, 30), hm(8, 0), 0.22}, {hm(8, 0), hm(10, 0), 0.33}, {hm(10, 0), hm(13, 0), 0.20},
			{hm(13, 0), hm(15, 0), 0.16}, {hm(15, 0), hm(17, 30), 0.09}},
		spare: 1, tires: 0.12,
	},
}

// marriageOffice is one imagined office: its people and habits.
type marriageOffice struct {
	guess    float64   // what its bureau file says a couple takes, right or wrong
	clerks   []float64 // how long each takes beside the usual
	forgets  []bool    // ends a service by calling the next number only
	closes   []bool    // says so (关窗) when leaving for lunch or a pause
	absent   float64   // how often nobody comes to a call
	business [3]float64
	back     int
}

func newMarriageOffice(r *rand.Rand) marriageOffice {
	o := marriageOffice{guess: []float64{12, 15, 15, 20}[r.IntN(4)], absent: 0.03 + 0.07*r.Float64(), back: 3}
	for range 12 {
		o.clerks = append(o.clerks, 0.82+0.36*(r.Float64()+r.Float64())/2)
		o.forgets = append(o.forgets, r.Float64() < 0.3)
		o.closes = append(o.closes, r.Float64() < 0.5)
	}
	divorce, copies := 0.10+0.15*r.Float64(), 0.05+0.12*r.Float64()
	o.business = [3]float64{1 - divorce - copies, divorce, copies}
	return o
}

// takes is how long the business of one couple takes an ordinary clerk: three
// kinds of business, none of them log-normal, and now and then a paper missing.
func (o *marriageOffice) takes(r *rand.Rand) float64 {
	minutes := 0.0
	switch u := r.Float64(); {
	case u < o.business[0]: // marriage: a minimum, then a sum of three waits
		minutes = 8 + 1.9*(r.ExpFloat64()+r.ExpFloat64()+r.ExpFloat64())
	case u < o.business[0]+o.business[1]: // divorce: long, wide
		minutes = 12 + 14*r.Float64()
		if r.Float64() < 0.15 {
			minutes += 10
		}
	default: // another copy of a certificate: a triangle
		minutes = 5 + 4*(r.Float64()+r.Float64())
	}
	if r.Float64() < 0.05 {
		minutes += 4 + 10*r.Float64()
	}
	return minutes
}
