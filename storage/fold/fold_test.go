package fold

import (
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for typed, want := range map[string]string{
		"１。": "1", " 菜单 ": "菜单", "殯儀館！": "殡仪馆", "Ｆ２６１１": "f2611", "提交。。": "提交", "": "",
		"　取消　": "取消", "？？": "", "后山里": "后山里", "\n1\n": "1", "“投诉”": "“投诉",
	} {
		if got := Text(typed); got != want {
			t.Errorf("Text(%q) = %q, want %q", typed, got, want)
		}
	}
}

// FuzzText: one rune in, one rune out, and folding twice changes nothing more.
func FuzzText(f *testing.F) {
	f.Add("１。 殯儀館")
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, typed string) {
		once := Text(typed)
		if Text(once) != once {
			t.Errorf("fold is not settled: %q → %q → %q", typed, once, Text(once))
		}
		n := 0
		for _, r := range typed {
			n++
			if r != utf8.RuneError && Rune(r) == 0 && r != 0 {
				t.Errorf("%q vanished", r)
			}
		}
		if utf8.RuneCountInString(once) > n {
			t.Errorf("fold made %q longer", typed)
		}
	})
}
