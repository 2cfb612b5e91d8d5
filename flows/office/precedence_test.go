package office_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/flows/calendar"
	"minqing/flows/office"
)

func stretch(from, to int) office.Hours {
	return office.Hours{From: office.At(from, 0), To: office.At(to, 0)}
}

// layered is an office where every rule has something to say about Sunday, 8 August 2027.
func layered(rest office.Rest) *office.Office {
	c, err := calendar.New(calendar.Year{Number: 2027, Work: []time.Time{day("2027-08-07")}, Rest: []time.Time{day("2027-08-14")}})
	if err != nil {
		panic(err)
	}
	return &office.Office{
		Hours: []office.Hours{stretch(8, 12), stretch(14, 17)}, Saturdays: []office.Hours{stretch(9, 12)}, Windows: 2, Limit: 60, Calendar: c,
		OpenBefore: office.Minutes{N: 30, Said: true}, CutOff: office.Minutes{N: 20, Said: true},
		Peaks: []office.Peak{{Name: "七夕", Month: time.August, Day: 8, Rest: rest, Terms: office.Terms{Hours: []office.Hours{stretch(7, 20)}, Windows: 5, Limit: 99, Note: "早来"}}},
	}
}

func TestTheCloserRuleWins(t *testing.T) {
	sunday := day("2027-08-08")
	for _, c := range []struct {
		name   string
		rest   office.Rest
		date   *office.Date
		staff  *office.Override
		why    office.Reason
		hours  string
		unsaid []office.Gap
	}{
		{"nobody has said", office.RestUnsaid, nil, nil, office.Weekend, "", []office.Gap{office.GapPeakRest}},
		{"closed on rest days", office.RestClosed, nil, nil, office.Weekend, "", nil},
		{"open on rest days", office.RestOpen, nil, nil, office.PeakRest, "07:00-20:00", nil},
		{"the day over the peak", office.RestOpen, &office.Date{Terms: office.Terms{Hours: []office.Hours{stretch(10, 11)}}}, nil, office.ByBureau, "10:00-11:00", nil},
		{"the day settles what is unsaid", office.RestUnsaid, &office.Date{Closed: true}, nil, office.ByBureau, "", nil},
		{"a note leaves the rest", office.RestUnsaid, &office.Date{Terms: office.Terms{Note: "注意"}}, nil, office.Weekend, "", []office.Gap{office.GapPeakRest}},
		{"staff over the day", office.RestOpen, &office.Date{Closed: true}, &office.Override{Hours: []office.Hours{stretch(13, 15)}}, office.ByStaff, "13:00-15:00", nil},
		{"staff closes", office.RestOpen, &office.Date{Terms: office.Terms{Hours: []office.Hours{stretch(10, 11)}}}, &office.Override{Closed: true}, office.ByStaff, "", nil},
		{"staff takes it back", office.RestOpen, nil, &office.Override{Restore: true, Closed: true}, office.PeakRest, "07:00-20:00", nil},
	} {
		o := layered(c.rest)
		if c.date != nil {
			c.date.Day = sunday
			o.Dates = []office.Date{*c.date}
		}
		d := o.On(sunday, c.staff)
		if d.Why != c.why || hours(d) != c.hours || !slices.Equal(d.Unsaid, c.unsaid) || d.Peak != "七夕" {
			t.Errorf("%s: %s %s %v", c.name, d.Why, hours(d), d.Unsaid)
		}
		if governs := c.staff != nil && !c.staff.Restore; (d.By != nil) != governs {
			t.Errorf("%s: by %v", c.name, d.By)
		}
		if d.Open && (!d.First.Equal(d.Opens().Add(-30*time.Minute)) || !d.Last.Equal(d.Closes().Add(-20*time.Minute))) {
			t.Errorf("%s: numbers %s to %s", c.name, d.First, d.Last)
		}
	}
}

func TestSaturdaysAndMakeUpDays(t *testing.T) {
	o := layered(office.RestUnsaid)
	for text, want := range map[string]string{"2027-08-07": "08:00-12:00 14:00-17:00", "2027-08-14": "", "2027-08-21": "09:00-12:00", "2027-08-22": ""} {
		if d := o.On(day(text), nil); hours(d) != want {
			t.Errorf("%s: %s %q", text, d.Why, hours(d))
		}
	}
}

func TestWhatWasSaidOfThePeak(t *testing.T) {
	o := layered(office.RestUnsaid)
	o.Peaks[0].Day = 9 // a Monday
	d := o.On(day("2027-08-09"), nil)
	if d.Windows != 5 || d.Limit != 99 || d.Note != "早来" || d.Why != office.Weekday || hours(d) != "07:00-20:00" {
		t.Errorf("%+v", d)
	}
	o.Peaks[0].Hours = nil
	if d = o.On(day("2027-08-09"), nil); hours(d) != "08:00-12:00 14:00-17:00" || !slices.Contains(d.Unsaid, office.GapPeak) {
		t.Errorf("%+v", d)
	}
	o.Peaks[0].NoLunch = true
	if d = o.On(day("2027-08-09"), nil); hours(d) != "08:00-17:00" || !d.NoLunch || slices.Contains(d.Unsaid, office.GapPeak) {
		t.Errorf("%+v", d)
	}
	if d = o.On(day("2027-08-09"), &office.Override{Closed: true}); d.Note != "" || d.NoLunch || d.Open {
		t.Errorf("a closed day keeps %+v", d)
	}
}

