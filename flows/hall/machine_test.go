package hall

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/storage"
)

const machineDay = "2026-11-23"

func clockAt(minutes int) time.Time {
	return time.Date(2026, 11, 23, 8, 0, 0, 0, storage.Zone).Add(time.Duration(minutes) * time.Minute)
}

// events reads "5 called A012 2" and the like, minutes after eight; ids are made.
func events(t *testing.T, lines ...string) (all []Event) {
	t.Helper()
	for i, line := range lines {
		e := Event{ID: fmt.Sprintf("m-%d", i)}
		var minutes int
		words := strings.Fields(line)
		if _, err := fmt.Sscan(words[0], &minutes); err != nil {
			t.Fatal(err)
		}
		e.At, e.Kind = clockAt(minutes), words[1]
		rest := words[2:]
		if _, ofNumber := states[e.Kind]; ofNumber {
			e.Number, rest = rest[0], rest[1:]
		}
		if len(rest) > 0 {
			if _, err := fmt.Sscan(rest[0], &e.Window); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, e)
	}
	return all
}

func reported(t *testing.T, lines ...string) *storage.Hall {
	t.Helper()
	h := &storage.Hall{Day: machineDay}
	for _, e := range events(t, lines...) {
		if changed, err := Apply(h, e); err != nil || !changed {
			t.Fatalf("%+v: changed %v, %v", e, changed, err)
		}
	}
	return h
}

// shape is the hall in a few words: the numbers with their states, and who is at
// which window.
func shape(h *storage.Hall) string {
	var words []string
	for _, c := range h.Couples {
		w := fmt.Sprintf("%d %s", c.N, c.State)
		if !c.Ended.IsZero() {
			w += c.Ended.Format(" 15:04")
		}
		words = append(words, w)
	}
	for _, w := range h.Windows {
		state := "shut"
		if w.Open {
			state = "open"
		}
		words = append(words, fmt.Sprintf("w%d %s %d", w.N, state, w.Now))
	}
	return strings.Join(words, ", ")
}

func TestApply(t *testing.T) {
	for name, c := range map[string]struct {
		said []string
		want string
	}{
		"a day's course":               {[]string{"0 window_open 2", "1 taken A001", "2 taken A002", "5 called A001 2", "20 done A001"}, "1 done 08:20, 2 waits, w2 open 0"},
		"called before it was taken":   {[]string{"5 called A001 2", "1 taken A001"}, "1 called, w2 open 1"},
		"taken by a clock that's late": {[]string{"5 called A001 2", "6 taken A001"}, "1 called, w2 open 1"},
		"done before it was called":    {[]string{"20 done A001", "5 called A001 2"}, "1 done 08:20, w2 open 0"},
		"an older window's word":       {[]string{"9 window_closed 1", "3 window_open 1"}, "w1 shut 0"},
		"an older call elsewhere":      {[]string{"9 called A001 1", "3 called A001 2"}, "1 called, w1 open 1, w2 open 0"},
		"the next call ends a service": {[]string{"3 called A001 1", "9 called A002 1"}, "1 done 08:09, 2 called, w1 open 2"},
		"and its own word is better":   {[]string{"3 called A001 1", "9 called A002 1", "7 done A001"}, "1 done 08:07, 2 called, w1 open 2"},
		"missed after all":             {[]string{"3 called A001 1", "9 called A002 1", "4 missed A001"}, "1 missed, 2 called, w1 open 2"},
		"missed, called again":         {[]string{"3 called A001 1", "4 missed A001", "9 called A001 2"}, "1 called, w1 open 0, w2 open 1"},
		"a closed window ends it":      {[]string{"3 called A001 1", "15 window_closed 1"}, "1 done 08:15, w1 shut 0"},
		"and another opens it anew":    {[]string{"3 called A001 1", "15 window_closed 1", "20 called A002 1"}, "1 done 08:15, 2 called, w1 open 2"},
		"opened twice":                 {[]string{"1 window_open 1", "3 called A001 1", "5 window_open 1"}, "1 called, w1 open 1"},
		"numbers we never heard of":    {[]string{"1 taken A003"}, "1 left, 2 left, 3 waits"},
		"one of them, late":            {[]string{"1 taken A003", "1 taken A002"}, "1 left, 2 waits, 3 waits"},
		"gave up":                      {[]string{"1 taken A001", "4 left A001"}, "1 left 08:04"},
		"the day is closed":            {[]string{"1 taken A001", "2 taken A002", "3 called A001 1", "60 day_closed"}, "1 done 09:00, 2 closed 09:00, w1 open 0"},
		"another letter, or none":      {[]string{"1 taken B002", "1 taken 1"}, "1 waits, 2 waits"},
	} {
		t.Run(name, func(t *testing.T) {
			h := reported(t, c.said...)
			if got := shape(h); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if !h.Reported || h.Last != len(h.Couples) {
				t.Errorf("reported %v, last %d", h.Reported, h.Last)
			}
		})
	}
}

