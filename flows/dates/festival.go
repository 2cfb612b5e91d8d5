package dates

import "time"

// solar are the festivals that keep their date, by what they are called.
var solar = map[string][2]int{
	"元旦": {1, 1}, "情人节": {2, 14}, "妇女节": {3, 8}, "三八节": {3, 8}, "三八妇女节": {3, 8}, "白色情人节": {3, 14}, "劳动节": {5, 1}, "五一劳动节": {5, 1}, "五一": {5, 1},
	"青年节": {5, 4}, "五四青年节": {5, 4}, "儿童节": {6, 1}, "六一儿童节": {6, 1}, "六一": {6, 1}, "建党节": {7, 1}, "建军节": {8, 1}, "教师节": {9, 10},
	"国庆": {10, 1}, "十一国庆": {10, 1}, "十一": {10, 1}, "光棍节": {11, 11}, "双十一": {11, 11}, "双11": {11, 11}, "双十二": {12, 12}, "双12": {12, 12},
	"平安夜": {12, 24}, "圣诞": {12, 25}, "圣诞节": {12, 25}, "跨年夜": {12, 31},
	"520": {5, 20}, "五二零": {5, 20}, "五二〇": {5, 20}, "五二○": {5, 20}, "五二0": {5, 20}, "521": {5, 21}, "五二一": {5, 21}, "214": {2, 14}, "二一四": {2, 14},
}

// moving are the festivals of the lunar calendar and 清明, by what they are called.
var moving = map[string]string{
	"春节": "春节", "过年": "春节", "除夕": "除夕", "大年三十": "除夕", "年三十": "除夕", "大年夜": "除夕",
	"元宵": "元宵", "清明": "清明", "端午": "端午", "端阳": "端午", "七夕": "七夕", "七夕情人节": "七夕", "中国情人节": "七夕",
	"中秋": "中秋", "重阳": "重阳",
}

// festivalNames match whole names first: 七夕情人节 before 七夕, 情人节 by itself.
const festivalNames = `(七夕情人节|中国情人节|白色情人节|情人节|七夕|春节|过年|除夕|大年三十|年三十|大年夜|元宵|清明|端午|端阳|中秋|重阳|` +
	`元旦|三八妇女节|三八节|妇女节|劳动节|五一劳动节|五四青年节|青年节|六一儿童节|儿童节|建党节|建军节|教师节|国庆|十一国庆|光棍节|双十一|双11|双十二|双12|平安夜|圣诞节|圣诞|跨年夜)节?`

// festival reads a festival by name.
func festival(s *scan, f *found, m []string) bool {
	said := s.yearSaid(m[1])
	if on, fixed := solar[m[2]]; fixed {
		return s.put(f, said, on[0], on[1])
	}
	return s.moving(f, said, moving[m[2]], 0)
}

// byNumber reads 520.
func byNumber(s *scan, f *found, m []string) bool {
	on := solar[m[2]]
	return s.put(f, s.yearSaid(m[1]), on[0], on[1])
}

// newYear reads 初三: so many days into the Spring Festival.
func newYear(s *scan, f *found, m []string) bool {
	d, ok := number(m[3])
	return ok && s.moving(f, s.yearSaid(m[1]), "春节", d-1)
}

// lunar reads a day of the lunar calendar as far as it can be told from a festival.
func (s *scan) lunar(f *found, said int, month string, day int) bool {
	n, _ := number(month)
	switch month {
	case "正":
		n = 1
	case "冬":
		n = 11
	case "腊":
		n = 12
	}
	festivals := map[[2]int]string{{5, 5}: "端午", {7, 7}: "七夕", {8, 15}: "中秋", {9, 9}: "重阳", {12, 30}: "除夕"}
	name, known := festivals[[2]int{n, day}]
	switch {
	case n < 1 || n > 12 || day < 1 || day > 30:
		f.err = &ImpossibleError{}
		return true
	case n == 1:
		return s.moving(f, said, "春节", day-1)
	case known:
		return s.moving(f, said, name, 0)
	}
	f.err = &UnknownError{Year: said}
	return true
}

// moving puts the day so many days after a festival: of the year that was said, or the
// next from s.from on.
func (s *scan) moving(f *found, said int, name string, days int) bool {
	first, last := said, said
	if said == 0 {
		first, last = s.from.Year(), s.from.Year()+1
	}
	for year := first; year <= last; year++ {
		on, known := s.on(name, year)
		if !known {
			f.err = &UnknownError{Year: year}
			return true
		}
		if at := on.AddDate(0, 0, days); said != 0 || !at.Before(s.from) {
			f.days, f.guess = []time.Time{at}, year > first
			return true
		}
	}
	return false
}

// on is the day of a festival; those that hang on the Spring Festival needn't be listed.
func (s *scan) on(name string, year int) (time.Time, bool) {
	if s.reader.Festival == nil {
		return time.Time{}, false
	}
	if day, known := s.reader.Festival(name, year); known {
		return midnight(day), true
	}
	away, known := map[string]int{"除夕": -1, "元宵": 14}[name]
	if !known {
		return time.Time{}, false
	}
	day, known := s.reader.Festival("春节", year)
	return midnight(day).AddDate(0, 0, away), known
}
