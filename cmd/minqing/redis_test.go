package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"minqing/storage/storagetest"
)

// With sessions in Redis: while Redis is away people get one honest sentence
// with the phone number, /readyz says what is missing, and all is well again by
// itself when Redis is back.
func TestServeWithoutRedisForAWhile(t *testing.T) {
	redis := storagetest.StartRedis(t)
	in := install(t)
	in.configure(t, "redis: redis://"+redis.Addr+"/0\n")
	in.serve(t)
	phone := in.platform.Phone("李梅")
	says := func(words, want string) bool {
		seen, err := phone.Say(t.Context(), words)
		if err != nil {
			t.Fatal(err)
		}
		return replied(seen) && seen[0].Says(want)
	}
	if !says("我要反映", "哪一类") {
		t.Fatalf("with Redis: %v", phone.Bubbles())
	}
	redis.Stop()
	if status, body := get(t, "http://"+in.public+"/readyz"); status != 503 || !strings.Contains(body, "sessions: does not answer") || !strings.Contains(body, "store: ok") {
		t.Errorf("/readyz without Redis: %d %s", status, body)
	}
	if !says("投诉", "0999-7000100") {
		t.Errorf("without Redis: %v", phone.Bubbles())
	}
	redis.Start()
	for deadline := time.Now().Add(10 * time.Second); !says("我要反映", "哪一类"); {
		if time.Now().After(deadline) {
			t.Fatalf("Redis is back, the bot is not: %v", phone.Bubbles())
		}
	}
	if status, body := get(t, "http://"+in.public+"/readyz"); status != 200 {
		t.Errorf("/readyz with Redis again: %d %s", status, body)
	}
}

// configure adds lines to the configuration.
func (in *installation) configure(t *testing.T, lines string) {
	t.Helper()
	text, err := os.ReadFile(in.config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(in.config, append(text, lines...), 0o600); err != nil {
		t.Fatal(err)
	}
}
