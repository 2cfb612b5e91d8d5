package office_test

import (
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows/office"
	"minqing/storage"
)

func day(text string) time.Time {
	d, err := time.ParseInLocation(time.DateOnly, text, storage.Zone)
	if err != nil {
		panic(err)
	}
	return d
}

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, storage.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// sample is the office of the sample bureau, with the embedded calendar.
func sample(t testing.TB) *office.Office {
	t.Helper()
	b, problems, err := configs.LoadBureau("")
	if err != nil || configs.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	return b.Office()
}

// hours shows a day's spans as 08:30-12:00 14:30-17:30.
func hours(d office.Day) string {
	var all []string
	for _, s := range d.Spans {
		all = append(all, s.From.Format("15:04")+"-"+s.To.Format("15:04"))
	}
	return strings.Join(all, " ")
}

// The notices of the State Council, as they were published: what rests and what is
// made up for. Written out here, apart from the calendar file.
const (
	rest = `2025-01-01 2025-01-01, 2025-01-28 2025-02-04, 2025-04-04 2025-04-06, 2025-05-01 2025-05-05, 2025-05-31 2025-06-02, 2025-10-01 2025-10-08,
		2026-01-01 2026-01-03, 2026-02-15 2026-02-23, 2026-04-04 2026-04-06, 2026-05-01 2026-05-05, 2026-06-19 2026-06-21, 2026-09-25 2026-09-27, 2026-10-01 2026-10-07`
	madeUp = "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"
)

func TestTwoYearsDayByDay(t *testing.T) {
	o := sample(t)
	resting := map[string]bool{}
	for _, stretch := range strings.Split(rest, ",") {
		ends := strings.Fields(stretch)
		for d := day(ends[0]); !d.After(day(ends[1])); d = d.AddDate(0, 0, 1) {
			resting[d.Format(time.DateOnly)] = true
		}
	}
	peaks := map[string]string{"02-14": "情人节", "05-20": "5月20日", "09-09": "9月9日", "2025-08-29": "七夕", "2026-08-19": "七夕"}
	counted := map[office.Reason]int{}
	for d := day("2025-01-01"); d.Year() < 2027; d = d.AddDate(0, 0, 1) {
		text := d.Format(time.DateOnly)
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		want := office.Weekday
		switch {
		case strings.Contains(madeUp, text):
			want = office.MakeUp
		case resting[text]:
			want = office.Holiday
		case weekend:
			want = office.Weekend
		}
		got := o.On(d.Add(15*time.Hour), nil)
		open := want == office.Weekday || want == office.MakeUp
		peak := peaks[text] + peaks[text[5:]]
		wantHours := "08:30-12:00 14:30-17:30"
		if peak != "" {
			wantHours = "08:00-20:00"
		}
		if !open {
			wantHours = ""
		}
		if got.Why != want || got.Open != open || hours(got) != wantHours || got.Peak != peak || got.Assumed || !got.Date.Equal(d) {
			t.Errorf("%s: %+v, want %s %q %s", text, got, want, wantHours, peak)
		}
		if (got.Why == office.Holiday) != (got.Holiday != "") {
			t.Errorf("%s is called %q", text, got.Holiday)
		}
		counted[got.Why]++
	}
	if counted[office.MakeUp] != 11 || counted[office.Holiday] != 1+8+3+5+3+8+3+9+3+5+3+3+7 {
		t.Errorf("counted %v", counted)
	}
}

func TestHolidaysHaveTheirNames(t *testing.T) {
	o := sample(t)
	for text, name := range map[string]string{"2026-01-02": "元旦", "2026-02-15": "春节", "2026-02-23": "春节", "2026-04-06": "清明节", "2026-05-03": "劳动节",
		"2026-06-19": "端午节", "2026-09-26": "中秋节", "2026-10-07": "国庆节", "2025-10-06": "国庆节、中秋节"} {
		if d := o.On(day(text), nil); d.Holiday != name {
			t.Errorf("%s is %q", text, d.Holiday)
		}
	}
}

// 七夕 and the fixed peaks of the years to come: on a rest day nobody has said whether
// the office opens, and the calendar of a year without its notice is said to be assumed.
func TestPeaksOfTheYearsToCome(t *testing.T) {
	o := sample(t)
	for _, c := range []struct {
		day, peak string
		open      bool
	}{
		{"2026-08-19", "七夕", true}, {"2027-08-08", "七夕", false}, {"2028-08-26", "七夕", false}, // Wednesday, Sunday, Saturday
		{"2027-02-14", "情人节", false}, {"2027-05-20", "5月20日", true}, {"2027-09-09", "9月9日", true},
	} {
		d := o.On(day(c.day), nil)
		if d.Peak != c.peak || d.Open != c.open || d.Assumed != (d.Date.Year() > 2026) {
			t.Errorf("%s: %+v", c.day, d)
		}
		if asks := len(d.Unsaid) == 1 && d.Unsaid[0] == office.GapPeakRest; asks != (c.peak != "" && !c.open) {
			t.Errorf("%s: unsaid %v", c.day, d.Unsaid)
		}
	}
}

