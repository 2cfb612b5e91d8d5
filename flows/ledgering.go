package flows

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

func ledgerCommands() []*command {
	return []*command{{
		name: "台账", usage: "台账 [2026年11月]", help: "街头救助的人次、经费和各项数字；可以写月份或年份",
		roles: []storage.Role{storage.RoleOutreach, storage.RoleLeader, storage.RoleClerk}, station: true, run: showLedger,
	}}
}

// showLedger is 台账.
func showLedger(_ *Engine, t *turn, c call) Act {
	period, name, ok := ledgerOf(c.rest, t.now)
	if !ok {
		return Say(texts.Ledger.Usage)
	}
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			records, err := ledger.Read(tx)
			if err != nil {
				return err
			}
			said = t.ledgerText(name, ledger.Make(period, t.now, records))
			return nil
		},
		Then: func(string) Act { return Say(said) },
	}
}

var (
	ledgerYear  = regexp.MustCompile(`^(20\d\d)年?(?:全年|度)?$`)
	ledgerMonth = regexp.MustCompile(`^(?:(20\d\d)[-年./]?)?(\d{1,2})(?:月份?)?$`)
)

// monthsInWords turns 十一月 into 11月.
var monthsInWords = strings.NewReplacer("十一月", "11月", "十二月", "12月", "十月", "10月", "一月", "1月", "二月", "2月", "三月", "3月",
	"四月", "4月", "五月", "5月", "六月", "6月", "七月", "7月", "八月", "8月", "九月", "9月")

// ledgerOf reads the period that was asked for. A month without a year is the last
// one of that name that has begun: a ledger looks back.
func ledgerOf(typed string, now time.Time) (p ledger.Period, name string, ok bool) {
	now = now.In(storage.Zone)
	year, month := now.Year(), now.Month()
	word := strings.ReplaceAll(fold.Text(typed), " ", "")
	switch word {
	case "", "本月", "这个月", "当月":
		return monthly(year, month)
	case "上月", "上个月":
		last := time.Date(year, month-1, 1, 0, 0, 0, 0, storage.Zone)
		return monthly(last.Year(), last.Month())
	case "今年", "本年", "全年":
		return yearly(year)
	case "去年", "上年":
		return yearly(year - 1)
	}
	if m := ledgerYear.FindStringSubmatch(word); m != nil {
		return yearly(number(m[1]))
	}
	m := ledgerMonth.FindStringSubmatch(monthsInWords.Replace(word))
	if m == nil || number(m[2]) < 1 || number(m[2]) > 12 {
		return p, "", false
	}
	asked := time.Month(number(m[2]))
	switch {
	case m[1] != "":
		year = number(m[1])
	case asked > month:
		year--
	}
	return monthly(year, asked)
}

func monthly(year int, month time.Month) (ledger.Period, string, bool) {
	return ledger.Month(year, month), texts.Ledger.Month(year, int(month)), true
}

func yearly(year int) (ledger.Period, string, bool) {
	return ledger.Year(year), texts.Ledger.Year(year), true
}

// ledgerText is a ledger as the chat shows it, without names.
func (t *turn) ledgerText(name string, l *ledger.Ledger) string {
	until := ""
	if l.Period.Has(t.now) {
		until = day(t.now)
	}
	lines := []string{texts.Ledger.Head(name, until)}
	if l.Total.People+l.Total.Cases == 0 && l.Total.Cost == 0 {
		lines = append(lines, texts.Ledger.None)
	} else {
		lines = append(lines, t.ledgerFigures(l)...)
	}
	if len(l.Scans) > 0 {
		lines = append(lines, texts.Ledger.By(texts.Ledger.Scans, t.scans(l.Scans)))
	}
	lines = append(lines, texts.Ledger.Stays(l.Stays.Still, l.Stays.In, l.Stays.Out, l.Stays.Days))
	if l.Stays.Out > 0 {
		lines = append(lines, texts.Ledger.Left(tallied(l.Stays.Left)))
	}
	if n := len(l.Unmet.National); n > 0 {
		lines = append(lines, texts.Ledger.Unentered(n, l.Unmet.National[:min(n, 10)]))
	}
	if l.Unmet.Cases > 0 {
		lines = append(lines, texts.Ledger.Owed(l.Unmet.Cases, tallied(l.Unmet.Owed)))
	}
	return texts.Lines(lines...)
}

