package flows

import (
	"slices"
	"time"

	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// peaksShown is how many peak days 高峰日安排 shows.
const peaksShown = 4

// peakDay is a 高峰日 on its date.
type peakDay struct {
	name string
	date time.Time // midnight in China
}

// peaksAhead lists the next of every peak day, today's too, by date. A festival
// whose next date the calendar file does not know is not guessed at: it stands in
// undated.
func (e *Engine) peaksAhead(now time.Time) (days []peakDay, undated []string) {
	from := midnight(now)
	for _, p := range e.office.Peaks {
		if d, ok := e.nextPeak(p, from); ok {
			days = append(days, peakDay{p.Name, d})
		} else {
			undated = append(undated, p.Name)
		}
	}
	slices.SortStableFunc(days, func(a, b peakDay) int { return a.date.Compare(b.date) })
	days = slices.CompactFunc(days, func(a, b peakDay) bool { return a.date.Equal(b.date) }) // the first in the bureau's order
	return days[:min(len(days), peaksShown)], undated
}

// leapYears is how far apart leap days may lie.
const leapYears = 8

// nextPeak is the next date of a peak day, from a midnight on.
func (e *Engine) nextPeak(p office.Peak, from time.Time) (time.Time, bool) {
	years := leapYears
	if p.Festival != "" {
		years = 1
	}
	for year := from.Year(); year <= from.Year()+years; year++ {
		if d, ok := e.peakIn(p, year); ok && !d.Before(from) {
			return d, true
		}
	}
	return time.Time{}, false
}

// peakIn is a peak day's date in a year; false: it has none, or none that is known.
func (e *Engine) peakIn(p office.Peak, year int) (time.Time, bool) {
	if p.Festival != "" {
		if e.office.Festival == nil {
			return time.Time{}, false
		}
		d, known := e.office.Festival(p.Festival, year)
		return midnight(d), known
	}
	d := time.Date(year, p.Month, p.Day, 0, 0, 0, 0, storage.Zone)
	return d, d.Day() == p.Day
}

// lookPeaks is 高峰日安排: what the bureau has said of the coming peak days, and by
// the record of the last one, when the wait was short.
func (m *marriage) lookPeaks(tx storage.Tx, t *turn) error {
	days, undated := t.engine.peaksAhead(t.now)
	if len(days)+len(undated) == 0 {
		m.detail = texts.Marriage.NoPeaks
		return nil
	}
	plans, err := t.plansOf(tx, days)
	if err != nil {
		return err
	}
	lines, note := []string{texts.Marriage.PeakHead}, commonNote(plans)
	common := note
	if note != "" {
		common = texts.Peaks.Note(note)
	}
	var assumed []string
	for i, d := range plans {
		if d.Assumed {
			assumed = append(assumed, texts.Marriage.Assumed(d.Date.Year(), ""))
			d.Assumed = false // said once, below
		}
		if note != "" {
			d.Note = ""
		}
		lines = append(lines, texts.Peaks.Line(days[i].name, t.dateName(d.Date))+"："+t.planWords(d))
	}
	for _, name := range undated {
		lines = append(lines, texts.Peaks.NoDate(name))
	}
	advice, err := t.peakAdvice(tx)
	if err != nil {
		return err
	}
	m.detail = texts.Paragraphs(texts.Lines(lines...), texts.Lines(append(slices.Compact(assumed), common, advice)...), texts.Marriage.PeakTail)
	return nil
}

func (t *turn) plansOf(tx storage.Tx, days []peakDay) (plans []office.Day, err error) {
	for _, p := range days {
		d, err := t.dayOf(tx, p.date)
		if err != nil {
			return nil, err
		}
		plans = append(plans, d)
	}
	return plans, nil
}

// commonNote is the bureau's own word where it is the same for all days that have
// one, and several do; else "".
func commonNote(plans []office.Day) (note string) {
	n := 0
	for _, d := range plans {
		switch {
		case d.Note == "":
			continue
		case note != "" && d.Note != note:
			return ""
		}
		note, n = d.Note, n+1
	}
	if n < 2 {
		return ""
	}
	return note
}

// planWords says what is known of a day without a word that is only true today:
// a reminder may be read later.
func (t *turn) planWords(d office.Day) string {
	var known string
	switch {
	case d.Open:
		known = texts.Peaks.Hours(spansWords(d.Spans), d.NoLunch, clockOf(d.First), clockOf(d.Last))
	case !mayOpen(d):
		known = texts.Peaks.Shut(t.whyShut(d))
	}
	for _, line := range append([]string{d.Note}, t.toCheck(d)...) {
		known += line
	}
	return known
}

// mayOpen reports whether the office is open on a day, or may be: the bureau has
// not said.
func mayOpen(d office.Day) bool { return d.Open || len(d.Unsaid) > 0 }

// peaksToCome are the coming peak days on which the office may be open.
func (t *turn) peaksToCome() []peakDay {
	days, _ := t.engine.peaksAhead(t.now)
	return slices.DeleteFunc(days, func(p peakDay) bool { return !mayOpen(t.engine.office.On(p.date, nil)) })
}

// clockOf is HH:MM, or "" for a time that is not said.
func clockOf(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return clock(at)
}

// farAway keeps DayName from saying 今天 or 明天.
const farAway = 99

// dateName names a day so that it is still right when it is read later: never
// 今天 or 明天; with the year when it is not this one.
func (t *turn) dateName(day time.Time) string {
	day = day.In(storage.Zone)
	year := day.Year()
	if year == t.now.In(storage.Zone).Year() {
		year = 0
	}
	return texts.Marriage.DayName(year, int(day.Month()), day.Day(), int(day.Weekday()), farAway)
}
