package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"sync"
	"time"

	"minqing/bot"
	"minqing/bot/pages"
	"minqing/bot/wechat"
	"minqing/flows"
	"minqing/storage"
)

// turnPatience is past what a turn is given up: below the life of a session's
// lease (8 s), and below a graceful stop.
const turnPatience = 7 * time.Second

// How soon a timer that could not be answered rings again, at first and at most.
const (
	ringAgain       = time.Minute
	ringAgainAtMost = time.Hour
)

// service is a running bot: everything between the webhook and the data file.
type service struct {
	*house
	bot     *bot.Bot
	outbox  *bot.Outbox
	media   *bot.Media
	bell    *bot.Bell
	webhook http.Handler
	screen  *pages.Screen // what the marriage office calls
	sheets  http.Handler  // printable slips
	machine http.Handler  // where its own number machine reports

	quit    context.CancelFunc // ends the workers
	quitCtx context.Context
	working sync.WaitGroup
}

// newService puts a bot together. It answers once its webhook is served; it
// rings, delivers and downloads once it is started.
func newService(h *house, m *metrics) (*service, error) {
	engine, err := newEngine(h)
	if err != nil {
		return nil, err
	}
	s := &service{house: h}
	s.quitCtx, s.quit = context.WithCancel(context.Background())
	c := h.config
	s.bot = bot.New(bot.Config{
		Engine: engine, Store: h.store, Sessions: h.sessions, Now: h.now, Log: h.log, Observer: m,
		Bureau: h.bureau.Name, Phone: h.bureau.Phone, Turn: c.Limits.Turn, Patience: turnPatience,
	})
	s.outbox = bot.NewOutbox(bot.OutboxConfig{
		Store: h.store, Sessions: h.sessions, Files: h.store, Sender: h.client, Now: h.now, Jumped: h.jumped, Log: h.log, Observer: m,
		Held: engine.Held, Workers: c.Outbox.Workers, Timeout: c.Outbox.Timeout, BackoffFirst: c.Outbox.BackoffFirst,
		BackoffMax: c.Outbox.BackoffMax, Failures: c.Outbox.BreakerFailures, Pause: c.Outbox.BreakerPause,
	})
	s.bell = bot.NewBell(bot.BellConfig{
		Ringer: engine, Store: h.store, Files: h.store, Now: h.now, Jumped: h.jumped, Log: h.log, Observer: m,
		BackoffFirst: ringAgain, BackoffMax: ringAgainAtMost,
	})
	s.media = bot.NewMedia(bot.MediaConfig{
		Store: h.store, Files: h.store, Fetcher: heedfulFetcher{h.client, s.quitCtx}, Now: h.now, Jumped: h.jumped, Log: h.log, Observer: m,
		Keeping: s.bell.Keeping(), Workers: c.Outbox.MediaWorkers, Timeout: downloadTimeout, BackoffFirst: c.Outbox.BackoffFirst, BackoffMax: c.Outbox.BackoffMax,
		Limits: map[storage.AttachmentKind]int64{
			storage.Photo: int64(c.Limits.PhotoBytes), storage.Voice: int64(c.Limits.VoiceBytes), storage.Video: int64(c.Limits.VideoBytes),
		},
	})
	s.webhook, err = wechat.NewWebhook(wechat.WebhookConfig{
		AppID: c.Wechat.AppID, Token: c.Wechat.Token, AESKey: c.Wechat.AESKey, PreviousAESKey: c.Wechat.PreviousAESKey,
		Freshness: c.Limits.Freshness, BodyBytes: int64(c.Limits.BodyBytes), Now: h.now, Logger: h.log, Observe: m.callback,
	}, s.bot)
	if err == nil {
		s.screen, err = newScreenPage(h, engine)
	}
	if err == nil {
		s.sheets, err = pages.NewSheets(pages.SheetConfig{Store: h.store, Open: engine.Sheet, Now: h.now, Log: h.log})
	}
	if err != nil {
		s.quit()
		return nil, err
	}
	s.machine = newMachineAPI(h, engine)
	m.watch(h.store, h.now)
	return s, nil
}

func newEngine(h *house) (*flows.Engine, error) {
	engine, err := flows.New(flows.House{
		Bureau: h.bureau, Now: h.now, NewID: newID,
		Draft: h.config.Limits.Draft, Chars: h.config.Limits.TextChars, PublicURL: h.config.PublicURL,
	})
	if err != nil {
		return nil, fmt.Errorf("check flows: %w", err)
	}
	return engine, nil
}

// newID names a flow instance: 96 random bits.
func newID() string {
	var b [12]byte
	rand.Read(b[:]) // never fails: it ends the program instead
	return hex.EncodeToString(b[:])
}

// start sets the bell, the outbox, the downloads and the screen to work.
func (s *service) start() {
	s.working.Go(func() { s.bell.Run(s.quitCtx) })
	s.working.Go(func() { s.outbox.Run(s.quitCtx) })
	s.working.Go(func() { s.media.Run(s.quitCtx) })
	s.working.Go(func() { s.screen.Run(s.quitCtx) })
}

// stop returns when every turn has ended and every worker has put down what it
// held, or when ctx ends. Whoever serves the webhook must have stopped taking
// messages. What was not delivered or downloaded yet is in the store.
func (s *service) stop(ctx context.Context) error {
	s.quit()
	ended := make(chan struct{})
	go func() {
		s.bot.Wait()
		s.working.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("finish what is at work: %w", ctx.Err())
	}
}
