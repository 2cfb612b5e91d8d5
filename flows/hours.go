package flows

import (
	"slices"
	"strings"
	"time"

	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// lookHours answers when the office is open: on the days asked about, else today
// and the next day it opens.
func (m *marriage) lookHours(tx storage.Tx, t *turn) error {
	days := []time.Time{t.now}
	head := ""
	if m.Words != "" {
		asked, ok := t.daysNamed(m.Words)
		switch {
		case asked.wrong != "":
			m.detail = texts.Marriage.NoSuchDay(asked.wrong)
			return nil
		case asked.unknown != "":
			m.detail = texts.Marriage.UnknownDay(asked.unknown, t.marriagePhone())
			return nil
		case ok:
			days = asked.days
		}
		if asked.guess && days[0].In(storage.Zone).Year() > t.now.In(storage.Zone).Year() { // of a mere 31号 it may be next month's
			head = texts.Marriage.NextYear(days[0].Year())
		}
	}
	lines := []string{head}
	for _, day := range days {
		answer, err := t.hoursOf(tx, day, m.Words)
		if err != nil {
			return err
		}
		lines = append(lines, answer)
	}
	m.detail = texts.Paragraphs(append(lines, texts.Marriage.AskDay)...)
	return nil
}

// hoursOf says of one day what is known of it: the hours, when numbers begin and
// end, what is special, and what must be asked by telephone. words are the question.
func (t *turn) hoursOf(tx storage.Tx, day time.Time, words string) (string, error) {
	if t.daysAway(day) < 0 {
		return texts.Marriage.DayPast(t.dayName(day)), nil
	}
	d, err := t.dayOf(tx, day)
	if err != nil {
		return "", err
	}
	name := t.dayName(day)
	lines := []string{t.shutWords(d)}
	if d.Open {
		lines = []string{texts.Marriage.Open(name, spansWords(d.Spans), t.whyOpen(d)), partWords(d, words)}
		if d.NoLunch {
			lines = append(lines, texts.Marriage.NoLunch)
		}
		if !d.First.IsZero() {
			lines = append(lines, texts.Marriage.First(clock(d.First)))
		}
		if !d.Last.IsZero() {
			lines = append(lines, texts.Marriage.Last(clock(d.Last)))
		}
		if left := d.Remaining(t.now); t.daysAway(day) == 0 {
			lines = append(lines, t.stillToday(left))
		}
	} else if next, ok := t.engine.office.NextOpen(day, nil); ok && len(d.Unsaid) == 0 {
		lines = append(lines, texts.Marriage.NextOpen(t.dayName(next.Date), spansWords(next.Spans)))
		d.Assumed = d.Assumed || next.Assumed // a day after the holiday may belong to it
		if next.Assumed {
			d.Date = next.Date
		}
	}
	lines = append(lines, d.Note)
	if d.By != nil && !d.By.At.IsZero() {
		lines = append(lines, texts.Marriage.Overridden(clock(d.By.At)))
	}
	return texts.Lines(append(lines, t.toCheck(d)...)...), nil
}

// toCheck is what the bureau has not said, or the calendar does not know.
func (t *turn) toCheck(d office.Day) (lines []string) {
	if d.Assumed {
		phone := t.marriagePhone()
		if len(d.Unsaid) > 0 { // it is said once, below
			phone = ""
		}
		lines = append(lines, texts.Marriage.Assumed(d.Date.Year(), phone))
	}
	var gaps []string
	for _, g := range d.Unsaid {
		gaps = append(gaps, string(g))
	}
	if len(gaps) > 0 {
		lines = append(lines, texts.Marriage.Unsaid(strings.Join(gaps, "、"), t.marriagePhone()))
	}
	return lines
}

// shutWords says that a day is closed, and of a peak day that falls on a rest day
// only what is known: whether it is worked the bureau has not said.
func (t *turn) shutWords(d office.Day) string {
	name := t.dayName(d.Date)
	switch {
	case slices.Contains(d.Unsaid, office.GapPeakRest):
		return texts.Marriage.PeakAtRest(name, t.whyShut(d))
	case d.Why == office.NoHours:
		return texts.Marriage.Workday(name)
	}
	return texts.Marriage.Closed(name, t.whyShut(d))
}

// partWords answers whether an open day is worked at an hour, at noon or in the evening,
// where the question named that.
func partWords(d office.Day, words string) string {
	at := func(hour, minute int) office.Remaining {
		y, m, day := d.Date.In(storage.Zone).Date()
		return d.Remaining(time.Date(y, m, day, hour, minute, 0, 0, storage.Zone))
	}
	asks := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(words, p) })
	}
	if said := clockWords(d, words); said != "" {
		return said
	}
	s := &texts.Marriage
	switch noon, evening := at(12, 45), at(18, 30); {
	case asks("中午", "午休", "午间", "正午") && noon.Phase == office.Break:
		return s.NoonShut(clock(noon.Opens))
	case asks("中午", "午休", "午间", "正午") && noon.Phase == office.Serving && !d.NoLunch:
		return s.NoonOpen
	case asks("晚上", "晚间", "夜里", "傍晚", "今晚", "明晚", "当晚") && evening.Phase != office.Serving:
		return s.EveningShut(clock(d.Closes()))
	}
	return ""
}

