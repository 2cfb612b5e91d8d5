package flows

import (
	"strings"
	"testing"
	"time"

	"minqing/flows/queue"
	"minqing/flows/texts"
	"minqing/storage"
)

// TestRangeWordsPromiseNoMoreThanIsKnown: closing time cuts a range short, and an
// office without an open window leaves its end open; neither is told as a range.
func TestRangeWordsPromiseNoMoreThanIsKnown(t *testing.T) {
	now := time.Date(2026, 11, 23, 17, 4, 0, 0, storage.Zone)
	minutes := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	for _, c := range []struct {
		r           queue.Range
		says, never string
	}{
		{queue.Range{Known: true, Low: minutes(27), High: minutes(38), Come: now.Add(minutes(22))}, "约25–40分钟，建议17:25前到", "办不完"},
		{queue.Range{Known: true, Low: minutes(25), High: minutes(26), Unlikely: true}, "可能办不完", "25"},
		{queue.Range{Known: true, Low: minutes(22), High: openEnd}, "20分钟以上", "–"},
		{queue.Range{Known: true, Low: minutes(2), High: openEnd}, "还说不准", "分钟"},
		{queue.Range{Unlikely: true}, "可能办不完", "预计"},
		{queue.Range{}, "说不准", "预计"},
	} {
		said := rangeWords(c.r, now, texts.Queue.Wait)
		if !strings.Contains(said, c.says) || strings.Contains(said, c.never) {
			t.Errorf("%+v: %s", c.r, said)
		}
	}
}
