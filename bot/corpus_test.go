package bot

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
	"minqing/storage/storagetest"
)

var update = flag.Bool("update", false, "write what happens into the scripts as what should happen")

// TestConversations plays every script of the corpus in four ways. The same must
// be seen each time: replies, pushes and tickets.
func TestConversations(t *testing.T) {
	paths, err := filepath.Glob("../flows/testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no conversations found: %v", err)
	}
	for _, path := range paths {
		s := readScript(t, path)
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			t.Run("plain", func(t *testing.T) {
				got := perform(t, s, plain)
				if *update {
					if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					s = readScript(t, path)
				}
				compare(t, s.want, got)
			})
			t.Run("reopened", func(t *testing.T) { compare(t, s.want, perform(t, s, reopened)) })
			t.Run("twice", func(t *testing.T) { compare(t, s.want, perform(t, s, twice)) })
			t.Run("faults", func(t *testing.T) { everyFault(t, s) })
		})
	}
}

func perform(t *testing.T, s script, way func(*actor)) string {
	t.Helper()
	a := &actor{stage: newStage(t), between: func() {}}
	a.deliver, a.chime = a.say, func() { a.ring(a.bell) }
	way(a)
	got := a.play(s)
	a.bot.Wait()
	report, err := a.store.Verify(context.Background())
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("store is not sound afterwards: %v %v", err, report.Problems)
	}
	return got
}

func plain(*actor) {}

// reopened closes the house between any two lines, and before any timer rings.
func reopened(a *actor) { a.between = a.reopen }

// twice delivers every message twice at once; both must hear the same. Two bells
// ring.
func twice(a *actor) {
	a.chime = func() {
		var wg sync.WaitGroup
		for range 2 {
			b := NewBell(a.bell.BellConfig)
			wg.Go(func() { a.ring(b) })
		}
		wg.Wait()
	}
	a.deliver = func(m flows.Message) string {
		var replies [2]string
		var wg sync.WaitGroup
		for i := range replies {
			wg.Add(1)
			go func() { defer wg.Done(); replies[i] = a.say(m) }()
		}
		wg.Wait()
		if replies[0] != replies[1] {
			a.t.Errorf("%q was answered differently:\n%s\n---\n%s", m.Text, replies[0], replies[1])
		}
		return replies[0]
	}
}

// everyFault lets, for every n, the n-th storage call of every message, and of
// every ringing, fail, before and after it took effect, until none makes that
// many calls.
func everyFault(t *testing.T, s script) {
	for _, when := range []storagetest.When{storagetest.Before, storagetest.After} {
		for n, hit := 1, true; hit; n++ {
			hit = false
			name := fmt.Sprintf("call %d fails, after=%v", n, when == storagetest.After)
			got := perform(t, s, func(a *actor) {
				failing := func(do func()) {
					a.fault.FailAt(n, when)
					do()
					hit = hit || a.fault.Hit()
					a.fault.FailAt(0, when)
				}
				a.deliver = func(m flows.Message) (reply string) {
					failing(func() { reply = a.say(m) })
					return reply
				}
				a.chime = func() { failing(func() { a.ring(a.bell) }) }
			})
			if got != s.want {
				t.Errorf("%s:\n%s", name, difference(s.want, got))
			}
		}
	}
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	if want != got {
		t.Errorf("not what the script says (-update rewrites it):\n%s", difference(want, got))
	}
}

// difference shows the first lines in which two texts part.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := 0; i < len(w) || i < len(g); i++ {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			part := func(x []string) string { return strings.Join(x[min(i, len(x)):min(i+6, len(x))], "\n  ") }
			return fmt.Sprintf("line %d\nwant:\n  %s\ngot:\n  %s", i+1, part(w), part(g))
		}
	}
	return "no difference"
}

// tickets writes down what is in the store, oldest first.
func (a *actor) tickets() string {
	a.t.Helper()
	var lines []string
	err := a.store.View(context.Background(), func(tx storage.Tx) error {
		lines = nil
		page, err := tx.Tickets(storage.Query{Limit: 100})
		if err != nil {
			return err
		}
		for _, k := range page.Tickets {
			events, err := tx.Events(k.Number)
			if err != nil {
				return err
			}
			var did []string
			for _, e := range events {
				did = append(did, texts.ActionNames[string(e.Action)])
			}
			media, err := tx.Attachments(k.Number)
			if err != nil {
				return err
			}
			extra := ""
			if k.Rating > 0 {
				extra += fmt.Sprintf(" ★%d", k.Rating)
			}
			for _, m := range media {
				extra += " " + string(m.Kind) + ":" + string(m.State)
			}
			state := texts.StateNames[string(k.State)]
			if k.Outcome != "" {
				state += " " + k.Outcome
			}
			lines = append(lines, fmt.Sprintf("  %s %s·%s %s %s%s (%s)", k.Number, k.Kind, k.Category,
				state, k.Unit, extra, strings.Join(did, " ")))
		}
		return nil
	})
	if err != nil {
		a.t.Fatal(err)
	}
	sort.Strings(lines)
	if len(lines) == 0 {
		return "  none\n"
	}
	return strings.Join(lines, "\n") + "\n"
}
