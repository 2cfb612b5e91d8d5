package configs

import (
	"fmt"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/office"
)

// Office is the marriage office's day by this bureau's file and calendar. Of a
// file with errors it is what could be read.
func (b *Bureau) Office() *office.Office {
	m := &b.Marriage
	o := &office.Office{
		Windows: m.Windows, Limit: m.DailyLimit,
		OpenBefore: toMinutes(m.OpenBefore), CutOff: toMinutes(m.CutOff),
		Calendar: b.Calendar, Holiday: b.Holiday, Festival: b.Festival,
	}
	o.Hours, _ = toHours(m.Hours)
	o.Saturdays, _ = toHours(m.Saturdays)
	for _, p := range m.Peaks {
		peak := office.Peak{Name: p.Name, Festival: p.Festival, Rest: toRest(p.RestDays), Terms: office.Terms{
			NoLunch: p.NoLunch, Windows: p.Windows, Limit: p.Cap, Note: p.Note}}
		peak.Hours, _ = toHours(p.Hours)
		if on, err := time.Parse(time.DateOnly, "2028-"+p.Date); err == nil { // a leap year
			peak.Month, peak.Day = on.Month(), on.Day()
		}
		o.Peaks = append(o.Peaks, peak)
	}
	for _, d := range m.Days {
		on, err := calendar.ParseDay(d.Date)
		if err != nil {
			continue
		}
		date := office.Date{Day: on, Closed: d.Closed, Terms: office.Terms{
			NoLunch: d.NoLunch, Windows: d.Windows, Limit: d.Cap, Note: d.Note}}
		date.Hours, _ = toHours(d.Hours)
		o.Dates = append(o.Dates, date)
	}
	return o
}

func toMinutes(m Minutes) office.Minutes {
	n, said := m.Value()
	return office.Minutes{N: n, Said: said}
}

func toRest(word string) office.Rest {
	switch word {
	case RestOpen:
		return office.RestOpen
	case RestClosed:
		return office.RestClosed
	}
	return office.RestUnsaid
}

// toHours reads all stretches, or none where one can't be read.
func toHours(spans []Span) ([]office.Hours, error) {
	var all []office.Hours
	for _, s := range spans {
		h, err := toSpan(s)
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

func toSpan(s Span) (office.Hours, error) {
	from, err := time.Parse("15:04", s.From)
	until, lastErr := time.Parse("15:04", s.To)
	if err != nil || lastErr != nil {
		return office.Hours{}, fmt.Errorf("read stretch: want HH:MM")
	}
	return office.Hours{From: office.At(from.Hour(), from.Minute()), To: office.At(until.Hour(), until.Minute())}, nil
}
