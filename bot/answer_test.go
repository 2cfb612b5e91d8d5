package bot

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
	"minqing/storage/storagetest"
)

func text(id, who, words string) flows.Message {
	return flows.Message{ID: id, From: openidOf(who), To: "gh_bureau", Kind: flows.Text, Text: words}
}

func flowsPhoto(who string) flows.Message {
	return flows.Message{ID: "photo of " + who, From: openidOf(who), Kind: flows.Photo, MediaID: "p1"}
}

// talk says several things in turn and returns the last reply.
func (s *stage) talk(who string, words ...string) (reply string) {
	for _, w := range words {
		s.plat.names[openidOf(who)] = who
		reply = s.say(text(fmt.Sprintf("talk-%d", s.ids.Add(1)), who, w))
	}
	return reply
}

// brokenSessions does to Open and Save what a test wants.
type brokenSessions struct {
	storage.Sessions
	mu   sync.Mutex
	open func() error
	save func() error
}

func (b *brokenSessions) set(open, save func() error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open, b.save = open, save
}

func (b *brokenSessions) Open(ctx context.Context, u storage.PersonID) (*storage.Session, error) {
	b.mu.Lock()
	do := b.open
	b.mu.Unlock()
	if do != nil {
		if err := do(); err != nil {
			return nil, err
		}
	}
	return b.Sessions.Open(ctx, u)
}

func (b *brokenSessions) Save(ctx context.Context, s *storage.Session) error {
	b.mu.Lock()
	do := b.save
	b.mu.Unlock()
	if do != nil {
		if err := do(); err != nil {
			return err
		}
	}
	return b.Sessions.Save(ctx, s)
}

func breakable(s *stage) *brokenSessions {
	b := &brokenSessions{Sessions: s.bot.Sessions}
	s.bot.Sessions = b
	return b
}

// TestLateTurn: a turn near five seconds answers success to every delivery, and
// its reply comes by the outbox, once.
func TestLateTurn(t *testing.T) {
	s := newStage(t)
	s.talk("李", "菜单")
	slow := breakable(s)
	release := make(chan struct{})
	slow.set(func() error { <-release; return nil }, nil)
	s.bot.Turn = 20 * time.Millisecond

	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if reply := s.say(text("late", "李", "1")); reply != "" {
				t.Errorf("late delivery was answered %q", reply)
			}
		}()
	}
	wg.Wait()
	close(release)
	s.bot.Wait()
	s.settle()
	pushed := s.plat.drain()
	if len(pushed) != 1 || !strings.Contains(pushed[0].text, texts.Feedback.Kind) {
		t.Fatalf("pushed %v", pushed)
	}
	slow.set(nil, nil)
	s.bot.Turn = time.Minute
	if reply := s.say(text("late", "李", "1")); reply != "" {
		t.Errorf("the same message again was answered %q: it would be told twice", reply)
	}
	if reply := s.talk("李", "投诉"); !strings.Contains(reply, texts.Feedback.Category) {
		t.Errorf("the late turn was not saved: %s", reply)
	}
}

// TestThreeAtOnce: one citizen sends three photos in the same instant; none is lost.
func TestThreeAtOnce(t *testing.T) {
	s := newStage(t)
	s.talk("李", "1", "1", "5")
	var wg sync.WaitGroup
	replies := make([]string, 3)
	for i := range replies {
		wg.Add(1)
		go func() {
			defer wg.Done()
			replies[i] = s.say(flows.Message{ID: fmt.Sprint("photo", i), From: openidOf("李"), Kind: flows.Photo, MediaID: fmt.Sprint("p", i)})
		}()
	}
	wg.Wait()
	sort.Strings(replies)
	for i, r := range replies {
		if !strings.Contains(r, fmt.Sprintf("照片%d张", i+1)) {
			t.Errorf("reply %d: %s", i, r)
		}
	}
}

// TestSixtyFourFile: everybody gets a number of their own and none is skipped.
func TestSixtyFourFile(t *testing.T) {
	s := newStage(t)
	var wg sync.WaitGroup
	numbers := make([]string, 64)
	for i := range numbers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			who := fmt.Sprint("citizen", i)
			s.say(text(who+"-1", who, "7"))
			reply := s.say(text(who+"-2", who, "想问高龄津贴怎么领"))
			_, after, _ := strings.Cut(reply, "工单号：")
			numbers[i] = after[:min(len(after), 11)]
		}()
	}
	wg.Wait()
	sort.Strings(numbers)
	for i, n := range numbers {
		if want := fmt.Sprintf("F261123%04d", i+1); n != want {
			t.Fatalf("number %d is %q, want %s", i, n, want)
		}
	}
}

