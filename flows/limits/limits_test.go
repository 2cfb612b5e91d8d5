package limits

import (
	"slices"
	"testing"
	"time"

	"minqing/flows/calendar"
)

func day(t testing.TB, text string) time.Time {
	t.Helper()
	d, err := calendar.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func span(t testing.TB, from, until string) (days []time.Time) {
	for d := day(t, from); !d.After(day(t, until)); d = d.AddDate(0, 0, 1) {
		days = append(days, d)
	}
	return days
}

// published is 2026 as the State Council gave it (国办发明电, 2025-11-04).
func published(t testing.TB) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(calendar.Year{
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

// TestWhatIsOwedAndWhatMayBeClaimed goes through the make-up days and holidays of
// 2026: what the bureau owes steps back before a rest day, what the citizen may
// claim steps over it.
func TestWhatIsOwedAndWhatMayBeClaimed(t *testing.T) {
	c := published(t)
	petition := Limit{Days: 60, Natural: true, Tell: 15, Extend: 30, Times: 1, Review: 15}
	for _, v := range []struct{ received, one, five, tell, claim15, close, claim60 string }{
		{"2026-02-12", "2026-02-13", "2026-02-26", "2026-02-27", "2026-02-27", "2026-04-13", "2026-04-13"},
		{"2026-04-03", "2026-04-07", "2026-04-13", "2026-04-17", "2026-04-20", "2026-06-02", "2026-06-02"},
		{"2026-05-08", "2026-05-09", "2026-05-14", "2026-05-22", "2026-05-25", "2026-07-07", "2026-07-07"},
		{"2026-09-18", "2026-09-20", "2026-09-24", "2026-09-30", "2026-10-08", "2026-11-17", "2026-11-17"},
	} {
		received := day(t, v.received).Add(17*time.Hour + 59*time.Minute)
		long := petition
		long.Review = 60
		for _, got := range []struct {
			what  string
			limit Limit
			told  bool
			owed  What
			want  string
		}{
			{"1 working day", Limit{Days: 1}, true, Answer, v.one},
			{"5 working days", Limit{Days: 5}, false, Answer, v.five},
			{"petition, not told", petition, false, Tell, v.tell},
			{"petition, told", petition, true, Close, v.close},
		} {
			owed, by := got.limit.Owed(c, received, got.told)
			if owed != got.owed || !by.Equal(day(t, got.want)) {
				t.Errorf("%s, %s: %s by %s, want %s by %s", v.received, got.what, owed, by.Format(time.DateOnly), got.owed, got.want)
			}
		}
		if by := petition.ReviewUntil(c, received); !by.Equal(day(t, v.claim15)) {
			t.Errorf("%s: review within 15 days until %s, want %s", v.received, by.Format(time.DateOnly), v.claim15)
		}
		if by := long.ReviewUntil(c, received); !by.Equal(day(t, v.claim60)) {
			t.Errorf("%s: review within 60 days until %s, want %s", v.received, by.Format(time.DateOnly), v.claim60)
		}
	}
}

func TestNoLimitIsNoDate(t *testing.T) {
	c := published(t)
	if owed, by := (Limit{}).Owed(c, day(t, "2026-03-02"), false); owed != Nothing || !by.IsZero() {
		t.Errorf("owed %q by %s", owed, by)
	}
	if by := (Limit{Days: 5}).ReviewUntil(c, day(t, "2026-03-02")); !by.IsZero() {
		t.Errorf("review until %s", by)
	}
	if !EndOf(time.Time{}).IsZero() {
		t.Error("no day has an end")
	}
}

func TestExtensions(t *testing.T) {
	c := published(t)
	for _, v := range []struct {
		limit     Limit
		due, want string
		days      int
	}{
		{Limit{Days: 5}, "2026-09-24", "2026-09-30", 3},                  // over 中秋: 28, 29, 30
		{Limit{Days: 60, Natural: true}, "2026-09-18", "2026-09-30", 15}, // 3 October is a holiday: the day before it
		{Limit{Days: 60, Natural: true}, "2026-11-17", "2026-12-17", 30},
	} {
		if got := v.limit.Extended(c, EndOf(day(t, v.due)), v.days); !got.Equal(day(t, v.want)) {
			t.Errorf("%s + %d: %s, want %s", v.due, v.days, got.Format(time.DateOnly), v.want)
		}
	}
}

func TestADayEndsWithItsLastSecond(t *testing.T) {
	end := EndOf(time.Date(2026, 2, 13, 23, 30, 0, 0, time.UTC)) // the 14th in China
	if want := time.Date(2026, 2, 14, 23, 59, 59, 0, calendar.Zone); !end.Equal(want) {
		t.Errorf("ends %s, want %s", end, want)
	}
}
