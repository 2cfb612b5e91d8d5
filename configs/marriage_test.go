package configs

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/office"
)

const registry = own + "marriage:\n" // its line is 4

func TestMarriageFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		level      Level
		line       int
		say        string
	}{
		{"saturdays", "  saturdays:\n    - {from: \"9\", to: \"12:00\"}\n", Error, 6, "由早到晚"},
		{"windows", "  windows: -1\n", Error, 4, "不能是负数"},
		{"windows unsaid", "  windows: 0\n", Warning, 5, "待本局填写：平日开几个窗口"},
		{"cut-off unsaid", "  cut_off: \"\"\n", Warning, 5, "待本局填写：关门前多久停止取号"},
		{"cut-off in words", "  cut_off: 半小时\n", Error, 5, "应当是分钟数"},
		{"cut-off negative", "  cut_off: -5\n", Error, 5, "应当是分钟数"},
		{"cut-off of a day", "  hours: [{from: \"09:00\", to: \"12:00\"}]\n  cut_off: 180\n", Error, 6, "一个号也取不到"},
		{"open before midnight", "  hours: [{from: \"01:00\", to: \"12:00\"}]\n  open_before: 61\n", Error, 6, "前一天"},
		{"open before unsaid", "  hours: []\n", Warning, 4, "待本局填写：开门前多久可以取号"},
		{"told upwards", "  tell_ahead: [2, 5]\n", Error, 5, "由大到小"},
		{"told at nought", "  tell_ahead: [0]\n", Error, 5, "由大到小"},
		{"missed without numbers", "  missed_after: 0\n", Error, 5, "隔几个号"},
		{"late", "  late_minutes: -1\n", Error, 4, "不能是负数"},
		{"take from", "  take_from: home\n", Error, 5, "onsite"},
		{"peak twice", "  peaks:\n    - {name: 甲, date: 05-20}\n    - {name: 乙, date: 05-20}\n", Error, 7, "前面已经写过"},
		{"peak without lunch in two", "  peaks:\n    - name: 甲\n      date: 05-20\n      no_lunch: true\n      hours: [{from: \"08:00\", to: \"12:00\"}, {from: \"13:00\", to: \"18:00\"}]\n", Error, 6, "午间不休"},
		{"peak on rest days", "  peaks:\n    - {name: 甲, date: 05-20, rest_days: maybe}\n", Error, 6, "open"},
		{"peak unsaid", "  peaks:\n    - {name: 甲, date: 05-20}\n", Warning, 5, "待本局填写：高峰日的办理时间（hours）：甲"},
		{"peak's rest days unsaid", "  peaks:\n    - {name: 甲, date: 05-20, no_lunch: true}\n", Warning, 5, "开不开（rest_days）：甲"},
		{"peak cap", "  peaks:\n    - {name: 甲, date: 05-20, cap: -1}\n", Error, 6, "不能是负数"},
		{"day without date", "  days:\n    - {closed: true}\n", Error, 6, "YYYY-MM-DD"},
		{"no such day", "  days:\n    - {date: 2026-02-30, closed: true}\n", Error, 6, "YYYY-MM-DD"},
		{"day twice", "  days:\n    - {date: 2026-12-31, closed: true}\n    - {date: 2026-12-31, windows: 1}\n", Error, 7, "写了两次"},
		{"closed with hours", "  days:\n    - {date: 2026-12-31, closed: true, hours: [{from: \"08:00\", to: \"12:00\"}]}\n", Error, 6, "既写了不办理"},
		{"day like any other", "  days:\n    - {date: 2026-12-31}\n", Error, 6, "没有写与平时有什么不同"},
		{"day's hours", "  days:\n    - {date: 2026-12-31, hours: [{from: \"12:00\", to: \"08:00\"}]}\n", Error, 6, "由早到晚"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, problems := ownBureau(t, registry+c.text); !has(problems, c.level, c.line, c.say) {
				t.Errorf("want line %d saying %q, got %v", c.line, c.say, problems)
			}
		})
	}
}

func TestNearbyIsTheOldWordForOnsite(t *testing.T) {
	for word, want := range map[string]string{"nearby": TakeOnsite, "onsite": TakeOnsite, "anywhere": TakeAnywhere} {
		b, problems := ownBureau(t, registry+"  take_from: "+word+"\n")
		if b.Marriage.TakeFrom != want || HasErrors(problems) {
			t.Errorf("%s: %s, %v", word, b.Marriage.TakeFrom, onlyErrors(problems))
		}
	}
}

