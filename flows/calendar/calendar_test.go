package calendar

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t testing.TB, text string) time.Time {
	t.Helper()
	d, err := ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func span(t testing.TB, from, until string) []time.Time {
	var days []time.Time
	for d := day(t, from); !d.After(day(t, until)); d = d.AddDate(0, 0, 1) {
		days = append(days, d)
	}
	return days
}

// published is 2026 as the State Council gave it.
func published(t testing.TB) *Calendar {
	t.Helper()
	c, err := New(Year{
		Number: 2026,
		Rest: slices.Concat(span(t, "2026-01-01", "2026-01-03"), span(t, "2026-02-15", "2026-02-23"), span(t, "2026-04-04", "2026-04-06"),
			span(t, "2026-05-01", "2026-05-05"), span(t, "2026-06-19", "2026-06-21"), span(t, "2026-09-25", "2026-09-27"), span(t, "2026-10-01", "2026-10-07")),
		Work: []time.Time{day(t, "2026-01-04"), day(t, "2026-02-14"), day(t, "2026-02-28"), day(t, "2026-05-09"), day(t, "2026-09-20"), day(t, "2026-10-10")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDueDates(t *testing.T) {
	c := published(t)
	for _, v := range []struct{ received, one, five, claim15, claim60, owed15 string }{
		{"2026-02-12", "2026-02-13", "2026-02-26", "2026-02-27", "2026-04-13", "2026-02-27"},
		{"2026-04-03", "2026-04-07", "2026-04-13", "2026-04-20", "2026-06-02", "2026-04-17"},
		{"2026-05-08", "2026-05-09", "2026-05-14", "2026-05-25", "2026-07-07", "2026-05-22"},
		{"2026-09-18", "2026-09-20", "2026-09-24", "2026-10-08", "2026-11-17", "2026-09-30"},
	} {
		received := day(t, v.received).Add(17*time.Hour + 59*time.Minute)
		for _, got := range []struct {
			what string
			is   time.Time
			want string
		}{
			{"+1 working", c.AddWorking(received, 1), v.one},
			{"+5 working", c.AddWorking(received, 5), v.five},
			{"claim 15", c.DueClaim(received, 15), v.claim15},
			{"claim 60", c.DueClaim(received, 60), v.claim60},
			{"owed 15", c.DueOwed(received, 15), v.owed15},
		} {
			if !got.is.Equal(day(t, got.want)) {
				t.Errorf("%s %s = %s, want %s", v.received, got.what, got.is.Format(time.DateOnly), got.want)
			}
		}
	}
}

func TestWorking(t *testing.T) {
	c := published(t)
	for text, want := range map[string]bool{
		"2026-02-14": true, "2026-02-15": false, "2026-02-23": false, "2026-02-24": true, "2026-02-28": true,
		"2026-03-01": false, "2026-10-05": false, "2026-10-10": true, "2026-11-23": true, "2026-11-22": false,
	} {
		if got := c.Working(day(t, text)); got != want {
			t.Errorf("%s: working %t", text, got)
		}
	}
}

func TestHolidaysAreMoreThanWeekends(t *testing.T) {
	c := published(t)
	for text, want := range map[string]bool{
		"2026-10-01": true, "2026-10-03": true, "2026-10-07": true, "2026-10-08": false, // the 3rd is a Saturday
		"2026-02-14": false, "2026-02-15": true, "2026-02-28": false, "2026-11-22": false, "2026-11-23": false, "2027-01-01": false,
	} {
		if got := c.Holiday(day(t, text)); got != want {
			t.Errorf("%s: holiday %t", text, got)
		}
	}
	if !c.Holiday(time.Date(2026, 9, 30, 16, 30, 0, 0, time.UTC)) {
		t.Error("1 October 00:30 in China counted as September")
	}
	var none *Calendar
	if none.Holiday(day(t, "2026-10-01")) || (&Calendar{}).Holiday(day(t, "2026-10-01")) {
		t.Error("an empty calendar knows a holiday")
	}
}

func TestDaysAreChinas(t *testing.T) {
	c := published(t)
	late := time.Date(2026, 2, 14, 16, 30, 0, 0, time.UTC) // Sunday 00:30 in China
	if c.Working(late) {
		t.Error("Sunday 15 February in China counted as worked")
	}
	if got := c.AddWorking(late, 1); !got.Equal(day(t, "2026-02-24")) {
		t.Errorf("next working day %s", got)
	}
}

func TestUnknownYearsAreMondayToFridayAndSaidSo(t *testing.T) {
	c := published(t)
	if !c.Known(2026) || c.Known(2027) {
		t.Error("known years are wrong")
	}
	if c.Working(day(t, "2027-01-02")) || !c.Working(day(t, "2027-01-01")) {
		t.Error("2027 isn't counted Monday to Friday")
	}
	if got := c.Assumed(day(t, "2025-12-30"), day(t, "2027-01-05")); !slices.Equal(got, []int{2025, 2027}) {
		t.Errorf("assumed %v", got)
	}
	var none *Calendar
	if none.Known(2026) || !none.Working(day(t, "2026-10-01")) || (&Calendar{}).Known(2026) {
		t.Error("an empty calendar knows something")
	}
}

func TestOwedNeverEndsOnOrBeforeReceipt(t *testing.T) {
	c := published(t)
	for _, v := range []struct {
		received string
		days     int
		want     string
	}{
		{"2026-11-20", 1, "2026-11-23"}, // Friday: no working day until Saturday
		{"2026-02-14", 3, "2026-02-24"}, // all within the Spring Festival
		{"2026-11-20", 3, "2026-11-23"},
		{"2026-11-19", 3, "2026-11-20"}, // Sunday steps back to Friday
	} {
		if got := c.DueOwed(day(t, v.received), v.days); !got.Equal(day(t, v.want)) {
			t.Errorf("%s + %d = %s, want %s", v.received, v.days, got.Format(time.DateOnly), v.want)
		}
	}
}

func TestNewRefusesContradictions(t *testing.T) {
	d := day(t, "2026-01-01")
	for name, years := range map[string][]Year{
		"year twice":    {{Number: 2026}, {Number: 2026}},
		"rest and work": {{Number: 2026, Rest: []time.Time{d}, Work: []time.Time{d}}},
		"other year":    {{Number: 2025, Rest: []time.Time{d}}},
	} {
		if _, err := New(years...); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if _, err := ParseDay("2026-2-30"); err == nil {
		t.Error("a day that doesn't exist is read")
	}
}

func TestCountingHolds(t *testing.T) {
	c := published(t)
	start := day(t, "2025-06-01")
	rapid.Check(t, func(r *rapid.T) {
		from := start.Add(time.Duration(rapid.IntRange(0, 900*24*60).Draw(r, "minutes")) * time.Minute)
		n := rapid.IntRange(1, 60).Draw(r, "n")
		due := c.AddWorking(from, n)
		if !c.Working(due) || !due.After(from) {
			r.Fatalf("%s + %d = %s", from, n, due)
		}
		worked := 0
		for d := Day(from).AddDate(0, 0, 1); !d.After(due); d = d.AddDate(0, 0, 1) {
			if c.Working(d) {
				worked++
			}
		}
		if worked != n {
			r.Fatalf("%s + %d = %s holds %d working days", from, n, due, worked)
		}
		if !c.AddWorking(from, n-1).Before(due) || !c.AddWorking(c.AddWorking(from, n-1), 1).Equal(due) {
			r.Fatalf("%s + %d isn't one step past %d", from, n, n-1)
		}
		claim, owed, end := c.DueClaim(from, n), c.DueOwed(from, n), Day(from).AddDate(0, 0, n)
		if !c.Working(claim) || claim.Before(end) || !c.Working(owed) || owed.After(claim) || !owed.After(Day(from)) {
			r.Fatalf("%s + %d days: owed %s, claim %s", from, n, owed, claim)
		}
		if c.Working(end) && (!claim.Equal(end) || !owed.Equal(end)) {
			r.Fatalf("a working day at the end moved: %s", end)
		}
	})
}
