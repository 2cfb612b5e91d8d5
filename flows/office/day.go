package office

import "time"

// Day is the office's day as far as it is known.
type Day struct {
	Date    time.Time // midnight in China
	Open    bool      // there are Spans
	Spans   []Span    // in order, not overlapping
	NoLunch bool      // 午间不休 was said; Spans has the day in one piece
	First   time.Time // from when numbers are given; zero: not said, or not open
	Last    time.Time // from when none are given any more; zero: not said, or not open
	Windows int       // 0: not said
	Limit   int       // couples; 0: no limit
	Peak    string    // the name of the 高峰日; empty on others
	Note    string    // the bureau's own words

	Why     Reason
	Holiday string    // what it is called, where Why is Holiday and the calendar names it
	Assumed bool      // the year's holidays aren't known and would matter: to be said
	Unsaid  []Gap     // what only the bureau knows: to be asked by telephone
	By      *Override // what staff typed, where it governs
}

// Span is a stretch of one day: from From until just before To.
type Span struct{ From, To time.Time }

// Reason is why a day is open or closed.
type Reason string

// What a day may be open or closed for.
const (
	Weekday  Reason = "工作日"
	MakeUp   Reason = "调休补班" // a weekend day that is worked
	Saturday Reason = "周六办理" // by the bureau's own Saturday hours
	Weekend  Reason = "周末"
	Holiday  Reason = "法定节假日"
	PeakRest Reason = "高峰日开放"  // a rest day that is worked because it is a peak
	ByBureau Reason = "本局安排"   // a single day in the bureau's file
	ByStaff  Reason = "窗口当日安排" // typed by staff
	NoHours  Reason = "本局尚未说明" // it is a working day, but its hours aren't known
)

// Sorts of days. Days of one sort are compared with each other; records keep them.
const (
	SortNormal  = "normal"  // 平日
	SortWeekend = "weekend" // 周末
	SortPeak    = "peak"    // 高峰日
)

// Sort is of which sort the day is.
func (d Day) Sort() string {
	switch {
	case d.Peak != "":
		return SortPeak
	case d.Date.Weekday() == time.Saturday || d.Date.Weekday() == time.Sunday:
		return SortWeekend
	}
	return SortNormal
}

// Gap is something that the bureau hasn't said.
type Gap string

// What may be unsaid of a day.
const (
	GapHours    Gap = "办理时间"
	GapPeak     Gap = "高峰日是否提前开门、延时下班"
	GapPeakRest Gap = "高峰日逢休息日是否办理"
	GapFirst    Gap = "几点开始取号"
	GapLast     Gap = "几点停止取号"
)

// draft is a day in the making, each rule laid over the one before.
type draft struct {
	hours []Hours
	day   Day
}

// On is the office's day, the day of t in China. override is what staff typed for
// that day; nil: nothing.
func (o *Office) On(t time.Time, override *Override) Day {
	d := &draft{day: Day{Date: midnightOf(t), Windows: o.Windows, Limit: o.Limit}}
	d.calendar(o)
	if p, is := o.PeakOn(d.day.Date); is {
		d.peak(o, p)
	}
	if single, is := o.dateOn(d.day.Date); is {
		d.date(single)
	}
	if override != nil && !override.Restore {
		d.override(override)
	}
	d.finish(o)
	return d.day
}

// calendar lays down what weekday, holidays and make-up days say.
func (d *draft) calendar(o *Office) {
	day := &d.day
	weekday := day.Date.Weekday()
	weekend := weekday == time.Saturday || weekday == time.Sunday
	working := !weekend
	if o.Calendar != nil {
		working = o.Calendar.Working(day.Date)
	}
	day.Assumed = o.Calendar == nil || !o.Calendar.Known(day.Date.Year())
	if day.Assumed {
		if day.Holiday = o.statutory(day.Date); day.Holiday != "" {
			day.Why, day.Assumed = Holiday, false // the law says so
			return
		}
	}
	switch {
	case working && weekend:
		day.Why, d.hours = MakeUp, o.Hours
	case working:
		day.Why, d.hours = Weekday, o.Hours
	case !weekend || (o.Calendar != nil && o.Calendar.Holiday(day.Date)):
		day.Why = Holiday
		if o.Holiday != nil {
			day.Holiday = o.Holiday(day.Date)
		}
	case weekday == time.Saturday && len(o.Saturdays) > 0:
		day.Why, d.hours = Saturday, o.Saturdays
	default:
		day.Why = Weekend
	}
	if working && len(o.Hours) == 0 {
		day.Why, day.Unsaid = NoHours, []Gap{GapHours}
	}
}

