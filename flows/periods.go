package flows

import (
	"regexp"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/ledger"
	"minqing/flows/spans"
	"minqing/flows/texts"
	"minqing/storage"
)

// bareMonth is a month of which nothing but the number was said: 统计 5.
var bareMonth = regexp.MustCompile(`^\d{1,2}$`)

// periodOf reads the period that somebody asked for, and says how it is called; not ok
// when the words name none. Nothing said is this month.
func periodOf(typed string, now time.Time) (p ledger.Period, name string, ok bool) {
	word := fold.Text(typed)
	switch {
	case word == "":
		word = "本月"
	case bareMonth.MatchString(word):
		word += "月"
	}
	s, ok := spans.Read(word, now)
	if !ok {
		return p, "", false
	}
	p = ledger.Period{From: s.From, To: s.Until.AddDate(0, 0, -1)}
	return p, periodCalled(word, p), true
}

// periodCalled is how a period is called by whoever asked for it: a quarter is not called
// by its days, and what was asked by its days is not called a quarter.
func periodCalled(word string, p ledger.Period) string {
	year, month := p.From.Year(), int(p.From.Month())
	lasts := func(months int) bool { return p.To.Equal(p.From.AddDate(0, months, -1)) }
	switch {
	case strings.Contains(word, "季") && lasts(3):
		return texts.Ledger.Quarter(year, (month+2)/3)
	case strings.Contains(word, "上半年") && lasts(6):
		return texts.Ledger.Half(year, "上")
	case strings.Contains(word, "下半年") && lasts(6):
		return texts.Ledger.Half(year, "下")
	case p == ledger.Year(year):
		return texts.Ledger.Year(year)
	}
	return periodSaid(p)
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
