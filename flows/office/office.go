package office

import "time"

// Calendar knows which days a Chinese office works; *calendar.Calendar is one.
type Calendar interface {
	Known(year int) bool      // whether the year's holidays were published
	Working(t time.Time) bool // make-up days included
	Holiday(t time.Time) bool // part of a published holiday
}

// Office is what the bureau has said of its marriage office. It is only read
// after it was made, and safe for concurrent use.
type Office struct {
	Hours      []Hours // of a working day, in order, not overlapping; none: not said
	Saturdays  []Hours // of a plain Saturday; none: closed
	Windows    int     // 0: not said
	Limit      int     // couples a day; 0: no limit
	OpenBefore Minutes // before opening, from when numbers may be taken
	CutOff     Minutes // before closing, from when none are given any more
	Peaks      []Peak
	Dates      []Date

	Calendar Calendar
	Holiday  func(day time.Time) string                              // what a holiday is called, or ""; may be nil
	Festival func(name string, year int) (day time.Time, known bool) // for lunar peaks; may be nil
}

// Terms are what a peak or a single day may have of its own.
type Terms struct {
	Hours   []Hours // none: as it would be otherwise
	NoLunch bool    // 午间不休
	Windows int     // 0: as it would be otherwise
	Limit   int     // 0: as it would be otherwise
	Note    string
}

// Peak is a day (高峰日) that comes every year.
type Peak struct {
	Name     string
	Month    time.Month // of a fixed date
	Day      int
	Festival string // else: what moves through the year
	Rest     Rest   // where it falls on a weekend or a holiday
	Terms
}

// Rest is whether a peak that falls on a rest day is worked.
type Rest int

// The zero value is that the bureau hasn't said.
const (
	RestUnsaid Rest = iota
	RestOpen
	RestClosed
)

// Date is a single day that the bureau has decided about.
type Date struct {
	Day    time.Time
	Closed bool
	Terms
}

// PeakOn is the peak of a day, if it is one: the first in the bureau's order.
func (o *Office) PeakOn(day time.Time) (Peak, bool) {
	day = midnightOf(day)
	for _, p := range o.Peaks {
		switch {
		case p.Festival == "":
			if day.Month() == p.Month && day.Day() == p.Day {
				return p, true
			}
		case o.Festival != nil:
			if on, known := o.Festival(p.Festival, day.Year()); known && midnightOf(on).Equal(day) {
				return p, true
			}
		}
	}
	return Peak{}, false
}

// dateOn is what the bureau has decided about a single day.
func (o *Office) dateOn(day time.Time) (Date, bool) {
	for _, d := range o.Dates {
		if midnightOf(d.Day).Equal(day) {
			return d, true
		}
	}
	return Date{}, false
}

// horizon bounds the search for an open day: past every holiday, short of for ever.
const horizon = 62

// NextOpen is the first day after t's that is open for certain; overrides gives
// what staff typed for a day and may be nil. False: none within two months. A day
// about which the bureau hasn't said whether it opens is passed over.
func (o *Office) NextOpen(t time.Time, overrides func(day time.Time) *Override) (Day, bool) {
	day := midnightOf(t)
	for range horizon {
		day = day.AddDate(0, 0, 1)
		var override *Override
		if overrides != nil {
			override = overrides(day)
		}
		if d := o.On(day, override); d.Open {
			return d, true
		}
	}
	return Day{}, false
}
