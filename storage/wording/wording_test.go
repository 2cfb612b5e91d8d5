package wording

import (
	"strings"
	"testing"
)

func TestNormal(t *testing.T) {
	for text, want := range map[string]string{
		"人民路 12 号。": "人民路12号", "殯儀館，鞭炮！": "殡仪馆鞭炮", "我要反应问题": "我要反映问题", "Ａ座": "a座",
		"（没有）": "没有", "": "", "。。": "", "工作布署": "工作部署", "𠮷野家": "𠮷野家",
	} {
		if got := Normal(text); got != want {
			t.Errorf("Normal(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestEachPair(t *testing.T) {
	for normal, want := range map[string]string{"": "", "坟": "", "坟墓": "坟墓", "乱建坟": "乱建 建坟"} {
		var got []string
		EachPair(normal, func(a, b rune) { got = append(got, string([]rune{a, b})) })
		if strings.Join(got, " ") != want {
			t.Errorf("pairs of %q are %v, want %s", normal, got, want)
		}
	}
}

// A telephone is told by as much of it as a masked one shows, and by no more.
func TestSamePhone(t *testing.T) {
	for _, c := range []struct {
		phone, typed string
		same         bool
	}{
		{"13800138000", "8000", true}, {"13800138000", "138-0013-8000", true}, {"13800138000", "１３８００１３８０００", true},
		{"13800138000", "13899998000", true}, // what stands between is not told
		{"13800138000", "13900138000", false}, {"13800138000", "8001", false}, {"13800138000", "000", false},
		{"0999-7000101", "0101", true}, {"123", "123", false}, {"", "8000", false},
	} {
		if got := SamePhone(c.phone, c.typed); got != c.same {
			t.Errorf("SamePhone(%q, %q) = %v", c.phone, c.typed, got)
		}
	}
}

// Whoever changes how words are folded or spelt makes another scheme, and the index
// of every file is made anew.
func TestScheme(t *testing.T) {
	before := Scheme()
	kept := misspelt
	misspelt = append(misspelt, "帐户", "账户")
	defer func() { misspelt = kept }()
	if Scheme() == before || len(before) != 16 {
		t.Errorf("the scheme is %s, and stays so", before)
	}
}

// FuzzNormal: words of the form stay as they are, and what contains others still
// does, except where a misspelling is made or broken at their edge.
func FuzzNormal(f *testing.F) {
	f.Add("我要反应 殡儀館")
	f.Fuzz(func(t *testing.T, text string) {
		once := Normal(text)
		if Normal(once) != once {
			t.Errorf("not settled: %q → %q → %q", text, once, Normal(once))
		}
	})
}
