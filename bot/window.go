package bot

import (
	"time"

	"minqing/storage"
)

// What the platform allows outside a reply, by our own count:
//
//	a message:                        5 sends within 48 hours
//	a click, tapped line, follow, scan: 3 sends within 1 minute
const (
	messageWindow = 48 * time.Hour
	messageQuota  = 5
	clickWindow   = time.Minute
	clickQuota    = 3
)

// mayPush reports whether the platform would take another customer-service
// message, and if not, why: "window" or "quota".
func mayPush(c storage.Contact, sends []time.Time, now time.Time) (ok bool, why string) {
	why = "window"
	for _, w := range []struct {
		opened time.Time
		life   time.Duration
		quota  int
	}{
		{c.Message, messageWindow, messageQuota},
		{c.Click, clickWindow, clickQuota},
	} {
		if w.opened.IsZero() || now.Sub(w.opened) >= w.life {
			continue
		}
		if sentSince(sends, w.opened) < w.quota {
			return true, ""
		}
		why = "quota"
	}
	return false, why
}

func sentSince(sends []time.Time, opened time.Time) int {
	n := 0
	for _, at := range sends {
		if !at.Before(opened) {
			n++
		}
	}
	return n
}
