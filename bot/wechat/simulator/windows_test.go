package simulator_test

import (
	"context"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

func TestWindowsAndQuotas(t *testing.T) {
	type deed func(context.Context, *Phone) ([]Bubble, error)
	for _, c := range []struct {
		name  string
		act   deed
		quota int
		lasts time.Duration
	}{
		{"text", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Say(ctx, "你好") }, 5, 48 * time.Hour},
		{"photo", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Photo(ctx, nil) }, 5, 48 * time.Hour},
		{"location", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Location(ctx, 1, 2, "", 15) }, 5, 48 * time.Hour},
		{"menu line", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Tap(ctx, "投诉", "1") }, 3, time.Minute},
		{"menu click", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Click(ctx, "k") }, 3, time.Minute},
		{"scan in chat", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.ScanInChat(ctx, "k", "x") }, 3, time.Minute},
		{"follow", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Follow(ctx) }, 3, time.Minute},
		{"scan", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Scan(ctx, "s") }, 3, time.Minute},
		{"view", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.View(ctx, "http://x") }, 0, 0},
		{"raw", func(ctx context.Context, p *Phone) ([]Bubble, error) { return p.Raw(ctx, "<xml/>") }, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			li, ctx := w.Phone("李梅"), bounded(t)
			wantCode(t, "before", w.send(li, "早"), CodeWindowClosed)
			act(t)(c.act(ctx, li))
			if got := li.Window(); got.Left != c.quota {
				t.Errorf("window of %d, want %d", got.Left, c.quota)
			}
			for range c.quota {
				wantCode(t, "inside", w.send(li, "好"), OK)
			}
			spent := CodeQuotaUsedUp
			if c.quota == 0 {
				spent = CodeWindowClosed
			}
			wantCode(t, "one too many", w.send(li, "多"), spent)

			act(t)(c.act(ctx, li))
			w.clock.Advance(c.lasts - time.Second)
			if c.quota > 0 {
				wantCode(t, "last second of a renewed window", w.send(li, "晚"), OK)
			}
			w.clock.Advance(time.Second)
			wantCode(t, "after", w.send(li, "迟"), CodeWindowClosed)
		})
	}
}

func TestShortWindowIsSpentFirst(t *testing.T) {
	w := newWorld(t)
	li, ctx := w.Phone("李梅"), bounded(t)
	act(t)(li.Say(ctx, "你好"))
	act(t)(li.Click(ctx, "k"))
	for range 8 {
		wantCode(t, "both windows", w.send(li, "好"), OK)
	}
	wantCode(t, "ninth", w.send(li, "多"), CodeQuotaUsedUp)

	act(t)(li.Say(ctx, "你好"))
	act(t)(li.Click(ctx, "k"))
	for range 3 {
		wantCode(t, "short window", w.send(li, "好"), OK)
	}
	w.clock.Advance(time.Hour)
	if got := li.Window().Left; got != 5 {
		t.Errorf("%d left of the long window, want 5", got)
	}
}

func TestWhoCanBeWrittenTo(t *testing.T) {
	w := newWorld(t)
	li, ctx := w.Phone("李梅"), bounded(t)
	act(t)(li.Say(ctx, "你好"))
	if err := li.Unfollow(ctx); err != nil {
		t.Fatal(err)
	}
	wantCode(t, "unfollowed", w.send(li, "好"), CodeNotFollowing)
	wantCode(t, "stranger", w.post(w.auth("/cgi-bin/message/custom/send"),
		`{"touser":"oNobody","msgtype":"text","text":{"content":"x"}}`), CodeOpenID)
	act(t)(li.Follow(ctx))
	if got := li.Window().Left; got != 3 {
		t.Errorf("a new follow leaves %d messages: the old window outlived the unfollow", got)
	}
	wantCode(t, "back again", w.send(li, "好"), OK)
}
