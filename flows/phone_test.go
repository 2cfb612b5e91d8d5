package flows

import "testing"

func TestParsePhone(t *testing.T) {
	for typed, want := range map[string]string{
		"13800138000": "13800138000", "138 0013 8000": "13800138000", "+86 138-0013-8000": "13800138000",
		"１３８００１３８０００": "13800138000", "0591-87654321": "059187654321", "(010) 6512 3456": "01065123456", "13800138000。": "13800138000",
		"12800138000": "", "1380013800": "", "138001380001": "", "没有": "", "": "", "87654321": "", "10086": "",
	} {
		got, ok := parsePhone(typed)
		if ok != (want != "") || (ok && got != want) {
			t.Errorf("parsePhone(%q) = %q, %v; want %q", typed, got, ok, want)
		}
	}
}

func TestMaskPhone(t *testing.T) {
	for phone, want := range map[string]string{"13800138000": "138****8000", "059187654321": "059*****4321", "": "", "1234": "****"} {
		if got := maskPhone(phone); got != want {
			t.Errorf("maskPhone(%q) = %q, want %q", phone, got, want)
		}
	}
}

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
