package main

import (
	"minqing/flows/hall"
	"minqing/storage"
)

var dayColumns = []column{
	{"日期", 12}, {"日子", 9}, {"发号", 8}, {"微信取号", 10}, {"现场扫码", 10}, {"窗口发号", 10}, {"叫号机", 8},
	{"已办完", 8}, {"已取消", 8}, {"已作废", 8}, {"未办到", 8}, {"没有记录", 10}, {"还没办完", 10},
	{"过号（次）", 8}, {"开过窗口", 10}, {"等候中位（分钟）", 11}, {"办理中位（分钟）", 11}, {"最后叫号", 17},
}

// queueDays is the sheet 按日汇总 while the days come in: their lines are in the
// other sheet by then.
type queueDays struct {
	rows  [][]cell
	total hall.Figures
}

func (q *queueDays) add(day cell, r hall.Record) {
	var f hall.Figures
	f.Add(r)
	q.total.Add(r)
	q.rows = append(q.rows, dayCells(day, words(daySorts[r.Sort]), known(r.Windows), f, r.Partial))
}

func (q *queueDays) write(book *workbook) error {
	s, err := book.sheet("按日汇总", dayColumns)
	for i := 0; err == nil && i < len(q.rows); i++ {
		err = s.row(q.rows[i]...)
	}
	if err != nil {
		return err
	}
	return s.row(dayCells(title("合计"), words(""), words(""), q.total, false)...)
}

// dayCells are the cells of a day, or of all days. Of a partial day only those
// who were called are remembered, so how the others came and went stays empty.
func dayCells(day, sort, windows cell, f hall.Figures, partial bool) []cell {
	cells := []cell{day, sort, count(f.Taken)}
	lines := func(n int) {
		if partial {
			cells = append(cells, words(""))
			return
		}
		cells = append(cells, count(n))
	}
	for _, from := range []string{hall.FromChat, hall.FromSite, hall.FromWindow, hall.FromMachine} {
		lines(f.From[from])
	}
	cells = append(cells, count(f.Done))
	for _, end := range []storage.CoupleState{storage.CoupleLeft, storage.CoupleLapsed, storage.CoupleClosed, ""} {
		lines(f.Ends[end])
	}
	lines(f.Ends[storage.CoupleWaits] + f.Ends[storage.CoupleCalled] + f.Ends[storage.CoupleMissed])
	return append(cells, count(f.Missed), windows, inMinutes(hall.Median(f.Waits)), inMinutes(hall.Median(f.Services)), moment(f.LastCall))
}
