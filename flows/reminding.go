package flows

import (
	"slices"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// reminding asks for what 提醒我 needs: which day, and what is to be done there.
type reminding struct {
	Day  string // 2006-01-02
	Case string
}

var remindFlow Flow = form(flow[reminding]{
	name:   "remind",
	title:  remindName,
	browse: true,
	begin: func(r *reminding) string {
		if r.Day == "" {
			return "day"
		}
		return "case"
	},
	steps: []step[reminding]{
		{name: "day", say: say[reminding](texts.Peaks.AskDay), options: func(_ *reminding, t *turn) []string { return t.peakChoices() }, take: (*reminding).takeDay},
		{name: "case", say: (*reminding).askCase, options: func(*reminding, *turn) []string { return texts.Peaks.Cases }, take: (*reminding).takeCase},
	},
	file: func(tx storage.Tx, r *reminding, t *turn) (string, error) { return t.setReminder(tx, r) },
})

// peakChoices are the coming peak days as somebody chooses among them.
func (t *turn) peakChoices() (names []string) {
	for _, p := range t.peaksToCome() {
		names = append(names, texts.Peaks.Line(p.name, t.dateName(p.date)))
	}
	return names
}

func (r *reminding) takeDay(t *turn) Move {
	r.Case = orElse(r.Case, caseNamed(t.Text))
	switch {
	case t.choice >= 0:
		r.Day = today(t.peaksToCome()[t.choice].date)
	default:
		date, wrong := t.remindDay(t.Text)
		if wrong != "" {
			return Again(wrong)
		}
		if date.IsZero() {
			return Elsewhere
		}
		r.Day = today(date)
	}
	if r.Case == "" {
		return Next
	}
	return Finish
}

func (r *reminding) askCase(t *turn) string {
	return texts.Peaks.AskCase(t.dateName(dayOfKey(r.Day)))
}

func (r *reminding) takeCase(t *turn) Move {
	if r.Case = caseNamed(t.Text); t.choice >= 0 {
		r.Case = texts.Peaks.Cases[t.choice]
	}
	if r.Case == "" {
		return Elsewhere
	}
	return Finish
}

// caseNamed finds in words what is to be done; "" when they do not say.
func caseNamed(words string) string {
	said := fold.Text(words)
	for _, c := range texts.Peaks.Cases {
		if strings.Contains(said, fold.Text(c)) {
			return c
		}
	}
	return ""
}

// remindDay finds the day that words name, be it a peak day or not. wrong says what is the matter with a day that cannot be; zero and ""
// when no day is named.
func (t *turn) remindDay(words string) (date time.Time, wrong string) {
	named, ok := t.daysNamed(words)
	switch {
	case !ok:
		date, _ = t.peakNamed(words)
		return date, ""
	case named.wrong != "":
		return time.Time{}, texts.Marriage.NoSuchDay(named.wrong)
	case named.unknown != "":
		return time.Time{}, texts.Marriage.UnknownDay(named.unknown, t.marriagePhone())
	}
	return midnight(named.days[0]), ""
}

// peakNamed finds a coming peak day by its name, or by how couples write its
// date: 520, 5.20.
func (t *turn) peakNamed(words string) (time.Time, bool) {
	days, _ := t.engine.peaksAhead(t.now)
	said := fold.Text(words)
	for _, p := range days {
		if strings.Contains(said, fold.Text(p.name)) {
			return p.date, true
		}
		for _, w := range listed(said) {
			if slices.Contains([]string{p.date.Format("12"), p.date.Format("0102"), p.date.Format("1.2"), p.date.Format("1-2"), p.date.Format("102")}, w) {
				return p.date, true
			}
		}
	}
	return time.Time{}, false
}

// dayOfKey is the midnight of a key's day.
func dayOfKey(key string) time.Time {
	d, err := time.ParseInLocation(time.DateOnly, key, storage.Zone)
	if err != nil {
		return time.Time{}
	}
	return d
}
