package flows

import (
	"time"

	"minqing/configs"
	"minqing/storage"
)

// House is what every conversation may know of the bureau. It does not change
// while the bot runs.
type House struct {
	Bureau *configs.Bureau
	Now    func() time.Time
	NewID  func() string // names a flow instance; unique for ever
	Draft  time.Duration // a flow left alone is kept this long
	// PublicURL is the root of the links to pages; empty: there are none.
	PublicURL string
	Chars     int // a description takes this many characters in all
}

// IdleAfter is how long a person may stay silent before the bot asks whether to
// go on with what was begun.
const IdleAfter = 30 * time.Minute

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(storage.Zone).Format("1月2日")
}

func hour(t time.Time) string { return t.In(storage.Zone).Format("1月2日 15:04") }

func sameDay(a, b time.Time) bool {
	return a.In(storage.Zone).Format("20060102") == b.In(storage.Zone).Format("20060102")
}

// first keeps the earlier time if there is one.
func first(kept, now time.Time) time.Time {
	if kept.IsZero() {
		return now
	}
	return kept
}
