package wedlock

import (
	"testing"
	"time"

	"minqing/flows/calendar"
	"minqing/storage"
)

func day(text string) time.Time {
	d, err := time.ParseInLocation(time.DateOnly, text, storage.Zone)
	if err != nil {
		panic(err)
	}
	return d
}

// published is 2026 as the State Council gave it; of other years it knows nothing.
func published(t *testing.T) *calendar.Calendar {
	t.Helper()
	y := calendar.Year{Number: 2026}
	for _, span := range [][2]string{{"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"}, {"2026-04-04", "2026-04-06"}, {"2026-05-01", "2026-05-05"},
		{"2026-06-19", "2026-06-21"}, {"2026-09-25", "2026-09-27"}, {"2026-10-01", "2026-10-07"}} {
		for d := day(span[0]); !d.After(day(span[1])); d = d.AddDate(0, 0, 1) {
			y.Rest = append(y.Rest, d)
		}
	}
	for _, d := range []string{"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"} {
		y.Work = append(y.Work, day(d))
	}
	c, err := calendar.New(y)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWindowsOfADivorce(t *testing.T) {
	for _, c := range []struct {
		applied, undo, from, last string
		undoMoved, lastMoved      bool
	}{
		{"2026-11-23", "2026-12-23", "2026-12-24", "2027-01-22", false, false}, // the year turns
		{"2026-03-02", "2026-04-01", "2026-04-02", "2026-05-06", false, true},  // day 60 is 1 May, a holiday of five days
		{"2026-09-01", "2026-10-08", "2026-10-09", "2026-11-02", true, true},   // day 30 is 1 October; day 60 is a Saturday, 31 October
		{"2026-01-15", "2026-02-14", "2026-02-15", "2026-03-16", false, false}, // day 30 is a Saturday that is worked
		{"2026-01-16", "2026-02-24", "2026-02-25", "2026-03-17", true, false},  // day 30 lies in the Spring Festival
		{"2026-08-21", "2026-09-20", "2026-09-21", "2026-10-20", false, false}, // a Sunday that is worked
		{"2026-08-27", "2026-09-28", "2026-09-29", "2026-10-26", true, false},  // Mid-Autumn
		{"2026-05-09", "2026-06-08", "2026-06-09", "2026-07-08", false, false}, // applied on a make-up day
		{"2028-01-29", "2028-02-28", "2028-02-29", "2028-03-29", false, false}, // over a leap day; the year isn't known
		{"2027-12-31", "2028-01-31", "2028-02-01", "2028-02-29", true, false},  // ends on the leap day
	} {
		w := WindowsOf(day(c.applied).Add(15*time.Hour), published(t))
		want := Windows{day(c.applied), day(c.undo), day(c.from), day(c.last), c.undoMoved, c.lastMoved}
		if w != want {
			t.Errorf("%s: %v, want %v", c.applied, w, want)
		}
	}
}

func TestPhases(t *testing.T) {
	w := WindowsOf(day("2026-11-23"), published(t))
	for on, want := range map[string]Phase{"2026-11-22": NotApplied, "2026-11-23": Undoing, "2026-12-23": Undoing, "2026-12-24": Fetching, "2027-01-22": Fetching, "2027-01-23": Lapsed} {
		if got := w.On(day(on).Add(23 * time.Hour)); got != want {
			t.Errorf("%s: %d, want %d", on, got, want)
		}
	}
}

// TestWhatWasDoneLiesBehind: words, the next such day, the one that was meant.
func TestWhatWasDoneLiesBehind(t *testing.T) {
	today := day("2026-11-24")
	for _, c := range [][3]string{
		{"11月23日", "2027-11-23", "2026-11-23"}, {"11.23", "2027-11-23", "2026-11-23"}, {"11月24日", "2026-11-24", "2026-11-24"},
		{"12月1日", "2026-12-01", "2025-12-01"}, {"2026年12月1日", "2026-12-01", "2026-12-01"}, {"2026-12-01", "2026-12-01", "2026-12-01"},
		{"23号", "2026-12-23", "2026-11-23"}, {"25号", "2026-11-25", "2026-10-25"}, {"31号", "2026-12-31", "2026-10-31"},
		{"昨天", "2026-11-23", "2026-11-23"}, {"下周三", "2026-12-02", "2026-12-02"}, {"2月29日", "2028-02-29", "2027-02-28"}, {"明天", "2026-11-25", "2026-11-25"},
	} {
		if got := Past(c[0], day(c[1]), today.Add(9*time.Hour)); !got.Equal(day(c[2])) {
			t.Errorf("%s: %s, want %s", c[0], got.Format(time.DateOnly), c[2])
		}
	}
}
