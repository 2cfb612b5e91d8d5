package bot

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSplitKeepsLinesAndLinksWhole(t *testing.T) {
	link := `<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1">1 投诉</a>`
	text := strings.Repeat("一", 30) + "\n" + strings.Repeat("二", 5) + link + strings.Repeat("三", 30)
	for limit := 100; limit < 300; limit += 7 {
		for _, p := range Split(text, limit) {
			if strings.Count(p, "<a ") != strings.Count(p, "</a>") {
				t.Fatalf("limit %d cut a link: %q", limit, p)
			}
		}
	}
	parts := Split("第一段\n\n"+strings.Repeat("甲", 20)+"\n乙", 72)
	if len(parts) != 2 || parts[1] != "乙" {
		t.Errorf("not cut at the end of a line: %q", parts)
	}
	if got := Split("", 10); len(got) != 0 {
		t.Errorf("nothing became %q", got)
	}
}

// FuzzSplit: no part is too long or cut within a character, and nothing is lost
// but line ends at the cuts.
func FuzzSplit(f *testing.F) {
	f.Add(strings.Repeat("民政局\n", 500), 2000)
	f.Add("<a href=\"x\">"+strings.Repeat("y", 300), 64)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		if limit < 64 || limit > 4000 || !utf8.ValidString(text) {
			return
		}
		var all string
		for _, p := range Split(text, limit) {
			if len(p) > limit || !utf8.ValidString(p) {
				t.Fatalf("bad part of %d bytes: %q", len(p), p)
			}
			all += p
		}
		strip := func(s string) string { return strings.ReplaceAll(s, "\n", "") }
		if strip(all) != strip(text) {
			t.Fatalf("lost something: %q became %q", text, all)
		}
	})
}
