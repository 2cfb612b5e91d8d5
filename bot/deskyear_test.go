package bot

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"minqing/flows/calendar"
	"minqing/storage"
)

// deskYear plays the desk's scheduled work of 2026 under the clock of the test: what
// is told is read off the outbox, which no platform empties here.
type deskYear struct {
	*night
	rng     *rand.Rand
	tickets []*deskTicket
	acts    []deskAct // by their time
	told    []toldLine
	digests map[string]map[string]int // leader → day → received
	checks  []time.Time
}

type deskTicket struct {
	number, unit, owner, leader string
	filed, due, closed          time.Time // closed: zero, never
}

type deskAct struct {
	at time.Time
	do func(storage.Tx) error
}

// toldLine is one ticket in one message.
type toldLine struct {
	who, number, stage string
	at                 time.Time
}

func newDeskYear(t *testing.T, seed uint64) *deskYear {
	t.Helper()
	y := &deskYear{night: &night{stage: newStage(t), between: func() {}}, rng: rand.New(rand.NewPCG(seed, 2026)), digests: map[string]map[string]int{}}
	bureau := *y.bureau
	bureau.Units = slices.Clone(bureau.Units)
	for i := range bureau.Units {
		bureau.Units[i].LinkedLeader = map[string]string{"殡葬管理股": "吴刚"}[bureau.Units[i].Name]
		if bureau.Units[i].LinkedLeader == "" {
			bureau.Units[i].LinkedLeader = "何平"
		}
	}
	y.bureau = &bureau
	y.clock.Add(time.Date(2026, 1, 1, 8, 0, 0, 0, storage.Zone).Sub(y.clock.Now()))
	y.reopen()
	y.engage("孙立", "办公室", storage.RoleAdmin)
	y.engage("赵敏", "办公室", storage.RoleDispatcher)
	y.engage("王芳", "殡葬管理股", storage.RoleClerk)
	y.engage("陈静", "养老服务股", storage.RoleClerk)
	y.engage("吴刚", "", storage.RoleLeader)
	y.engage("何平", "", storage.RoleLeader)
	y.due()
	for range 300 {
		y.plan()
	}
	slices.SortStableFunc(y.acts, func(a, b deskAct) int { return a.at.Compare(b.at) })
	return y
}

// plan schedules one ticket: when it comes, and when it is closed, in time or not.
func (y *deskYear) plan() {
	k := &deskTicket{unit: "殡葬管理股", owner: "王芳", leader: "吴刚"}
	if y.rng.IntN(2) == 0 {
		k.unit, k.owner, k.leader = "养老服务股", "陈静", "何平"
	}
	k.filed = time.Date(2026, 1, 1, 9, y.rng.IntN(350*24*60), 0, 0, storage.Zone)
	k.due = y.bureau.Calendar.AddWorking(k.filed, []int{1, 5, 15}[y.rng.IntN(3)]).Add(24*time.Hour - time.Second)
	if y.rng.IntN(10) > 0 {
		k.closed = k.filed.Add(time.Duration(1+y.rng.IntN(int(k.due.Sub(k.filed)/time.Minute)*2+30*24*60*y.rng.IntN(2))) * time.Minute)
	}
	y.tickets = append(y.tickets, k)
	y.acts = append(y.acts, deskAct{k.filed, func(tx storage.Tx) error { return y.file(tx, k) }})
	if !k.closed.IsZero() {
		y.acts = append(y.acts, deskAct{k.closed, func(tx storage.Tx) error { return closeAt(tx, k) }})
	}
}

func (y *deskYear) file(tx storage.Tx, k *deskTicket) error {
	all, err := tx.AllStaff()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(s storage.Staff) bool { return s.Name == k.owner })
	filed := storage.Ticket{
		Key: fmt.Sprint("year-", k.filed.UnixNano(), k.unit), Kind: "投诉", Category: "其他", Unit: k.unit, Owner: all[i].ID, State: storage.InProgress,
		Channel: "电话", Procedure: "一般诉求", Filed: k.filed, Due: k.due, Updated: k.filed, Private: storage.Private{Text: "一件事"},
	}
	_, err = tx.File(storage.LetterFeedback, &filed, storage.Event{At: k.filed, Action: storage.ActFile, To: storage.InProgress})
	k.number = filed.Number
	return err
}

func closeAt(tx storage.Tx, k *deskTicket) error {
	found, err := tx.Ticket(k.number)
	if err != nil {
		return err
	}
	found.State, found.Closed, found.Updated = storage.Resolved, k.closed, k.closed
	return tx.Move(found, storage.Event{At: k.closed, Action: storage.ActResolve, From: storage.InProgress, To: storage.Resolved})
}

