package figures_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/flows/calendar"
	"minqing/flows/figures"
	"minqing/flows/ledger"
	"minqing/storage"
)

var now = at("2026-11-23 09:00")

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, storage.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func report(conduct bool, tickets ...storage.Ticket) *figures.Report {
	c := figures.NewCounter(ledger.Year(2026), now, nil, conduct)
	for i := range tickets {
		c.Add(&tickets[i])
	}
	return c.Report()
}

// opinion is a resolved ticket that was filed on Monday 2 March at nine.
func opinion(change func(*storage.Ticket)) storage.Ticket {
	k := storage.Ticket{
		Number: "F2603020001", State: storage.Resolved, Channel: "微信", Unit: "社会救助股", Category: "低保",
		Filed: at("2026-03-02 09:00"), Due: at("2026-03-09 23:59"), Responded: at("2026-03-02 09:30"), Closed: at("2026-03-04 16:00"),
	}
	if change != nil {
		change(&k)
	}
	return k
}

// The bureau's year: 214 from the great visits, 15 from the mass line, 7 others; one
// of the fifteen could only be reported upward.
func TestTheBureausYear(t *testing.T) {
	var all []storage.Ticket
	for channel, n := range map[string]int{"大走访": 214, "群众路线": 15, "大接访": 2, "信访": 2, "行评": 1, "座谈会": 1, "征求意见表": 1} {
		for i := range n {
			all = append(all, opinion(func(k *storage.Ticket) {
				k.Channel, k.Filed = channel, at("2026-01-05 09:00").AddDate(0, i%11, i%20)
				if channel == "群众路线" && i == 0 {
					k.State, k.Closed, k.Due, k.Category = storage.Escalated, time.Time{}, time.Time{}, "其他"
				}
			}))
		}
	}
	r := report(true, all...)
	if f := r.Total; f.Received != 236 || f.Accepted != 236 || f.Resolved != 235 || f.Escalated != 1 || f.Overdue != 0 || f.Rate() != "99.6%" {
		t.Errorf("total: %+v %s", f, f.Rate())
	}
	if row := r.Channels[0]; row.Name != "大走访" || row.Received != 214 || row.Rate() != "100.0%" {
		t.Errorf("first channel: %+v", row)
	}
	if row := r.Channels[1]; row.Name != "群众路线" || row.Received != 15 || row.Rate() != "93.3%" {
		t.Errorf("second channel: %+v", row)
	}
	if row := r.Units[0]; len(r.Units) != 1 || row.Rate() != "99.6%" {
		t.Errorf("units: %+v", r.Units)
	}
}

