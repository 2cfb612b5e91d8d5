package main

import (
	"strings"
	"testing"
	"time"

	"minqing/storage"
)

// TestServeRings: what fell due while no server ran rings at the start. A timer
// that this release cannot answer is put off and counted, and nothing else stops.
func TestServeRings(t *testing.T) {
	in := install(t)
	in.serve(t).end(t)
	store := in.open(t)
	err := store.Update(t.Context(), func(tx storage.Tx) error {
		return tx.SetTimer(storage.Timer{Key: "unheard/1", At: time.Now().Add(-time.Hour)})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	server := in.serve(t)
	admin := server.line("serving")["admin_listen"].(string)
	const want = `minqing_timers_total{kind="unheard",outcome="failed"} 1`
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		_, text := get(t, "http://"+admin+"/metrics")
		if strings.Contains(text, want) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("/metrics lacks %s", want)
		}
	}
	if line := server.line("timer failed"); line == nil || line["timer"] != "unheard/1" || line["again_in"] != "1m0s" {
		t.Errorf("the log says %v", line)
	}
}
