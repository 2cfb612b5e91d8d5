package configs

import "testing"

func TestPostings(t *testing.T) {
	b, problems := ownBureau(t, own)
	if len(b.Public) != 0 || len(onlyErrors(problems)) != 0 {
		t.Errorf("the sample's postings are inherited: %v %v", b.Public, problems)
	}
	const good = `  - {title: 低保公示, url: "https://example.org/a", date: 2026-11-02}` + "\n"
	b, problems = ownBureau(t, own+"public:\n"+good+"  - {title: 公示墙, date: 2026-01-05}\n")
	if errs := onlyErrors(problems); len(errs) != 0 || len(b.Public) != 2 || b.Public[0] != (Posting{"低保公示", "https://example.org/a", "2026-11-02"}) {
		t.Errorf("got %v %v", b.Public, errs)
	}
	for _, c := range []struct{ posting, say string }{
		{"{date: 2026-11-02}", "缺少标题"}, {"{title: 甲, date: 11月2日}", "YYYY-MM-DD"}, {"{title: 甲}", "YYYY-MM-DD"},
		{"{title: 甲, date: 2026-11-02, url: example.org}", "https://"}, {`{title: 甲, date: 2026-11-02, url: "javascript:alert(1)"}`, "https://"},
	} {
		if _, problems := ownBureau(t, own+"public:\n"+good+"  - "+c.posting+"\n"); !has(problems, Error, 6, c.say) {
			t.Errorf("%s: %v", c.posting, problems)
		}
	}
}
