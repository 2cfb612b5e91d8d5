package dates

import (
	"regexp"
	"time"
	"unicode/utf8"
)

var (
	beside  = regexp.MustCompile(`^(?:的|那天|当天|那一天)?(第[二三四五六七]天|次日|[前后头][一1两]天|[前后]一日|头天)`)
	later   = regexp.MustCompile(`^(?:的|那天|当天|那一天|这天| |,)*(今?(?:凌晨|清晨|早晨|早上|一早|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|夜里|早|晚))(?: *[0-9]{1,2}(?:[:.。][0-9]{2}|[点时](?:半|[0-9]{1,2}分?)?))?`)
	hour    = regexp.MustCompile(`^ *[0-9]{1,2}(?::[0-9]{2}|[.。](?:00|30)|[点时](?:半|[0-9]{1,2}分?)?)`)
	until   = regexp.MustCompile(`^ *(?:到|至|-)+ *`)
	partsOf = map[string]Part{"中午": Noon, "正午": Noon, "午间": Noon, "下午": Afternoon, "午后": Afternoon,
		"傍晚": Evening, "晚上": Evening, "晚间": Evening, "夜里": Evening, "晚": Evening}
	steps = map[string]int{"第二天": 1, "第三天": 2, "第四天": 3, "第五天": 4, "第六天": 5, "第七天": 6, "次日": 1, "头天": -1,
		"前一天": -1, "前1天": -1, "前一日": -1, "头一天": -1, "头1天": -1, "前两天": -2, "后一天": 1, "后1天": 1, "后一日": 1, "后两天": 2}
)

// extend takes in what belongs to a day and follows it: 第二天, 前一天, 下午, 到周五. It
// returns the place after all that.
func (s *scan) extend(f *found) int {
	if m := beside.FindStringSubmatch(s.after(f)); m != nil && len(f.days) == 1 {
		if step, known := steps[m[1]]; known {
			f.days = []time.Time{f.days[0].AddDate(0, 0, step)}
			s.stretch(f, m[0])
		}
	}
	s.part(f)
	s.through(f)
	return f.end
}

// after is the text behind what was found.
func (s *scan) after(f *found) string { return string(s.runes[f.end:]) }

func (s *scan) stretch(f *found, words string) { f.end += utf8.RuneCountInString(words) }

// part takes in the part of the day, and the hour behind it lest 8.30 be read as a date.
func (s *scan) part(f *found) {
	if m := later.FindStringSubmatch(s.after(f)); m != nil && f.part == "" {
		f.part = partOf(m[1])
		s.stretch(f, m[0])
		return
	}
	s.stretch(f, hour.FindString(s.after(f)))
}

func partOf(word string) Part {
	if p, known := partsOf[word]; known {
		return p
	}
	return Morning
}

// through takes in the end of a stretch of days: 5月18日到20日, 周一至周五.
func (s *scan) through(f *found) {
	m := until.FindString(s.after(f))
	if m == "" || len(f.days) != 1 {
		return
	}
	at := f.end + utf8.RuneCountInString(m)
	s.from = f.days[0]
	last, _ := s.longest(at, string(s.runes[at:]))
	s.from = s.today
	if last == nil || (last.err == nil && (len(last.days) != 1 || !last.days[0].After(f.days[0]))) {
		return
	}
	f.end = last.end
	if last.err != nil {
		f.err = last.err
		return
	}
	s.part(f)
	f.days = stretchOf(f.days[0], last.days[0])
}

// stretchOf is every day of a stretch, or the ends of a long one.
func stretchOf(first, last time.Time) []time.Time {
	if last.Sub(first) >= few*24*time.Hour {
		return []time.Time{first, last}
	}
	var days []time.Time
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		days = append(days, day)
	}
	return days
}
