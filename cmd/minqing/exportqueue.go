package main

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/hall"
	"minqing/flows/ledger"
	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

var numberColumns = []column{
	{"日期", 12}, {"号", 8}, {"取号方式", 10}, {"取号时间", 17}, {"叫号时间", 17}, {"窗口", 6}, {"结束时间", 17},
	{"等候（分钟）", 9}, {"办理（分钟）", 9}, {"过号（次）", 8}, {"晚到（次）", 8}, {"结果", 12},
}

// queueSources is how a number was taken.
var queueSources = map[string]string{
	hall.FromChat: "微信取号", hall.FromSite: "现场扫码", hall.FromWindow: "窗口发号", hall.FromMachine: "叫号机",
}

var daySorts = map[string]string{office.SortNormal: "平日", office.SortWeekend: "周末", office.SortPeak: "高峰日"}

// queue writes the ledger of the marriage office's queue: a line a number, and in a
// workbook a second sheet with a line a day.
func (c *exportCommand) queue(a *app, s *setup, p ledger.Period, out io.Writer) (rows int, err error) {
	var days queueDays
	fill := func(t table) error {
		return a.perform(s, "export queue", &exportQueueTask{Period: p}, &lines[hall.Record]{each: func(r hall.Record) error {
			day, err := calendar.ParseDay(r.Day)
			if err != nil {
				return fmt.Errorf("read day %s: %w", r.Day, err)
			}
			rows += len(r.Lines)
			days.add(onDay(day), r)
			return writeNumbers(t, onDay(day), r)
		}})
	}
	if c.extension() == ".csv" {
		t, err := newCSV(out, numberColumns)
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
	t, err := book.sheet("婚姻登记排队", numberColumns)
	if err == nil {
		err = fill(t)
	}
	if err == nil {
		err = days.write(book)
	}
	return rows, book.finish(err)
}

// writeNumbers writes the lines of a day.
func writeNumbers(t table, day cell, r hall.Record) error {
	for _, l := range r.Lines {
		err := t.row(day, numberCell(l.N), words(queueSources[l.From]), moment(l.Taken), moment(l.Called), known(l.Window), moment(l.Ended),
			inMinutes(l.Wait()), inMinutes(l.Service()), known(l.Misses), known(l.Delays), words(queueOutcome(l.State)))
		if err != nil {
			return err
		}
	}
	return nil
}

func numberCell(n int) cell {
	if n == 0 {
		return words("")
	}
	return words(fmt.Sprintf("A%03d", n))
}

// inMinutes rounds; 0 is less than half a minute, and what is not known stays empty.
func inMinutes(d time.Duration, ok bool) cell {
	if !ok {
		return words("")
	}
	return count(int(d.Round(time.Minute) / time.Minute))
}

// queueOutcome is what became of a number, as an office says it.
func queueOutcome(s storage.CoupleState) string {
	switch s {
	case "":
		return "没有记录"
	case storage.CoupleCalled:
		return "办理中"
	}
	return texts.Queue.State(string(s))
}
