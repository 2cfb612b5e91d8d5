package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"minqing/storage"
)

// happen lets everything happen that is due now, and writes down what is pushed.
func (a *actor) happen() {
	a.t.Helper()
	for {
		a.chime()
		a.settle()
		if at := a.nextTimer(); at.IsZero() || at.After(a.clock.Now()) {
			break // else an alert that nobody can read has set it
		}
	}
	pushed := a.plat.drain()
	slices.SortStableFunc(pushed, func(x, y push) int { return strings.Compare(x.who, y.who) }) // order is kept for each person
	for _, p := range pushed {
		a.write("→ "+p.who+a.later(p.at)+": ", p.text)
	}
}

// later says when a push came that did not come with its line.
func (a *actor) later(at time.Time) string {
	switch {
	case at.Sub(a.line) <= time.Minute:
		return ""
	case at.Format(time.DateOnly) == a.line.Format(time.DateOnly):
		return at.Format(" (15:04)")
	}
	return at.Format(" (1月2日 15:04)")
}

// pass lets time go by, with a stop wherever next says that something is due.
func (a *actor) pass(d time.Duration, next func(*actor) time.Time) {
	a.t.Helper()
	until := a.clock.Now().Add(d)
	for {
		now, at := a.clock.Now(), next(a)
		if at.IsZero() || at.After(until) {
			a.clock.Add(until.Sub(now))
			return
		}
		if !at.After(now) {
			a.t.Fatalf("something due at %s was not done by %s", at.Format(time.RFC3339), now.Format(time.RFC3339))
		}
		a.clock.Add(at.Sub(now))
		a.between()
		a.happen()
	}
}

// nextTimer is when the next timer rings; zero: there is none.
func (a *actor) nextTimer() time.Time { return a.earliest(storage.Tx.NextTimer) }

// nextDue is when something is next to be done: rung, sent or downloaded.
func (a *actor) nextDue() time.Time {
	return a.earliest(storage.Tx.NextTimer, storage.Tx.NextNotice, storage.Tx.NextAttachment)
}

func (a *actor) earliest(of ...func(storage.Tx) (time.Time, bool)) (first time.Time) {
	a.t.Helper()
	err := a.store.View(context.Background(), func(tx storage.Tx) error {
		for _, next := range of {
			if at, ok := next(tx); ok && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
		return nil
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return first
}

// mostTimers is more than any script leaves.
const mostTimers = 1000

// timers writes down what will still ring, but for what always stands.
func (a *actor) timers() string {
	a.t.Helper()
	var lines strings.Builder
	err := a.store.View(context.Background(), func(tx storage.Tx) error {
		left, err := tx.DueTimers(a.clock.Now().AddDate(100, 0, 0), mostTimers)
		for _, t := range left {
			if !strings.HasPrefix(t.Key, "standing/") {
				fmt.Fprintf(&lines, "  %s %s\n", t.Key, t.At.In(storage.Zone).Format("2006-01-02 15:04:05"))
			}
		}
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
	if lines.Len() == 0 {
		return ""
	}
	return "\ntimers:\n" + lines.String()
}
