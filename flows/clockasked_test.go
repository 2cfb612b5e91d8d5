package flows

import (
	"strings"
	"testing"
)

// An hour is read as it is said; what is no single moment is none.
func TestHoursOfADayAreRead(t *testing.T) {
	for said, want := range map[string]string{
		"后天下午三点去可以吗": "15:00", "明天12点半去行吗": "12:30", "周五晚上8点": "20:00", "早上七点开门吗": "07:00", "17:10还能取号吗": "17:10",
		"三点半来得及吗": "15:30", "8点到可以吗": "08:00", "上午十点十分": "10:10", "中午一点": "13:00", "下午两点一刻": "14:15", "5点去": "17:00", "11点": "11:00",
		"几点开门": "", "早一点去行吗": "", "晚上12点": "", "8点到20点": "", "5月20日": "", "有点急": "", "25点": "", "8点70分": "",
	} {
		got := ""
		if found := oClock.FindAllStringSubmatch(said, 2); len(found) == 1 {
			if hour, minute, ok := oClockOf(found[0]); ok {
				got = strings.Join([]string{two(hour), two(minute)}, ":")
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
}

func two(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
