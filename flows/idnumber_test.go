package flows

import "testing"

func TestMaskIDs(t *testing.T) {
	for words, want := range map[string]string{
		"我的身份证350123198001011234不见了": "我的身份证350123************不见了",
		"35012319800101123X":         "350123************",
		"单号 202611230001234567":      "单号 202611230001234567", // no month 30
		"电话13800138000":              "电话13800138000",
	} {
		got, found := maskIDs(words)
		if got != want || found != (want != words) {
			t.Errorf("maskIDs(%q) = %q, %v", words, got, found)
		}
	}
}
