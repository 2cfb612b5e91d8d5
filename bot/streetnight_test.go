package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
)

// night is a house on a given day, with a team on the streets and above it
// whoever the ladder calls.
type night struct {
	*stage
	between func() // comes before every step
	pushed  []push
}

func newNight(t *testing.T, at string) *night {
	t.Helper()
	when, err := time.ParseInLocation(time.DateTime, at, storage.Zone)
	if err != nil {
		t.Fatal(err)
	}
	n := &night{stage: newStage(t), between: func() {}}
	n.clock.Add(when.Sub(n.clock.Now()))
	n.reopen() // winds what stands for this day
	n.engage("何勇", "救助管理站", storage.RoleOutreach)
	n.engage("林涛", "救助管理站", storage.RoleOutreach)
	n.engage("高明", "救助管理站", storage.RoleClerk)
	n.engage("吴刚", "", storage.RoleLeader)
	return n
}

// says is one message and what comes of it at once.
func (n *night) says(who string, words ...string) (reply string) {
	n.t.Helper()
	for _, w := range words {
		n.between()
		reply = n.talk(who, w)
		n.due()
	}
	return reply
}

// shows is a location message.
func (n *night) shows(who string, p storage.Point, label string) {
	n.t.Helper()
	n.between()
	n.say(flows.Message{ID: fmt.Sprintf("talk-%d", n.ids.Add(1)), From: openidOf(who), To: "gh_bureau", Kind: flows.Location, Point: &p, Label: label})
	n.due()
}

// due does what is due now, and keeps what was pushed.
func (n *night) due() {
	n.t.Helper()
	for next := n.clock.Now(); !next.IsZero() && !next.After(n.clock.Now()); next = n.next() {
		n.between()
		n.ring(n.bell)
		n.between()
		n.settle()
	}
	got := n.plat.drain()
	slices.SortStableFunc(got, func(x, y push) int { return strings.Compare(x.who, y.who) })
	n.pushed = append(n.pushed, got...)
}

// next is when something is next to be rung or sent; zero: nothing is.
func (n *night) next() (first time.Time) {
	n.t.Helper()
	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		first = time.Time{}
		for _, next := range []func() (time.Time, bool){tx.NextTimer, tx.NextNotice} {
			if at, ok := next(); ok && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
		return nil
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return first
}

// wait lets time pass, with a stop wherever something is due.
func (n *night) wait(d time.Duration) {
	n.t.Helper()
	for until := n.clock.Now().Add(d); ; n.due() {
		at := n.next()
		if at.IsZero() || at.After(until) {
			n.clock.Add(until.Sub(n.clock.Now()))
			return
		}
		n.clock.Add(at.Sub(n.clock.Now()))
	}
}

// calls are the pushes since a moment, by the minute: "3 林涛!" is an urgent one.
func (n *night) calls(since time.Time) (lines []string) {
	for _, p := range n.pushed {
		line := fmt.Sprintf("%v %s", p.at.Sub(since).Minutes(), p.who)
		if strings.HasPrefix(p.text, texts.Alerts.Urgent) {
			line += "!"
		}
		lines = append(lines, line)
	}
	n.pushed = nil
	return lines
}
