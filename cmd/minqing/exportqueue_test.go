package main

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"minqing/flows/hall"
	"minqing/storage"
)

// Whatever leads to somebody in the books of the queue.
const (
	oneOfThem  = storage.PersonID("abababababababababababababababab")
	other      = storage.PersonID("cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd")
	theirCode  = "PAIR4821"
	theClerk   = storage.StaffID("clerk-77")
	daysSecret = "secret-of-the-day"
)

// aQueue is four days: a peak of which only a summary is left, a Friday that
// ended, a Monday that goes on, and a Tuesday by the office's own machine.
func aQueue(tx storage.Tx) error {
	at := func(clock string) time.Time { return clockAt("2026-11-20 " + clock) }
	friday := storage.Hall{Day: "2026-11-20", Last: 6, Calls: 5, Over: true, Secret: daysSecret, HoursBy: theClerk,
		Windows: []storage.HallWindow{{N: 1, By: theClerk}, {N: 3, By: theClerk}},
		Undo:    map[storage.StaffID]storage.HallUndo{theClerk: {Before: storage.Couple{Who: []storage.PersonID{oneOfThem}, Code: theirCode}}},
		Couples: []storage.Couple{
			{N: 1, At: at("08:30"), From: hall.FromChat, Who: []storage.PersonID{oneOfThem, other}, Code: theirCode, State: storage.CoupleDone, Window: 1, Called: at("08:42"), Ended: at("09:02")},
			{N: 2, At: at("08:31"), From: hall.FromSite, Who: []storage.PersonID{other}, State: storage.CoupleDone, Window: 3, Called: at("09:31"), Ended: at("09:41"), Misses: 1, Delays: 1},
			{N: 3, At: at("08:40"), From: hall.FromChat, State: storage.CoupleLeft, Ended: at("08:50")},
			{N: 4, At: at("09:00"), From: hall.FromWindow, State: storage.CoupleLapsed, Window: 1, Called: at("11:00"), Ended: at("11:05"), Misses: 3},
			{N: 5, At: at("11:50"), From: "=1+1", State: storage.CoupleClosed, Ended: at("17:32")},
			{N: 6, At: at("11:55"), From: hall.FromWindow, State: storage.CoupleDone, Window: 3, Called: at("11:55"), Ended: at("12:10")},
		}}
	at = func(clock string) time.Time { return clockAt("2026-11-23 " + clock) }
	monday := storage.Hall{Day: "2026-11-23", Last: 3, Calls: 2, Windows: []storage.HallWindow{{N: 2, Open: true, Now: 1}}, Couples: []storage.Couple{
		{N: 1, At: at("08:30"), From: hall.FromChat, State: storage.CoupleCalled, Window: 2, Called: at("09:00")},
		{N: 2, At: at("08:35"), From: hall.FromChat, State: storage.CoupleMissed, Window: 2, Called: at("08:55"), Misses: 1},
		{N: 3, At: at("08:36"), From: hall.FromChat, State: storage.CoupleWaits},
	}}
	tuesday := storage.Hall{Day: "2026-11-24"}
	for _, e := range []hall.Event{
		{ID: "1", Kind: hall.Taken, Number: "A002", At: clockAt("2026-11-24 08:30")},
		{ID: "2", Kind: hall.Called, Number: "A002", Window: 1, At: clockAt("2026-11-24 08:37")},
		{ID: "3", Kind: hall.Called, Number: "A003", Window: 1, At: clockAt("2026-11-24 08:57")},
	} {
		if _, err := hall.Apply(&tuesday, e); err != nil {
			return err
		}
	}
	for _, h := range []storage.Hall{friday, monday, tuesday} {
		if err := storage.Halls.Put(tx, h.Day, h); err != nil {
			return err
		}
	}
	peak := storage.HallDay{Sort: "peak", Taken: 9, Done: 1, Missed: 4, Windows: 5, Served: []storage.HallService{
		{Taken: clockAt("2026-05-20 08:00"), Called: clockAt("2026-05-20 09:10"), Ended: clockAt("2026-05-20 09:25"), Window: 4},
		{Taken: clockAt("2026-05-20 08:01"), Called: clockAt("2026-05-20 10:00"), Window: 2},
	}}
	if err := storage.HallPast.Put(tx, "2026-05-20", peak); err != nil {
		return err
	}
	return storage.HallPast.Put(tx, "2026-11-20", storage.HallDay{Sort: "weekend", Taken: 6}) // as it was called that day
}

