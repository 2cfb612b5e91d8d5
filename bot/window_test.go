package bot

import (
	"testing"
	"time"

	"minqing/storage"
)

func TestMayPush(t *testing.T) {
	now := opening
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	sends := func(n int, each time.Duration) (s []time.Time) {
		for range n {
			s = append(s, ago(each))
		}
		return s
	}
	for _, c := range []struct {
		name    string
		contact storage.Contact
		sends   []time.Time
		ok      bool
		why     string
	}{
		{"a stranger", storage.Contact{}, nil, false, "window"},
		{"just wrote", storage.Contact{Message: now}, nil, true, ""},
		{"wrote 47 h ago", storage.Contact{Message: ago(47 * time.Hour)}, nil, true, ""},
		{"wrote 48 h ago", storage.Contact{Message: ago(48 * time.Hour)}, nil, false, "window"},
		{"four sent", storage.Contact{Message: ago(time.Hour)}, sends(4, time.Minute), true, ""},
		{"five sent", storage.Contact{Message: ago(time.Hour)}, sends(5, time.Minute), false, "quota"},
		{"five sent before the message", storage.Contact{Message: ago(time.Minute)}, sends(5, time.Hour), true, ""},
		{"clicked", storage.Contact{Click: ago(30 * time.Second)}, nil, true, ""},
		{"clicked a minute ago", storage.Contact{Click: ago(time.Minute)}, nil, false, "window"},
		{"clicked, three sent", storage.Contact{Click: ago(30 * time.Second)}, sends(3, time.Second), false, "quota"},
		{"quota used up, then clicked", storage.Contact{Message: ago(time.Hour), Click: ago(time.Second)}, sends(5, time.Minute), true, ""},
	} {
		ok, why := mayPush(c.contact, c.sends, now)
		if ok != c.ok || why != c.why {
			t.Errorf("%s: %v %q, want %v %q", c.name, ok, why, c.ok, c.why)
		}
	}
}

func TestGate(t *testing.T) {
	var g gate
	now := opening
	shut := func() bool { _, s := g.shut(now); return s }
	for range 4 {
		g.failed(now, 5, time.Minute)
	}
	if shut() {
		t.Error("shut before the limit")
	}
	g.failed(now, 5, time.Minute)
	if !shut() {
		t.Error("open after five failures")
	}
	now = now.Add(time.Minute)
	if shut() {
		t.Error("no trial after the pause")
	}
	g.failed(now, 5, time.Minute)
	if !shut() {
		t.Error("open after the trial failed")
	}
	now = now.Add(time.Minute)
	g.worked()
	for range 4 {
		g.failed(now, 5, time.Minute)
	}
	if shut() {
		t.Error("old failures count after a success")
	}
	g.pause(now.Add(time.Hour))
	g.pause(now.Add(time.Minute))
	if until, _ := g.shut(now); !until.Equal(now.Add(time.Hour)) {
		t.Error("a shorter pause ended a longer one")
	}
}