// TestSessionsAway: the citizen hears one honest sentence with the phone number;
// nothing changes; the bot is back by itself.
func TestSessionsAway(t *testing.T) {
	s := newStage(t)
	s.talk("李", "1", "投诉", "殡仪馆")
	b := breakable(s)
	b.set(func() error { return fmt.Errorf("dial: %w", storage.ErrUnavailable) }, nil)
	want := texts.House.Unavailable(s.bureau.Phone)
	if reply := s.talk("李", "停车场没有车位停"); reply != want {
		t.Errorf("with sessions away: %s", reply)
	}
	if reply := s.talk("李", "有人晕倒了没有呼吸"); !strings.HasPrefix(reply, texts.Emergency.Medical) || !strings.HasSuffix(reply, want) {
		t.Errorf("in danger with sessions away: %s", reply)
	}
	b.set(nil, nil)
	if reply := s.talk("李", "停车场没有车位停"); !strings.Contains(reply, "文字8字") {
		t.Errorf("back again: %s", reply)
	}
}

// TestPromiseOutlivesTheSession: the ticket is on disk and the session cannot be
// saved; the number is told all the same, and asking again files nothing new.
func TestPromiseOutlivesTheSession(t *testing.T) {
	s := newStage(t)
	s.talk("李", "1", "投诉", "殡仪馆", "停车场没有车位停", "完成", "跳过", "跳过")
	b := breakable(s)
	b.set(nil, func() error { return storage.ErrUnavailable })
	if reply := s.talk("李", "提交"); !strings.Contains(reply, "F2611230001") {
		t.Errorf("the number was not told: %s", reply)
	}
	b.set(nil, nil)
	if reply := s.talk("李", "提交"); !strings.Contains(reply, "F2611230001") {
		t.Errorf("asked again: %s", reply)
	}
	if reply := s.talk("李", "4"); strings.Contains(reply, "F2611230002") {
		t.Errorf("filed twice: %s", reply)
	}
}

// TestLeaseLost: the session went to somebody else in the middle of a turn; the
// turn is done again on what is there now.
func TestLeaseLost(t *testing.T) {
	s := newStage(t)
	s.talk("李", "1")
	b := breakable(s)
	lost := false
	b.set(nil, func() error {
		if !lost {
			lost = true
			return storage.ErrLeaseLost
		}
		return nil
	})
	if reply := s.talk("李", "投诉"); !strings.Contains(reply, texts.Feedback.Category) {
		t.Errorf("got %s", reply)
	}
}

// TestPanic: a fault of ours costs one sentence, not the process, and leaves the
// conversation where it was.
func TestPanic(t *testing.T) {
	s := newStage(t)
	var log bytes.Buffer
	s.bot.Log = slog.New(slog.NewJSONHandler(&log, nil))
	s.talk("李", "1", "投诉")
	b := breakable(s)
	b.set(nil, func() error { panic("殡仪馆 is what the citizen typed") })
	if reply := s.talk("李", "殡仪馆"); reply != texts.House.Trouble(s.bureau.Phone) {
		t.Errorf("got %s", reply)
	}
	if strings.Contains(log.String(), "殡仪馆") {
		t.Errorf("the log tells what was typed: %s", log.String())
	}
	b.set(nil, nil)
	if reply := s.talk("李", "殡仪馆"); !strings.Contains(reply, texts.Feedback.Describe) {
		t.Errorf("afterwards: %s", reply)
	}
}

// TestLogTellsNothing: a whole complaint leaves no word, phone or openid in the log.
func TestLogTellsNothing(t *testing.T) {
	s := newStage(t)
	var log bytes.Buffer
	s.bot.Log = slog.New(slog.NewJSONHandler(&log, nil))
	s.talk("李", "1", "投诉", "殡仪馆", "停车场没有车位停", "完成", "城关镇人民路12号", "13800138000", "提交", "进度 F2611230001")
	if n := strings.Count(log.String(), "\n"); n != 9 {
		t.Errorf("%d lines for 9 turns", n)
	}
	for _, secret := range []string{"停车场", "人民路", "13800138000", openidOf("李"), "投诉"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %q", secret)
		}
	}
}

