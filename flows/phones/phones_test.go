package phones

import "testing"

func TestParse(t *testing.T) {
	for typed, want := range map[string]string{
		"13800138000": "13800138000", "138 0013 8000": "13800138000", "+86 138-0013-8000": "13800138000",
		"１３８００１３８０００": "13800138000", "0591-87654321": "059187654321", "(010) 6512 3456": "01065123456", "13800138000。": "13800138000",
		"12800138000": "", "1380013800": "", "138001380001": "", "没有": "", "": "", "87654321": "", "10086": "",
	} {
		got, ok := Parse(typed)
		if ok != (want != "") || (ok && got != want) {
			t.Errorf("Parse(%q) = %q, %v; want %q", typed, got, ok, want)
		}
	}
}

func TestMask(t *testing.T) {
	for phone, want := range map[string]string{"13800138000": "138****8000", "059187654321": "059*****4321", "": "", "1234": "****"} {
		if got := Mask(phone); got != want {
			t.Errorf("Mask(%q) = %q, want %q", phone, got, want)
		}
	}
}
func TestNumbersInATextAreMasked(t *testing.T) {
	for said, want := range map[string]string{
		"":              "",
		"电话13812345678": "电话138****5678",
		"请打 138-1234-5678 或138 1234 5679。": "请打 138****5678 或138****5679。",
		"13812345678、13912345678":          "138****5678、139****5678",
		"单号2138123456789":                  "单号2138123456789",
		"办公电话0999-7000100，12345也可以":        "办公电话0999-7000100，12345也可以",
	} {
		if got := MaskIn(said); got != want {
			t.Errorf("%q is shown as %q, want %q", said, got, want)
		}
	}
}
