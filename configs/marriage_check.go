package configs

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/office"
)

const spanForm = `应当是 from: "08:30" 到 to: "12:00"，由早到晚，不重叠`

func (c *checker) marriage(b *Bureau) {
	m := &b.Marriage
	if _, found := b.Unit(m.Unit); !found {
		c.report(Error, "marriage.unit", fmt.Sprintf("单位“%s”不存在", m.Unit))
	}
	if len(m.Hours) == 0 {
		c.report(Warning, "marriage.hours", "待本局填写：婚姻登记办理时间，没有填写的会请市民打电话问")
	}
	c.spans("marriage.hours", m.Hours)
	c.spans("marriage.saturdays", m.Saturdays)
	c.queue(m)
	c.numbersFrom(m)
	if m.TakeFrom != TakeAnywhere && m.TakeFrom != TakeOnsite {
		c.report(Error, "marriage.take_from", "应当是 anywhere（任何地方）或 onsite（到现场）")
	}
	c.peaks(b)
	c.dates(m)
	c.eves(m)
}

// mostRemindDays is as far ahead as a reminder is of use.
const mostRemindDays = 60

// eves looks at what is done before a peak day.
func (c *checker) eves(m *Marriage) {
	c.unique("marriage.eve_items", m.EveItems)
	sent, err := time.Parse("15:04", m.EveAt)
	if err != nil {
		c.report(Error, "marriage.eve_at", `应当是 HH:MM，例如 "15:00"`)
	}
	told, tellErr := time.Parse("15:04", m.EveGapsAt)
	switch {
	case tellErr != nil:
		c.report(Error, "marriage.eve_gaps_at", `应当是 HH:MM，例如 "17:30"`)
	case err == nil && !told.After(sent):
		c.report(Error, "marriage.eve_gaps_at", "应当比发检查单的时间 eve_at 晚")
	}
	if m.RemindDays < 1 || m.RemindDays > mostRemindDays {
		c.report(Error, "marriage.remind_days", fmt.Sprintf("应当是 1 到 %d 天", mostRemindDays))
	}
}

// queue looks at what rules the numbers once they are taken.
func (c *checker) queue(m *Marriage) {
	if m.Windows < 0 || m.MinutesPerCouple <= 0 || m.DailyLimit < 0 {
		c.report(Error, "marriage", "minutes_per_couple 必须大于 0，windows 和 daily_limit 不能是负数")
	}
	if m.Windows == 0 {
		c.report(Warning, "marriage.windows", "待本局填写：平日开几个窗口，没有填写的开窗前估不出等候时间")
	}
	for i, n := range m.TellAhead {
		if n <= 0 || (i > 0 && n >= m.TellAhead[i-1]) {
			c.report(Error, "marriage.tell_ahead", "应当是由大到小的对数，例如 [5, 2]；不提醒就写 []")
			break
		}
	}
	switch {
	case m.MissedTimes < 0 || m.MissedAfter < 0 || m.LateMinutes < 0:
		c.report(Error, "marriage", "missed_after、missed_times、late_minutes 不能是负数")
	case m.MissedTimes > 0 && m.MissedAfter == 0:
		c.report(Error, "marriage.missed_after", "过号后还能排回来（missed_times 大于 0），就要写隔几个号")
	}
}

// numbersFrom looks at when numbers begin and end.
func (c *checker) numbersFrom(m *Marriage) {
	for _, f := range []struct {
		path, blank string
		minutes     Minutes
	}{
		{"marriage.open_before", "待本局填写：开门前多久可以取号，没有填写的会请市民打电话问", m.OpenBefore},
		{"marriage.cut_off", "待本局填写：关门前多久停止取号，没有填写的会请市民打电话问", m.CutOff},
	} {
		n, said := f.minutes.Value()
		switch {
		case strings.TrimSpace(string(f.minutes)) == "":
			c.report(Warning, f.path, f.blank)
		case !said || n >= int(office.Midnight):
			c.report(Error, f.path, `应当是分钟数，0 表示到点；还没定就写 ""`)
		}
	}
	if hours, err := toHours(m.Hours); err == nil && len(hours) > 0 {
		first, last := hours[0].From, hours[len(hours)-1].To
		if n, said := m.CutOff.Value(); said && n >= int(last-first) {
			c.report(Error, "marriage.cut_off", "比一天的办理时间还长，那就一个号也取不到了")
		}
		if n, said := m.OpenBefore.Value(); said && n > int(first) {
			c.report(Error, "marriage.open_before", "取号时间落到了前一天，号码只能当天取")
		}
	}
}