var (
	numberTitles = []string{"日期", "号", "取号方式", "取号时间", "叫号时间", "窗口", "结束时间", "等候（分钟）", "办理（分钟）", "过号（次）", "晚到（次）", "结果"}

	fridaysNumbers = [][]string{
		{"2026-11-20", "A001", "微信取号", "2026-11-20 08:30", "2026-11-20 08:42", "1", "2026-11-20 09:02", "12", "20", "", "", "已办完"},
		{"2026-11-20", "A002", "现场扫码", "2026-11-20 08:31", "2026-11-20 09:31", "3", "2026-11-20 09:41", "60", "10", "1", "1", "已办完"},
		{"2026-11-20", "A003", "微信取号", "2026-11-20 08:40", "", "", "2026-11-20 08:50", "", "", "", "", "已取消"},
		{"2026-11-20", "A004", "窗口发号", "2026-11-20 09:00", "2026-11-20 11:00", "1", "2026-11-20 11:05", "120", "", "3", "", "已作废"},
		{"2026-11-20", "A005", "", "2026-11-20 11:50", "", "", "2026-11-20 17:32", "", "", "", "", "未办到"},
		{"2026-11-20", "A006", "窗口发号", "2026-11-20 11:55", "2026-11-20 11:55", "3", "2026-11-20 12:10", "0", "15", "", "", "已办完"},
	}
)

func TestExportQueue(t *testing.T) {
	bothWays(t, aQueue, func(t *testing.T, in *installation) {
		f := openBook(t, in.export(t, "queue", "q.xlsx"))
		want := [][]string{numberTitles,
			{"2026-05-20", "", "", "2026-05-20 08:00", "2026-05-20 09:10", "4", "2026-05-20 09:25", "70", "15", "", "", "已办完"},
			{"2026-05-20", "", "", "2026-05-20 08:01", "2026-05-20 10:00", "2", "", "119", "", "", "", "已作废"},
		}
		want = append(want, fridaysNumbers...)
		want = append(want, [][]string{
			{"2026-11-23", "A001", "微信取号", "2026-11-23 08:30", "2026-11-23 09:00", "2", "", "30", "", "", "", "办理中"},
			{"2026-11-23", "A002", "微信取号", "2026-11-23 08:35", "2026-11-23 08:55", "2", "", "20", "", "1", "", "已过号"},
			{"2026-11-23", "A003", "微信取号", "2026-11-23 08:36", "", "", "", "", "", "", "", "等候中"},
			{"2026-11-24", "A001", "叫号机", "", "", "", "", "", "", "", "", "没有记录"},
			{"2026-11-24", "A002", "叫号机", "2026-11-24 08:30", "2026-11-24 08:37", "1", "2026-11-24 08:57", "7", "20", "", "", "已办完"},
			{"2026-11-24", "A003", "叫号机", "", "2026-11-24 08:57", "1", "", "", "", "", "", "办理中"},
		}...)
		if got := rowsOf(t, f, "婚姻登记排队"); !reflect.DeepEqual(got, want) {
			t.Errorf("numbers:\ngot  %q\nwant %q", got, want)
		}
		want = [][]string{
			{"日期", "日子", "发号", "微信取号", "现场扫码", "窗口发号", "叫号机", "已办完", "已取消", "已作废", "未办到", "没有记录", "还没办完", "过号（次）", "开过窗口",
				"等候中位（分钟）", "办理中位（分钟）", "最后叫号"},
			{"2026-05-20", "高峰日", "9", "", "", "", "", "1", "", "", "", "", "", "4", "5", "70", "15", "2026-05-20 10:00"},
			{"2026-11-20", "周末", "6", "2", "1", "2", "0", "3", "1", "1", "1", "0", "0", "4", "2", "12", "15", "2026-11-20 11:55"},
			{"2026-11-23", "平日", "3", "3", "0", "0", "0", "0", "0", "0", "0", "0", "3", "1", "1", "30", "", "2026-11-23 09:00"},
			{"2026-11-24", "平日", "3", "0", "0", "0", "3", "1", "0", "0", "0", "1", "1", "0", "1", "7", "20", "2026-11-24 08:57"},
			{"合计", "", "21", "5", "1", "2", "3", "5", "1", "2", "1", "1", "4", "9", "", "21", "15", "2026-11-24 08:57"},
		}
		if got := rowsOf(t, f, "按日汇总"); !reflect.DeepEqual(got, want) {
			t.Errorf("days:\ngot  %q\nwant %q", got, want)
		}
	})
}

