package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"minqing/storage"
	"minqing/storage/storagetest"
)

// owe queues a notice to somebody who is known and wrote just now.
func (s *stage) owe(who, words string) {
	s.t.Helper()
	err := s.store.Update(context.Background(), func(tx storage.Tx) error {
		_, err := tx.Enqueue(storage.Notice{To: s.store.PersonOf(openidOf(who)), Kind: storage.NoticeReply, Text: words, Created: s.clock.Now()})
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// meet lets somebody write, so that the store knows them and a window is open.
func (s *stage) meet(who string) {
	s.talk(who, "7", "想问高龄津贴怎么领")
	s.settle()
	s.plat.drain()
}

func (s *stage) depth() (waiting, held int) {
	_ = s.store.View(context.Background(), func(tx storage.Tx) error {
		waiting, held, _ = tx.OutboxDepth(s.clock.Now())
		return nil
	})
	return waiting, held
}

// TestNothingIsSentTwice: a round may have looked before another worker was done
// with somebody. What it found due then is not sent again, and not before its next
// try.
func TestNothingIsSentTwice(t *testing.T) {
	s := newStage(t)
	s.meet("李")
	s.owe("李", "答复")
	stale := func() (due []storage.Notice) {
		err := s.store.View(context.Background(), func(tx storage.Tx) (err error) {
			due, err = tx.DueNotices(s.clock.Now(), 10)
			return err
		})
		if err != nil || len(due) != 1 {
			t.Fatalf("due %v, %v", due, err)
		}
		return due
	}
	calls := 0
	s.outbox.Sender = senderFunc(func() error { calls++; return &SendError{Code: -1, Reaction: Retry} })
	due := stale()
	for range 2 {
		if err := s.outbox.deliver(context.Background(), due[0]); err != nil {
			t.Fatal(err)
		}
	}
	if calls != 1 {
		t.Errorf("tried %d times at once", calls)
	}
	s.clock.Add(time.Second)
	s.outbox.Sender = s.plat
	due = stale()
	for range 2 {
		if err := s.outbox.deliver(context.Background(), due[0]); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.plat.drain(); len(got) != 1 {
		t.Errorf("pushed %v", got)
	}
}

// TestBackOff: 1, 2, 4 seconds at first, and the notice arrives when the platform
// is back.
func TestBackOff(t *testing.T) {
	s := newStage(t)
	s.meet("李")
	s.outbox.Failures = 100
	s.plat.code, s.plat.react = -1, Retry
	s.owe("李", "答复")
	for _, pause := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second} {
		s.settle()
		at := s.nextNotice()
		if got := at.Sub(s.clock.Now()); got != pause {
			t.Errorf("tries again after %v, want %v", got, pause)
		}
		s.clock.Add(pause)
	}
	s.plat.code = 0
	s.settle()
	if got := s.plat.drain(); len(got) != 1 || got[0].text != "答复" {
		t.Errorf("pushed %v", got)
	}
}

func (s *stage) nextNotice() (at time.Time) {
	_ = s.store.View(context.Background(), func(tx storage.Tx) error {
		at, _ = tx.NextNotice()
		return nil
	})
	return at
}

// TestBreaker: after five failures in a row nobody calls the API until the pause
// is over; then one try opens it again.
func TestBreaker(t *testing.T) {
	s := newStage(t)
	for i := range 8 {
		s.meet(fmt.Sprint("c", i))
	}
	calls := 0
	s.outbox.Sender = senderFunc(func() error { calls++; return &SendError{Code: -1, Reaction: Retry} })
	s.outbox.Workers = 1
	for i := range 8 {
		s.owe(fmt.Sprint("c", i), "答复")
	}
	s.settle()
	if calls != 5 {
		t.Errorf("%d calls before the breaker, want 5", calls)
	}
	s.clock.Add(30 * time.Second)
	s.outbox.Sender = s.plat
	s.settle()
	if got := s.plat.drain(); len(got) != 8 {
		t.Errorf("%d of 8 arrived", len(got))
	}
}

// TestPauseUntil: an API over its daily limit is left alone until the hour that
// the platform named; nothing is lost.
func TestPauseUntil(t *testing.T) {
	s := newStage(t)
	s.meet("李")
	until := s.clock.Now().Add(15 * time.Hour)
	calls := 0
	s.outbox.Sender = senderFunc(func() error {
		calls++
		return &SendError{Code: 45009, Reaction: Pause, Until: until}
	})
	s.owe("李", "答复一")
	s.settle()
	s.clock.Add(time.Hour)
	s.owe("李", "答复二")
	s.settle()
	if calls != 1 {
		t.Errorf("%d calls during the pause", calls)
	}
	s.outbox.Sender = s.plat
	s.clock.Add(14 * time.Hour)
	s.settle()
	got := s.plat.drain()
	if len(got) != 2 || got[0].text != "答复一" || got[1].text != "答复二" {
		t.Errorf("pushed %v", got)
	}
}

// TestOneDoesNotHoldUpOthers: a person whose sends hang keeps nobody else waiting.
func TestOneDoesNotHoldUpOthers(t *testing.T) {
	s := newStage(t)
	s.meet("李")
	s.meet("赵")
	hang := make(chan struct{})
	arrived := make(chan string, 1)
	hanging := &hangingSender{fakePlatform: s.plat, openid: openidOf("李"), hang: hang, arrived: arrived, began: make(chan struct{}, 8)}
	s.outbox.Sender = hanging
	s.outbox.Timeout = time.Minute
	s.owe("李", "答复")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { s.outbox.Run(ctx); close(done) }()
	s.owe("李", "第二份答复") // stays behind the first
	s.owe("赵", "另一份答复")
	if got := <-arrived; got != "另一份答复" {
		t.Errorf("arrived %q", got)
	}
	<-hanging.began
	if n := hanging.waiting.Load(); n != 1 {
		t.Errorf("%d sends to one person at once", n)
	}
	close(hang)
	cancel()
	<-done
}

// TestCrashBetweenSendAndSettle: the notice is sent and cannot be settled; it is
// sent again rather than lost.
func TestCrashBetweenSendAndSettle(t *testing.T) {
	s := newStage(t)
	s.meet("李")
	s.owe("李", "答复")
	s.outbox.Store = failingUpdates{s.store}
	var due []storage.Notice
	_ = s.store.View(context.Background(), func(tx storage.Tx) (err error) {
		due, err = tx.DueNotices(s.clock.Now(), 1)
		return err
	})
	if err := s.outbox.deliver(context.Background(), due[0]); err == nil {
		t.Fatal("settled without a store")
	}
	s.reopen()
	s.settle()
	if got := s.plat.drain(); len(got) != 2 {
		t.Errorf("sent %d times, want twice: once before the crash, once after", len(got))
	}
}

// TestNothingIsDropped is a property: whatever the platform answers, in whatever
// order, every notice ends delivered, held or failed with a reason, and what was
// delivered to a person came in order.
func TestNothingIsDropped(t *testing.T) {
	codes := []struct {
		code  int
		react Reaction
	}{{0, ""}, {-1, Retry}, {45015, Hold}, {45047, Hold}, {43019, Unreachable}, {48001, Misconfigured}, {40249, Refused}, {45009, Pause}}
	rapid.Check(t, func(r *rapid.T) {
		s := newStage(t)
		s.meet("李")
		n := rapid.IntRange(1, 6).Draw(r, "notices")
		for i := range n {
			s.owe("李", fmt.Sprintf("答复%d", i))
		}
		for range rapid.IntRange(0, 12).Draw(r, "rounds") {
			c := rapid.SampledFrom(codes).Draw(r, "platform")
			s.plat.code, s.plat.react = c.code, c.react
			s.settle()
			s.clock.Add(time.Duration(rapid.IntRange(0, 3600).Draw(r, "seconds")) * time.Second)
		}
		s.plat.code = 0
		s.clock.Add(time.Hour)
		s.settle()
		waiting, held := s.depth()
		var got []string
		for _, p := range s.plat.drain() {
			got = append(got, p.text)
		}
		if waiting != 0 {
			r.Fatalf("%d still waiting", waiting)
		}
		for i := 1; i < len(got); i++ {
			if strings.Compare(got[i-1], got[i]) >= 0 {
				r.Fatalf("out of order: %v", got)
			}
		}
		if failed := s.failed(n); len(got)+held+failed != n {
			r.Fatalf("%d delivered, %d held, %d failed of %d", len(got), held, failed, n)
		}
	})
}

// failed counts notices that can never be delivered, each with its reason.
func (s *stage) failed(n int) (failed int) {
	_ = s.store.View(context.Background(), func(tx storage.Tx) error {
		for id := uint64(1); id <= uint64(n)+5; id++ {
			notice, err := tx.Notice(id)
			if errors.Is(err, storage.ErrNotFound) {
				continue
			}
			if err != nil {
				s.t.Error(err)
			} else if notice.State == storage.Failed && notice.Why != "" {
				failed++
			}
		}
		return nil
	})
	return failed
}

type senderFunc func() error

func (f senderFunc) SendText(context.Context, string, string) error  { return f() }
func (f senderFunc) SendMedia(context.Context, string, []byte) error { return f() }
func (f senderFunc) SendPointer(context.Context, string, storage.NoticeKind, map[string]string, string) error {
	return &SendError{Reaction: Misconfigured}
}

type hangingSender struct {
	*fakePlatform
	openid  string
	hang    chan struct{}
	arrived chan string
	once    sync.Once
	waiting atomic.Int32
	began   chan struct{}
}

func (h *hangingSender) SendText(_ context.Context, openid, text string) error {
	if openid == h.openid {
		h.waiting.Add(1)
		h.began <- struct{}{}
		<-h.hang
		return nil
	}
	h.once.Do(func() { h.arrived <- text })
	return nil
}

type failingUpdates struct{ storage.Store }

func (failingUpdates) Update(context.Context, func(storage.Tx) error) error {
	return storagetest.ErrFault
}

// TestPointer: with a template configured, a closed window brings a short pointer
// once, and the answer itself stays held until the next contact.
func TestPointer(t *testing.T) {
	s := newStage(t)
	s.plat.names[openidOf("陈静")] = "陈静"
	s.invite("陈静", "CODE", []storage.Role{storage.RoleDispatcher}, "")
	s.talk("陈静", "绑定 CODE")
	s.talk("李", "7", "想问高龄津贴怎么领")
	s.settle()
	s.plat.drain()
	s.clock.Add(49 * time.Hour)
	s.plat.pointers = true
	s.talk("陈静", "受理 F2611230001")
	s.settle()
	s.settle()
	if got := s.plat.drain(); len(got) != 1 || !strings.Contains(got[0].text, "[pointer accepted F2611230001]") {
		t.Fatalf("pushed %v", got)
	}
	if view := s.talk("陈静", "工单 F2611230001"); !strings.Contains(view, "模板") {
		t.Errorf("staff do not see that a pointer went out:\n%s", view)
	}
	if reply := s.talk("李", "菜单"); !strings.HasPrefix(reply, "您的工单 F2611230001 已经受理") {
		t.Errorf("the answer did not come first: %s", reply)
	}
	if view := s.talk("陈静", "工单 F2611230001"); !strings.Contains(view, "已送达（对方来消息时告知）") {
		t.Errorf("staff do not see that it was told:\n%s", view)
	}
}

// TestHeldTogether: what a shut window holds for one person is held in one commit,
// in order, and all of it is told at the next contact.
func TestHeldTogether(t *testing.T) {
	s := newStage(t)
	s.meet("李")
	s.clock.Add(49 * time.Hour)
	for i := range 20 {
		s.owe("李", fmt.Sprintf("答复%02d", i))
	}
	before := s.store.Stats().Commits
	s.settle()
	if n := s.store.Stats().Commits - before; n != 1 {
		t.Errorf("%d commits held 20 notices", n)
	}
	if waiting, held := s.depth(); waiting != 0 || held != 20 {
		t.Errorf("%d waiting, %d held", waiting, held)
	}
	reply := s.talk("李", "菜单")
	for i := range 20 {
		want := fmt.Sprintf("答复%02d", i)
		at := strings.Index(reply, want)
		if at < 0 {
			t.Fatalf("%s was not told", want)
		}
		reply = reply[at:]
	}
}
