package places

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// table reads pairs of descriptions, one a line.
func table(t testing.TB, file string) [][2]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var pairs [][2]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		a, b, found := strings.Cut(line, " / ")
		if !found {
			t.Fatalf("%s: %q is no pair", file, line)
		}
		pairs = append(pairs, [2]string{a, b})
	}
	if len(pairs) < 60 {
		t.Fatalf("%s has only %d pairs", file, len(pairs))
	}
	return pairs
}

func TestAlike(t *testing.T) {
	for file, want := range map[string]bool{"alike.txt": true, "apart.txt": false} {
		for _, p := range table(t, file) {
			if Alike(p[0], p[1]) != want || Alike(p[1], p[0]) != want {
				t.Errorf("%s: %s / %s: %+v, %+v", file, p[0], p[1], gistOf(p[0]), gistOf(p[1]))
			}
		}
	}
}

// What is said around a description changes nothing.
func TestAlikeWhateverIsSaidAround(t *testing.T) {
	all := append(table(t, "alike.txt"), table(t, "apart.txt")...)
	rapid.Check(t, func(r *rapid.T) {
		p := rapid.SampledFrom(all).Draw(r, "pair")
		before := rapid.SampledFrom([]string{"", "在", "我在", "有个人在", "老人在"}).Draw(r, "before")
		after := rapid.SampledFrom([]string{"", "那里", "附近", "对面", "，有人躺着", "。", "往东50米"}).Draw(r, "after")
		if Alike(p[0], p[1]) != Alike(before+p[0]+after, p[1]) {
			r.Fatalf("%s / %s, with %s…%s", p[0], p[1], before, after)
		}
	})
}
