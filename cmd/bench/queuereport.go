package main

import (
	"fmt"
	"io"
	"time"
)

// write prints the report for people.
func (b *queueScore) write(w io.Writer, seed uint64, offices int, took time.Duration) {
	fmt.Fprintf(w, "minqing bench queue: seed %d, %d offices, %.0f s\n\n", seed, offices, took.Seconds())
	fmt.Fprintf(w, "%-26s %5s %7s %7s %13s %6s %6s %7s %7s %7s %7s %7s %6s\n", "the range and its middle", "days", "asked", "waited",
		"in range", "before", "after", "width", "error", "naive", "hours", "ratios", "late")
	for _, name := range b.names() {
		t := b.kinds[name]
		n := float64(t.called)
		fmt.Fprintf(w, "%-26s %5d %7d %5.0f m %6.1f ± %.1f %% %4.1f %% %4.1f %% %5.1f m %5.1f m %5.1f m %5.1f m  %.2f %.2f %4.1f %%\n", name, t.days, t.questions, t.wait/n,
			100*float64(t.inside)/n, 100*t.unsteadiness(), 100*float64(t.below)/n, 100*float64(t.above)/n, t.width/n,
			t.miss/n, t.missPlain/n, t.missKind/n, t.miss/t.missPlain, t.miss/t.missKind, 100*float64(t.tooLate)/n)
	}
	fmt.Fprintf(w, "\n%-26s %9s %9s %9s %10s %8s %8s %9s\n", "今天可能办不完", "questions", "never", "warned", "precision", "recall", "unknown", "a Wait")
	for _, name := range b.names() {
		t := b.kinds[name]
		fmt.Fprintf(w, "%-26s %9d %9d %9d %10s %8s %8d %6.0f µs\n", name, t.questions, t.uncalled, t.warned,
			percent(t.warnedRight, t.warned), percent(t.warnedRight, t.uncalled), t.unknown,
			float64(t.took.Microseconds())/float64(max(t.questions, 1)))
	}
}

func percent(part, whole int) string {
	if whole == 0 {
		return "—"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(part)/float64(whole))
}
