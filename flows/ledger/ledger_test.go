package ledger_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

func at(day string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", day, storage.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

var later = at("2027-03-01 09:00")

func line(ticket, day, outcome string, people int, cost int64) storage.Daily {
	return storage.Daily{Ticket: ticket, At: at(day), Kind: "一般流浪乞讨", Township: "清溪镇", Outcome: outcome, People: people, Cost: cost}
}

// found looks a row up; a missing one is all zero.
func found(rows []ledger.Row, name string) ledger.Figures {
	i := slices.IndexFunc(rows, func(r ledger.Row) bool { return r.Name == name })
	if i < 0 {
		return ledger.Figures{}
	}
	return rows[i].Figures
}

func TestWhatCounts(t *testing.T) {
	for _, c := range []struct {
		name          string
		records       ledger.Records
		people, cases int
		cost          int64
		refused       int
	}{
		{name: "nothing"},
		{name: "help", people: 3, cases: 2, cost: 4500, records: ledger.Records{Dailies: []storage.Daily{
			line("J1", "2026-11-01 09:00", "护送", 2, 4000), line("J2", "2026-11-01 10:00", "发放物资", 1, 500)}}},
		{name: "declined and not found", cases: 2, cost: 8600, refused: 2, records: ledger.Records{Dailies: []storage.Daily{
			line("J1", "2026-11-01 09:00", "拒绝救助", 2, 8600), line("J2", "2026-11-01 10:00", "未找到", 1, 0)}}},
		{name: "an outcome of tomorrow's release", cases: 1, cost: 100, records: ledger.Records{Dailies: []storage.Daily{
			line("J1", "2026-11-01 09:00", "飞走了", 1, 100)}}},
		{name: "walked in", people: 1, cases: 1, cost: 900, records: ledger.Records{Stays: []storage.Stay{
			{Number: "R2026-0001", Entered: at("2026-11-01 09:00"), Cost: 900}}}},
		{name: "brought in: by the sighting", people: 1, cases: 1, cost: 1000, records: ledger.Records{
			Dailies: []storage.Daily{line("J1", "2026-11-01 09:00", "进站", 1, 100)},
			Stays:   []storage.Stay{{Number: "R2026-0001", Ticket: "J1", Entered: at("2026-11-01 09:30"), Cost: 900}}}},
		{name: "brought in: named by the line alone", people: 1, cases: 1, cost: 1000, records: ledger.Records{
			Dailies: []storage.Daily{{Ticket: "J1", Stay: "R2026-0001", At: at("2026-11-01 09:00"), Outcome: "进站", People: 1, Cost: 100}},
			Stays:   []storage.Stay{{Number: "R2026-0001", Entered: at("2026-11-01 09:30"), Cost: 900}}}},
		{name: "several brought in, named by the line alone", people: 2, cases: 1, cost: 1000, records: ledger.Records{
			Dailies: []storage.Daily{{Ticket: "J1", Stay: "R2026-0001、R2026-0002", At: at("2026-11-01 09:00"), Outcome: "进站", People: 2, Cost: 100}},
			Stays:   []storage.Stay{{Number: "R2026-0001", Entered: at("2026-11-01 09:30"), Cost: 900}, {Number: "R2026-0002", Entered: at("2026-11-01 09:30")}}}},
		{name: "more came in than the line says", people: 3, cases: 1, cost: 100, records: ledger.Records{
			Dailies: []storage.Daily{line("J1", "2026-11-01 09:00", "进站", 2, 100)},
			Stays: []storage.Stay{{Number: "R2026-0001", Ticket: "J1", Entered: at("2026-11-01 09:30")},
				{Number: "R2026-0002", Ticket: "J1", Entered: at("2026-11-01 09:31")}, {Number: "R2026-0003", Ticket: "J1", Entered: at("2026-11-01 09:32")}}}},
		{name: "declined first, came in later", people: 1, cases: 1, cost: 500, refused: 1, records: ledger.Records{
			Dailies: []storage.Daily{line("J1", "2026-11-01 09:00", "拒绝救助", 1, 100)},
			Stays:   []storage.Stay{{Number: "R2026-0001", Ticket: "J1", Entered: at("2026-11-02 09:30"), Cost: 400}}}},
		{name: "a sighting without a line", people: 1, cases: 1, cost: 400, records: ledger.Records{
			Stays: []storage.Stay{{Number: "R2026-0001", Ticket: "J9", Entered: at("2026-11-02 09:30"), Cost: 400}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ledger.Make(ledger.Year(2026), later, c.records)
			got := []any{l.Total.People, l.Total.Cases, l.Total.Cost, l.Refused}
			if want := []any{c.people, c.cases, c.cost, c.refused}; !reflect.DeepEqual(got, want) {
				t.Errorf("人次, cases, cost, declined: got %v, want %v", got, want)
			}
		})
	}
}

// The cost of a stay stands with its line, in the month of the entry.
func TestCostOfAStayStandsWithItsLine(t *testing.T) {
	d := line("J1", "2026-10-31 23:50", "送医", 1, 10000)
	d.Sign, d.Hospital = "1", "清溪县医院"
	s := storage.Stay{Number: "R2026-0001", Ticket: "J1", Entered: at("2026-11-01 00:10"), Cost: 5000, Kind: "昏迷受伤发病", Township: "白水镇"}
	l := ledger.Make(ledger.Year(2026), later, ledger.Records{Dailies: []storage.Daily{d}, Stays: []storage.Stay{s}})
	want := ledger.Figures{People: 1, Cases: 1, Cost: 15000}
	for name, got := range map[string]ledger.Figures{
		"total": l.Total, "kind": found(l.Kinds, "一般流浪乞讨"), "outcome": found(l.Outcomes, "送医"), "township": found(l.Townships, "清溪镇"),
		"sign": found(l.Signs, "1"), "hospital": found(l.Hospitals, "清溪县医院"),
	} {
		if got != want {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if got := found(l.Months, "2026-10"); got != (ledger.Figures{People: 1, Cases: 1, Cost: 10000}) {
		t.Errorf("October: %+v", got)
	}
	if got := ledger.Make(ledger.Month(2026, 11), later, ledger.Records{Dailies: []storage.Daily{d}, Stays: []storage.Stay{s}}); got.Total != (ledger.Figures{Cost: 5000}) {
		t.Errorf("November: %+v", got.Total)
	}
}

func TestArrival(t *testing.T) {
	lines := []storage.Daily{}
	for i, seconds := range []int{600, 0, 120, 900, 1800} {
		d := line(fmt.Sprintf("J%d", i), "2026-11-01 09:00", "劝返", 1, 0)
		d.Seconds = seconds
		lines = append(lines, d)
	}
	again := line("J0", "2026-11-02 09:00", "进站", 1, 0) // the same arrival, in a second line
	again.Seconds = 600
	got := ledger.Make(ledger.Period{}, later, ledger.Records{Dailies: append(lines, again)}).Total
	if got.Arrivals != 4 || got.Median != 750*time.Second || got.Mean != 855*time.Second {
		t.Errorf("got %d arrivals, median %v, mean %v", got.Arrivals, got.Median, got.Mean)
	}
	odd := ledger.Make(ledger.Period{}, later, ledger.Records{Dailies: lines[:4]}).Total
	if odd.Arrivals != 3 || odd.Median != 600*time.Second {
		t.Errorf("got %d arrivals, median %v", odd.Arrivals, odd.Median)
	}
}

func TestAverage(t *testing.T) {
	for _, c := range []struct {
		people int
		cost   int64
		want   int64
	}{{0, 500, 0}, {198, 25_820_000, 1304}, {1, 149, 1}, {1, 150, 2}, {2, 299, 1}, {2, 300, 2}, {3, 100, 0}} {
		if got := (ledger.Figures{People: c.people, Cost: c.cost}).Average(); got != c.want {
			t.Errorf("%d 分 for %d: got %d, want %d", c.cost, c.people, got, c.want)
		}
	}
}

func TestStays(t *testing.T) {
	stays := []storage.Stay{
		{Number: "R2026-0001", Entered: at("2026-10-30 22:00"), Left: at("2026-11-02 08:00"), How: "亲属接领", National: "N1"},
		{Number: "R2026-0002", Entered: at("2026-11-05 08:00"), Left: at("2026-11-05 20:00"), How: "自行离站"},
		{Number: "R2026-0003", Entered: at("2026-11-29 08:00"), National: "N3"},
		{Number: "R2026-0004", Entered: at("2026-11-30 23:59"), Left: at("2026-12-01 00:00"), How: "自行离站"},
	}
	now := at("2026-12-02 12:00")
	for _, c := range []struct {
		name                 string
		period               ledger.Period
		in, out, still, days int
	}{
		{"October", ledger.Month(2026, 10), 1, 0, 1, 2},
		{"November", ledger.Month(2026, 11), 3, 2, 2, 1 + 1 + 2 + 1},
		{"December", ledger.Month(2026, 12), 0, 1, 1, 2},
		{"all", ledger.Period{}, 4, 3, 1, 3 + 1 + 4 + 1},
	} {
		got := ledger.Make(c.period, now, ledger.Records{Stays: stays})
		if s := got.Stays; s.In != c.in || s.Out != c.out || s.Still != c.still || s.Days != c.days {
			t.Errorf("%s: got %+v, want %+v", c.name, s, c)
		}
	}
	got := ledger.Make(ledger.Period{}, now, ledger.Records{Stays: stays})
	if want := []ledger.Tally{{"自行离站", 2}, {"亲属接领", 1}}; !reflect.DeepEqual(got.Stays.Left, want) {
		t.Errorf("how they left: %v", got.Stays.Left)
	}
	if want := []string{"R2026-0002", "R2026-0004"}; !reflect.DeepEqual(got.Unmet.National, want) {
		t.Errorf("not in the national system: %v", got.Unmet.National)
	}
}

func TestOwed(t *testing.T) {
	a, b, c := line("J1", "2026-11-01 09:00", "进站", 1, 0), line("J2", "2026-11-01 09:00", "送医", 1, 0), line("J3", "2026-12-01 09:00", "送医", 1, 0)
	a.Owed, b.Owed, c.Owed = []string{"公安110", "未成年人保护中心"}, []string{"公安110"}, []string{"120急救"}
	got := ledger.Make(ledger.Month(2026, 11), later, ledger.Records{Dailies: []storage.Daily{a, b, c}}).Unmet
	want := ledger.Unmet{Cases: 2, Owed: []ledger.Tally{{"公安110", 2}, {"未成年人保护中心", 1}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestMonthsOfAPeriod(t *testing.T) {
	names := func(l *ledger.Ledger) (list []string) {
		for _, r := range l.Months {
			list = append(list, r.Name)
		}
		return list
	}
	records := ledger.Records{Dailies: []storage.Daily{line("J1", "2026-02-10 09:00", "进站", 1, 0)}}
	if got := names(ledger.Make(ledger.Year(2026), at("2026-03-31 23:59"), records)); !slices.Equal(got, []string{"2026-01", "2026-02", "2026-03"}) {
		t.Errorf("a year that is not over: %v", got)
	}
	if got := names(ledger.Make(ledger.Period{}, later, records)); !slices.Equal(got, []string{"2026-02"}) {
		t.Errorf("an open period: %v", got)
	}
}

// The rules name every outcome that the team can choose.
func TestEveryOutcomeHasItsRule(t *testing.T) {
	known := append([]string{ledger.Refused, texts.NotFound}, ledger.Help...)
	slices.Sort(known)
	offered := slices.Sorted(slices.Values(texts.Outcomes))
	if !slices.Equal(known, offered) {
		t.Errorf("the rules know %v\nthe team chooses among %v", known, offered)
	}
}