func TestWhatIsCountedAs(t *testing.T) {
	figure := func(change func(*figures.Figures)) figures.Figures {
		f := figures.Figures{
			Received: 1, Accepted: 1, Resolved: 1, InTime: 1,
			Response: figures.Times{N: 1, Median: 1, Ninety: 1}, Closing: figures.Times{N: 1, Median: 2, Ninety: 2},
		}
		change(&f)
		return f
	}
	open := func(f *figures.Figures) {
		f.Resolved, f.Pending, f.InTime, f.Overdue, f.Closing = 0, 1, 0, 1, figures.Times{}
	}
	for name, c := range map[string]struct {
		ticket func(*storage.Ticket)
		want   func(*figures.Figures)
	}{
		"resolved":     {func(*storage.Ticket) {}, func(*figures.Figures) {}},
		"put away":     {func(k *storage.Ticket) { k.State, k.Ended = storage.Archived, storage.Rated }, func(*figures.Figures) {}},
		"put away so":  {func(k *storage.Ticket) { k.State = storage.Archived }, func(*figures.Figures) {}},
		"put away not": {func(k *storage.Ticket) { k.State, k.Ended = storage.Archived, storage.Merged }, func(f *figures.Figures) { *f = figures.Figures{Merged: 1} }},
		"late":         {func(k *storage.Ticket) { k.Due = at("2026-03-04 15:59") }, func(f *figures.Figures) { f.InTime, f.Late = 0, 1 }},
		"no date":      {func(k *storage.Ticket) { k.Due = time.Time{} }, func(f *figures.Figures) { f.InTime = 0 }},
		"declined": {func(k *storage.Ticket) { k.State = storage.Declined }, func(f *figures.Figures) {
			f.Accepted, f.Resolved, f.Declined, f.Closing = 0, 0, 1, figures.Times{}
		}},
		"withdrawn at once": {func(k *storage.Ticket) { k.State, k.Responded = storage.Withdrawn, time.Time{} }, func(f *figures.Figures) {
			f.Accepted, f.Resolved, f.Withdrawn, f.InTime, f.Closing, f.Response = 0, 0, 1, 0, figures.Times{}, figures.Times{}
		}},
		"withdrawn after a word": {func(k *storage.Ticket) { k.State = storage.Withdrawn }, func(f *figures.Figures) {
			f.Resolved, f.Withdrawn, f.InTime, f.Closing = 0, 1, 0, figures.Times{}
		}},
		"merged":    {func(k *storage.Ticket) { k.State = storage.Merged }, func(f *figures.Figures) { *f = figures.Figures{Merged: 1} }},
		"escalated": {func(k *storage.Ticket) { k.State = storage.Escalated }, func(f *figures.Figures) { open(f); f.Pending, f.Escalated, f.Overdue = 0, 1, 0 }},
		"reopened":  {func(k *storage.Ticket) { k.State = storage.Reopened }, open},
		"submitted": {func(k *storage.Ticket) { k.State = storage.Submitted }, func(f *figures.Figures) { open(f); f.Accepted = 0 }},
		"not yet overdue": {func(k *storage.Ticket) { k.State, k.Due = storage.InProgress, now }, func(f *figures.Figures) {
			open(f)
			f.Overdue = 0
		}},
		"content":            {func(k *storage.Ticket) { k.State, k.Rating = storage.Rated, 3 }, func(f *figures.Figures) { f.Grades[3] = 1 }},
		"not content":        {func(k *storage.Ticket) { k.State, k.Rating, k.CallGrade = storage.Rated, 2, 5 }, func(f *figures.Figures) { f.Grades[2] = 1 }},
		"mistaken":           {func(k *storage.Ticket) { k.Rating, k.Mistaken, k.CallGrade = 1, true, 5 }, func(f *figures.Figures) { f.Mistaken = 1 }},
		"asked by telephone": {func(k *storage.Ticket) { k.CallGrade = 4 }, func(f *figures.Figures) { f.Grades[4] = 1 }},
		"a sighting":         {func(k *storage.Ticket) { k.Number = "J2603020001" }, func(f *figures.Figures) { *f = figures.Figures{} }},
		"the last evening":   {func(k *storage.Ticket) { k.Filed = at("2025-12-31 23:59") }, func(f *figures.Figures) { *f = figures.Figures{} }},
		"the next year":      {func(k *storage.Ticket) { k.Filed = at("2027-01-01 00:00") }, func(f *figures.Figures) { *f = figures.Figures{} }},
		"answered over a weekend": {func(k *storage.Ticket) { k.Filed, k.Responded = at("2026-02-27 17:00"), at("2026-03-02 09:30") }, func(f *figures.Figures) {
			f.Response, f.Closing = figures.Times{N: 1, Median: 17, Ninety: 17}, figures.Times{N: 1, Median: 3, Ninety: 3}
		}},
		"closed on the same day": {func(k *storage.Ticket) { k.Closed = k.Filed }, func(f *figures.Figures) { f.Closing = figures.Times{N: 1} }},
		"received on a rest day": {func(k *storage.Ticket) { k.Filed, k.Responded = at("2026-02-28 10:00"), at("2026-02-28 11:00") }, func(f *figures.Figures) {
			f.Response, f.Closing = figures.Times{N: 1}, figures.Times{N: 1, Median: 3, Ninety: 3}
		}},
		"a grade that there isn't": {func(k *storage.Ticket) { k.Rating = 9 }, func(*figures.Figures) {}},
	} {
		if got, want := report(true, opinion(c.ticket)).Total, figure(c.want); got != want {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, want)
		}
	}
}

func TestTimesAreRanks(t *testing.T) {
	var all []storage.Ticket
	for i := range 10 {
		all = append(all, opinion(func(k *storage.Ticket) {
			k.Responded = k.Filed.Add(time.Duration(i)*time.Hour + time.Minute) // 1 to 10 hours
		}))
	}
	if got := report(true, all...).Total.Response; got != (figures.Times{N: 10, Median: 5, Ninety: 9}) {
		t.Errorf("ten: %+v", got)
	}
	if got := report(true, all[:3]...).Total.Response; got != (figures.Times{N: 3, Median: 2, Ninety: 3}) {
		t.Errorf("three: %+v", got)
	}
}

func TestHolidaysAreNoTime(t *testing.T) {
	c, err := calendar.New(calendar.Year{Number: 2026, Rest: []time.Time{at("2026-03-03 00:00"), at("2026-03-04 00:00")}, Work: []time.Time{at("2026-03-07 00:00")}})
	if err != nil {
		t.Fatal(err)
	}
	counter := figures.NewCounter(ledger.Year(2026), now, c, true)
	k := opinion(func(k *storage.Ticket) { k.Responded, k.Closed = at("2026-03-05 09:00"), at("2026-03-08 12:00") })
	counter.Add(&k)
	r := counter.Report()
	if r.Total.Response.Median != 24 || r.Total.Closing.Median != 3 {
		t.Errorf("got %+v %+v", r.Total.Response, r.Total.Closing)
	}
}