func TestExportQueueOfAPeriodAsCSV(t *testing.T) {
	bothWays(t, aQueue, func(t *testing.T, in *installation) {
		want := append([][]string{numberTitles}, fridaysNumbers...)
		if got := readCSV(t, in.export(t, "queue", "q.csv", "--from", "2026-05-21", "--to", "2026-11-20")); !reflect.DeepEqual(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	})
}

// Numbers are numbers, dates are dates, and the sheets are ready to print.
func TestExportQueueIsASheetToWorkWith(t *testing.T) {
	in := install(t)
	in.fill(t, aQueue)
	f := openBook(t, in.export(t, "queue", "q.xlsx"))
	if got := strings.Join(f.GetSheetList(), " "); got != "婚姻登记排队 按日汇总" {
		t.Errorf("sheets: %s", got)
	}
	for at, raw := range map[string]string{"婚姻登记排队!A4": "46346", "婚姻登记排队!D4": "46346.35416", "婚姻登记排队!H4": "12", "按日汇总!C3": "6", "按日汇总!R3": "46346.4965"} {
		sheet, cell, _ := strings.Cut(at, "!")
		got, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil || !strings.HasPrefix(got, raw) {
			t.Errorf("%s: got %q %v, want %s", at, got, err, raw)
		}
		if kind, err := f.GetCellType(sheet, cell); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s is a text: %v %v", at, kind, err)
		}
	}
	titles := map[string]string{}
	for _, name := range f.GetDefinedName() {
		titles[name.Scope] = name.RefersTo
	}
	for _, sheet := range f.GetSheetList() {
		page, err := f.GetPageLayout(sheet)
		if err != nil || *page.Orientation != "landscape" || *page.FitToWidth != 1 || titles[sheet] != "'"+sheet+"'!$1:$1" {
			t.Errorf("%s: %+v %v, titles %s", sheet, page, err, titles[sheet])
		}
	}
}

// Nobody learns from the ledger who married, not even from what the server sends.
func TestExportQueueIsWithoutPeople(t *testing.T) {
	in := install(t)
	in.fill(t, aQueue)
	var sent bytes.Buffer
	h := in.house(t)
	if err := new(exportQueueTask).do(t.Context(), h, &sent); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	for there, all := range map[string]string{`"done"`: sent.String(), "<t>已办完</t>": unpacked(t, in.export(t, "queue", "q.xlsx")), ",已办完\n": unpacked(t, in.export(t, "queue", "q.csv"))} {
		if !strings.Contains(all, there) {
			t.Errorf("lacks %s: %s", there, all)
		}
		for _, secret := range []string{string(oneOfThem), string(other), theirCode, string(theClerk), daysSecret} {
			if strings.Contains(all, secret) {
				t.Errorf("what has %s has %s, too", there, secret)
			}
		}
	}
	if got := minqing(t, "export", "-c", in.config, "--force", "queue", in.dir+"/q.csv").stderr; !strings.Contains(got, "文件里没有人") {
		t.Errorf("advice: %s", got)
	}
}
