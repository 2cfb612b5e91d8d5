package wechat

import (
	"strings"
	"testing"
	"time"

	"minqing/bot"
)

func TestEveryErrcodeHasItsReaction(t *testing.T) {
	for reaction, codes := range map[bot.Reaction][]int{
		bot.Retry:         {-1, 12345, 65301},
		bot.Renew:         {40001, 40014, 42001},
		bot.Hold:          {45015, 45047, 43101},
		bot.Pause:         {45009, 45011},
		bot.Shorten:       {45002},
		bot.Unreachable:   {40003, 43004, 43019, 50002},
		bot.Refused:       {41001, 44004, 45008, 40007, 40033, 47001, 45168, 45072},
		bot.Misconfigured: {47003, 40037, 40249, 48001, 48004, 40200, 40013, 40125, 40164, 61004, 40243, 89503},
		bot.Ignore:        {45080, 45081},
	} {
		for _, code := range codes {
			got := apiError{"message/custom/send", code, "no"}.sendError(testNow)
			if got.Reaction != reaction || got.Code != code {
				t.Errorf("%d: %+v, want %s", code, got, reaction)
			}
			if (reaction == bot.Misconfigured) != (got.Advice != "") || strings.Contains(got.Advice, "%") {
				t.Errorf("%d: advice %q", code, got.Advice)
			}
			if (reaction == bot.Pause) == got.Until.IsZero() {
				t.Errorf("%d: until %s", code, got.Until)
			}
		}
	}
}

func TestPausesEndWhenThePlatformCountsAnew(t *testing.T) {
	evening := time.Date(2026, 11, 23, 15, 59, 30, 0, time.UTC) // 23:59:30 in Beijing
	if got, want := until(45009, evening), evening.Add(30*time.Second); !got.Equal(want) {
		t.Errorf("daily quota until %s, want %s", got, want)
	}
	if got, want := until(45009, evening.Add(time.Minute)), evening.Add(24*time.Hour+30*time.Second); !got.Equal(want) {
		t.Errorf("daily quota until %s, want %s", got, want)
	}
	if got, want := until(45011, evening), evening.Add(30*time.Second); !got.Equal(want) {
		t.Errorf("minute quota until %s, want %s", got, want)
	}
}

func TestAdviceQuotesTheAddressOrTheFieldAndNothingElse(t *testing.T) {
	for _, tc := range []struct {
		code      int
		msg, want string
	}{
		{40164, "invalid ip 203.0.113.7, not in whitelist hint: [oA 我的隐私]", "203.0.113.7"},
		{40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1-2-3", "203.0.113.7"},
		{61004, "access clientip is not registered, not in ip-white-list requestIP: 2001:db8::5 oA", "2001:db8::5"},
		{89503, "this ip needs confirmation oA", anyIP},
		{47003, "argument invalid! data.thing3.value invalid oA 我的隐私", "thing3"},
		{47003, "argument invalid! oA 我的隐私", "（未指明）"},
	} {
		got := apiError{"x", tc.code, tc.msg}.sendError(testNow).Advice
		if !strings.Contains(got, tc.want) || strings.Contains(got, "隐私") || strings.Contains(got, "oA") {
			t.Errorf("%d %q: advice %q", tc.code, tc.msg, got)
		}
	}
}