// peak lays the terms of a 高峰日 over a day that is worked. Whether a rest day is
// worked is the bureau's to say.
func (d *draft) peak(o *Office, p Peak) {
	day := &d.day
	day.Peak = p.Name
	if day.Why == Weekend || day.Why == Holiday {
		switch p.Rest {
		case RestClosed:
			return
		case RestUnsaid:
			day.Unsaid = append(day.Unsaid, GapPeakRest)
			return
		}
		day.Why, d.hours = PeakRest, o.Hours
		day.Assumed = day.Assumed && len(p.Hours) == 0
	}
	if len(p.Hours) == 0 && !p.NoLunch {
		day.Unsaid = append(day.Unsaid, GapPeak)
	}
	if len(p.Hours) > 0 {
		day.Assumed = day.Assumed && p.Rest != RestOpen
		if day.Why == NoHours {
			day.Why, day.Unsaid = Weekday, nil
		}
	}
	d.terms(p.Terms)
}

// date lays the bureau's single day over all that.
func (d *draft) date(single Date) {
	if single.Closed || len(single.Hours) > 0 {
		d.decided(ByBureau)
	}
	if single.Closed {
		d.shut()
	}
	d.terms(single.Terms)
}

// override lays staff's word over everything.
func (d *draft) override(v *Override) {
	d.day.By = v
	if v.Closed || len(v.Hours) > 0 {
		d.decided(ByStaff)
	}
	if v.Closed {
		d.shut()
		return
	}
	d.terms(Terms{Hours: v.Hours, NoLunch: v.NoLunch})
}

// decided forgets why the day would have been open or closed otherwise, and what
// was uncertain about that.
func (d *draft) decided(why Reason) {
	d.day.Why, d.day.Holiday, d.day.Assumed, d.day.Unsaid = why, "", false, nil
}

// shut closes the day; what was said of its work no longer holds.
func (d *draft) shut() { d.hours, d.day.NoLunch, d.day.Note = nil, false, "" }

func (d *draft) terms(t Terms) {
	day := &d.day
	if len(t.Hours) > 0 {
		d.hours, day.NoLunch = t.Hours, false
	}
	if t.NoLunch {
		d.hours, day.NoLunch = joined(d.hours), len(d.hours) > 0
	}
	if t.Windows > 0 {
		day.Windows = t.Windows
	}
	if t.Limit > 0 {
		day.Limit = t.Limit
	}
	if t.Note != "" {
		day.Note = t.Note
	}
}

// finish puts the hours on the date, and the numbers with them.
func (d *draft) finish(o *Office) {
	day := &d.day
	for _, h := range d.hours {
		day.Spans = append(day.Spans, Span{From: h.From.on(day.Date), To: h.To.on(day.Date)})
	}
	day.Open = len(day.Spans) > 0
	if !day.Open {
		return
	}
	if o.OpenBefore.Said {
		day.First = later(day.Date, day.Opens().Add(-time.Duration(o.OpenBefore.N)*time.Minute))
	} else {
		day.Unsaid = append(day.Unsaid, GapFirst)
	}
	if o.CutOff.Said { // a day shorter than that gives no numbers
		day.Last = later(day.Opens(), day.Closes().Add(-time.Duration(o.CutOff.N)*time.Minute))
	} else {
		day.Unsaid = append(day.Unsaid, GapLast)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
