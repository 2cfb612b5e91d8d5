package intake

import (
	"errors"
	"testing"
	"time"

	"minqing/storage"
)

// TestDay: every common form of 18 January 2026, and what is none.
func TestDay(t *testing.T) {
	want := time.Date(2026, 1, 18, 0, 0, 0, 0, storage.Zone)
	for _, cell := range []string{
		"2026-01-18", "2026-1-18", "2026/1/18", "2026/01/18", "2026.1.18", "2026.01.18", "20260118", "2026年1月18日", "2026年01月18日", "2026年1月18号", "2026年1月18",
		"２０２６年１月１８日", "２０２６－０１－１８", "2026 年 1 月 18 日", " 2026-01-18 ", "2026-01-18 10:30", "2026-01-18 10:30:05", "2026/1/18 0:00:00", "2026-01-18T00:00:00Z",
		"2026-01-18T08:00:00+08:00", "2026年1月18日 10时30分", "2026年1月18日10点30分", "46040", "46040.5", "46040.0", "20260118.0", "26年1月18日", "2026-01-18。", "2026年1月18日（周日）", "2026年1月18日星期日",
		"二〇二六年一月十八日", "二零二六年一月十八日", "1月18日", "01月18日", "1月18号", "1.18", "1/18", "1-18", "１月１８日",
	} {
		if got, err := Day(cell, 2026); err != nil || !got.Equal(want) {
			t.Errorf("%s: got %v %v", cell, got, err)
		}
	}
	for cell, want := range map[string]error{
		"1月18日": errNoYear, "1.18": errNoYear, "2026-02-30": errNotReal, "2026年13月1日": errNotReal, "20261301": errNotReal, "2月30日": errNotReal, "二〇二六年二月三十日": errNotReal,
		"1/18/2026": errOrder, "18-01-2026": errOrder, "01-18-26": errOrder, "": errNoDay, "昨天": errNoDay, "不详": errNoDay, "2026": errNoDay, "2026-01": errNoDay,
		"12345": errNoDay, "99999": errNoDay, "1899-01-01": errNotReal, "二〇二六年一月十八日以前": errNoDay, "2026-01-18至2026-01-20": errNoDay, "1月18日、1月20日": errNoDay, "0": errNoDay, "-1": errNoDay, "1e5": errNoDay,
	} {
		if got, err := Day(cell, 0); !errors.Is(err, want) {
			t.Errorf("%s: got %v %v, want %v", cell, got, err, want)
		}
	}
	if got, err := Day("2月29日", 2024); err != nil || got.Format(time.DateOnly) != "2024-02-29" {
		t.Errorf("a leap day: %v %v", got, err)
	}
	if _, err := Day("2月29日", 2026); !errors.Is(err, errNotReal) {
		t.Errorf("no leap day: %v", err)
	}
}

// FuzzDay: a day is a midnight in China of this century, and its own name is read as
// the same day.
func FuzzDay(f *testing.F) {
	for _, cell := range []string{"2026-01-18", "46040", "1月18日", "二〇二六年一月十八日", "2026年1月18日 10:30", "２０２６．１．１８", "20260230"} {
		f.Add(cell, 2026)
	}
	f.Fuzz(func(t *testing.T, cell string, year int) {
		if year < oldest || year > 2099 {
			year = 0
		}
		at, err := Day(cell, year)
		if err != nil {
			if !at.IsZero() {
				t.Fatalf("%q: %v beside %v", cell, at, err)
			}
			return
		}
		if h, m, s := at.Clock(); h != 0 || m != 0 || s != 0 || at.Year() < oldest {
			t.Fatalf("%q: %v", cell, at)
		}
		if again, err := Day(at.Format("2006年1月2日"), 0); err != nil || !again.Equal(at) {
			t.Fatalf("%q: %v, and its name %v %v", cell, at, again, err)
		}
	})
}