func TestPercentIsRoundedHalfUp(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{{235, 236, "99.6%"}, {0, 0, "—"}, {0, 7, "0.0%"}, {7, 7, "100.0%"}, {1, 3, "33.3%"}, {2, 3, "66.7%"}, {1, 2000, "0.1%"}, {1, 2001, "0.0%"}, {14, 15, "93.3%"}} {
		if got := figures.Percent(c.part, c.whole); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}

// Complaints about staff are in every total; where they stand is for few to know.
func TestConductIsSealed(t *testing.T) {
	about := opinion(func(k *storage.Ticket) { k.Conduct, k.Unit, k.Category = true, "纪检组", "工作人员作风" })
	for _, conduct := range []bool{true, false} {
		r := report(conduct, about, opinion(nil))
		named := r.Units[0].Name == "纪检组" || r.Units[1].Name == "纪检组" || r.Categories[0].Name == "工作人员作风" || r.Categories[1].Name == "工作人员作风"
		if named != conduct || r.Total.Received != 2 || len(r.Units) != 2 || len(r.Categories) != 2 {
			t.Errorf("conduct %v: %+v %+v", conduct, r.Units, r.Categories)
		}
	}
}

func TestEveryMonthOfThePeriodHasARow(t *testing.T) {
	r := report(true, opinion(nil))
	if len(r.Months) != 11 || r.Months[0].Name != "2026-01" || r.Months[10].Name != "2026-11" || r.Months[2].Received != 1 || r.Months[3].Received != 0 {
		t.Errorf("months: %+v", r.Months)
	}
}

// anyTicket is whatever the store may hold.
func anyTicket(t *rapid.T) storage.Ticket {
	moment := func(name string) time.Time {
		if n := rapid.IntRange(-20, 500*24).Draw(t, name); n >= 0 {
			return at("2025-11-01 00:00").Add(time.Duration(n) * time.Hour)
		}
		return time.Time{}
	}
	pick := func(name string, words ...string) string { return rapid.SampledFrom(words).Draw(t, name) }
	return storage.Ticket{
		Number: pick("number", "F2601010001", "F2601010001", "F2601010001", "J2601010001"),
		State:  rapid.SampledFrom(storage.States).Draw(t, "state"), Ended: rapid.SampledFrom([]storage.State{"", storage.Rated, storage.Declined, storage.Merged}).Draw(t, "ended"),
		Channel: pick("channel", "微信", "大走访", ""), Unit: pick("unit", "社会救助股", "殡葬管理股", ""), Category: pick("category", "低保", "养老", ""),
		Filed: moment("filed"), Due: moment("due"), Responded: moment("responded"), Closed: moment("closed"),
		Rating: rapid.IntRange(0, 5).Draw(t, "rating"), CallGrade: rapid.IntRange(0, 5).Draw(t, "call"),
		Mistaken: rapid.Bool().Draw(t, "mistaken"), Conduct: rapid.Bool().Draw(t, "conduct"),
	}
}

// Every table adds up to the total, whatever came; and the order doesn't matter.
func TestTablesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(anyTicket), 0, 60).Draw(t, "tickets")
		conduct := rapid.Bool().Draw(t, "open")
		r := report(conduct, all...)
		for name, rows := range map[string][]figures.Row{"channels": r.Channels, "units": r.Units, "categories": r.Categories, "months": r.Months} {
			if got := added(rows); got != added([]figures.Row{{Figures: r.Total}}) {
				t.Fatalf("%s add up to\n%+v, not\n%+v", name, got, r.Total)
			}
		}
		f := r.Total
		if f.Received != f.Resolved+f.Escalated+f.Declined+f.Withdrawn+f.Pending || f.Accepted > f.Received || f.Overdue > f.Pending ||
			f.InTime+f.Late > f.Resolved+f.Declined || f.Rated()+f.Mistaken > f.Received || f.Closing.N > f.Resolved || f.Response.N > f.Received {
			t.Fatalf("the parts disagree: %+v", f)
		}
		counted := 0
		for _, k := range all {
			if ledger.Year(2026).Has(k.Filed) {
				counted++
			}
		}
		if f.Received+f.Merged+r.Sightings != counted {
			t.Fatalf("%d + %d + %d are not %d", f.Received, f.Merged, r.Sightings, counted)
		}
		if again := report(conduct, rapid.Permutation(all).Draw(t, "mixed")...); again.Total != f {
			t.Fatalf("another order gives\n%+v, not\n%+v", again.Total, f)
		}
	})
}

// added is the sum of rows, without the times, which do not add up but for their number.
func added(rows []figures.Row) (sum figures.Figures) {
	for _, r := range rows {
		sum.Received += r.Received
		sum.Accepted += r.Accepted
		sum.Resolved += r.Resolved
		sum.Escalated += r.Escalated
		sum.Declined += r.Declined
		sum.Withdrawn += r.Withdrawn
		sum.Pending += r.Pending
		sum.Overdue += r.Overdue
		sum.Merged += r.Merged
		sum.InTime += r.InTime
		sum.Late += r.Late
		sum.Mistaken += r.Mistaken
		sum.Response.N += r.Response.N
		sum.Closing.N += r.Closing.N
		for grade := range sum.Grades {
			sum.Grades[grade] += r.Grades[grade]
		}
	}
	return sum
}
