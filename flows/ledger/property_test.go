package ledger_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

// Names are few, so that records meet; moments lie around a new year.
func words(from ...string) *rapid.Generator[string] { return rapid.SampledFrom(append(from, "")) }

func moments() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		return at("2025-11-01 00:00").Add(time.Duration(rapid.IntRange(0, 150*24*60).Draw(t, "minute")) * time.Minute)
	})
}

func anyDaily() *rapid.Generator[storage.Daily] {
	return rapid.Custom(func(t *rapid.T) storage.Daily {
		return storage.Daily{
			Ticket: words("J1", "J2", "J3", "J4").Draw(t, "ticket"), At: moments().Draw(t, "at"), Kind: words(kinds[:2]...).Draw(t, "kind"),
			Township: words("清溪镇", "白水镇").Draw(t, "township"), Sign: words("1", "2").Draw(t, "sign"),
			Outcome: words(append([]string{"飞走了"}, texts.Outcomes...)...).Draw(t, "outcome"), Hospital: words(hospitals...).Draw(t, "hospital"),
			People: rapid.IntRange(-1, 4).Draw(t, "people"), Cost: rapid.Int64Range(0, 1e7).Draw(t, "cost"),
			Stay: words("R1", "R2", "R1、R3").Draw(t, "stay"), Seconds: rapid.IntRange(0, 5000).Draw(t, "seconds"),
			Owed: rapid.SliceOfN(words("公安110"), 0, 2).Draw(t, "owed"),
		}
	})
}

func anyStay() *rapid.Generator[storage.Stay] {
	return rapid.Custom(func(t *rapid.T) storage.Stay {
		s := storage.Stay{
			Number: words("R1", "R2", "R3").Draw(t, "number"), Ticket: words("J1", "J2", "J9").Draw(t, "ticket"), Entered: moments().Draw(t, "entered"),
			Kind: words(kinds[:2]...).Draw(t, "kind"), Township: words("清溪镇").Draw(t, "township"), Cost: rapid.Int64Range(0, 1e7).Draw(t, "cost"),
			How: words("自行离站", "亲属接领").Draw(t, "how"), National: words("N1").Draw(t, "national"),
		}
		if rapid.Bool().Draw(t, "gone") {
			s.Left = moments().Draw(t, "left") // before the entry, too: clerks mistype
		}
		return s
	})
}

func anyRecords(t *rapid.T) ledger.Records {
	return ledger.Records{
		Dailies: rapid.SliceOfN(anyDaily(), 0, 12).Draw(t, "dailies"),
		Stays:   rapid.SliceOfN(anyStay(), 0, 12).Draw(t, "stays"),
	}
}

func added(rows []ledger.Row) (f ledger.Figures) {
	for _, r := range rows {
		f.People += r.People
		f.Cases += r.Cases
		f.Cost += r.Cost
		f.Arrivals += r.Arrivals
	}
	return f
}

func bare(f ledger.Figures) ledger.Figures {
	f.Median, f.Mean = 0, 0
	return f
}

func TestBreakDownsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := anyRecords(t)
		period := ledger.Period{}
		if rapid.Bool().Draw(t, "bounded") {
			period = ledger.Period{From: moments().Draw(t, "from"), To: moments().Draw(t, "to")}
		}
		l := ledger.Make(period, later, records)
		for name, rows := range map[string][]ledger.Row{
			"months": l.Months, "kinds": l.Kinds, "outcomes": l.Outcomes, "townships": l.Townships, "signs": l.Signs,
		} {
			if got := added(rows); got != bare(l.Total) {
				t.Errorf("%s add up to %+v, the total is %+v", name, got, l.Total)
			}
		}
		if got := added(l.Hospitals); got != bare(found(l.Outcomes, texts.ToHospital)) {
			t.Errorf("hospitals add up to %+v", got)
		}
		left := 0
		for _, tally := range l.Stays.Left {
			left += tally.N
		}
		if left != l.Stays.Out {
			t.Errorf("%d left, by how they left %d", l.Stays.Out, left)
		}
	})
}

// The registers show, line by line, what the ledger counts.
func TestRegistersAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := anyRecords(t)
		period := ledger.Period{From: moments().Draw(t, "from"), To: moments().Draw(t, "to")}
		l := ledger.Make(period, later, records)
		lines, entries := ledger.Registers(period, records)
		people, cost := 0, int64(0)
		for _, d := range lines {
			people, cost = people+d.Counted, cost+d.Cost
		}
		for _, s := range entries {
			people, cost = people+s.Counted, cost+s.Cost
		}
		if people != l.Total.People || cost != l.Total.Cost {
			t.Errorf("the registers count %d 人次 and %d 分, the ledger %+v", people, cost, l.Total)
		}
		if gone := ledger.Departures(period, records); len(entries) != l.Stays.In || len(gone) != l.Stays.Out {
			t.Errorf("%d came and %d left, the ledger says %+v", len(entries), len(gone), l.Stays)
		}
	})
}

// What is split is not lost: the months of a time add up to it.
func TestMonthsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := anyRecords(t)
		whole := ledger.Make(ledger.Period{From: at("2025-11-01 00:00"), To: at("2026-04-30 00:00")}, later, records)
		var parts ledger.Ledger
		for m := range 6 {
			part := ledger.Make(ledger.Month(2025, time.Month(11+m)), later, records)
			parts.Total = added([]ledger.Row{{Figures: parts.Total}, {Figures: part.Total}})
			parts.Refused += part.Refused
			parts.Stays.In += part.Stays.In
			parts.Stays.Out += part.Stays.Out
			parts.Stays.Days += part.Stays.Days
			parts.Stays.Still = part.Stays.Still // of the last
			parts.Unmet.Cases += part.Unmet.Cases
			parts.Unmet.National = append(parts.Unmet.National, part.Unmet.National...)
		}
		if parts.Total != bare(whole.Total) || parts.Refused != whole.Refused || parts.Unmet.Cases != whole.Unmet.Cases {
			t.Errorf("months: %+v\nwhole: %+v", parts, whole)
		}
		whole.Stays.Left = nil
		if !reflect.DeepEqual(parts.Stays, whole.Stays) || !slices.Equal(parts.Unmet.National, whole.Unmet.National) {
			t.Errorf("stays by months: %+v\nwhole: %+v", parts.Stays, whole.Stays)
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := anyRecords(t)
		// Two records at the same moment under the same number are no data of ours.
		seen := map[string]bool{}
		records.Dailies = slices.DeleteFunc(records.Dailies, func(d storage.Daily) bool { return twice(seen, d.Ticket+d.At.String()) })
		records.Stays = slices.DeleteFunc(records.Stays, func(s storage.Stay) bool { return twice(seen, s.Number+s.Entered.String()) })
		shuffled := ledger.Records{
			Dailies: rapid.Permutation(records.Dailies).Draw(t, "lines in another order"),
			Stays:   rapid.Permutation(records.Stays).Draw(t, "stays in another order"),
		}
		a, b := ledger.Make(ledger.Period{}, later, records), ledger.Make(ledger.Period{}, later, shuffled)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("got %+v\nand %+v", a, b)
		}
	})
}

func twice(seen map[string]bool, key string) bool {
	before := seen[key]
	seen[key] = true
	return before
}
