package hall_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/flows/hall"
	"minqing/storage"
)

var (
	rules   = hall.Rules{Back: 3, Misses: 2, Late: 15 * time.Minute, Cap: 60}
	opening = time.Date(2026, 5, 20, 8, 0, 0, 0, storage.Zone)
)

// day is a hall with what must be true of it, whatever people do.
type day struct {
	*storage.Hall
	now    time.Time
	called map[int]int // how often a number was called
	missed map[int]int
}

func newDay() *day {
	return &day{Hall: &storage.Hall{Day: "2026-05-20"}, now: opening, called: map[int]int{}, missed: map[int]int{}}
}

// Whatever couples and windows do in whatever order: numbers have no gaps, a
// person has one live number, a number is at one window at most, waiting numbers
// are called in order but for those who are late or were missed, and an act that
// is refused changes nothing.
func TestAnyDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDay()
		for range rapid.IntRange(1, 150).Draw(t, "acts") {
			d.now = d.now.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "minutes")) * time.Minute)
			before := clone(d.Hall)
			if err := d.act(t); err != nil && !reflect.DeepEqual(before, d.Hall) {
				t.Fatalf("%v, but the hall changed", err)
			}
			d.check(t)
		}
	})
}

func clone(h *storage.Hall) *storage.Hall {
	c := *h
	c.Couples = slices.Clone(h.Couples)
	for i := range c.Couples {
		c.Couples[i].Who = slices.Clone(c.Couples[i].Who)
		c.Couples[i].Told = slices.Clone(c.Couples[i].Told)
	}
	c.Windows = slices.Clone(h.Windows)
	return &c
}

