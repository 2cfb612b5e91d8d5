package redisstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"minqing/storage"
	"minqing/storage/seal"
	"minqing/storage/storagetest"
)

// usual is a session in the middle of a conversation.
func usual() *storage.Session {
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, storage.Zone)
	s := &storage.Session{
		User:    "3f8a0c1d5e7b90243f8a0c1d5e7b9024",
		Noticed: 1,
		Draft: storage.Draft{
			Flow: "feedback", Step: "photos", Instance: "1f2e3d4c5b6a7988", Trail: []string{"kind", "what", "where"},
			Answers: []byte(`{"kind":"投诉","what":"` + strings.Repeat("路灯坏了三天没人修。", 5) + `","where":"人民路12号"}`),
			Touched: now,
		},
		Contact: storage.Contact{Message: now},
	}
	for i := range storage.TurnsKept {
		s.Remember(storage.Turn{
			ID:    fmt.Sprintf("gh_0123456789ab|oABCDEFGHIJKLMNOPQRSTUVWXYZ0|1790000000|24000000000000000%d", i),
			Reply: "已收到第 2 张照片。还可以再发，发完请回复“完成”；没有照片请回复“跳过”。",
		})
	}
	return s
}

func BenchmarkEncode(b *testing.B) {
	s, now := usual(), time.Now()
	b.ReportAllocs()
	for b.Loop() {
		encodeSession(s, now)
	}
}

func BenchmarkDecode(b *testing.B) {
	plain := encodeSession(usual(), time.Now())
	b.SetBytes(int64(len(plain)))
	b.ReportAllocs()
	for b.Loop() {
		var s storage.Session
		if _, err := decodeSession(string(plain), &s); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTurn is Open and Save by 64 goroutines for 10,000 users.
func BenchmarkTurn(b *testing.B) {
	server := storagetest.StartRedis(b)
	key, err := seal.NewKey(make([]byte, seal.KeySize))
	if err != nil {
		b.Fatal(err)
	}
	s, err := Open(b.Context(), Options{URL: "redis://" + server.Addr, Sealer: key})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	was := usual()
	var turn atomic.Int64
	b.SetParallelism(32)
	b.ReportAllocs()
	ours, redis := ownCPU(b), redisCPU(b, s)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			user := storage.PersonID(fmt.Sprintf("%032d", turn.Add(1)%10_000))
			session, err := s.Open(context.Background(), user)
			if err != nil {
				b.Error(err)
				return
			}
			session.Draft, session.Turns, session.Contact = was.Draft, was.Turns, was.Contact
			if err := s.Save(context.Background(), session); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64((ownCPU(b)-ours).Microseconds())/float64(b.N), "µs-CPU/turn")
	b.ReportMetric(float64((redisCPU(b, s)-redis).Microseconds())/float64(b.N), "µs-Redis/turn")
}

// ownCPU is the processor time that this process has used.
func ownCPU(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// redisCPU is the processor time that the server has used.
func redisCPU(b *testing.B, s *Store) (used time.Duration) {
	b.Helper()
	info, err := s.client.Info(context.Background(), "cpu").Result()
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		if name == "used_cpu_sys" || name == "used_cpu_user" {
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil {
				b.Fatal(err)
			}
			used += time.Duration(seconds * float64(time.Second))
		}
	}
	return used
}
