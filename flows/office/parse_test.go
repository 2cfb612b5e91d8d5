package office_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"minqing/flows/office"
)

func TestParseOverride(t *testing.T) {
	for typed, want := range map[string]string{
		"08:00-20:00 不午休": "08:00-20:00 不午休", "8点到20点": "08:00-20:00", "8:30—12:00 14:00—18:00": "08:30-12:00 14:00-18:00",
		"８：３０－１２：００，１４：００－１８：００": "08:30-12:00 14:00-18:00", "8-20": "08:00-20:00", "8点半至12点、14点30分至17点半。": "08:30-12:00 14:30-17:30",
		"上午8点到晚上8点": "08:00-20:00", "下午2点到5点": "14:00-17:00", "早上8点-12点 下午2点半-5点半": "08:00-12:00 14:30-17:30", "八点到二十点": "08:00-20:00",
		"八点半到十二点": "08:30-12:00", "0800-2000": "08:00-20:00", "8.30-20.00 中午不休": "08:30-20:00 不午休", "今日时间 8:00 - 20:00 午间不休": "08:00-20:00 不午休",
		"今天8点到18点": "08:00-18:00", "从8点到18点不休息": "08:00-18:00 不午休", "不午休": "不午休", "取消午休": "不午休", "午休取消": "不午休", "中午12点-14点": "12:00-14:00",
		"14:00-24:00": "14:00-24:00", "9:00~11:00和13:00~15:00": "09:00-11:00 13:00-15:00",
		"停办": "停办", "今天不办": "停办", "今天停办。": "停办", "不辦": "停办", "休息": "停办", "恢复": "恢复", "恢復正常": "恢复", "照常": "恢复",
	} {
		v, err := office.ParseOverride(typed)
		if err != nil || v.String() != want {
			t.Errorf("%s: %s, %v", typed, v, err)
		}
	}
}

func TestParseOverrideSaysWhatIsWrong(t *testing.T) {
	for typed, want := range map[string]office.Fault{
		"": office.Empty, " 。": office.Empty, "今天": office.Empty, "早点开门": office.Strange, "8点": office.Strange, "8:00-20:00 加班": office.Strange, "取消": office.Strange,
		"25:00-26:00": office.BadClock, "8:00-8:75": office.BadClock, "24:00-24:30": office.BadClock, "20:00-08:00": office.Backwards, "8:00-8:00": office.Backwards,
		"8:00-12:00 11:30-17:00": office.Overlap, "14:00-18:00 8:00-12:00": office.Overlap, "8:00-12:00 14:00-18:00 不午休": office.Mixed, "8:00-12:00 停办": office.Mixed,
	} {
		v, err := office.ParseOverride(typed)
		var fault *office.OverrideError
		if !errors.As(err, &fault) || fault.Fault != want || err.Error() == "" {
			t.Errorf("%q: %s, %v", typed, v, err)
		}
	}
}

func TestOverridesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := office.Override{Hours: anyHours(t, "hours")}
		v.NoLunch = len(v.Hours) < 2 && (len(v.Hours) == 0 || rapid.Bool().Draw(t, "no lunch"))
		if read, err := office.ParseOverride(v.String()); err != nil || read.String() != v.String() {
			t.Fatalf("%s: %s, %v", v, read, err)
		}
	})
}

// FuzzParseOverride: what is accepted is in order, and reads back as the same.
func FuzzParseOverride(f *testing.F) {
	for _, typed := range []string{"08:00-20:00 不午休", "下午2点到5点", "停办", "8点-", "九十九点到一百点", "\xff-\xfe", "８：３０—１２：００，１４：００—１８：００"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		v, err := office.ParseOverride(typed)
		if err != nil {
			var fault *office.OverrideError
			if !errors.As(err, &fault) {
				t.Fatalf("%q: %v", typed, err)
			}
			return
		}
		end := office.Clock(0)
		for _, h := range v.Hours {
			if h.From < end || h.From >= h.To || h.To > office.Midnight {
				t.Fatalf("%q: %s", typed, v)
			}
			end = h.To
		}
		if again, err := office.ParseOverride(v.String()); err != nil || again.String() != v.String() {
			t.Fatalf("%q: %q reads as %q, %v", typed, v, again, err)
		}
	})
}