func TestApplyFarNumbers(t *testing.T) {
	h := reported(t, "1 taken A1000", "2 taken 9999")
	if h.Last != 9999 || Get(h, 1000).State != storage.CoupleWaits || len(Order(h, clockAt(5))) != 2 {
		t.Errorf("last %d, %d wait", h.Last, len(Order(h, clockAt(5))))
	}
}

// A missed number of a machine's waits behind the others, and says after how many.
func TestApplyMissedWaitsLast(t *testing.T) {
	h := reported(t, "1 taken A001", "1 taken A002", "1 taken A003", "3 called A001 1", "4 missed A001")
	if got := Order(h, clockAt(5)); !slices.Equal(got, []int{2, 3, 1}) {
		t.Errorf("the order is %v", got)
	}
	if c := Get(h, 1); c.Misses != 1 || c.Back-h.Calls != 2 {
		t.Errorf("%d misses, back after %d", c.Misses, c.Back-h.Calls)
	}
}

// A number that a couple gave up in the chat after the machine's last word stays
// given up, until the machine says something newer.
func TestApplyBesideTheChat(t *testing.T) {
	h := &storage.Hall{Day: machineDay}
	if _, err := Take(h, Rules{}, "li", "4821", FromChat, clockAt(0)); err != nil {
		t.Fatal(err)
	}
	for _, e := range events(t, "1 taken A001", "1 taken A002") {
		if _, err := Apply(h, e); err != nil {
			t.Fatal(err)
		}
	}
	if c := Of(h, "li"); c == nil || c.From != FromChat || !c.At.Equal(clockAt(0)) {
		t.Fatalf("the couple's number is %+v", c)
	}
	if _, err := Leave(h, "li", clockAt(2)); err != nil {
		t.Fatal(err)
	}
	for i, want := range []storage.CoupleState{storage.CoupleLeft, storage.CoupleCalled} {
		e := events(t, "3 taken A003", "4 called A001 1")[i]
		e.ID += "-later"
		if _, err := Apply(h, e); err != nil {
			t.Fatal(err)
		}
		if got := Get(h, 1).State; got != want {
			t.Errorf("after %s: %s, want %s", e.Kind, got, want)
		}
	}
}

