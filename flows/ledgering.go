package flows

import (
	"fmt"
	"strconv"
	"strings"
	"time"

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
	period, name, ok := periodOf(c.rest, t.now)
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