func (t *turn) stillToday(left office.Remaining) string {
	switch left.Phase {
	case office.Serving:
		return texts.Marriage.OpenNow(clock(left.Ends))
	case office.Break:
		return texts.Marriage.BreakNow(clock(left.Opens))
	case office.Before:
		return texts.Marriage.NotYet(clock(left.Opens))
	case office.Over:
		return texts.Marriage.OverNow
	}
	return ""
}

// dayOf is the office's day of any date, with what was typed for it.
func (t *turn) dayOf(tx storage.Tx, day time.Time) (office.Day, error) {
	h, _, err := storage.Halls.Find(tx, today(day))
	if err != nil {
		return office.Day{}, err
	}
	o, err := overrideOf(&h)
	return t.engine.office.On(day, o), err
}

// dayName is a day as people say it, with the year when it is not this one.
func (t *turn) dayName(day time.Time) string {
	day = day.In(storage.Zone)
	year := day.Year()
	if year == t.now.In(storage.Zone).Year() {
		year = 0
	}
	return texts.Marriage.DayName(year, int(day.Month()), day.Day(), int(day.Weekday()), t.daysAway(day))
}

func (t *turn) daysAway(day time.Time) int {
	from := time.Date(t.now.In(storage.Zone).Year(), t.now.In(storage.Zone).Month(), t.now.In(storage.Zone).Day(), 12, 0, 0, 0, storage.Zone)
	to := time.Date(day.In(storage.Zone).Year(), day.In(storage.Zone).Month(), day.In(storage.Zone).Day(), 12, 0, 0, 0, storage.Zone)
	return int(to.Sub(from).Hours()) / 24
}

func (t *turn) whyShut(d office.Day) string {
	if d.Holiday != "" {
		return d.Holiday
	}
	return string(d.Why)
}

func (t *turn) whyOpen(d office.Day) string {
	switch {
	case d.Peak != "" && d.Why == office.MakeUp:
		return texts.Marriage.Peak(d.Peak) + "，" + string(d.Why)
	case d.Peak != "":
		return texts.Marriage.Peak(d.Peak)
	case d.Why == office.Weekday:
		return ""
	}
	return string(d.Why)
}

func spansWords(spans []office.Span) string {
	var list []string
	for _, s := range spans {
		list = append(list, clock(s.From)+"—"+clock(s.To))
	}
	return strings.Join(list, "，")
}

// nextOpen names the next day on which the office is open for certain.
func (t *turn) nextOpen() string {
	d, ok := t.engine.office.NextOpen(t.now, nil)
	if !ok {
		return ""
	}
	return texts.Marriage.NextOpen(t.dayName(d.Date), spansWords(d.Spans))
}

// todayHours is 今日时间: what the windows say of today governs everything, the
// numbers, too.
func todayHours(t *turn, h *storage.Hall, tx storage.Tx, c call) (string, error) {
	typed := strings.TrimSpace(c.rest)
	if typed == "" {
		return "", refuse(texts.Queue.HoursUsage)
	}
	o, err := office.ParseOverride(typed)
	if err != nil {
		return "", refuse(texts.Queue.HoursUsage)
	}
	before, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	h.Hours, h.HoursBy, h.HoursAt = typed, t.party.Staff.ID, t.now
	if o.Restore {
		h.Hours = ""
	}
	h.Over = false
	d, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	e := t.hallEvent("hours", 0)
	e.Detail = typed
	answer, told := texts.Queue.HoursSet(spansWords(d.Spans)), texts.Queue.HoursTold(spansWords(d.Spans))
	if !d.Open {
		answer, told = texts.Queue.HoursShut, texts.Queue.HoursShutTold(t.marriagePhone())
	}
	same := slices.Equal(before.Spans, d.Spans)
	if same && d.Open {
		answer = texts.Queue.HoursSame(spansWords(d.Spans))
	}
	for i := range h.Couples { // a message counts: who knows the hours is not told again
		if c := &h.Couples[i]; c.State.Live() && !same {
			if err := t.tellCouple(tx, c, numberName(c.N)+" "+told); err != nil {
				return "", err
			}
		}
	}
	return answer, tx.Log(e)
}
