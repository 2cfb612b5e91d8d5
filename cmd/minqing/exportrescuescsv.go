package main

import (
	"io"
	"slices"
	"time"

	"minqing/flows/ledger"
	"minqing/storage"
)

// csvColumns join the three registers in one table. The cost and the 人次 of a stay
// stand in the line of its entry alone, so that the columns add up to the ledger.
var csvColumns = []column{
	{title: "登记表"}, {title: "时间"}, {title: "工单号"}, {title: "站内编号"}, {title: "姓名"}, {title: "性别"}, {title: "年龄"}, {title: "类别"}, {title: "地点"},
	{title: "乡镇"}, {title: "引导牌"}, {title: "结果"}, {title: "医院"}, {title: "去向"}, {title: "人数"}, {title: "计入人次"}, {title: "经费（元）"},
	{title: "已告知"}, {title: "未告知"}, {title: "全国系统编号"}, {title: "说明"}, {title: "登记人"},
}

// registerLine is a line of the joined table.
type registerLine struct {
	at    time.Time
	cells []cell
}

func (b *rescueBook) writeCSV(out io.Writer) (rows int, err error) {
	all := b.joined()
	t, err := newCSV(out, csvColumns)
	for i := 0; err == nil && i < len(all); i++ {
		err = t.row(all[i].cells...)
	}
	if err == nil {
		err = t.finish()
	}
	return len(all), err
}

// joined are the lines of the three registers by date.
func (b *rescueBook) joined() (all []registerLine) {
	lines, entries := ledger.Registers(b.period, b.records)
	for _, d := range lines {
		all = append(all, registerLine{d.At, b.joinedDaily(d)})
	}
	for _, s := range entries {
		all = append(all, registerLine{s.Entered, b.joinedEntry(s)})
	}
	for _, s := range ledger.Departures(b.period, b.records) {
		all = append(all, registerLine{s.Left, b.joinedLeaving(s)})
	}
	slices.SortStableFunc(all, func(x, y registerLine) int { return x.at.Compare(y.at) })
	return all
}

func (b *rescueBook) joinedDaily(d ledger.Line) []cell {
	none := words("")
	return []cell{
		words("日常登记"), moment(d.At), words(d.Ticket), words(d.Stay), none, none, none, words(d.Kind), words(d.Place),
		words(d.Township), words(signName(b.bureau, d.Sign)), words(d.Outcome), words(d.Hospital), none, count(d.People), count(d.Counted), money(d.Cost),
		listed(d.Told), listed(d.Owed), none, words(d.Words), words(b.staff[d.By]),
	}
}

func (b *rescueBook) joinedEntry(s ledger.Entry) []cell {
	none := words("")
	return []cell{
		words("入站"), moment(s.Entered), words(s.Ticket), words(s.Number), words(s.Name), words(s.Sex), known(s.Age), words(s.Kind), none,
		words(s.Township), words(signName(b.bureau, s.Sign)), none, none, none, count(1), count(s.Counted), money(s.Cost),
		none, none, words(s.National), words(s.Reason), words(b.staff[s.By]),
	}
}

func (b *rescueBook) joinedLeaving(s storage.Stay) []cell {
	none := words("")
	return []cell{
		words("出站"), moment(s.Left), words(s.Ticket), words(s.Number), words(s.Name), words(s.Sex), known(s.Age), words(s.Kind), none,
		words(s.Township), words(signName(b.bureau, s.Sign)), words(s.How), none, words(s.To), none, none, none,
		none, none, words(s.National), words(s.LeftWords), words(b.staff[s.LeftBy]),
	}
}