func TestWhatIsUnsaidIsNotInvented(t *testing.T) {
	o := &office.Office{}
	d := o.On(day("2026-11-23"), nil)
	if d.Open || d.Why != office.NoHours || !slices.Equal(d.Unsaid, []office.Gap{office.GapHours}) || !d.Assumed {
		t.Errorf("%+v", d)
	}
	o.Hours = []office.Hours{stretch(9, 17)}
	d = o.On(day("2026-11-23"), nil)
	if !d.Open || !d.First.IsZero() || !d.Last.IsZero() || !slices.Equal(d.Unsaid, []office.Gap{office.GapFirst, office.GapLast}) {
		t.Errorf("%+v", d)
	}
	if !d.Takes(at("2026-11-23 16:59")) || d.Takes(at("2026-11-23 17:00")) || d.Takes(at("2026-11-23 08:59")) {
		t.Error("numbers without rules aren't given from opening to closing")
	}
	o.CutOff = office.Minutes{N: 600, Said: true}
	if d = o.On(day("2026-11-23"), nil); d.Takes(at("2026-11-23 09:00")) || d.Last.Before(d.Opens()) {
		t.Errorf("a day shorter than the cut-off gives numbers: %+v", d)
	}
}

func anyHours(t *rapid.T, label string) []office.Hours {
	cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, int(office.Midnight)), 0, 6, rapid.ID[int]).Draw(t, label)
	slices.Sort(cuts)
	var all []office.Hours
	for i := 0; i+1 < len(cuts); i += 2 {
		all = append(all, office.Hours{From: office.Clock(cuts[i]), To: office.Clock(cuts[i+1])})
	}
	return all
}

func anyOverride(t *rapid.T) *office.Override {
	switch rapid.IntRange(0, 4).Draw(t, "override") {
	case 0:
		return nil
	case 1:
		return &office.Override{Closed: true}
	case 2:
		return &office.Override{NoLunch: true}
	case 3:
		return &office.Override{Restore: true}
	}
	return &office.Override{Hours: anyHours(t, "typed")}
}

func TestDaysHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := day("2027-08-01").AddDate(0, 0, rapid.IntRange(0, 30).Draw(t, "day"))
		o := layered(rapid.SampledFrom([]office.Rest{office.RestUnsaid, office.RestOpen, office.RestClosed}).Draw(t, "rest"))
		o.Hours, o.Saturdays, o.Peaks[0].Hours = anyHours(t, "hours"), anyHours(t, "saturdays"), anyHours(t, "peak")
		o.Peaks[0].NoLunch = rapid.Bool().Draw(t, "no lunch")
		o.CutOff = office.Minutes{N: rapid.IntRange(0, 600).Draw(t, "cut off"), Said: rapid.Bool().Draw(t, "said")}
		if rapid.Bool().Draw(t, "single") {
			o.Dates = []office.Date{{Day: date, Closed: rapid.Bool().Draw(t, "closed")}}
			if !o.Dates[0].Closed {
				o.Dates[0].Hours = anyHours(t, "date")
			}
		}
		v := anyOverride(t)
		d := o.On(date.Add(time.Duration(rapid.IntRange(0, 1439).Draw(t, "minute"))*time.Minute), v)
		if d.Open != (len(d.Spans) > 0) || !d.Date.Equal(date) {
			t.Fatalf("%+v", d)
		}
		end := date
		for _, s := range d.Spans {
			if s.From.Before(end) || !s.From.Before(s.To) || s.To.After(date.AddDate(0, 0, 1)) {
				t.Fatalf("spans overlap or leave the day: %s", hours(d))
			}
			end = s.To
		}
		if d.NoLunch && len(d.Spans) != 1 {
			t.Fatalf("no lunch break, but %s", hours(d))
		}
		if !d.Last.IsZero() && (d.Last.Before(d.Opens()) || d.Last.After(d.Closes())) {
			t.Fatalf("the last number %s, open %s", d.Last, hours(d))
		}
		// precedence: what staff typed holds, and taking it back changes nothing.
		if v != nil && v.Closed && d.Open {
			t.Fatal("open although staff closed it")
		}
		if v != nil && len(v.Hours) > 0 && (len(d.Spans) != len(v.Hours) || d.Why != office.ByStaff) {
			t.Fatalf("staff typed %v, the day is %s", v.Hours, hours(d))
		}
		if v != nil && v.Restore && !reflect.DeepEqual(d, o.On(date, nil)) {
			t.Fatal("taken back, but not as before")
		}
		if n, ok := o.NextOpen(date, func(time.Time) *office.Override { return v }); ok && (!n.Open || !n.Date.After(date)) {
			t.Fatalf("next open after %s: %+v", date, n)
		}
		// work lasts as long as Remaining says.
		now := date.Add(time.Duration(rapid.IntRange(0, 1439).Draw(t, "now")) * time.Minute)
		if left := d.Remaining(now).Work; left > 0 {
			if done, ok := d.Finish(now, left); !ok || !done.Equal(d.Closes()) {
				t.Fatalf("%s left at %s, done %s %t", left, now, done, ok)
			}
			if _, ok := d.Finish(now, left+time.Minute); ok {
				t.Fatal("more is done than time is left")
			}
		}
	})
}