// When the house has closed the day by its own clock, what a machine says late
// opens nothing.
func TestApplyAfterTheHouseClosed(t *testing.T) {
	h := reported(t, "1 taken A001", "1 taken A002", "3 called A001 1")
	End(h, clockAt(60))
	e := events(t, "70 taken A003")[0]
	e.ID = "late"
	if _, err := Apply(h, e); err != nil {
		t.Fatal(err)
	}
	if got, want := shape(h), "1 done 09:00, 2 closed 09:00, 3 closed 09:10, w1 open 0"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestApplyRefuses(t *testing.T) {
	whole := Event{ID: "m-1", At: clockAt(5), Kind: Called, Number: "A001", Window: 2}
	for name, c := range map[string]struct {
		change func(e *Event)
		want   error
	}{
		"no id":               {func(e *Event) { e.ID = "" }, ErrEventID},
		"a long id":           {func(e *Event) { e.ID = strings.Repeat("m", 65) }, ErrEventID},
		"an id with a line":   {func(e *Event) { e.ID = "m\n1" }, ErrEventID},
		"no time":             {func(e *Event) { e.At = time.Time{} }, ErrEventAt},
		"another event":       {func(e *Event) { e.Kind = "recalled" }, ErrEventKind},
		"no number":           {func(e *Event) { e.Number = "" }, ErrEventNumber},
		"number nought":       {func(e *Event) { e.Number = "A000" }, ErrEventNumber},
		"two letters":         {func(e *Event) { e.Number = "AB12" }, ErrEventNumber},
		"five digits":         {func(e *Event) { e.Number = "A10000" }, ErrEventNumber},
		"called to no window": {func(e *Event) { e.Window = 0 }, ErrEventWindow},
		"window 100":          {func(e *Event) { e.Window = 100 }, ErrEventWindow},
		"opened below nought": {func(e *Event) { e.Kind, e.Window = WindowOpen, -1 }, ErrEventWindow},
		"yesterday":           {func(e *Event) { e.At = e.At.AddDate(0, 0, -1) }, ErrEventDay},
	} {
		h := reported(t, "1 taken A001")
		before := asJSON(h)
		e := whole
		c.change(&e)
		if changed, err := Apply(h, e); changed || !errors.Is(err, c.want) {
			t.Errorf("%s: changed %v, %v, want %v", name, changed, err, c.want)
		}
		if got := asJSON(h); got != before {
			t.Errorf("%s changed the queue: %s", name, got)
		}
	}
}

func TestApplyBoundsTheDay(t *testing.T) {
	h := &storage.Hall{Day: machineDay}
	for i := range MostEvents {
		h.Machine = append(h.Machine, fmt.Sprintf("m-%05d", i))
	}
	if _, err := Apply(h, Event{ID: "one-more", At: clockAt(1), Kind: DayClosed}); !errors.Is(err, ErrManyEvents) {
		t.Errorf("%v", err)
	}
	if changed, err := Apply(h, Event{ID: "m-00007", At: clockAt(1), Kind: DayClosed}); changed || err != nil {
		t.Errorf("one that is known: %v, %v", changed, err)
	}
}

func asJSON(h *storage.Hall) string {
	raw, err := json.Marshal(h)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// aDay draws events that collide: few numbers, few windows, few moments.
func aDay(t *rapid.T) []Event {
	all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Event {
		e := Event{Kind: rapid.SampledFrom([]string{Taken, Called, Called, Called, Missed, Done, Left, WindowOpen, WindowClosed, DayClosed}).Draw(t, "kind"),
			At: clockAt(rapid.IntRange(0, 12).Draw(t, "at")), Window: rapid.IntRange(1, 3).Draw(t, "window"),
			Number: fmt.Sprintf("A%03d", rapid.IntRange(1, 5).Draw(t, "number"))}
		if rapid.Bool().Draw(t, "utc") {
			e.At = e.At.UTC()
		}
		return e
	}), 0, 24).Draw(t, "events")
	for i := range all {
		all[i].ID = fmt.Sprintf("m-%d", i)
	}
	return all
}

// The same events, in any order and with any of them twice, end in the same queue.
func TestApplyInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := aDay(t)
		first, second := &storage.Hall{Day: machineDay}, &storage.Hall{Day: machineDay}
		for _, e := range all {
			if changed, err := Apply(first, e); err != nil || !changed {
				t.Fatalf("%+v: %v, %v", e, changed, err)
			}
		}
		var again []Event
		if len(all) > 0 {
			again = rapid.SliceOfN(rapid.SampledFrom(all), 0, 8).Draw(t, "again")
		}
		for _, e := range rapid.Permutation(append(slices.Clone(all), again...)).Draw(t, "order") {
			if _, err := Apply(second, e); err != nil {
				t.Fatalf("%+v: %v", e, err)
			}
		}
		if a, b := asJSON(first), asJSON(second); a != b {
			t.Fatalf("in order:\n%s\nanother order:\n%s", a, b)
		}
	})
}

// Whatever a machine says, the queue stays one: numbers without gaps, windows in
// order, nobody at two windows, at a closed one, or at one and yet waiting.
func TestApplyKeepsTheQueueWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := &storage.Hall{Day: machineDay}
		for _, e := range aDay(t) {
			if _, err := Apply(h, e); err != nil {
				t.Fatal(err)
			}
			whole(t, h)
		}
	})
}

func whole(t *rapid.T, h *storage.Hall) {
	if h.Last != len(h.Couples) {
		t.Fatalf("last %d of %d", h.Last, len(h.Couples))
	}
	at := map[int]int{}
	for i, w := range h.Windows {
		if i > 0 && w.N <= h.Windows[i-1].N {
			t.Fatalf("windows out of order: %v", h.Windows)
		}
		if w.Now != 0 {
			at[w.Now]++
			if c := Get(h, w.Now); !w.Open || c == nil || c.State != storage.CoupleCalled || c.Window != w.N {
				t.Fatalf("window %+v has %+v", w, c)
			}
		}
	}
	for i, c := range h.Couples {
		if c.N != i+1 {
			t.Fatalf("number %d stands at %d", c.N, i)
		}
		if (c.State == storage.CoupleCalled) != (at[c.N] == 1) {
			t.Fatalf("%+v is at %d windows", c, at[c.N])
		}
		if !c.Ended.IsZero() && c.Ended.Before(c.Called) && c.State == storage.CoupleDone && c.Says == storage.CoupleCalled {
			t.Fatalf("%+v ended before it began", c)
		}
	}
}
