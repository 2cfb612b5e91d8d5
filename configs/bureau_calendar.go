package configs

import (
	"fmt"
	"strings"
	"time"

	"minqing/flows/calendar"
)

// calendarFile is calendar.yaml as it is written.
type calendarFile struct {
	Years     []calendarYear `yaml:"years"`
	Festivals []Festival     `yaml:"festivals"`
}

type calendarYear struct {
	Year   int      `yaml:"year"`
	Source string   `yaml:"source"` // the notice that published it
	Rest   []string `yaml:"rest"`   // YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD
	Work   []string `yaml:"work"`
}

// longestRest bounds a range, so that a mistyped year can't fill the calendar.
const longestRest = 31

func (b *Bureau) loadCalendar(bureauPath string) []Problem {
	name, text, problems := b.companion(bureauPath, "calendar", b.CalendarFile, calendarName, builtinCalendar)
	var file calendarFile
	read, found := decode(name, text, &file)
	b.sources.calendar = read
	check := &checker{source: read}
	var years []calendar.Year
	for i, y := range file.Years {
		path := fmt.Sprintf("years[%d]", i)
		years = append(years, calendar.Year{
			Number: y.Year,
			Rest:   check.days(path+".rest", y.Year, y.Rest),
			Work:   check.days(path+".work", y.Year, y.Work),
		})
	}
	for i, f := range file.Festivals {
		if _, err := calendar.ParseDay(f.Date); err != nil || f.Name == "" {
			check.report(Error, fmt.Sprintf("festivals[%d]", i), "要有名称 name 和日期 date（YYYY-MM-DD）")
		}
	}
	built, err := calendar.New(years...)
	if err != nil {
		check.report(Error, "years", "同一年写了两次，或同一天既放假又补班")
		built, _ = calendar.New()
	}
	b.Calendar, b.Festivals = built, file.Festivals
	return append(append(problems, found...), check.problems...)
}

// days reads one list of days and ranges, and reports those it can't use.
func (c *checker) days(path string, year int, list []string) []time.Time {
	var days []time.Time
	for i, text := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		first, last, ranged := strings.Cut(text, "..")
		if !ranged {
			last = first
		}
		from, err := calendar.ParseDay(strings.TrimSpace(first))
		until, lastErr := calendar.ParseDay(strings.TrimSpace(last))
		switch {
		case err != nil || lastErr != nil:
			c.report(Error, at, "应当是 YYYY-MM-DD，或 起日..止日")
			continue
		case from.Year() != year || until.Year() != year:
			c.report(Error, at, fmt.Sprintf("不在 %d 年", year))
			continue
		case until.Before(from) || until.Sub(from) > longestRest*24*time.Hour:
			c.report(Error, at, "止日早于起日，或一段超过 31 天")
			continue
		}
		for day := from; !day.After(until); day = day.AddDate(0, 0, 1) {
			days = append(days, day)
		}
	}
	return days
}

// Festival finds the day of a festival in a year.
func (b *Bureau) Festival(name string, year int) (time.Time, bool) {
	for _, f := range b.Festivals {
		day, err := calendar.ParseDay(f.Date)
		if err == nil && f.Name == name && day.Year() == year {
			return day, true
		}
	}
	return time.Time{}, false
}

// CheckCalendar warns when the holidays of now's year are missing, or from
// November those of the next: the notice is out by then.
func (b *Bureau) CheckCalendar(now time.Time) []Problem {
	now = now.In(calendar.Zone)
	years := []int{now.Year()}
	if now.Month() >= time.November {
		years = append(years, now.Year()+1)
	}
	check := &checker{source: b.sources.calendar}
	for _, year := range years {
		if !b.Calendar.Known(year) {
			check.report(Warning, "years", fmt.Sprintf("缺 %d 年的放假安排，暂按周一至周五计算工作日，公布后请补上", year))
		}
	}
	return check.problems
}
