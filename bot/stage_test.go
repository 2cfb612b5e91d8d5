package bot

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows"
	"minqing/storage"
	"minqing/storage/boltstore"
	"minqing/storage/seal"
	"minqing/storage/storagetest"
)

// opening is when every conversation of the corpus begins: Monday 23 November
// 2026, 9:00, a working day.
var opening = time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone)

// stage is the whole house on one real data file, with a clock that stands
// still and a platform that only takes notes.
type stage struct {
	t      testing.TB
	dir    string
	key    *seal.Key
	clock  *storagetest.Clock
	bureau *configs.Bureau
	plat   *fakePlatform
	logged io.Writer
	public string // root of the links to pages

	store  *boltstore.Store
	fault  *storagetest.Plan
	bot    *Bot
	outbox *Outbox
	media  *Media
	bell   *Bell
	ids    atomic.Int64
}

// sampleBureau is read once: nothing changes it.
var sampleBureau = sync.OnceValues(func() (*configs.Bureau, error) {
	bureau, problems, err := configs.LoadBureau("")
	if err == nil && configs.HasErrors(problems) {
		err = fmt.Errorf("sample bureau: %v", problems)
	}
	return bureau, err
})

func newStage(t testing.TB) *stage {
	t.Helper()
	bureau, err := sampleBureau()
	if err != nil {
		t.Fatal(err)
	}
	key, err := seal.NewKey([]byte(strings.Repeat("k", 32)))
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, dir: t.TempDir(), key: key, clock: storagetest.NewClock(), bureau: bureau, logged: io.Discard}
	s.plat = &fakePlatform{clock: s.clock, names: map[string]string{}, media: map[string][]byte{}}
	s.fault = &storagetest.Plan{}
	s.clock.Add(opening.Sub(s.clock.Now()))
	s.open()
	t.Cleanup(func() { s.store.Close() })
	return s
}

