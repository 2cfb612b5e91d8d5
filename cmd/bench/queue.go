package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"minqing/flows/queue"
)

// queueBench lets imagined marriage offices have their days and asks the
// estimator on the way how long couples will wait. The days know nothing of the
// estimator, nor it of how they are made.
func queueBench(args []string, stdout io.Writer) error {
	f := flag.NewFlagSet("bench queue", flag.ContinueOnError)
	f.SetOutput(stdout)
	seed := f.Uint64("seed", 20260520, "of the days")
	offices := f.Int("offices", 14, "how many offices, each with days of its own")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 || *offices < 1 {
		return fmt.Errorf("bench queue takes -seed and -offices only, and at least one office")
	}
	began := time.Now()
	b := newQueueScore()
	for n := range *offices {
		b.office(rand.New(rand.NewPCG(*seed, uint64(n))))
	}
	b.write(stdout, *seed, *offices, time.Since(began))
	return nil
}

// How many days an office has before it is scored, and then of each kind.
const (
	weekdaysBefore  = 30
	saturdaysBefore = 12
	peaksBefore     = 8 // two years
	daysScored      = 5
	peaksScored     = 3
)

// office scores one office: its first days, when it has no records at all, and
// days after it has some.
func (b *queueScore) office(r *rand.Rand) {
	o := newMarriageOffice(r)
	e := queue.Estimator{Guess: time.Duration(o.guess * float64(time.Minute)), Back: o.back}
	for _, sort := range []string{"weekday", "saturday", "peak"} {
		b.sort(&o, e, sort, r)
	}
}

func (b *queueScore) sort(o *marriageOffice, e queue.Estimator, sort string, r *rand.Rand) {
	date := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	prior := queue.Prior{}
	day := func(k *dayKind, score string) {
		var ask func(*marriageDay, *pair)
		if score != "" {
			ask = b.asker(e, &prior)
		}
		d := o.play(k, date, r, ask)
		b.take(score, d)
		prior.Add(e, d.history())
		date = date.AddDate(0, 0, 1)
	}
	kinds, before := kindsOf(sort), map[string]int{"weekday": weekdaysBefore, "saturday": saturdaysBefore, "peak": peaksBefore}[sort]
	for _, k := range kinds {
		day(k, "first day: "+k.name)
		prior = queue.Prior{}
	}
	for range before {
		day(kinds[usual(len(kinds), r)], "")
	}
	scored := daysScored
	if sort == "peak" {
		scored = peaksScored
	}
	for range scored {
		for _, k := range kinds {
			day(k, k.name)
		}
	}
}

// usual draws what kind of weekday it is: mostly the first.
func usual(kinds int, r *rand.Rand) int {
	if kinds == 1 {
		return 0
	}
	switch u := r.Float64(); {
	case u < 0.6:
		return 0
	case u < 0.85:
		return 1
	}
	return 2
}

func kindsOf(sort string) (kinds []*dayKind) {
	for i := range dayKinds {
		if dayKinds[i].sort == sort {
			kinds = append(kinds, &dayKinds[i])
		}
	}
	return kinds
}
