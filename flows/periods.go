package flows

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

// What people say for a stretch of time that figures are asked of. A month, a day or a
// quarter without a year is the last one of that name that has begun: figures look back.
var (
	wordYear    = regexp.MustCompile(`^(20\d\d)年?(?:全年|度)?$`)
	wordMonth   = regexp.MustCompile(`^(?:(20\d\d)[-年./]?)?(\d{1,2})(?:月份?)?$`)
	wordQuarter = regexp.MustCompile(`^(?:(20\d\d)年?)?(?:第([1-4])季度?|([1-4])季度)$`)
	wordHalf    = regexp.MustCompile(`^(?:(20\d\d)年?)?(上|下)半年$`)
	wordDay     = regexp.MustCompile(`^(?:(20\d\d)[-年./])?(\d{1,2})[-月./](\d{1,2})(?:[日号])?$`)
	wordUntil   = regexp.MustCompile(`^(?:从|自)?(.+?)(?:到|至|~|～|—+)(.+?)(?:为止|止)?$`)
)

// monthsInWords turns 十一月 into 11月 and 二季度 into 2季度.
var monthsInWords = strings.NewReplacer("十一月", "11月", "十二月", "12月", "十月", "10月", "一月", "1月", "二月", "2月", "三月", "3月",
	"四月", "4月", "五月", "5月", "六月", "6月", "七月", "7月", "八月", "8月", "九月", "9月",
	"一季", "1季", "二季", "2季", "三季", "3季", "四季", "4季")

// periodOf reads the period that somebody asked for, and says how it is called; not ok
// when the words name none. Nothing said is this month.
func periodOf(typed string, now time.Time) (p ledger.Period, name string, ok bool) {
	now = midnight(now)
	word := monthsInWords.Replace(strings.ReplaceAll(fold.Text(typed), " ", ""))
	if p, name, ok = periodNamed(word, now); ok {
		return p, name, true
	}
	if m := wordYear.FindStringSubmatch(word); m != nil {
		return yearly(number(m[1]))
	}
	if m := wordQuarter.FindStringSubmatch(word); m != nil {
		return quarterly(yearBegun(m[1], 3*number(m[2]+m[3])-2, 1, now), number(m[2]+m[3]))
	}
	if m := wordHalf.FindStringSubmatch(word); m != nil {
		return halfYear(m[1], m[2], now)
	}
	if p, ok = monthOrDay(word, now); ok {
		return p, periodSaid(p), true
	}
	if m := wordUntil.FindStringSubmatch(word); m != nil {
		return stretch(m[1], m[2], now)
	}
	return p, "", false
}

// periodNamed reads the words that stand for a period seen from now.
func periodNamed(word string, now time.Time) (p ledger.Period, name string, ok bool) {
	year, month := now.Year(), now.Month()
	switch word {
	case "", "本月", "这个月", "当月":
		return monthly(year, month)
	case "上月", "上个月":
		last := time.Date(year, month-1, 1, 0, 0, 0, 0, storage.Zone)
		return monthly(last.Year(), last.Month())
	case "今年", "本年", "全年", "本年度":
		return yearly(year)
	case "去年", "上年", "上年度":
		return yearly(year - 1)
	case "本季度", "这个季度":
		return quarterly(year, int(month+2)/3)
	case "上季度", "上个季度":
		before := time.Date(year, month-3, 1, 0, 0, 0, 0, storage.Zone)
		return quarterly(before.Year(), int(before.Month()+2)/3)
	case "今天", "今日":
		p = ledger.Period{From: now, To: now}
	case "本周", "这周", "这个星期":
		p = weekly(now)
	case "上周", "上个星期":
		p = weekly(now.AddDate(0, 0, -7))
	default:
		return p, "", false
	}
	return p, periodSaid(p), true
}

// weekly is the week of a day, Monday to Sunday.
func weekly(day time.Time) ledger.Period {
	monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	return ledger.Period{From: monday, To: monday.AddDate(0, 0, 6)}
}

func monthly(year int, month time.Month) (ledger.Period, string, bool) {
	return ledger.Month(year, month), texts.Ledger.Month(year, int(month)), true
}

func yearly(year int) (ledger.Period, string, bool) {
	return ledger.Year(year), texts.Ledger.Year(year), true
}

func quarterly(year, quarter int) (ledger.Period, string, bool) {
	first := time.Month(3*quarter - 2)
	return ledger.Period{From: ledger.Month(year, first).From, To: ledger.Month(year, first+2).To}, texts.Ledger.Quarter(year, quarter), true
}

func halfYear(year, which string, now time.Time) (ledger.Period, string, bool) {
	first := time.January
	if which == "下" {
		first = time.July
	}
	y := yearBegun(year, int(first), 1, now)
	return ledger.Period{From: ledger.Month(y, first).From, To: ledger.Month(y, first+5).To}, texts.Ledger.Half(y, which), true
}

// yearBegun is the year that was said, or else the last in which the day has begun.
func yearBegun(said string, month, day int, now time.Time) int {
	switch year := now.Year(); {
	case said != "":
		return number(said)
	case time.Date(year, time.Month(month), day, 0, 0, 0, 0, storage.Zone).After(now):
		return year - 1
	default:
		return year
	}
}

// monthOrDay reads 2026年5月 and 5月20日.
func monthOrDay(word string, now time.Time) (p ledger.Period, ok bool) {
	if m := wordMonth.FindStringSubmatch(word); m != nil && number(m[2]) >= 1 && number(m[2]) <= 12 {
		return ledger.Month(yearBegun(m[1], number(m[2]), 1, now), time.Month(number(m[2]))), true
	}
	m := wordDay.FindStringSubmatch(word)
	if m == nil {
		return p, false
	}
	month, d := number(m[2]), number(m[3])
	at := time.Date(yearBegun(m[1], month, d, now), time.Month(month), d, 0, 0, 0, 0, storage.Zone)
	return ledger.Period{From: at, To: at}, int(at.Month()) == month && at.Day() == d
}

// stretch reads the two ends of 1月1日到3月31日. An end without a year follows the
// beginning.
func stretch(first, last string, now time.Time) (p ledger.Period, name string, ok bool) {
	from, okFrom := monthOrDay(first, now)
	if !okFrom {
		return p, "", false
	}
	to, okTo := monthOrDay(last, now)
	if !strings.HasPrefix(last, "20") {
		year := from.From.Year()
		if to, okTo = monthOrDay(fmt.Sprint(year, "年", last), now); okTo && to.To.Before(from.From) || !okTo {
			to, okTo = monthOrDay(fmt.Sprint(year+1, "年", last), now)
		}
	}
	p = ledger.Period{From: from.From, To: to.To}
	return p, periodSaid(p), okTo && !p.To.Before(p.From)
}

// periodSaid is how a period is called: by its month where it is one, else by its days.
func periodSaid(p ledger.Period) string {
	from, to := p.From.In(storage.Zone), p.To.In(storage.Zone)
	switch {
	case sameDay(from, to):
		return texts.Ledger.Days(from.Format("2006年1月2日"), "")
	case from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1 && from.Year() == to.Year() && from.Month() == to.Month():
		return texts.Ledger.Month(from.Year(), int(from.Month()))
	case from.Year() == to.Year():
		return texts.Ledger.Days(from.Format("2006年1月2日"), to.Format("1月2日"))
	}
	return texts.Ledger.Days(from.Format("2006年1月2日"), to.Format("2006年1月2日"))
}