// open builds the house on the data file as it lies there.
func (s *stage) open() {
	s.t.Helper()
	var err error
	s.store, err = boltstore.Open(filepath.Join(s.dir, "minqing.db"), boltstore.Options{Key: s.key, NoSync: true})
	if err != nil {
		s.t.Fatal(err)
	}
	engine, err := flows.New(flows.House{
		Bureau: s.bureau, Now: s.clock.Now, Draft: 24 * time.Hour, Chars: 2000, PublicURL: s.public,
		NewID: func() string { return fmt.Sprintf("flow-%d", s.ids.Add(1)) },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	log := slog.New(slog.NewJSONHandler(s.logged, nil))
	store := storagetest.Faulty(s.store, s.fault)
	sessions := storagetest.FaultySessions(s.store.Sessions(boltstore.SessionOptions{Now: s.clock.Now}), s.fault)
	s.bot = New(Config{
		Engine: engine, Store: store, Sessions: sessions, Now: s.clock.Now, Log: log,
		Bureau: s.bureau.Name, Phone: s.bureau.Phone, Turn: time.Minute, Patience: time.Minute,
	})
	s.bot.pauses = []time.Duration{0, 0, 0}
	s.outbox = NewOutbox(OutboxConfig{
		Store: s.store, Sessions: sessions, Files: s.store, Sender: s.plat, Now: s.clock.Now, Log: log,
		Workers: 8, Timeout: time.Second, BackoffFirst: time.Second, BackoffMax: 5 * time.Minute, Failures: 5, Pause: 30 * time.Second,
		Held: engine.Held,
	})
	s.bell = NewBell(BellConfig{
		Ringer: strict{engine, s.t}, Store: store, Files: s.store, Now: s.clock.Now, Log: log,
		BackoffFirst: time.Minute, BackoffMax: time.Hour,
	})
	s.media = NewMedia(MediaConfig{
		Store: s.store, Files: s.store, Fetcher: s.plat, Now: s.clock.Now, Log: log, Workers: 4, Timeout: time.Second,
		Limits:       map[storage.AttachmentKind]int64{storage.Photo: 10 << 20, storage.Voice: 2 << 20, storage.Video: 10 << 20},
		BackoffFirst: time.Second, BackoffMax: 5 * time.Minute, Keeping: s.bell.Keeping(),
	})
	s.ring(s.bell)
	if err := s.bell.wind(context.Background()); err != nil {
		s.t.Fatal(err)
	}
}

// strict fails the test when the house cannot answer a timer.
type strict struct {
	Ringer
	t testing.TB
}

func (r strict) Ring(tx storage.Tx, timer storage.Timer) ([]string, error) {
	scraps, err := r.Ringer.Ring(tx, timer)
	if err != nil {
		r.t.Errorf("timer %s: %v", timer.Key, err)
	}
	return scraps, err
}

func (s *stage) reopen() {
	s.t.Helper()
	s.bot.Wait()
	if err := s.store.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.open()
}

// invite makes a code for a member of staff: the code is "CODE" and the name.
func (s *stage) invite(name, code string, roles []storage.Role, unit string) {
	s.t.Helper()
	err := s.store.Update(context.Background(), func(tx storage.Tx) error {
		_, err := flows.Invite(tx, storage.Staff{Name: name, Roles: roles, Unit: unit}, code,
			storage.Actor{Kind: storage.BySystem}, s.clock.Now())
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// say delivers a message as the webhook would and returns the passive reply.
func (s *stage) say(m flows.Message) string {
	reply, written := s.bot.Answer(context.Background(), m)
	if written != nil {
		written()
	}
	return reply
}

// ringTries is how often a bell looks anew when its store fails.
const ringTries = 3

// ring rings what is due now, as a running bell does.
func (s *stage) ring(b *Bell) {
	s.t.Helper()
	for tries := 0; ; {
		next, err := b.round(context.Background())
		switch {
		case err != nil && tries == ringTries:
			s.t.Fatal(err)
		case err != nil:
			tries++
		case next.IsZero() || next.After(s.clock.Now()):
			return
		}
	}
}

// settle lets the outbox and the download queue do everything that is due now.
func (s *stage) settle() {
	s.t.Helper()
	if _, err := s.media.round(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	for {
		started, _ := s.outbox.round(context.Background())
		s.outbox.working.Wait()
		if !started {
			return
		}
	}
}

// fakePlatform takes what is pushed and hands out what was "sent".
type fakePlatform struct {
	clock    *storagetest.Clock
	mu       sync.Mutex
	names    map[string]string // openid → who it is in the script
	pushed   []push
	media    map[string][]byte
	code     int // every send answers this errcode; 0: taken
	react    Reaction
	pointers bool // templates are configured
}

type push struct {
	who, text string
	at        time.Time
}

func (p *fakePlatform) SendText(_ context.Context, openid, text string) error {
	return p.take(openid, text)
}

func (p *fakePlatform) SendMedia(_ context.Context, openid string, data []byte) error {
	return p.take(openid, "[media "+string(data)+"]")
}

func (p *fakePlatform) SendPointer(_ context.Context, openid string, kind storage.NoticeKind, fields map[string]string, _ string) error {
	if p.pointers {
		return p.take(openid, "[pointer "+string(kind)+" "+fields["number"]+"]")
	}
	return &SendError{API: "message/template/send", Reaction: Misconfigured}
}

func (p *fakePlatform) take(openid, text string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.code != 0 {
		return &SendError{API: "message/custom/send", Code: p.code, Reaction: p.react}
	}
	p.pushed = append(p.pushed, push{p.names[openid], text, p.clock.Now()})
	return nil
}

func (p *fakePlatform) Fetch(_ context.Context, id string, _ int64) ([]byte, string, error) {
	if strings.HasPrefix(id, "gone") {
		return nil, "", &SendError{API: "media/get", Code: 40007, Reaction: Refused}
	}
	return []byte("bytes of " + id), "image/jpeg", nil
}

func (p *fakePlatform) drain() []push {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.pushed
	p.pushed = nil
	return out
}
