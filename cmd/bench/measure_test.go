package main

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestParseCPU(t *testing.T) {
	got, err := parseCPU("12 (a (b) c) S 1 12 12 0 -1 4194560 1 0 0 0 150 25 0 0 20 0 9 0 1\n")
	if err != nil || got != 1750*time.Millisecond {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := parseCPU("12 (x) S 1"); err == nil {
		t.Error("took a cut line")
	}
}

func TestParseBusy(t *testing.T) {
	got, err := parseBusy("cpu  1 2 4 1000 2000 8 16 32 64 128\ncpu0 9 9 9 9 9 9 9 9\n")
	if err != nil || got != 63*tick {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := parseBusy("cpu0 1 2 3 4 5 6 7 8\n"); err == nil {
		t.Error("took a line that is not of all processors")
	}
}

func TestParseMemory(t *testing.T) {
	got := parseMemory("Name:\tx\nVmHWM:\t   30 kB\nVmRSS:\t   20 kB\nRssAnon:\t   10 kB\n")
	if want := (memory{Resident: 20 << 10, Own: 10 << 10, Peak: 30 << 10}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestParseInfo(t *testing.T) {
	got := parseInfo("# Stats\r\ntotal_reads_processed:9\r\ncmdstat_evalsha:calls=4,usec=1\r\ncmdstat_eval:calls=1,usec=1\r\ncmdstat_get:calls=7,usec=1\r\n")
	if want := (redisCount{Commands: 12, Scripts: 5, Reads: 9}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestParseMetrics(t *testing.T) {
	got, err := parseMetrics(strings.NewReader("# HELP a b\na{x=\"1 2\"} 3\na{x=\"2\"} 4\nb 1.5\n"))
	if err != nil || got["a"] != 7 || got["b"] != 1.5 {
		t.Errorf("%v, %v", got, err)
	}
}

// The sender and the yardstick understand each other, answers are read, and a
// wrong answer is noticed.
func TestDriveEcho(t *testing.T) {
	server := httptest.NewServer(echoHandler(testAccount))
	defer server.Close()
	c := testCodec(t)
	l := &load{addr: server.Listener.Addr().String(), lanes: lanes(c, 4, 64), echo: true}
	l.prepare(100)
	r, err := l.introduce(context.Background())
	if err != nil || r.Failed > 0 || r.Sent < 64 {
		t.Fatalf("%+v, %v", r, err)
	}
	r, err = l.steady(context.Background(), 10_000, 20*time.Millisecond)
	if err != nil || r.Failed > 0 || r.Sent != 200 || len(r.Times) != 200 {
		t.Fatalf("sent %d, failed %d (%v), %v", r.Sent, r.Failed, r.First, err)
	}
	l.echo = false // now every read answer lacks what the product would say
	r, err = l.steady(context.Background(), 10_000, 64*4*100*time.Microsecond)
	if err != nil || r.Failed == 0 {
		t.Errorf("an echo passed for an answer: %+v, %v", r, err)
	}
}
