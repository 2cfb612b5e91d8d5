// Package spans reads the stretch of time that words name when somebody looks back:
// 本月, 上周, 11月, 2026年5月, 第二季度, 11月1日到11月20日. It is pure: now is handed in.
//
// A month, day or quarter without a year is the last one of that name that has begun; at
// the end of a stretch it follows the beginning. A week begins on Monday.
package spans

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/storage"
	"minqing/storage/fold"
)

// Span is from the beginning of a day to before the beginning of another.
type Span struct{ From, Until time.Time }

var (
	yearForm  = regexp.MustCompile(`^(20\d\d)年?(?:全年|度)?$`)
	monthForm = regexp.MustCompile(`^(?:(20\d\d)[-年./]|(今年|去年))?(\d{1,2})月份?$|^(20\d\d)[-./](\d{1,2})$`)
	dayForm   = regexp.MustCompile(`^(?:(20\d\d)[-年./]|(今年|去年))?(\d{1,2})[-月./](\d{1,2})[日号]?$`)
	quarters  = regexp.MustCompile(`^(?:(20\d\d)年?)?(?:第([1-4])季度?|([1-4])季度)$`)
	halfForm  = regexp.MustCompile(`^(?:(20\d\d)年?)?(上|下)半年$`)
	lastDays  = regexp.MustCompile(`^最?近(\d{1,3})[天日]$`)
	tillForm  = regexp.MustCompile(`^(?:从|自)?(.+?)(?:到|至|~|～|--|—+)(.+?)(?:为止|止)?$`)
)

// spoken turns the months and quarters that are said in words into figures.
var spoken = strings.NewReplacer("十一月", "11月", "十二月", "12月", "十月", "10月", "一月", "1月", "二月", "2月", "三月", "3月",
	"四月", "4月", "五月", "5月", "六月", "6月", "七月", "7月", "八月", "8月", "九月", "9月",
	"一季", "1季", "二季", "2季", "三季", "3季", "四季", "4季")

// Read reads words that name a stretch of time and nothing else.
func Read(typed string, now time.Time) (s Span, ok bool) {
	word := spoken.Replace(strings.ReplaceAll(fold.Text(typed), " ", ""))
	r := reader{today: date(now.In(storage.Zone).Date())}
	if m := tillForm.FindStringSubmatch(word); m != nil {
		return r.stretch(m[1], m[2])
	}
	return r.one(word)
}

type reader struct{ today time.Time }

// stretch is from the beginning of one to the end of another, which is after it.
func (r reader) stretch(first, last string) (s Span, ok bool) {
	a, ok := r.one(first)
	if !ok {
		return s, false
	}
	if d, err := strconv.Atoi(strings.TrimRight(last, "日号")); err == nil { // 11月1日到20日
		b, ok := r.day(a.From.Year(), int(a.From.Month()), d)
		return Span{a.From, b.Until}, ok && a.From.Before(b.Until)
	}
	b, ok := r.one(last)
	for year := a.From.Year(); yearless.MatchString(last) && year <= a.From.Year()+1; year++ { // 11月到2月
		if b, ok = r.one(fmt.Sprint(year, "年", last)); ok && a.From.Before(b.Until) {
			break
		}
	}
	return Span{a.From, b.Until}, ok && a.From.Before(b.Until)
}

// yearless is a month or a day of which no year was said.
var yearless = regexp.MustCompile(`^\d{1,2}(?:月份?|[-月./]\d{1,2}[日号]?)$`)

func (r reader) one(word string) (s Span, ok bool) {
	monday := r.today.AddDate(0, 0, -(int(r.today.Weekday())+6)%7)
	year, month, _ := r.today.Date()
	switch word {
	case "今天", "今日":
		return days(r.today, 1), true
	case "昨天", "昨日":
		return days(r.today.AddDate(0, 0, -1), 1), true
	case "前天":
		return days(r.today.AddDate(0, 0, -2), 1), true
	case "本周", "这周", "这个星期", "这星期":
		return days(monday, 7), true
	case "上周", "上个星期", "上星期":
		return days(monday.AddDate(0, 0, -7), 7), true
	case "本月", "这个月", "当月":
		return months(year, month, 1), true
	case "上月", "上个月":
		return months(year, month-1, 1), true
	case "今年", "本年", "全年", "本年度":
		return months(year, time.January, 12), true
	case "去年", "上年", "上年度":
		return months(year-1, time.January, 12), true
	case "本季度", "这个季度":
		return months(year, (month-1)/3*3+1, 3), true
	case "上季度", "上个季度":
		return months(year, (month-1)/3*3-2, 3), true
	}
	if m := quarters.FindStringSubmatch(word); m != nil {
		return r.part(number(m[1]), 3*number(m[2]+m[3])-2, 3), true
	}
	if m := halfForm.FindStringSubmatch(word); m != nil {
		return r.part(number(m[1]), map[string]int{"上": 1, "下": 7}[m[2]], 6), true
	}
	if m := yearForm.FindStringSubmatch(word); m != nil {
		return months(number(m[1]), time.January, 12), true
	}
	if m := lastDays.FindStringSubmatch(word); m != nil {
		n := number(m[1])
		return days(r.today.AddDate(0, 0, 1-n), n), n > 0
	}
	if m := monthForm.FindStringSubmatch(word); m != nil {
		return r.month(r.year(m[1]+m[4], m[2]), number(m[3]+m[5]))
	}
	if m := dayForm.FindStringSubmatch(word); m != nil {
		return r.day(r.year(m[1], m[2]), number(m[3]), number(m[4]))
	}
	return s, false
}

// year is the one that was said; 0: none was.
func (r reader) year(figures, word string) int {
	switch word {
	case "今年":
		return r.today.Year()
	case "去年":
		return r.today.Year() - 1
	}
	return number(figures)
}

func (r reader) month(year, month int) (s Span, ok bool) {
	if month < 1 || month > 12 {
		return s, false
	}
	return r.part(year, month, 1), true
}

// part is so many months of a year, from one on.
func (r reader) part(year, month, n int) Span {
	if year == 0 {
		if year = r.today.Year(); month > int(r.today.Month()) {
			year--
		}
	}
	return months(year, time.Month(month), n)
}

func (r reader) day(year, month, day int) (s Span, ok bool) {
	said := year != 0
	if !said {
		year = r.today.Year()
	}
	at := date(year, time.Month(month), day)
	if !said && at.After(r.today) {
		at = date(year-1, time.Month(month), day)
	}
	return days(at, 1), at.Day() == day && int(at.Month()) == month
}

func days(first time.Time, n int) Span { return Span{first, first.AddDate(0, 0, n)} }

func months(year int, month time.Month, n int) Span {
	return Span{date(year, month, 1), date(year, month+time.Month(n), 1)}
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, storage.Zone)
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
