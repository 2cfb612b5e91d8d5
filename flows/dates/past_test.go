package dates

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestPast: what is written of something that is over names the last such day.
func TestPast(t *testing.T) {
	r := Reader{Festival: table}
	for words, want := range map[string]string{
		"今天": "2026-11-23", "昨天": "2026-11-22", "前天": "2026-11-21", "1月18日": "2026-01-18", "4月5日": "2026-04-05",
		"11月23日": "2026-11-23", "11月24日": "2025-11-24", "12月3日": "2025-12-03", "12.3": "2025-12-03", "5/20": "2026-05-20",
		"周五": "2026-11-20", "周一": "2026-11-23", "上周五": "2026-11-20", "20号": "2026-11-20", "25号": "2026-10-25", "31号": "2026-10-31",
		"2月29日": "2024-02-29", "2025年12月3日": "2025-12-03", "2026-01-18": "2026-01-18", "20260118": "2026-01-18", "去年12月3日": "2025-12-03",
		"上个月5号": "2026-10-05", "清明": "2026-04-05", "春节": "2026-02-17", "一月十八": "2026-01-18", "１月１８日": "2026-01-18",
		// what is to come stays to come
		"明天": "2026-11-24", "2026年12月3日": "2026-12-03", "下周三": "2026-12-02", "2027-01-18": "2027-01-18",
	} {
		m, ok, err := r.Past(words, now)
		if err != nil || !ok || len(m.Days) != 1 || !m.Days[0].Equal(day(want)) {
			t.Errorf("%s: got %v %v %v, want %s", words, m.Days, ok, err, want)
		}
	}
	var impossible *ImpossibleError
	if _, ok, err := r.Past("2月30日", now); ok || !errors.As(err, &impossible) {
		t.Errorf("2月30日: %v %v", ok, err)
	}
	if _, ok, err := r.Past("不记得了", now); ok || err != nil {
		t.Errorf("no day: %v %v", ok, err)
	}
}

// TestPastIsTheLast: for any day of the year, read on any day, there is no later one
// that is over.
func TestPastIsTheLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := day("2024-01-01").AddDate(0, 0, rapid.IntRange(0, 1500).Draw(t, "today"))
		named := today.AddDate(0, 0, -rapid.IntRange(0, 364).Draw(t, "ago"))
		if named.Month() == 2 && named.Day() == 29 {
			return
		}
		m, ok, err := Reader{}.Past(named.Format("1月2日"), today.Add(10*time.Hour))
		if err != nil || !ok || !m.Days[0].Equal(named) {
			t.Fatalf("%s on %s: %v %v %v", named.Format("1月2日"), today.Format(time.DateOnly), m.Days, ok, err)
		}
	})
}
