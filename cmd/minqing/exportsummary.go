package main

import (
	"time"

	"minqing/flows/ledger"
)

// summaryColumns are widths alone: the sheet 汇总 holds several tables.
var summaryColumns = []column{{"", 26}, {"", 10}, {"", 10}, {"", 16}, {"", 18}, {"", 12}, {"", 14}, {"", 14}}

// writeSummary writes the sheet 汇总: the figures by month and in every
// break-down, each with its sum, then the station and what is still owed.
func (b *rescueBook) writeSummary(book *workbook) error {
	l := ledger.Make(b.period, b.now, b.records)
	s, err := book.sheet("汇总", summaryColumns)
	if err != nil {
		return err
	}
	w := &summary{sheet: s}
	w.line(title("救助台账"), words(periodName(b.period)), words(""), words("制表时间"), moment(b.now))
	asIs := func(name string) string { return name }
	w.figures("月份", l.Months, l.Total, asIs)
	w.figures("类别", l.Kinds, l.Total, asIs)
	w.figures("处置结果", l.Outcomes, l.Total, asIs)
	w.figures("乡镇", l.Townships, l.Total, asIs)
	w.figures("引导牌", l.Signs, l.Total, func(id string) string {
		if id == "" {
			return "没有扫牌"
		}
		return signName(b.bureau, id)
	})
	if len(l.Hospitals) > 0 {
		w.figures("送医医院", l.Hospitals, ofOutcome(l, ledger.ToHospital), asIs)
	}
	w.station(l)
	w.unmet(l)
	return w.failed
}

func ofOutcome(l *ledger.Ledger, outcome string) ledger.Figures {
	for _, r := range l.Outcomes {
		if r.Name == outcome {
			return r.Figures
		}
	}
	return ledger.Figures{}
}

// summary writes rows until one fails.
type summary struct {
	sheet  *sheet
	failed error
}

func (w *summary) line(cells ...cell) {
	if w.failed == nil {
		w.failed = w.sheet.row(cells...)
	}
}

// figures writes one break-down and its sum.
func (w *summary) figures(by string, rows []ledger.Row, total ledger.Figures, named func(string) string) {
	w.line()
	w.line(title(by), title("人次"), title("件次"), title("经费（元）"), title("平均每人次（元）"), title("到场有记录"), title("到场中位（分）"), title("到场平均（分）"))
	for _, r := range rows {
		w.line(append([]cell{words(orUnfilled(named(r.Name)))}, figureCells(r.Figures)...)...)
	}
	w.line(append([]cell{title("合计")}, figureCells(total)...)...)
}

func figureCells(f ledger.Figures) []cell {
	average := words("")
	if f.People > 0 {
		average = count(int(f.Average()))
	}
	return []cell{count(f.People), count(f.Cases), money(f.Cost), average, count(f.Arrivals), minutesOf(f.Median), minutesOf(f.Mean)}
}

// minutesOf rounds up what is less than a minute: 0 would read as not known.
func minutesOf(d time.Duration) cell {
	if d == 0 {
		return words("")
	}
	return count(max(1, int(d.Round(time.Minute)/time.Minute)))
}

func (w *summary) station(l *ledger.Ledger) {
	w.line()
	w.line(title("在站"), title("人数"))
	w.line(words("入站"), count(l.Stays.In))
	w.line(words("离站"), count(l.Stays.Out))
	for _, t := range l.Stays.Left {
		w.line(words("　其中："+orUnfilled(t.Name)), count(t.N))
	}
	w.line(words("期末在站"), count(l.Stays.Still))
	w.line(words("在站人天"), count(l.Stays.Days))
}

func (w *summary) unmet(l *ledger.Ledger) {
	w.line()
	w.line(title("备查"), title("数量"))
	w.line(words("拒绝救助（人，不计人次）"), count(l.Refused))
	w.line(words("该告知没有告知（件）"), count(l.Unmet.Cases))
	for _, t := range l.Unmet.Owed {
		w.line(words("　其中："+orUnfilled(t.Name)), count(t.N))
	}
	w.line(words("未录全国系统（人）"), count(len(l.Unmet.National)))
	for _, number := range l.Unmet.National {
		w.line(words("　" + number))
	}
}

func orUnfilled(name string) string {
	if name == "" {
		return "未填"
	}
	return name
}