// live lets the year go by. disturb is asked before every step and may do to house
// and clock what it likes.
func (y *deskYear) live(disturb func()) {
	y.t.Helper()
	for end := time.Date(2026, 12, 31, 23, 0, 0, 0, storage.Zone); y.clock.Now().Before(end); {
		disturb()
		y.act()
		y.ring(y.bell)
		y.read()
		next := y.next()
		if len(y.acts) > 0 && y.acts[0].at.Before(next) {
			next = y.acts[0].at
		}
		if next.After(y.clock.Now()) {
			y.clock.Add(next.Sub(y.clock.Now()))
		}
	}
}

// act does what was scheduled until now, before anything rings.
func (y *deskYear) act() {
	y.t.Helper()
	for ; len(y.acts) > 0 && !y.acts[0].at.After(y.clock.Now()); y.acts = y.acts[1:] {
		if err := y.store.Update(context.Background(), y.acts[0].do); err != nil {
			y.t.Fatal(err)
		}
	}
}

// read takes what was queued off the outbox.
func (y *deskYear) read() {
	y.t.Helper()
	err := y.store.Update(context.Background(), func(tx storage.Tx) error {
		all, err := tx.AllStaff()
		if err != nil {
			return err
		}
		for _, s := range all {
			due, err := tx.DueFor(s.Person, y.clock.Now(), 100)
			if err != nil {
				return err
			}
			for _, n := range due {
				y.heard(s.Name, n.Created.In(storage.Zone), n.Text)
				n.State, n.Settled = storage.Delivered, y.clock.Now()
				if err := tx.SettleNotice(&n); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		y.t.Fatal(err)
	}
}

// heard writes down what a message tells.
func (y *deskYear) heard(who string, at time.Time, text string) {
	if strings.HasPrefix(text, "【自查】") {
		y.checks = append(y.checks, at)
	}
	stage := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch word, _, _ := strings.Cut(line, " "); {
		case strings.HasPrefix(line, "超期，"):
			stage = "late"
		case strings.HasPrefix(line, "今天到期"):
			stage = "today"
		case strings.HasPrefix(line, "1个工作日内"):
			stage = "soon"
		case strings.HasPrefix(line, "【周报】"):
			_, rest, _ := strings.Cut(line, "收到")
			number, _, _ := strings.Cut(rest, "件")
			n, err := strconv.Atoi(number)
			if err != nil {
				y.t.Fatalf("digest %q: %v", line, err)
			}
			if y.digests[who] == nil {
				y.digests[who] = map[string]int{}
			}
			day := at.Format(time.DateOnly)
			if _, twice := y.digests[who][day]; twice {
				y.t.Errorf("%s got two digests on %s", who, day)
			}
			y.digests[who][day] = n
		case strings.HasPrefix(word, "F26"):
			y.told = append(y.told, toldLine{who, word, stage, at})
		}
	}
}

// expected is what must be told of a ticket by the rule, written down independently
// of the code: the working day before, the day itself, the next working day, then
// every week.
func (y *deskYear) expected(k *deskTicket) (lines []toldLine) {
	c := y.bureau.Calendar
	nine := func(d time.Time) time.Time { return calendar.Day(d).Add(9 * time.Hour).In(storage.Zone) }
	end := time.Date(2026, 12, 31, 23, 0, 0, 0, storage.Zone)
	add := func(at time.Time, stage string, who ...string) {
		if k.filed.After(at) || !k.closed.IsZero() && !k.closed.After(at) || at.After(end) {
			return
		}
		for _, w := range who {
			lines = append(lines, toldLine{w, k.number, stage, at})
		}
	}
	before := k.due.AddDate(0, 0, -1)
	for !c.Working(before) {
		before = before.AddDate(0, 0, -1)
	}
	add(nine(before), "soon", k.owner)
	add(nine(k.due), "today", k.owner)
	for late := c.AddWorking(k.due, 1); late.Before(end); {
		add(nine(late), "late", k.owner, k.leader)
		for late = late.AddDate(0, 0, 7); !c.Working(late); {
			late = late.AddDate(0, 0, 1)
		}
	}
	return lines
}

func byTicket(a, b toldLine) int {
	return cmp.Or(strings.Compare(a.number, b.number), strings.Compare(a.who, b.who), a.at.Compare(b.at))
}

// received is how many tickets a leader's units were given until a day.
func (y *deskYear) received(leader string, until time.Time) (n int) {
	for _, k := range y.tickets {
		if k.leader == leader && k.filed.Before(until) {
			n++
		}
	}
	return n
}

// decent is what holds whatever restarts and clocks: nothing at night or on a rest
// day, nothing twice, each ticket in one week's digest.
func (y *deskYear) decent() {
	y.t.Helper()
	last := map[string]time.Time{}
	for _, l := range y.told {
		if hour := l.at.Hour()*60 + l.at.Minute(); !y.bureau.Calendar.Working(l.at) || hour < 9*60 || hour >= 17*60+30 {
			y.t.Errorf("%s was told of %s on %s", l.who, l.number, l.at.Format(time.DateTime))
		}
		key := l.who + l.number + l.stage
		if before, ok := last[key]; ok && (l.stage != "late" || calendar.Day(l.at).Before(calendar.Day(before).AddDate(0, 0, 7))) {
			y.t.Errorf("%s was told twice that %s is %s: %s and %s", l.who, l.number, l.stage, before.Format(time.DateTime), l.at.Format(time.DateTime))
		}
		last[key] = l.at
	}
	monday := time.Date(2026, 12, 28, 0, 0, 0, 0, storage.Zone)
	for _, leader := range []string{"吴刚", "何平"} {
		sum := 0
		for _, n := range y.digests[leader] {
			sum += n
		}
		if want := y.received(leader, monday); sum != want {
			y.t.Errorf("the digests of %s tell of %d tickets, %d came in", leader, sum, want)
		}
	}
	days := map[string]bool{}
	for _, at := range y.checks {
		if days[at.Format(time.DateOnly)] || !y.bureau.Calendar.Working(at) {
			y.t.Errorf("self-check on %s", at.Format(time.DateTime))
		}
		days[at.Format(time.DateOnly)] = true
	}
	y.forgotten()
	if r, err := y.store.Verify(context.Background()); err != nil || len(r.Problems) > 0 {
		y.t.Errorf("the store is not sound: %v %v", r.Problems, err)
	}
}

// forgotten holds that what was told of tickets is let go of in the nights after they
// are closed.
func (y *deskYear) forgotten() {
	y.t.Helper()
	err := y.store.View(context.Background(), func(tx storage.Tx) error {
		return storage.Reminded.Each(tx, storage.Range{}, func(number string, _ storage.Reminder) (bool, error) {
			k, err := tx.Ticket(number)
			if err == nil && !k.Open() && k.Closed.Before(y.clock.Now().AddDate(0, 0, -3)) {
				y.t.Errorf("what was told of %s, closed on %s, is still kept", number, k.Closed.Format(time.DateOnly))
			}
			return false, err
		})
	})
	if err != nil {
		y.t.Fatal(err)
	}
}

// TestAYearOfReminders: with the house opened anew at random moments of the year, each
// reminder of 300 tickets comes once, at its hour, to whom it is for.
func TestAYearOfReminders(t *testing.T) {
	t.Parallel()
	y := newDeskYear(t, 1)
	y.live(func() {
		if y.rng.IntN(60) == 0 {
			y.reopen()
		}
	})
	var want []toldLine
	for _, k := range y.tickets {
		want = append(want, y.expected(k)...)
	}
	got := slices.Clone(y.told)
	slices.SortFunc(want, byTicket)
	slices.SortFunc(got, byTicket)
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Fatalf("told %d lines, want %d; line %d: %v, want %v", len(got), len(want), i, got[min(i, len(got)-1)], want[min(i, len(want)-1)])
		}
	}
	if len(want) < 500 {
		t.Errorf("only %d reminders in the year", len(want))
	}
	working := 0
	for d := time.Date(2026, 1, 1, 12, 0, 0, 0, storage.Zone); d.Year() == 2026; d = d.AddDate(0, 0, 1) {
		if y.bureau.Calendar.Working(d) {
			working++
		}
	}
	if len(y.checks) != working {
		t.Errorf("%d self-checks on %d working days", len(y.checks), working)
	}
	y.decent()
}