func (d *day) act(t *rapid.T) error {
	who := storage.PersonID(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f", "g", "h"}).Draw(t, "who"))
	by := storage.StaffID(rapid.SampledFrom([]string{"s1", "s2", "s3"}).Draw(t, "by"))
	switch rapid.IntRange(0, 12).Draw(t, "act") {
	case 0, 1, 2:
		_, err := hall.Take(d.Hall, rules, who, fmt.Sprintf("%04d", d.Last), hall.FromChat, d.now)
		return err
	case 3:
		_, err := hall.Join(d.Hall, fmt.Sprintf("%04d", rapid.IntRange(0, 20).Draw(t, "code")), who)
		return err
	case 4:
		_, err := hall.Leave(d.Hall, who, d.now)
		return err
	case 5:
		_, err := hall.Delay(d.Hall, rules, who, d.now)
		return err
	case 6:
		_, err := hall.Open(d.Hall, rapid.IntRange(1, 4).Draw(t, "window"), by, d.now)
		return err
	case 7, 8:
		return d.call(t, by)
	case 9:
		_, err := hall.Finish(d.Hall, by, d.now)
		return err
	case 10:
		c, err := hall.Miss(d.Hall, rules, by, d.now)
		if err == nil {
			d.missed[c.N]++
		}
		return err
	case 11:
		return d.undo(t, by)
	}
	_, err := hall.Shut(d.Hall, by, d.now)
	return err
}

// undo takes back: what was undone does not count as called or missed.
func (d *day) undo(t *rapid.T, by storage.StaffID) error {
	granted := map[int]int{}
	for _, c := range d.Couples {
		granted[c.N] = c.Delays
	}
	c, act, err := hall.Undo(d.Hall, by)
	switch {
	case err != nil:
		return err
	case act == "call":
		d.called[c.N]--
	case act == "miss":
		d.missed[c.N]--
	}
	if c.Delays != granted[c.N] {
		t.Fatalf("A%03d may come late once more", c.N)
	}
	return nil
}

// call calls the next number and compares it with the rule of the hall.
func (d *day) call(t *rapid.T, by storage.StaffID) error {
	waiting := clone(d.Hall)
	c, err := hall.Call(d.Hall, by, d.now)
	if err != nil {
		return err
	}
	d.called[c.N]++
	was := waiting.Couples[c.N-1]
	if d.now.Before(was.Late) {
		t.Fatalf("A%03d said to come at %s and was called at %s", c.N, was.Late, d.now)
	}
	if was.State != storage.CoupleWaits {
		return nil // a missed one: its turn is checked by TestMissedComeBack
	}
	for _, other := range waiting.Couples {
		if other.State == storage.CoupleWaits && other.N < c.N && !d.now.Before(other.Late) {
			t.Fatalf("A%03d was called before A%03d", c.N, other.N)
		}
	}
	return nil
}

func (d *day) check(t *rapid.T) {
	if len(d.Couples) != d.Last {
		t.Fatalf("%d numbers, the last is %d", len(d.Couples), d.Last)
	}
	live, at := map[storage.PersonID]int{}, map[int]int{}
	for i, c := range d.Couples {
		if c.N != i+1 || len(c.Who) > 2 {
			t.Fatalf("number %d stands at %d with %d people", c.N, i, len(c.Who))
		}
		if d.called[c.N] > d.missed[c.N]+1 {
			t.Fatalf("A%03d was called %d times and missed %d", c.N, d.called[c.N], d.missed[c.N])
		}
		for _, w := range c.Who {
			if c.State.Live() {
				live[w]++
			}
		}
	}
	for who, n := range live {
		if n > 1 {
			t.Fatalf("%s has %d live numbers", who, n)
		}
	}
	for _, w := range d.Windows {
		if w.Now == 0 {
			continue
		}
		if at[w.Now]++; at[w.Now] > 1 {
			t.Fatalf("A%03d is at two windows", w.Now)
		}
		if c := d.Couples[w.Now-1]; !w.Open || c.State != storage.CoupleCalled || c.Window != w.N {
			t.Fatalf("window %d (open %v) has A%03d, which is %s at %d", w.N, w.Open, c.N, c.State, c.Window)
		}
	}
	d.checkOrder(t)
}

// checkOrder: everybody who waits stands in the order, once.
func (d *day) checkOrder(t *rapid.T) {
	order := hall.Order(d.Hall, d.now)
	seen := map[int]bool{}
	for _, n := range order {
		if c := d.Couples[n-1]; seen[n] || c.State != storage.CoupleWaits && c.State != storage.CoupleMissed {
			t.Fatalf("A%03d (%s) stands in the order %v", n, c.State, order)
		}
		seen[n] = true
	}
	for _, c := range d.Couples {
		if (c.State == storage.CoupleWaits || c.State == storage.CoupleMissed) && !seen[c.N] {
			t.Fatalf("A%03d waits and is not in the order %v", c.N, order)
		}
	}
}

// hallOf is a hall with so many couples and one open window.
func hallOf(t *testing.T, couples int) *storage.Hall {
	t.Helper()
	h := &storage.Hall{Day: "2026-05-20"}
	for i := range couples {
		if _, err := hall.Take(h, rules, storage.PersonID(fmt.Sprint("p", i)), "", hall.FromChat, opening); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := hall.Open(h, 1, "s1", opening); err != nil {
		t.Fatal(err)
	}
	return h
}

func call(t *testing.T, h *storage.Hall) int {
	t.Helper()
	c, err := hall.Call(h, "s1", opening)
	if err != nil {
		t.Fatal(err)
	}
	return c.N
}

// A missed number comes back in after three calls, before those who wait, and
// lapses when it was missed three times.
func TestMissedComeBack(t *testing.T) {
	h := hallOf(t, 12)
	var got []int
	for range 9 {
		n := call(t, h)
		got = append(got, n)
		if n == 1 {
			if _, err := hall.Miss(h, rules, "s1", opening); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := []int{1, 2, 3, 4, 1, 5, 6, 7, 1}; !slices.Equal(got, want) {
		t.Errorf("called %v, want %v", got, want)
	}
	if c := hall.Get(h, 1); c.State != storage.CoupleLapsed || c.Misses != 3 {
		t.Errorf("A001 is %s after %d misses", c.State, c.Misses)
	}
}

// Nobody is told of a wait that is not theirs: positions count by the order of
// calls, and everybody is told once of each.
func TestNearAreToldOnce(t *testing.T) {
	h := hallOf(t, 9)
	told := map[int][]int{}
	for range 8 {
		for _, n := range hall.ToTell(h, []int{5, 2}, opening) {
			told[n.Couple.N] = append(told[n.Couple.N], n.Ahead)
		}
		call(t, h)
	}
	want := map[int][]int{1: {0}, 2: {1}, 3: {2}, 4: {3, 2}, 5: {4, 2}, 6: {5, 2}, 7: {5, 2}, 8: {5, 2}, 9: {5, 2}}
	for n, positions := range told {
		if !slices.Equal(positions, want[n]) {
			t.Errorf("A%03d was told at %v, want %v", n, positions, want[n])
		}
	}
}

// What is taken back is as if it had never been, and only the last act can be.
func TestUndo(t *testing.T) {
	h := hallOf(t, 3)
	if _, _, err := hall.Undo(h, "s1"); !errors.Is(err, hall.ErrCannot) {
		t.Errorf("nothing to undo: %v", err)
	}
	call(t, h)
	before := clone(h)
	call(t, h)
	if _, act, err := hall.Undo(h, "s1"); err != nil || act != "call" {
		t.Fatalf("undo %s: %v", act, err)
	}
	if !reflect.DeepEqual(before.Couples, h.Couples) || !reflect.DeepEqual(before.Windows, h.Windows) || before.Calls != h.Calls {
		t.Errorf("undone to\n%+v\nwant\n%+v", h, before)
	}
	if _, _, err := hall.Undo(h, "s1"); !errors.Is(err, hall.ErrCannot) {
		t.Errorf("undone twice: %v", err)
	}
	call(t, h)
	if _, err := hall.Leave(h, "p1", opening); err != nil {
		t.Fatal(err)
	}
	if _, _, err := hall.Undo(h, "s1"); !errors.Is(err, hall.ErrCannot) {
		t.Errorf("the couple has left, and the call was undone: %v", err)
	}
}

// Who is done may have another number at once. Then the first is not called back
// to its window, by whatever undoing.
func TestUndoGivesNobodyTwoNumbers(t *testing.T) {
	lapses := rules
	lapses.Misses = 0
	for name, end := range map[string]func(h *storage.Hall) (*storage.Couple, error){
		"finish": func(h *storage.Hall) (*storage.Couple, error) { return hall.Finish(h, "s1", opening) },
		"call":   func(h *storage.Hall) (*storage.Couple, error) { return hall.Call(h, "s1", opening) },
		"lapse":  func(h *storage.Hall) (*storage.Couple, error) { return hall.Miss(h, lapses, "s1", opening) },
	} {
		h := hallOf(t, 3)
		call(t, h)
		if _, err := end(h); err != nil {
			t.Fatal(err)
		}
		if _, err := hall.Take(h, rules, "p0", "", hall.FromChat, opening); err != nil {
			t.Fatal(err)
		}
		if c, _, err := hall.Undo(h, "s1"); !errors.Is(err, hall.ErrCannot) {
			t.Errorf("%s: undone: %+v, %v", name, c, err)
		}
	}
}

// A couple that was passed over and then said that it comes later was promised an
// hour: 撤销 of the 过号 would take that back.
func TestUndoKeepsWhatLateWasPromised(t *testing.T) {
	h := hallOf(t, 3)
	call(t, h)
	if _, err := hall.Miss(h, rules, "s1", opening); err != nil {
		t.Fatal(err)
	}
	if _, err := hall.Delay(h, rules, "p0", opening); err != nil {
		t.Fatal(err)
	}
	if c, _, err := hall.Undo(h, "s1"); !errors.Is(err, hall.ErrCannot) {
		t.Errorf("undone: %+v, %v", c, err)
	}
}

// A window has one clerk and a clerk one window.
func TestAWindowHasOneClerk(t *testing.T) {
	h := hallOf(t, 3)
	if _, err := hall.Open(h, 1, "s2", opening); !errors.Is(err, hall.ErrTaken) {
		t.Errorf("somebody else sat down at an open window: %v", err)
	}
	call(t, h)
	if _, err := hall.Open(h, 2, "s1", opening); !errors.Is(err, hall.ErrCalled) {
		t.Errorf("left a window with a couple at it: %v", err)
	}
	if _, err := hall.Finish(h, "s1", opening); err != nil {
		t.Fatal(err)
	}
	if _, err := hall.Open(h, 2, "s1", opening); err != nil {
		t.Fatal(err)
	}
	if _, err := hall.Open(h, 1, "s2", opening); err != nil {
		t.Errorf("the window that was left: %v", err)
	}
	if n := hall.OpenWindows(h); n != 2 {
		t.Errorf("%d windows are open", n)
	}
}
