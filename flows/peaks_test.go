package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/flows/office"
	"minqing/storage"
)

func peakEngine(t *testing.T, peaks ...office.Peak) *Engine {
	e := testEngine(t)
	copied := *e.office
	copied.Peaks = peaks
	copied.Festival = func(name string, year int) (time.Time, bool) {
		return time.Date(2027, 8, 8, 0, 0, 0, 0, storage.Zone), name == "七夕" && year == 2027
	}
	e.office = &copied
	return e
}

func TestPeaksAheadAreByDateAndNothingIsInvented(t *testing.T) {
	e := peakEngine(t,
		office.Peak{Name: "九九", Month: time.September, Day: 9},
		office.Peak{Name: "七夕", Festival: "七夕"},
		office.Peak{Name: "闰日", Month: time.February, Day: 29},
		office.Peak{Name: "同一天", Month: time.August, Day: 8},
		office.Peak{Name: "没有的节", Festival: "没有的节"},
		office.Peak{Name: "今天", Month: time.November, Day: 23},
	)
	at := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 15, 0, 0, 0, storage.Zone) }
	said := func(now time.Time) string {
		days, undated := e.peaksAhead(now)
		var all []string
		for _, p := range days {
			all = append(all, p.name+p.date.Format("06-01-02"))
		}
		return strings.Join(append(all, undated...), " ")
	}
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{at(2026, 11, 23), "今天26-11-23 七夕27-08-08 九九27-09-09 闰日28-02-29 没有的节"},
		{at(2026, 11, 24), "七夕27-08-08 九九27-09-09 今天27-11-23 闰日28-02-29 没有的节"},
		{at(2027, 8, 8), "七夕27-08-08 九九27-09-09 今天27-11-23 闰日28-02-29 没有的节"},
		{at(2027, 8, 9), "九九27-09-09 今天27-11-23 闰日28-02-29 同一天28-08-08 七夕 没有的节"}, // next year's is not known
	} {
		if got := said(c.now); got != c.want {
			t.Errorf("on %s got  %s\nwant %s", c.now.Format(time.DateOnly), got, c.want)
		}
	}
}

func TestHowCouplesWriteADay(t *testing.T) {
	e := testEngine(t) // 2026-11-23
	turn := e.unasked()
	for words, want := range map[string]string{
		"520": "2027-05-20", "5.20": "2027-05-20", "5-20": "2027-05-20", "0520": "2027-05-20", "5月20": "2027-05-20", "520结婚": "2027-05-20",
		"99": "2027-09-09", "９.９": "2027-09-09", "214": "2027-02-14", "情人节那天": "2027-02-14", "七夕": "2027-08-08",
		"2028年5月20日": "2028-05-20", "明天": "2026-11-24", "12月31日 离婚": "2026-12-31",
		"结婚": "", "一下": "", "": "", "1520": "", "5201": "",
	} {
		date, wrong := turn.remindDay(words)
		got := ""
		if !date.IsZero() {
			got = today(date)
		}
		if got != want || wrong != "" {
			t.Errorf("%q: got %q %q, want %q", words, got, wrong, want)
		}
	}
	if _, wrong := turn.remindDay("2月30日"); wrong == "" {
		t.Error("2月30日 was taken for a day")
	}
}

func TestWhatStaffPickFromAList(t *testing.T) {
	items := []string{"电脑", "叫号机", "打印机"}
	for typed, want := range map[string]string{
		"1 3": "[0 2]", "1、2，3": "[0 1 2]", "３": "[2]", "全部": "[0 1 2]", "2 2": "[1]", "打印机": "[2]",
		"全部 都好": "[0 1 2]都好", "2：墨盒，换了": "[1]墨盒，换了", "2 3 缺墨 1 支": "[1 2]缺墨 1 支", "电脑 2 好": "[0 1]好",
		"4": "[]", "0": "[]", "1 4": "[]", "": "[]", "都好": "[]都好",
	} {
		at, words := picked(typed, items)
		if got := fmt.Sprint(at) + words; got != want {
			t.Errorf("%q: got %s, want %s", typed, got, want)
		}
	}
}
