package main

import (
	"io"
	"path/filepath"

	"minqing/configs"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

// ticketLine is one ticket on its way into the file.
type ticketLine struct {
	Ticket storage.Ticket // without who filed it; without Private unless it was asked for
	Owner  string         // the clerk's name
}

var ticketColumns = []column{
	{"工单号", 14}, {"提交时间", 17}, {"种类", 14}, {"事项", 16}, {"股室", 16}, {"经办人", 10}, {"状态", 12}, {"渠道", 12},
	{"期限", 12}, {"首次回应", 17}, {"办结时间", 17}, {"超期", 6}, {"评价", 12}, {"乡镇", 12}, {"引导牌", 10}, {"处置结果", 12},
	{"附件", 6}, {"紧急", 6}, {"匿名", 6}, {"作风", 6}, {"重开", 6}, {"最近催办", 17}, {"办理记录", 10},
}

// privateColumns follow only when they were asked for.
var privateColumns = []column{
	{"内容", 50}, {"地点", 24}, {"电话", 14}, {"责任人", 12}, {"整改措施", 30}, {"解决结果", 30}, {"承诺兑现", 30},
}

// tickets writes the ledger of tickets, oldest first.
func (c *exportCommand) tickets(a *app, s *setup, p ledger.Period, out io.Writer) (rows int, err error) {
	columns := ticketColumns
	if c.Private {
		columns = append(columns[:len(columns):len(columns)], privateColumns...)
	}
	now := a.now()
	fill := func(t table) error {
		return a.perform(s, "export tickets", &exportTicketsTask{Period: p, Private: c.Private}, &lines[ticketLine]{each: func(l ticketLine) error {
			rows++
			cells := ticketCells(s.bureau, &l, l.Ticket.Overdue(now))
			if c.Private {
				cells = append(cells, privateCells(&l.Ticket)...)
			}
			return t.row(cells...)
		}})
	}
	if c.extension() == ".csv" {
		t, err := newCSV(out, columns)
		if err == nil {
			err = fill(t)
		}
		if err != nil {
			return rows, err
		}
		return rows, t.finish()
	}
	book, err := newWorkbook(out, filepath.Dir(c.Out), s.bureau.Name, periodName(p))
	if err != nil {
		return rows, err
	}
	t, err := book.sheet("工单台账", columns)
	if err == nil {
		err = fill(t)
	}
	return rows, book.finish(err)
}

func ticketCells(b *configs.Bureau, l *ticketLine, overdue bool) []cell {
	k := &l.Ticket
	rating := ""
	if r, ok := b.Rating(k.Rating); ok {
		rating = r.Name
	}
	return []cell{
		words(k.Number), moment(k.Filed), words(k.Kind), words(k.Category), words(k.Unit), words(l.Owner), words(texts.StateNames[string(k.State)]), words(k.Channel),
		onDay(k.Due), moment(k.Responded), moment(k.Closed), yes(overdue), words(rating), words(k.Township), words(signName(b, k.Sign)), words(k.Outcome),
		count(k.Media), yes(k.Urgent), yes(k.Anonymous), yes(k.Conduct), known(k.Reopened), moment(k.Urged), count(k.Events),
	}
}

func signName(b *configs.Bureau, id string) string {
	if s, ok := b.Sign(id); ok {
		return s.Name
	}
	return id
}

func privateCells(k *storage.Ticket) []cell {
	done := k.Private.Done
	if done == nil {
		done = &storage.Done{}
	}
	return []cell{
		words(k.Private.Text), words(k.Private.Place), words(k.Private.Phone),
		words(done.Responsible), words(done.Measures), words(done.Result), words(done.Promise),
	}
}
