package dates

import (
	"regexp"
	"strings"
	"time"

	"minqing/storage"
)

var goingOn = at(`[0-9]|[./][0-9]`)

// years are the ways to say a year before a date.
const years = `(?:19|20)[0-9]{2} *年|[0-9]{2}年|[一二][〇零○一二三四五六七八九]{3}年|今年|明年|大?后年|去年`

// date is a day of the solar calendar, if there is one.
func date(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, storage.Zone)
	return t, month >= 1 && month <= 12 && t.Day() == day && day > 0
}

// yearSaid is the year that words name; 0: none was said.
func (s *scan) yearSaid(words string) int {
	words = strings.ReplaceAll(words, " ", "")
	switch words {
	case "":
		return 0
	case "今年", "明年", "后年", "大后年", "去年":
		return s.today.Year() + map[string]int{"明年": 1, "后年": 2, "大后年": 3, "去年": -1}[words]
	}
	n, _ := year(strings.TrimSuffix(words, "年"))
	return n
}

// goesOn reports whether the number of a date without 日 or 号 goes on behind it: then
// it is some other number.
func (s *scan) goesOn(f *found, mark string) bool {
	return mark == "" && goingOn.MatchString(s.after(f))
}

// next is the first such day of a year from s.from on; leap days are looked for.
func (s *scan) next(month, day int) (at time.Time, guess, ok bool) {
	for year := s.from.Year(); year <= s.from.Year()+8; year++ {
		if at, ok = date(year, month, day); ok && !at.Before(s.from) {
			return at, year != s.from.Year(), true
		}
	}
	return at, false, false
}

// put stores the day, or that there is none.
func (s *scan) put(f *found, year, month, day int) bool {
	at, ok := date(year, month, day)
	if year == 0 {
		at, f.guess, ok = s.next(month, day)
	}
	if !ok {
		f.err = &ImpossibleError{}
		return true
	}
	f.days = []time.Time{at}
	return true
}

// monthDay reads 5月20日 and 五月二十, and days of the lunar calendar: 正月初八, 八月十五.
func monthDay(s *scan, f *found, m []string) bool {
	said, which, month, first, day, mark := s.yearSaid(m[2]), m[1]+m[3], m[4], m[5] != "", m[6], m[7]
	lunar, solar := which != "" && strings.Contains("农历阴历旧历", which), which != "" && strings.Contains("公历阳历新历", which)
	d, ok := number(day)
	if !ok || s.goesOn(f, mark) {
		return false
	}
	spoken := day[0] > '9' // 八月十五 is a festival, 8月15日 and 八月十五号 are in August
	midAutumn := !solar && mark == "" && spoken && month == "八" && day == "十五"
	if lunar || first || midAutumn || strings.Contains("正腊冬", month) {
		return s.lunar(f, said, month, d)
	}
	n, ok := number(month)
	if !ok {
		return false
	}
	if _, real := date(2028, n, d); !real && mark == "" && spoken { // a leap year
		return false
	}
	return s.put(f, said, n, d)
}

// dayOfMonth reads 下个月1号.
func dayOfMonth(s *scan, f *found, m []string) bool {
	d, ok := number(m[2])
	if !ok {
		return false
	}
	first := s.month(m[1])
	return s.put(f, first.Year(), int(first.Month()), d)
}

// month is the first day of the month that 这个, 下个 or 上个 names.
func (s *scan) month(which string) time.Time {
	months := strings.Count(which, "下") - strings.Count(which, "上")
	return time.Date(s.today.Year(), s.today.Month()+time.Month(months), 1, 0, 0, 0, 0, storage.Zone)
}

// numbered reads 2027-02-14.
func numbered(s *scan, f *found, m []string) bool {
	y, _ := year(m[1])
	month, _ := number(m[3])
	day, _ := number(m[4])
	return !s.goesOn(f, m[5]) && s.put(f, y, month, day)
}