func TestSampleNumbersOfTheDay(t *testing.T) {
	o := sample(t)
	d := o.On(day("2026-11-23"), nil)
	if !d.First.Equal(at("2026-11-23 08:00")) || !d.Last.Equal(at("2026-11-23 17:00")) || d.Windows != 4 || len(d.Unsaid) > 0 {
		t.Errorf("%+v", d)
	}
	peak := o.On(day("2026-05-20"), nil)
	if !peak.First.Equal(at("2026-05-20 07:30")) || !peak.Last.Equal(at("2026-05-20 19:30")) || peak.Windows != 6 || !peak.NoLunch || peak.Note == "" {
		t.Errorf("%+v", peak)
	}
	// 14 February 2026: St. Valentine's and a make-up Saturday at once.
	both := o.On(day("2026-02-14"), nil)
	if both.Why != office.MakeUp || both.Peak != "情人节" || hours(both) != "08:00-20:00" {
		t.Errorf("%+v", both)
	}
}

func TestRemaining(t *testing.T) {
	d := sample(t).On(day("2026-11-23"), nil)
	for _, c := range []struct {
		clock string
		phase office.Phase
		work  time.Duration
		takes bool
	}{
		{"07:59", office.Before, 6*time.Hour + 30*time.Minute, false}, {"08:00", office.Before, 6*time.Hour + 30*time.Minute, true},
		{"08:30", office.Serving, 6*time.Hour + 30*time.Minute, true}, {"11:59", office.Serving, 3*time.Hour + time.Minute, true},
		{"12:00", office.Break, 3 * time.Hour, true}, {"14:29", office.Break, 3 * time.Hour, true}, {"14:30", office.Serving, 3 * time.Hour, true},
		{"16:50", office.Serving, 40 * time.Minute, true}, {"17:00", office.Serving, 30 * time.Minute, false}, {"17:30", office.Over, 0, false},
	} {
		now := at("2026-11-23 " + c.clock)
		r := d.Remaining(now)
		if r.Phase != c.phase || r.Work != c.work || d.Takes(now) != c.takes || d.OpenAt(now) != (c.phase == office.Serving) {
			t.Errorf("%s: %+v, takes %t", c.clock, r, d.Takes(now))
		}
		if r.Opens.IsZero() == (c.phase == office.Before || c.phase == office.Break) || r.Ends.IsZero() == (c.phase == office.Serving) {
			t.Errorf("%s: %+v", c.clock, r)
		}
	}
	if closed := sample(t).On(day("2026-11-22"), nil); closed.Remaining(at("2026-11-22 10:00")) != (office.Remaining{}) || closed.Takes(at("2026-11-22 10:00")) {
		t.Error("something is left of a Sunday")
	}
	for _, c := range []struct {
		from, done string
		minutes    int
	}{{"08:00", "09:10", 40}, {"11:50", "15:00", 40}, {"12:30", "14:30", 0}, {"16:20", "17:30", 70}, {"16:21", "", 70}, {"17:30", "", 0}} {
		done, ok := d.Finish(at("2026-11-23 "+c.from), time.Duration(c.minutes)*time.Minute)
		if ok != (c.done != "") || (ok && done.Format("15:04") != c.done) {
			t.Errorf("%d minutes from %s are done at %s, %t", c.minutes, c.from, done, ok)
		}
	}
}

func TestNextOpen(t *testing.T) {
	o := sample(t)
	for from, want := range map[string]string{"2026-11-20": "2026-11-23", "2026-09-30": "2026-10-08", "2026-02-13": "2026-02-14", "2026-02-14": "2026-02-24", "2026-10-09": "2026-10-10"} {
		if d, ok := o.NextOpen(at(from+" 23:59"), nil); !ok || !d.Date.Equal(day(want)) {
			t.Errorf("after %s: %s, %t", from, d.Date, ok)
		}
	}
	shut := func(d time.Time) *office.Override {
		if d.Equal(day("2026-11-23")) {
			return &office.Override{Closed: true}
		}
		return nil
	}
	if d, _ := o.NextOpen(at("2026-11-20 12:00"), shut); !d.Date.Equal(day("2026-11-24")) {
		t.Errorf("next after a closed Monday: %s", d.Date)
	}
	if _, ok := (&office.Office{}).NextOpen(at("2026-11-20 12:00"), nil); ok {
		t.Error("an office without hours opens")
	}
}