func (c *checker) peaks(b *Bureau) {
	seen := map[string]bool{}
	var noHours, noRest []string
	for i, p := range b.Marriage.Peaks {
		at := fmt.Sprintf("marriage.peaks[%d]", i)
		_, err := time.Parse(time.DateOnly, "2028-"+p.Date) // a leap year
		known := slices.ContainsFunc(b.Festivals, func(f Festival) bool { return f.Name == p.Festival })
		if p.Name == "" || (p.Festival == "" && err != nil) || (p.Festival != "" && (!known || p.Date != "")) {
			c.report(Error, at, "要有名称 name，以及日期 date（MM-DD）或日历里有的节日 festival 之一")
		}
		when := p.Date + p.Festival
		if seen[when] {
			c.report(Error, at, fmt.Sprintf("高峰日“%s”的日子前面已经写过", p.Name))
		}
		seen[when] = true
		if p.RestDays != "" && p.RestDays != RestOpen && p.RestDays != RestClosed {
			c.report(Error, at+".rest_days", `应当是 open（逢休息日也开）或 closed（不开）；还没定就写 ""`)
		}
		c.special(at, p.Name, p.Hours, p.NoLunch, p.Windows, p.Cap)
		if len(p.Hours) == 0 && !p.NoLunch {
			noHours = append(noHours, p.Name)
		}
		if p.RestDays == "" {
			noRest = append(noRest, p.Name)
		}
	}
	c.blank("marriage.peaks", "高峰日的办理时间（hours）", noHours)
	c.blank("marriage.peaks", "高峰日逢周末和节假日开不开（rest_days）", noRest)
}

// blank warns of what several days lack.
func (c *checker) blank(path, what string, days []string) {
	if len(days) > 0 {
		c.report(Warning, path, fmt.Sprintf("待本局填写：%s：%s，没有填写的会请市民打电话问", what, strings.Join(days, "、")))
	}
}

func (c *checker) dates(m *Marriage) {
	seen := map[string]bool{}
	for i, d := range m.Days {
		at := fmt.Sprintf("marriage.days[%d]", i)
		if _, err := calendar.ParseDay(d.Date); err != nil {
			c.report(Error, at, "要有日期 date，写成 YYYY-MM-DD")
		}
		if seen[d.Date] {
			c.report(Error, at, fmt.Sprintf("%s 写了两次", d.Date))
		}
		seen[d.Date] = true
		changed := len(d.Hours) > 0 || d.NoLunch || d.Windows > 0 || d.Cap > 0
		switch {
		case d.Closed && changed:
			c.report(Error, at, fmt.Sprintf("%s 既写了不办理 closed，又写了办理的安排", d.Date))
		case !d.Closed && !changed && d.Note == "":
			c.report(Error, at, fmt.Sprintf("%s 没有写与平时有什么不同", d.Date))
		}
		c.special(at, d.Date, d.Hours, d.NoLunch, d.Windows, d.Cap)
	}
}

// special looks at what a peak day and a single day have in common.
func (c *checker) special(at, name string, hours []Span, noLunch bool, windows, limit int) {
	c.spans(at+".hours", hours)
	if noLunch && len(hours) > 1 {
		c.report(Error, at, fmt.Sprintf("“%s”既写了午间不休 no_lunch，办理时间又分成几段", name))
	}
	if windows < 0 || limit < 0 {
		c.report(Error, at, fmt.Sprintf("“%s”的 windows 和 cap 不能是负数", name))
	}
}

// spans asks that each stretch be HH:MM to HH:MM and follow the one before.
func (c *checker) spans(path string, spans []Span) {
	var end office.Clock
	for i, s := range spans {
		h, err := toSpan(s)
		if err != nil || h.From >= h.To || (i > 0 && h.From < end) {
			c.report(Error, fmt.Sprintf("%s[%d]", path, i), spanForm)
			return
		}
		end = h.To
	}
}