// compact reads 20270214, and leaves alone what is no date.
func compact(s *scan, f *found, m []string) bool {
	return numbered(s, f, []string{m[0], m[1], "", m[2], m[3], ""}) && f.err == nil
}

// dotted reads 5.20 and 5/20; what is no date is some other number.
func dotted(s *scan, f *found, m []string) bool {
	month, _ := number(m[1])
	day, _ := number(m[2])
	return !s.goesOn(f, m[3]) && s.put(f, 0, month, day) && f.err == nil
}

// nextDay is the first such day of a month from a day on. What no month has is some
// other number than a day.
func nextDay(from time.Time, words string) (at time.Time, guess, ok bool) {
	d, ok := number(words)
	for i := 0; ok && i < 3; i++ {
		first := time.Date(from.Year(), from.Month()+time.Month(i), 1, 0, 0, 0, 0, storage.Zone)
		if at, real := date(first.Year(), int(first.Month()), d); real && !at.Before(from) {
			return at, i > 0, true
		}
	}
	return at, false, false
}

// bareDay reads 31号: of this month, or of the next that has it; in 5月20日、21日 of
// the month that was named.
func bareDay(s *scan, f *found, m []string) bool {
	from := s.from
	if n := len(s.found); n > 0 && s.found[n-1].kind == exact && len(s.found[n-1].days) > 0 && s.from.Equal(s.today) {
		last := s.found[n-1]
		if between.MatchString(string(s.runes[last.end:f.at])) {
			from = last.days[len(last.days)-1]
		}
	}
	at, guess, ok := nextDay(from, m[1])
	f.days, f.guess = []time.Time{at}, guess
	return ok
}

var between = regexp.MustCompile(`^(?: |、|,|和|或|或者|还是|跟|及)*$`)

// twoDays reads 20、21号 and 25-27号.
func twoDays(s *scan, f *found, m []string) bool {
	first, guess, ok := nextDay(s.from, m[1])
	last, _, okLast := nextDay(first, m[3])
	if !ok || !okLast || !last.After(first) {
		return false
	}
	f.days, f.guess = []time.Time{first, last}, guess
	if strings.Contains("-到至", m[2]) {
		f.days = stretchOf(first, last)
	}
	return true
}

// monthEnd reads 月底 and 5月底.
func monthEnd(s *scan, f *found, m []string) bool {
	first := s.month(m[1])
	if m[2] != "" {
		n, ok := number(m[2])
		if !ok || n < 1 || n > 12 {
			return false
		}
		first, f.guess = time.Date(s.from.Year(), time.Month(n), 1, 0, 0, 0, 0, storage.Zone), false
		if first.AddDate(0, 1, -1).Before(s.from) {
			first, f.guess = first.AddDate(1, 0, 0), true
		}
	}
	f.days = []time.Time{first.AddDate(0, 1, -1)}
	return true
}

// nthWeekday reads 下个月最后一个周五 and 5月第二个周六. A month without a fifth has no
// such day.
func nthWeekday(s *scan, f *found, m []string) bool {
	first := s.month(m[1])
	if m[3] != "" {
		n, ok := number(m[3])
		if !ok || n < 1 || n > 12 {
			return false
		}
		year := s.yearSaid(m[2])
		if year == 0 {
			year = s.from.Year()
			if f.guess = n < int(s.from.Month()); f.guess {
				year++
			}
		}
		first = time.Date(year, time.Month(n), 1, 0, 0, 0, 0, storage.Zone)
	}
	day := first.AddDate(0, 0, (weekdays[m[6]]+8-int(first.Weekday()))%7)
	if m[5] != "" {
		for day.AddDate(0, 0, 7).Month() == first.Month() {
			day = day.AddDate(0, 0, 7)
		}
	} else {
		nth, _ := number(m[4])
		day = day.AddDate(0, 0, 7*(nth-1))
	}
	if day.Month() != first.Month() {
		f.err = &ImpossibleError{}
		return true
	}
	f.days = []time.Time{day}
	return true
}