// TestAYearOfJumpingClocks: the clock is put forward by days and back again, and the
// house opened anew: nothing comes twice, and what stays late is told all the same.
func TestAYearOfJumpingClocks(t *testing.T) {
	t.Parallel()
	y := newDeskYear(t, 2)
	y.live(func() {
		switch y.rng.IntN(120) {
		case 0:
			y.clock.Add(time.Duration(y.rng.IntN(72*60)) * time.Minute)
		case 1:
			if back := y.clock.Now().Add(-time.Duration(y.rng.IntN(48*60)) * time.Minute); back.Year() == 2026 {
				y.clock.Add(back.Sub(y.clock.Now()))
				y.reopen()
			}
		case 2:
			y.reopen()
		}
	})
	y.decent()
	for _, k := range y.tickets {
		rounds := y.bureau.Calendar.AddWorking(k.due, 4).Add(18 * time.Hour) // longer than any jump
		if rounds.Year() > 2026 || !k.closed.IsZero() && k.closed.Before(rounds) {
			continue
		}
		for _, who := range []string{k.owner, k.leader} {
			if !slices.ContainsFunc(y.told, func(l toldLine) bool { return l.number == k.number && l.who == who && l.stage == "late" }) {
				t.Errorf("%s never heard that %s, due %s, is late", who, k.number, k.due.Format(time.DateOnly))
			}
		}
	}
}