// A bureau of its own hears nothing of the sample's invented day, but keeps the rules
// of the queue and the names of the peak days.
func TestOwnBureauInheritsNoHours(t *testing.T) {
	b, _ := ownBureau(t, own)
	m := b.Marriage
	if m.Hours != nil || m.Windows != 0 || m.OpenBefore != "" || m.CutOff != "" || m.Missed != "" || m.DailyLimit != 0 {
		t.Errorf("inherits %+v", m)
	}
	if len(m.Peaks) != 4 || m.MissedAfter != 3 || m.MissedTimes != 2 || m.LateMinutes != 15 || !slices.Equal(m.TellAhead, []int{5, 2}) {
		t.Errorf("lacks %+v", m)
	}
	for _, p := range m.Peaks {
		if p.Hours != nil || p.NoLunch || p.Windows != 0 || p.Note != "" || p.Name == "" {
			t.Errorf("inherits %+v", p)
		}
	}
	o := b.Office()
	if d := o.On(time.Date(2026, 5, 20, 0, 0, 0, 0, calendar.Zone), nil); d.Open || d.Peak != "5月20日" || !slices.Contains(d.Unsaid, office.GapHours) || !slices.Contains(d.Unsaid, office.GapPeak) {
		t.Errorf("20 May is %+v", d)
	}
}

func TestOfficeIsWhatTheFileSays(t *testing.T) {
	b, problems := ownBureau(t, registry+`  hours: [{from: "09:00", to: "12:00"}, {from: "13:30", to: "16:00"}]
  saturdays: [{from: "09:00", to: "11:00"}]
  windows: 3
  daily_limit: 70
  open_before: 0
  cut_off: 15
  peaks:
    - {name: 甲, date: 05-20, hours: [{from: "07:00", to: "21:00"}], no_lunch: true, windows: 7, cap: 200, rest_days: open, note: 早来}
    - {name: 乙, festival: 七夕, rest_days: closed}
  days:
    - {date: 2026-12-31, closed: true}
    - {date: 2026-12-30, hours: [{from: "10:00", to: "11:00"}], windows: 1, cap: 9, note: 停电}
`)
	if errs := onlyErrors(problems); len(errs) > 0 {
		t.Fatal(errs)
	}
	o := b.Office()
	on := func(text string) office.Day {
		day, err := calendar.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		return o.On(day, nil)
	}
	clock := func(d office.Day) string {
		if !d.Open {
			return string(d.Why)
		}
		return d.Opens().Format("15:04") + d.Last.Format(" 15:04") + d.Closes().Format(" 15:04")
	}
	for text, want := range map[string]string{"2026-11-23": "09:00 15:45 16:00", "2026-11-28": "09:00 10:45 11:00", "2027-05-20": "07:00 20:45 21:00", "2028-05-20": "07:00 20:45 21:00",
		"2027-08-08": "周末", "2028-08-26": "09:00 10:45 11:00", "2026-12-31": "本局安排", "2026-12-30": "10:00 10:45 11:00"} {
		if got := clock(on(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if d := on("2027-05-20"); d.Windows != 7 || d.Limit != 200 || !d.NoLunch || d.Note != "早来" || !d.First.Equal(d.Opens()) {
		t.Errorf("%+v", d)
	}
	if d := on("2026-12-30"); d.Windows != 1 || d.Limit != 9 || d.Note != "停电" {
		t.Errorf("%+v", d)
	}
	if d := on("2026-11-23"); d.Windows != 3 || d.Limit != 70 {
		t.Errorf("%+v", d)
	}
}

func TestFestivalsOfManyYears(t *testing.T) {
	b := sample(t)
	names := []string{"元宵", "清明", "端午", "七夕", "中秋", "重阳", "除夕", "春节"}
	for year := 2025; year <= 2036; year++ {
		for _, name := range names {
			if _, known := b.Festival(name, year); !known {
				t.Errorf("%s %d isn't known", name, year)
			}
		}
		newYear, _ := b.Festival("春节", year)
		eve, _ := b.Festival("除夕", year)
		lantern, _ := b.Festival("元宵", year)
		if !eve.AddDate(0, 0, 1).Equal(newYear) || !newYear.AddDate(0, 0, 14).Equal(lantern) {
			t.Errorf("%d: %s %s %s", year, eve, newYear, lantern)
		}
		if clear, _ := b.Festival("清明", year); clear.Month() != time.April || clear.Day() < 4 || clear.Day() > 6 {
			t.Errorf("清明 %s", clear)
		}
	}
}

func TestMarriageTokenIsASecret(t *testing.T) {
	const token = "q7Vt-Zr2_pX9.kLm~41"
	c, problems := load(t, account, env(map[string]string{"MINQING_MARRIAGE_TOKEN": token}))
	if c.MarriageToken != token || len(onlyErrors(problems)) > 0 {
		t.Errorf("%q, %v", c.MarriageToken, onlyErrors(problems))
	}
	var out bytes.Buffer
	if err := c.Print(&out); err != nil || strings.Contains(out.String(), token) || !strings.Contains(out.String(), `marriage_token: "***"`) {
		t.Errorf("printed %s, %v", out.String(), err)
	}
	if Default().MarriageToken != "" {
		t.Error("there is a token by default")
	}
	for _, weak := range []string{"short", "with a space in it 123", "中文口令中文口令中文口令中文口令"} {
		_, problems := load(t, account, env(map[string]string{"MINQING_MARRIAGE_TOKEN": weak}))
		errs := onlyErrors(problems)
		if len(errs) != 1 || !strings.Contains(errs[0].Text, "marriage_token") || strings.Contains(errs[0].Text, weak) {
			t.Errorf("%q: %v", weak, errs)
		}
	}
}
