package configs

import (
	"fmt"
	"strings"
	"time"

	"minqing/flows/calendar"
)

// calendarFile is calendar.yaml as it is written.
type calendarFile struct {
	Years     []calendarYear  `yaml:"years"`
	Festivals []festivalDates `yaml:"festivals"`
}

// festivalDates is a festival with one date or with those of many years.
type festivalDates struct {
	Name  string   `yaml:"name"`
	Date  string   `yaml:"date"`
	Dates []string `yaml:"dates"`
}

type calendarYear struct {
	Year   int      `yaml:"year"`
	Source string   `yaml:"source"` // the notice that published it
	Rest   []string `yaml:"rest"`   // YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, then the holiday's name
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
	b.holidays = map[string]string{}
	var years []calendar.Year
	for i, y := range file.Years {
		path := fmt.Sprintf("years[%d]", i)
		years = append(years, calendar.Year{
			Number: y.Year,
			Rest:   check.days(path+".rest", y.Year, y.Rest, b.holidays),
			Work:   check.days(path+".work", y.Year, y.Work, nil),
		})
	}
	b.Festivals = check.festivals(file.Festivals)
	built, err := calendar.New(years...)
	if err != nil {
		check.report(Error, "years", "同一年写了两次，或同一天既放假又补班")
		built, _ = calendar.New()
	}
	b.Calendar = built
	return append(append(problems, found...), check.problems...)
}

// festivals reads the days that move through the year, one by one.
func (c *checker) festivals(list []festivalDates) []Festival {
	var all []Festival
	seen := map[string]bool{} // a name and a year
	for i, f := range list {
		at := fmt.Sprintf("festivals[%d]", i)
		if f.Date != "" {
			f.Dates = append([]string{f.Date}, f.Dates...)
		}
		if f.Name == "" || len(f.Dates) == 0 {
			c.report(Error, at, "要有名称 name 和日期 date 或 dates（YYYY-MM-DD）")
		}
		for _, text := range f.Dates {
			day, err := calendar.ParseDay(text)
			if err != nil {
				c.report(Error, at, fmt.Sprintf("“%s”的日期应当是 YYYY-MM-DD", f.Name))
				continue
			}
			year := fmt.Sprint(f.Name, day.Year())
			if seen[year] {
				c.report(Error, at, fmt.Sprintf("“%s”在 %d 年写了两次", f.Name, day.Year()))
			}
			seen[year] = true
			all = append(all, Festival{Name: f.Name, Day: day})
		}
	}
	return all
}

// days reads one list of days and ranges, and reports those it can't use. What
// the days are called goes into names.
func (c *checker) days(path string, year int, list []string, names map[string]string) []time.Time {
	var days []time.Time
	for i, text := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		stretch, name, _ := strings.Cut(strings.TrimSpace(text), " ")
		first, last, ranged := strings.Cut(stretch, "..")
		if !ranged {
			last = first
		}
		from, err := calendar.ParseDay(first)
		until, lastErr := calendar.ParseDay(last)
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
			if name = strings.TrimSpace(name); name != "" && names != nil {
				names[day.Format(time.DateOnly)] = name
			}
		}
	}
	return days
}

// Holiday is what a day's holiday is called in the calendar file; empty for a day
// that is none or has no name there.
func (b *Bureau) Holiday(day time.Time) string {
	return b.holidays[day.In(calendar.Zone).Format(time.DateOnly)]
}

// Festival finds the day of a festival in a year.
func (b *Bureau) Festival(name string, year int) (time.Time, bool) {
	for _, f := range b.Festivals {
		if f.Name == name && f.Day.Year() == year {
			return f.Day, true
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