// FuzzConversation: whatever a person sends, in whatever order, the answer is
// whole, short enough and never the sentence of trouble.
func FuzzConversation(f *testing.F) {
	f.Add("1\n投诉\n殡仪馆\n\x00\xff\n完成\n提交")
	f.Add("2\n1\n\x01photo\n完成\n返回\n返回\n菜单\n继续")
	f.Add("进度 F\n绑定 \n评价 F2611230001 9\n回复 F2611230001 x\n4\n5\n6\n修改 99999999999999999999")
	f.Add("7\n<a href=\"x\">\n]]>\n4\n1\n1\n" + strings.Repeat("长", 700))
	f.Fuzz(func(t *testing.T, all string) {
		s := newStage(t)
		kinds := []flows.Kind{flows.Photo, flows.Voice, flows.Video, flows.Location, flows.Link, flows.File, flows.Follow, flows.Scan, flows.Click}
		for i, line := range strings.SplitN(all, "\n", 20) {
			m := text(fmt.Sprint("fuzz", i), "李", strings.ToValidUTF8(line, "?"))
			if len(line) > 0 && int(line[0]) < len(kinds) {
				m.Kind, m.MediaID = kinds[line[0]], "p"
			}
			reply := s.say(m)
			switch {
			case reply == "", len(reply) > ReplyBytes:
				t.Fatalf("%q was answered with %d bytes", line, len(reply))
			case strings.Contains(reply, texts.House.Trouble(s.bureau.Phone)):
				t.Fatalf("%q caused trouble", line)
			}
		}
	})
}

// TestLateWithHeld: held answers in a reply that came too late are told once, too;
// a passing fault of the store does not lose it.
func TestLateWithHeld(t *testing.T) {
	s := newStage(t)
	s.plat.names[openidOf("陈静")] = "陈静"
	s.invite("陈静", "CODE", []storage.Role{storage.RoleDispatcher}, "")
	s.talk("陈静", "绑定 CODE")
	s.talk("李", "7", "想问高龄津贴怎么领")
	s.clock.Add(49 * time.Hour)
	s.talk("陈静", "受理 F2611230001")
	s.settle()
	s.plat.drain()

	slow := breakable(s)
	release := make(chan struct{})
	slow.set(func() error { <-release; return nil }, nil)
	s.bot.Turn = 20 * time.Millisecond
	broken := &failOnce{Store: s.bot.Store}
	s.bot.Store = broken
	s.say(text("late", "李", "菜单"))
	close(release)
	s.bot.Wait()
	s.settle()
	if got := s.plat.drain(); len(got) != 1 || !strings.Contains(got[0].text, "已经受理") {
		t.Fatalf("pushed %v", got)
	}
	if !broken.failed {
		t.Fatal("the fault was never hit")
	}
	slow.set(nil, nil)
	s.bot.Turn = time.Minute
	if reply := s.talk("李", "帮助"); strings.Contains(reply, "已经受理") {
		t.Errorf("told twice: %s", reply)
	}
}

// failOnce fails the first Update.
type failOnce struct {
	storage.Store
	failed bool
}

func (f *failOnce) Update(ctx context.Context, fn func(storage.Tx) error) error {
	if !f.failed {
		f.failed = true
		return storagetest.ErrFault
	}
	return f.Store.Update(ctx, fn)
}

// TestForbiddenIsRecorded: a command without the right to it is answered as if it
// did not exist, and the attempt stands in the chain of events.
func TestForbiddenIsRecorded(t *testing.T) {
	s := newStage(t)
	s.invite("王芳", "CODE", []storage.Role{storage.RoleClerk}, "殡葬管理股")
	s.talk("王芳", "绑定 CODE")
	events := func() int {
		report, err := s.store.Verify(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return report.Events
	}
	before := events()
	forbidden := s.talk("王芳", "受理 F2611230001")
	if nonsense := s.talk("王芳", "天气不错"); forbidden != nonsense {
		t.Errorf("it was not answered as if it did not exist: %s", forbidden)
	}
	if got := events() - before; got != 1 {
		t.Errorf("%d events were recorded, want 1", got)
	}
}
