package flows

import (
	"regexp"
	"strings"
	"time"

	"minqing/flows/dates"
	"minqing/flows/fold"
	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// oClock is a time of day as people say it: 下午三点, 12点半, 17:10.
var oClock = regexp.MustCompile(`(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|今晚|明晚|今早|明早)?的?([0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?:(?:点|时)钟?(半|一刻|三刻|[0-9]{1,2}分?|[一二三四五]?十[一二三四五六七八九]?分?)?|:([0-5][0-9]))`)

// clockWords answers what a question's hour is on an open day: 后天下午三点去可以吗. "" when
// it names none, or several: a stretch is no moment.
func clockWords(d office.Day, words string) string {
	found := oClock.FindAllStringSubmatch(strings.Map(fold.Rune, words), 2)
	if len(found) != 1 {
		return ""
	}
	hour, minute, ok := oClockOf(found[0])
	if !ok {
		return ""
	}
	y, m, day := d.Date.In(storage.Zone).Date()
	at := time.Date(y, m, day, hour, minute, 0, 0, storage.Zone)
	s, left := &texts.Marriage, d.Remaining(at)
	switch left.Phase {
	case office.Before:
		return s.BeforeAt(clock(at), clock(left.Opens))
	case office.Break:
		return s.BreakAt(clock(at), clock(left.Opens))
	case office.Over:
		return s.OverAt(clock(at))
	case office.Serving:
		if !d.Last.IsZero() && !at.Before(d.Last) {
			return s.LateAt(clock(at), clock(d.Last))
		}
		return s.ServesAt(clock(at))
	}
	return ""
}

// oClockOf is the hour of a match. 三点 without a part of the day is in the afternoon: at
// night nobody asks for an office.
func oClockOf(m []string) (hour, minute int, ok bool) {
	hour, ok = dates.Number(m[2])
	part := m[1]
	early := strings.ContainsAny(part, "早晨") || part == "上午"
	if !ok || hour > 24 || m[0] == "一点" || !early && part != "" && part != "中午" && hour == 12 { // 早一点来, 晚上12点
		return 0, 0, false
	}
	switch {
	case early:
	case part == "" && hour > 0 && hour < 7, part == "中午" && hour < 4, part != "" && part != "中午" && hour < 12:
		hour += 12
	}
	switch m[3] {
	case "":
		minute, _ = dates.Number(m[4])
	case "半":
		minute = 30
	case "一刻":
		minute = 15
	case "三刻":
		minute = 45
	default:
		minute, ok = dates.Number(strings.TrimSuffix(m[3], "分"))
	}
	return hour % 24, minute, ok && minute < 60
}
