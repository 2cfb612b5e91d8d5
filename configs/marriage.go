package configs

import (
	"strconv"
	"strings"
)

// Marriage is the marriage registry's day. Nothing of it may be guessed: what
// the bureau has left blank is said to be unsaid.
type Marriage struct {
	Unit             string  `yaml:"unit"`
	Hours            []Span  `yaml:"hours"`              // of a working day, in order
	Saturdays        []Span  `yaml:"saturdays"`          // of a Saturday that is neither holiday nor make-up day; empty: closed
	Windows          int     `yaml:"windows"`            // open on a usual day; 0: not said
	MinutesPerCouple int     `yaml:"minutes_per_couple"` // first guess, before the day has figures of its own
	DailyLimit       int     `yaml:"daily_limit"`        // couples a day; 0: no limit
	TakeFrom         string  `yaml:"take_from"`          // TakeAnywhere or TakeOnsite
	OpenBefore       Minutes `yaml:"open_before"`        // before opening, from when numbers may be taken
	CutOff           Minutes `yaml:"cut_off"`            // before closing, from when none are given any more
	TellAhead        []int   `yaml:"tell_ahead"`         // told when so many couples are before them, most first
	MissedAfter      int     `yaml:"missed_after"`       // 过号: comes back in after so many numbers …
	MissedTimes      int     `yaml:"missed_times"`       // … so many times; then the number is void
	LateMinutes      int     `yaml:"late_minutes"`       // 晚到: how long a couple that says so isn't called, once
	Missed           string  `yaml:"missed"`             // what else is to say about 过号, in words
	Peaks            []Peak  `yaml:"peaks"`              // 高峰日
	Days             []Date  `yaml:"days"`               // single days that are unlike what the rest says

	EveItems   []string `yaml:"eve_items"`   // what the windows check on the eve of a peak day; empty: nothing
	EveAt      string   `yaml:"eve_at"`      // HH:MM, when the list is sent …
	EveGapsAt  string   `yaml:"eve_gaps_at"` // … and when the leaders hear what is not ready
	RemindDays int      `yaml:"remind_days"` // 提醒我: how many days before
}

// Where a number may be taken from.
const (
	TakeAnywhere = "anywhere"
	TakeOnsite   = "onsite"
)

// Minutes is a number of minutes that the bureau may have left blank, which is
// not the same as none.
type Minutes string

// Value is the number, and whether one was given.
func (m Minutes) Value() (minutes int, said bool) {
	n, err := strconv.Atoi(strings.TrimSpace(string(m)))
	return n, err == nil && n >= 0
}

// Span is a stretch of a day, `HH:MM` to `HH:MM`.
type Span struct {
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// Peak is a day when many couples come: a date of every year or a festival.
type Peak struct {
	Name     string `yaml:"name"`
	Date     string `yaml:"date"`      // MM-DD; empty for a lunar day
	Festival string `yaml:"festival"`  // a name from the calendar file; empty for a fixed date
	Hours    []Span `yaml:"hours"`     // instead of the usual; empty: the bureau hasn't said
	Windows  int    `yaml:"windows"`   // 0: as usual
	NoLunch  bool   `yaml:"no_lunch"`  // 午间不休: from the first opening to the last closing without a break
	Cap      int    `yaml:"cap"`       // couples that day; 0: as usual
	RestDays string `yaml:"rest_days"` // RestOpen or RestClosed where it falls on a rest day; empty: not said
	Note     string `yaml:"note"`
}

// Whether a peak day that falls on a weekend or a holiday is worked.
const (
	RestOpen   = "open"
	RestClosed = "closed"
)

// Date is one day of the calendar for which the bureau has decided otherwise.
type Date struct {
	Date    string `yaml:"date"` // YYYY-MM-DD
	Closed  bool   `yaml:"closed"`
	Hours   []Span `yaml:"hours"`    // instead of that day's; empty: as that day would be
	NoLunch bool   `yaml:"no_lunch"` // 午间不休
	Windows int    `yaml:"windows"`  // 0: as that day would have
	Cap     int    `yaml:"cap"`      // 0: as that day would have
	Note    string `yaml:"note"`
}

// settle brings accepted old spellings to the ones in use.
func (m *Marriage) settle() {
	if m.TakeFrom == "nearby" {
		m.TakeFrom = TakeOnsite
	}
}

// forgetSample leaves the rules of the queue, and of the peak days their names
// and dates. Hours, windows and whatever was invented for them go.
func (m *Marriage) forgetSample() {
	m.Hours, m.Saturdays, m.Days = nil, nil, nil
	m.Windows, m.DailyLimit = 0, 0
	m.OpenBefore, m.CutOff, m.Missed = "", "", ""
	var peaks []Peak
	for _, p := range m.Peaks {
		peaks = append(peaks, Peak{Name: p.Name, Date: p.Date, Festival: p.Festival})
	}
	m.Peaks = peaks
}
