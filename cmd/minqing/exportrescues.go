package main

import (
	"errors"
	"io"
	"path/filepath"
	"time"

	"minqing/configs"
	"minqing/flows/ledger"
	"minqing/storage"
)

// rescueLine is one record of the registers on its way into the file.
type rescueLine struct {
	Now    time.Time // of the server; in the first line
	Daily  *storage.Daily
	Stay   *storage.Stay
	By     string // who wrote it down
	LeftBy string // who wrote down that the person left
}

// rescueBook is what came over: everything, because a person who is counted in one
// month may have come in in the next.
type rescueBook struct {
	bureau  *configs.Bureau
	period  ledger.Period
	now     time.Time
	records ledger.Records
	staff   map[storage.StaffID]string
}

func (b *rescueBook) take(l rescueLine) error {
	switch {
	case l.Daily != nil:
		b.records.Dailies = append(b.records.Dailies, *l.Daily)
		b.staff[l.Daily.By] = l.By
	case l.Stay != nil:
		b.records.Stays = append(b.records.Stays, *l.Stay)
		b.staff[l.Stay.By], b.staff[l.Stay.LeftBy] = l.By, l.LeftBy
	default:
		b.now = l.Now
	}
	return nil
}

// rescues writes the rescue ledger.
func (c *exportCommand) rescues(a *app, s *setup, p ledger.Period, out io.Writer) (rows int, err error) {
	b := &rescueBook{bureau: s.bureau, period: p, now: a.now(), staff: map[storage.StaffID]string{}}
	if err := a.perform(s, "export rescues", &exportRescuesTask{Period: p, Names: c.Names}, &lines[rescueLine]{each: b.take}); err != nil {
		return 0, err
	}
	if c.extension() == ".csv" {
		return b.writeCSV(out)
	}
	book, err := newWorkbook(out, filepath.Dir(c.Out), s.bureau.Name, periodName(p))
	if err != nil {
		return 0, err
	}
	rows, err = b.writeSheets(book)
	return rows, book.finish(err)
}

func (b *rescueBook) writeSheets(book *workbook) (rows int, err error) {
	if err := b.writeSummary(book); err != nil {
		return 0, err
	}
	lines, entries := ledger.Registers(b.period, b.records)
	gone := ledger.Departures(b.period, b.records)
	err = errors.Join(
		fillSheet(book, "日常登记表", dailyColumns, lines, b.daily),
		fillSheet(book, "入站表", entryColumns, entries, b.entry),
		fillSheet(book, "出站表", leavingColumns, gone, b.leaving))
	return len(lines) + len(entries) + len(gone), err
}

func fillSheet[T any](book *workbook, name string, columns []column, records []T, cells func(T) []cell) error {
	s, err := book.sheet(name, columns)
	for i := 0; err == nil && i < len(records); i++ {
		err = s.row(cells(records[i])...)
	}
	return err
}

var dailyColumns = []column{
	{"时间", 17}, {"工单号", 14}, {"类别", 14}, {"地点", 22}, {"乡镇", 10}, {"引导牌", 10}, {"处置结果", 10}, {"医院", 14}, {"人数", 6}, {"计入人次", 9},
	{"经费（元）", 11}, {"到场（分钟）", 8}, {"现场情况", 18}, {"已告知", 18}, {"未告知", 18}, {"说明", 30}, {"站内编号", 12}, {"登记人", 9},
}

func (b *rescueBook) daily(d ledger.Line) []cell {
	return []cell{
		moment(d.At), words(d.Ticket), words(d.Kind), words(d.Place), words(d.Township), words(signName(b.bureau, d.Sign)), words(d.Outcome), words(d.Hospital),
		count(d.People), count(d.Counted), money(d.Cost), known((d.Seconds + 30) / 60), listed(d.Conditions), listed(d.Told), listed(d.Owed),
		words(d.Words), words(d.Stay), words(b.staff[d.By]),
	}
}

var entryColumns = []column{
	{"站内编号", 12}, {"入站时间", 17}, {"姓名", 10}, {"性别", 6}, {"年龄", 6}, {"户籍地", 22}, {"求助原因", 18}, {"身体状况", 14}, {"随身物品", 18},
	{"发现乡镇", 10}, {"类别", 14}, {"引导牌", 10}, {"来源工单", 14}, {"入站检查", 18}, {"全国系统编号", 16}, {"寻亲公告", 17}, {"经费（元）", 11}, {"计入人次", 9}, {"登记人", 9},
}

func (b *rescueBook) entry(s ledger.Entry) []cell {
	return []cell{
		words(s.Number), moment(s.Entered), words(s.Name), words(s.Sex), known(s.Age), words(s.Home), words(s.Reason), words(s.State), words(s.Things),
		words(s.Township), words(s.Kind), words(signName(b.bureau, s.Sign)), words(s.Ticket), listed(s.Checks), words(s.National), moment(s.Searched), money(s.Cost),
		count(s.Counted), words(b.staff[s.By]),
	}
}

var leavingColumns = []column{
	{"站内编号", 12}, {"姓名", 10}, {"入站时间", 17}, {"离站时间", 17}, {"在站天数", 9}, {"离站方式", 12}, {"接领人或去向", 22}, {"离站检查", 22},
	{"全国系统编号", 16}, {"经费（元）", 11}, {"说明", 34}, {"登记人", 9},
}

func (b *rescueBook) leaving(s storage.Stay) []cell {
	return []cell{
		words(s.Number), words(s.Name), moment(s.Entered), moment(s.Left), count(ledger.Days(s, b.now)), words(s.How), words(s.To), listed(s.LeftChecks),
		words(s.National), money(s.Cost), words(s.LeftWords), words(b.staff[s.LeftBy]),
	}
}
