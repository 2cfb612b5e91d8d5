package dates

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// spoken writes a number up to 31 as it is said.
func spoken(n int) string {
	names := strings.Split("〇 一 二 三 四 五 六 七 八 九", " ")
	switch {
	case n < 10:
		return names[n]
	case n == 10:
		return "十"
	case n < 20:
		return "十" + names[n-10]
	case n%10 == 0:
		return names[n/10] + "十"
	}
	return names[n/10] + "十" + names[n%10]
}

// ways are how people write a day; the last four say the year.
var ways = []func(d time.Time) string{
	func(d time.Time) string { return fmt.Sprintf("%d月%d日", d.Month(), d.Day()) },
	func(d time.Time) string { return fmt.Sprintf("%02d月%02d号", d.Month(), d.Day()) },
	func(d time.Time) string { return fmt.Sprintf("%d.%d", d.Month(), d.Day()) },
	func(d time.Time) string { return fmt.Sprintf("%d/%d", d.Month(), d.Day()) },
	func(d time.Time) string { return spoken(int(d.Month())) + "月" + spoken(d.Day()) + "号" },
	func(d time.Time) string { return d.Format("2006-01-02") },
	func(d time.Time) string { return d.Format("20060102") },
	func(d time.Time) string { return d.Format("2006年1月2日") },
	func(d time.Time) string { return d.Format("2006.1.2") },
}

func anyNow(t *rapid.T) time.Time {
	return day("2024-01-01").Add(time.Duration(rapid.IntRange(0, 6*365*24*60).Draw(t, "now")) * time.Minute)
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := anyNow(t)
		away := rapid.IntRange(0, 364).Draw(t, "away")
		want := midnight(now).AddDate(0, 0, away)
		way := ways[rapid.IntRange(0, len(ways)-1).Draw(t, "way")]
		sentence := rapid.SampledFrom([]string{"", "我们", "请问", "想问下", "老师好，"}).Draw(t, "before") + way(want) +
			rapid.SampledFrom([]string{"", "几点开门", "能办吗", "，要预约吗", " 办离婚", "那天人多吗"}).Draw(t, "after")
		m, ok, err := Reader{}.Read(sentence, now)
		if !ok || err != nil || len(m.Days) != 1 || !m.Days[0].Equal(want) {
			t.Fatalf("%s on %s: %v, %v", sentence, now, m, err)
		}
		if said := strings.Contains(sentence, fmt.Sprint(want.Year())); m.Guess != (!said && want.Year() != now.In(want.Location()).Year()) {
			t.Fatalf("%s on %s: guess %t", sentence, now, m.Guess)
		}
	})
}

func TestWeekdaysLieWhereTheyAreSaidTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := anyNow(t)
		today := midnight(now)
		index := rapid.IntRange(0, 6).Draw(t, "weekday") // 0 is Monday
		name := []string{"一", "二", "三", "四", "五", "六", "日"}[index]
		week := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
		for _, c := range []struct {
			words       string
			first, last time.Time
		}{
			{"周", today, today.AddDate(0, 0, 6)}, {"这周", week, week.AddDate(0, 0, 6)},
			{"下周", week.AddDate(0, 0, 7), week.AddDate(0, 0, 13)}, {"下下周", week.AddDate(0, 0, 14), week.AddDate(0, 0, 20)},
		} {
			m, ok, err := Reader{}.Read(c.words+name+"上班吗", now)
			if !ok || err != nil || len(m.Days) != 1 || m.Guess {
				t.Fatalf("%s%s on %s: %v, %v", c.words, name, today, m, err)
			}
			if d := m.Days[0]; d.Before(c.first) || d.After(c.last) || int(d.Weekday()) != (index+1)%7 {
				t.Fatalf("%s%s on %s is %s", c.words, name, today, d)
			}
		}
	})
}

// FuzzRead: whatever is typed, the answer is a day or none, and its words were typed.
func FuzzRead(f *testing.F) {
	for _, line := range strings.Split(named, "\n") {
		sentence, _, _ := strings.Cut(line, "|")
		f.Add(sentence, int64(0))
	}
	for _, line := range strings.Split(unnamed, "\n") {
		f.Add(line, int64(1e9))
	}
	f.Add("\xff5月\xfe20日到", int64(-1))
	f.Fuzz(func(t *testing.T, sentence string, away int64) {
		at := now.Add(time.Duration(away%1e8) * time.Second)
		m, ok, err := Reader{Festival: table}.Read(sentence, at)
		if ok && err != nil {
			t.Fatalf("%q: both a day and %v", sentence, err)
		}
		if ok != (len(m.Days) > 0) || len(m.Days) > few {
			t.Fatalf("%q: %d days, %t", sentence, len(m.Days), ok)
		}
		if (ok || err != nil) && m.Words == "" {
			t.Fatalf("%q: no words", sentence)
		}
		for i, d := range m.Days {
			if !d.Equal(midnight(d)) || d.Year() < 1900 || d.Year() > 2150 {
				t.Fatalf("%q: %s", sentence, d)
			}
			for _, other := range m.Days[:i] {
				if d.Equal(other) {
					t.Fatalf("%q: %s twice", sentence, d)
				}
			}
		}
		typed := string([]rune(sentence))
		for _, piece := range strings.Split(m.Words, "、") {
			if !strings.Contains(typed, strings.TrimSpace(piece)) {
				t.Fatalf("%q: %q wasn't typed", sentence, piece)
			}
		}
	})
}

// BenchmarkRead reads the longest text that one message may hold.
func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("我们想5月20日领证，请问那天几点开门，离婚要带什么材料，电话13800138000。", 50)
	for b.Loop() {
		if _, ok, _ := (Reader{Festival: table}).Read(text, now); !ok {
			b.Fatal("no day")
		}
	}
}