func (t *turn) ledgerFigures(l *ledger.Ledger) []string {
	each := ""
	if l.Total.People > 0 && l.Total.Cost > 0 {
		each = strconv.FormatInt(l.Total.Average(), 10)
	}
	lines := []string{texts.Ledger.Total(l.Total.People, l.Total.Cases, yuan(l.Total.Cost), each)}
	if l.Refused > 0 {
		lines = append(lines, texts.Ledger.Refused(l.Refused))
	}
	if busy(l.Months) > 1 {
		lines = append(lines, broken(texts.Ledger.ByMonth, l.Months, shortMonth))
	}
	bySign := ""
	if len(l.Signs) > 1 || l.Signs[0].Name != "" {
		bySign = broken(texts.Ledger.BySign, l.Signs, t.signNamed)
	}
	lines = append(lines,
		broken(texts.Ledger.ByOutcome, l.Outcomes, given(texts.Ledger.NotGiven)), apart(l.Outcomes),
		broken(texts.Ledger.ByKind, l.Kinds, given(texts.Ledger.NotGiven)),
		broken(texts.Ledger.ByTown, l.Townships, given(texts.Ledger.NotGiven)), bySign)
	if f := l.Total; f.Arrivals > 0 {
		lines = append(lines, texts.Ledger.Arrival(minutes(f.Mean), minutes(f.Median), f.Arrivals))
	}
	return lines
}

// busy counts the rows in which somebody was helped.
func busy(rows []ledger.Row) (n int) {
	for _, r := range rows {
		if r.People > 0 {
			n++
		}
	}
	return n
}

// broken writes a break-down of 人次, without the rows in which nobody was helped.
func broken(what string, rows []ledger.Row, named func(string) string) string {
	var parts []string
	for _, r := range rows {
		if r.People > 0 {
			parts = append(parts, texts.Ledger.Row(named(r.Name), r.People))
		}
	}
	return listing(what, parts)
}

func listing(what string, parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return texts.Ledger.By(what, parts)
}

// apart lists the outcomes that are cases and no 人次.
func apart(outcomes []ledger.Row) string {
	var parts []string
	for _, r := range outcomes {
		if r.People == 0 && r.Cases > 0 {
			parts = append(parts, texts.Ledger.Cases(orElse(r.Name, texts.Ledger.NotGiven), r.Cases))
		}
	}
	return listing(texts.Ledger.Apart, parts)
}

func tallied(list []ledger.Tally) []string {
	var parts []string
	for _, tally := range list {
		parts = append(parts, texts.Ledger.Row(orElse(tally.Name, texts.Ledger.NotGiven), tally.N))
	}
	return parts
}

// given puts a word where the records have none.
func given(none string) func(string) string {
	return func(name string) string { return texts.Plain(orElse(name, none)) }
}

func (t *turn) signNamed(id string) string {
	if s, ok := t.house.Bureau.Sign(id); ok {
		return s.Name
	}
	return orElse(texts.Plain(id), texts.Ledger.NoSign)
}

// shortMonth is 11月 for 2026-11.
func shortMonth(name string) string { return strings.TrimPrefix(name[len("2006-"):], "0") + "月" }

// yuan writes 分 as 元, with 角 and 分 only where there are some.
func yuan(fen int64) string {
	if fen%100 == 0 {
		return strconv.FormatInt(fen/100, 10)
	}
	return fmt.Sprintf("%d.%02d", fen/100, fen%100)
}

// minutes writes a time as people say it.
func minutes(d time.Duration) string {
	return texts.Ledger.Minutes(int(d.Round(time.Minute) / time.Minute))
}

// scans says how often each signboard was scanned.
func (t *turn) scans(list []ledger.Scanned) []string {
	var rows []string
	for _, s := range list {
		rows = append(rows, texts.Ledger.Scan(t.signNamed(s.Sign), s.N))
	}
	return rows
}
