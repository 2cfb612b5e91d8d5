package page

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// told is one event of a stream.
type told struct{ id, event, data string }

// listen reads events until one has the name.
func (a *account) listen(t *testing.T, lastID, until string, match func(told) bool) (events []told) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "GET", a.URL+"/page/stream", nil)
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	resp, err := a.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var e told
	for s := bufio.NewScanner(resp.Body); s.Scan(); {
		name, value, _ := strings.Cut(s.Text(), ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.event = value
		case "data":
			e.data = value
		case "":
			events = append(events, e)
			if e.event == until && match(e) {
				return events
			}
			e = told{}
		}
	}
	t.Fatalf("the stream ended without %s: %v", until, events)
	return nil
}

func anything(told) bool { return true }

// A reader hears everything once: from the beginning, or from where she was; from the beginning again when the
// server is another.
func TestStream(t *testing.T) {
	a := open(t)
	say := func(words string) {
		if _, err := a.platform.Phone("李梅").Say(t.Context(), words); err != nil {
			t.Fatal(err)
		}
	}
	say("一")
	events := a.listen(t, "", "callback", anything)
	var bubbles []bubbleView
	for _, e := range events {
		if e.event == "begin" {
			if err := json.Unmarshal([]byte(e.data), &bubbles); err != nil {
				t.Fatal(err)
			}
		}
		if e.event == "bubble" {
			t.Errorf("told twice: %v", e)
		}
	}
	if events[0].event != "state" || len(bubbles) != 1 || bubbles[0].Parts[0].Text != "一" {
		t.Fatalf("the beginning: %v", events)
	}
	last := events[len(events)-1].id
	say("二")
	for _, e := range a.listen(t, last, "callback", anything) {
		if e.event == "begin" || strings.Contains(e.data, "一") {
			t.Errorf("told again: %v", e)
		}
	}
	if events := a.listen(t, "otherrun-1", "begin", anything); !strings.Contains(events[len(events)-1].data, "一") {
		t.Errorf("another run: %v", events)
	}
	a.ask(t, "POST", "/page/fault/window", url.Values{"on": {"true"}}, nil)
	a.listen(t, last, "state", func(e told) bool { return strings.Contains(e.data, `"window":true`) })
}

// A stop of the server ends the streams, so that it need not wait for browsers.
func TestCloseEndsStreams(t *testing.T) {
	a := open(t)
	resp, err := a.Client().Get(a.URL + "/page/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	a.page.Close()
	if _, err := io.ReadAll(resp.Body); err != nil {
		t.Errorf("the stream ended with %v", err)
	}
}
