package limits

import "testing"

func TestStages(t *testing.T) {
	c := published(t)
	for _, v := range []struct {
		morning, due string
		remind       int
		want         Stage
	}{
		{"2026-02-24", "2026-02-26", 1, Far},
		{"2026-02-25", "2026-02-26", 1, Soon},
		{"2026-02-26", "2026-02-26", 1, Today},
		{"2026-02-27", "2026-02-26", 1, Late},
		{"2026-02-14", "2026-02-24", 1, Soon},  // the whole holiday lies between
		{"2026-02-14", "2026-02-23", 1, Today}, // a date on a rest day: the last working day before it
		{"2026-05-08", "2026-05-09", 1, Soon},  // a make-up Saturday is worked
		{"2026-02-25", "2026-02-26", 0, Far},
		{"2026-02-26", "2026-02-26", 0, Today},
		{"2026-02-24", "2026-02-26", 2, Soon},
	} {
		if got := StageOn(c, day(t, v.morning), EndOf(day(t, v.due)), v.remind); got != v.want {
			t.Errorf("%s, due %s, %d before: %d, want %d", v.morning, v.due, v.remind, got, v.want)
		}
	}
}
