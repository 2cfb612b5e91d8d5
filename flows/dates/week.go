package dates

import (
	"strings"
	"time"
)

var weekdays = map[string]int{"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6,
	"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}

var daysAway = map[string]int{"大后天": 3, "后天": 2, "后儿": 2, "后儿个": 2, "后个": 2, "明": 1, "今": 0, "昨": -1, "前天": -2, "大前天": -3}

// relative reads 今天 明天 后天.
func relative(s *scan, f *found, m []string) bool {
	away, known := daysAway[m[1]]
	if !known {
		away = daysAway[string([]rune(m[1])[:1])]
	}
	f.days = []time.Time{s.today.AddDate(0, 0, away)}
	return true
}

// bothDays reads 今明两天 and 明后天.
func bothDays(s *scan, f *found, m []string) bool {
	first := s.today.AddDate(0, 0, strings.Index("今明后", m[1])/len("今"))
	f.days = []time.Time{first, first.AddDate(0, 0, 1)}
	return true
}

// relativePart reads 今早 and 明晚.
func relativePart(s *scan, f *found, m []string) bool {
	f.days, f.part = []time.Time{s.today.AddDate(0, 0, daysAway[m[1]])}, partOf(m[2])
	return true
}

// monday is the first day of a day's calendar week.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// ofWeek is a weekday, 0 for Monday, by the words before it: none is the coming one.
func (s *scan) ofWeek(which string, index int) time.Time {
	which = strings.TrimRight(which, "一个")
	switch which {
	case "", "每":
		day := monday(s.from).AddDate(0, 0, index)
		if day.Before(s.from) {
			day = day.AddDate(0, 0, 7)
		}
		return day
	}
	weeks := strings.Count(which, "下") - strings.Count(which, "上")
	return monday(s.today).AddDate(0, 0, 7*weeks+index)
}

// dayOfWeek reads 周六 and 下周三. A figure may begin a date: 下周5月20日.
func dayOfWeek(s *scan, f *found, m []string) bool {
	if rest := string(s.runes[f.end:]); m[2] >= "1" && m[2] <= "7" && of(at(`[0-9月.号日点天个次/:]`), first(rest)) && rest != "" {
		return false
	}
	f.days = []time.Time{s.ofWeek(m[1], weekdays[m[2]])}
	return true
}

func first(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// daysOfWeek reads 周一至五.
func daysOfWeek(s *scan, f *found, m []string) bool {
	from, until := weekdays[m[2]], weekdays[m[3]]
	if from >= until {
		return false
	}
	day := s.ofWeek(m[1], from)
	f.days = stretchOf(day, day.AddDate(0, 0, until-from))
	return true
}

// weekend reads 周末: this week's as far as it isn't over, or the one that is named.
func weekend(s *scan, f *found, m []string) bool {
	saturday := s.ofWeek("这"+strings.NewReplacer("这", "", "本", "", "每", "").Replace(m[1]), 5)
	for _, day := range []time.Time{saturday, saturday.AddDate(0, 0, 1)} {
		if strings.Contains(m[1], "上") || !day.Before(s.today) {
			f.days = append(f.days, day)
		}
	}
	return true
}
