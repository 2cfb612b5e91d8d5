package triage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// classes are the findings by the names the table uses.
var classes = []struct {
	name string
	is   Finding
}{
	{"medical", medical}, {"police", police}, {"despair", despair}, {"fire", fire},
	{"child", minor}, {"violence", violence}, {"exposed", exposed},
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	content, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			kept = append(kept, line)
		}
	}
	return kept
}

// labelled is a sentence and what must be heard in it.
func labelled(t *testing.T, line string) (is Finding, sentence string) {
	t.Helper()
	labels, sentence, ok := strings.Cut(line, "\t")
	for label := range strings.SplitSeq(labels, "+") {
		known := false
		for _, c := range classes {
			if c.name == label {
				is, known = is.and(c.is), true
			}
		}
		ok = ok && known
	}
	if !ok {
		t.Fatalf("not a label and a sentence: %q", line)
	}
	return is, sentence
}

func TestNoEmergencyIsMissedAndNoOrdinarySentenceAlarms(t *testing.T) {
	urgent, ordinary := lines(t, "urgent.txt"), lines(t, "ordinary.txt")
	if len(urgent) < 150 || len(ordinary) < 60 {
		t.Fatalf("the table shrank: %d urgent, %d ordinary", len(urgent), len(ordinary))
	}
	heard, asked, said, alarms := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, line := range urgent {
		want, sentence := labelled(t, line)
		got := Read(sentence)
		if got.and(want) != got {
			t.Errorf("missed: %s: got %+v", line, got)
		}
		for _, c := range classes {
			spoke := got.and(c.is) == got
			if spoke {
				said[c.name]++
			}
			if want.and(c.is) == want {
				asked[c.name]++
				if spoke {
					heard[c.name]++
				}
			}
		}
	}
	for _, sentence := range ordinary {
		got := Read(sentence)
		if got.Urgent() {
			t.Errorf("alarm: %s: got %+v", sentence, got)
		}
		for _, c := range classes {
			if got.and(c.is) == got {
				alarms[c.name]++
			}
		}
	}
	for _, c := range classes {
		// A sentence has one label here but may be of several classes, so what
		// is said besides is counted apart, and only ordinary ones are false.
		t.Logf("%-9s recall %3d/%3d  precision %3d/%3d  besides %3d", c.name, heard[c.name], asked[c.name],
			said[c.name], said[c.name]+alarms[c.name], said[c.name]-heard[c.name])
	}
}

// TestIndexHidesNoRule: the short cut finds what going through every rule finds.
func TestIndexHidesNoRule(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) < 2 {
		t.Fatalf("no tables: %v, %v", names, err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			plain := clauses(line)
			may := possible(plain)
			for i := range rules {
				if rules[i].holds(plain) && !may.has(i) {
					t.Errorf("rule %d holds for %q and was not looked at", i, line)
				}
			}
		}
	}
}
