package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"minqing/bot/pages"
	"minqing/bot/wechat"
	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
	"minqing/configs"
	"minqing/flows"
	"minqing/storage"
)

// world is a demonstration at work: the bot, a WeChat of its own, people, and
// the page with their phones. Everything between bot and WeChat goes over HTTP on
// this machine, signed and encrypted as it would be on the way through the
// internet.
type world struct {
	clock    *demoClock
	platform *simulator.Platform
	page     *page.Page
	guide    *guide
	setup    *setup
	log      *slog.Logger
	dir      string // data, key, media and log
	address  string // of the page
	front    *http.Server
	api      *http.Server
	logFile  *os.File

	mu   sync.Mutex
	life *life // the bot as it runs, or as it last ran; nil before the first
}

// demoData is the data file in the directory of a demonstration.
const demoData = "minqing.db"

// demoAppID is fixed: people keep their names when a data directory is used again.
const demoAppID = "wxdemo0000000000"

// openWorld starts everything. dir must exist.
func openWorld(ctx context.Context, listen, dir string) (w *world, err error) {
	w = &world{clock: new(demoClock), dir: dir}
	defer func() {
		if err != nil {
			w.abandon()
		}
	}()
	front, err := net.Listen("tcp", listen)
	if err != nil {
		return w, err
	}
	w.address = front.Addr().String()
	back, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return w, errors.Join(err, front.Close())
	}
	if w.logFile, err = os.OpenFile(filepath.Join(dir, "demo.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return w, errors.Join(err, front.Close(), back.Close())
	}
	w.log = slog.New(slog.NewJSONHandler(w.logFile, nil))
	w.setup, err = demoSetup(dir, "http://"+back.Addr().String())
	if err == nil {
		w.setup.config.PublicURL = "http://" + w.address
		err = w.connect(ctx, back)
	}
	if err != nil {
		return w, errors.Join(err, front.Close(), back.Close())
	}
	w.front = newServer(w.open(), w.log)
	go func() { _ = w.front.Serve(front) }()
	return w, w.live().client.PushMenu(ctx, wechat.DefaultMenu())
}

// connect makes the platform and the page, and begins the bot's first life.
func (w *world) connect(ctx context.Context, api net.Listener) (err error) {
	c := w.setup.config.Wechat
	w.platform, err = simulator.New(simulator.Config{
		AppID: c.AppID, AppSecret: c.AppSecret, Token: c.Token, AESKey: c.AESKey, Account: "gh_minqingdemo",
		BaseURL: c.APIBase, Now: w.clock.Now,
	})
	if err != nil {
		return err
	}
	w.guide = newGuide(w)
	w.page, err = page.New(page.Options{
		Platform: w.platform, Account: w.setup.bureau.Name, People: phonesOnPage(), Switches: w.switches(), Tour: w.guide,
		Samples: page.Samples{Photo: demoPhoto(), Voice: demoVoice(), Video: demoVideo()},
		Now:     w.clock.Now, Advance: w.clock.advance, Log: w.log,
	})
	if err != nil {
		return err
	}
	w.api = newAdminServer(w.platform, w.log) // a slow API is one of the faults
	go func() { _ = w.api.Serve(api) }()
	return w.begin(ctx)
}

// open is what a browser finds at the demonstration's address: the page, and the
// bot's own front door.
func (w *world) open() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", w.page)
	for _, path := range []string{"/wechat", "/healthz", "/readyz", pages.Path, pages.Path + "/", flows.SheetPath, machinePath} {
		mux.HandleFunc(path, func(rw http.ResponseWriter, r *http.Request) {
			if l := w.living(); l != nil {
				l.public.ServeHTTP(rw, r)
				return
			}
			plain(rw, http.StatusServiceUnavailable, "the bot was killed\n")
		})
	}
	return mux
}

// demoSetup is an installation with the sample bureau and secrets of the moment.
func demoSetup(dir, api string) (*setup, error) {
	c := configs.Default()
	c.Data = filepath.Join(dir, demoData)
	aes := make([]byte, 32)
	rand.Read(aes)
	c.Wechat = configs.Wechat{
		AppID: demoAppID, AppSecret: rand.Text(), Token: rand.Text(), APIBase: api,
		AESKey: strings.TrimRight(base64.StdEncoding.EncodeToString(aes), "="),
	}
	b, problems, err := configs.LoadBureau("")
	if err != nil {
		return nil, err
	}
	if wrong := ofLevel(problems, configs.Error); len(wrong) > 0 {
		return nil, errors.New(wrong[0].String())
	}
	return &setup{config: c, bureau: b}, nil
}

// Close ends the demonstration: its page first, then the bot in the order of a
// server's stop.
func (w *world) Close() error {
	w.guide.Leave()
	w.page.Close()
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	err := w.front.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = w.front.Close() // a browser that will not let go
	}
	err = errors.Join(err, w.end())
	w.platform.Close()
	return errors.Join(err, w.api.Close(), w.logFile.Close())
}

// abandon lets go of what was begun.
func (w *world) abandon() {
	if w.front != nil {
		_ = w.front.Close()
	}
	if w.page != nil {
		w.page.Close()
	}
	if w.api != nil {
		_ = w.api.Close()
	}
	if w.platform != nil {
		w.platform.Close()
	}
	if w.living() != nil {
		_ = w.end()
	}
	if w.logFile != nil {
		_ = w.logFile.Close()
	}
}

// invite makes a one-time code as an operator does.
func (w *world) invite(ctx context.Context, p person) (code string, err error) {
	var shown bytes.Buffer
	t := inviteTask{Name: p.Name, Roles: p.Roles, Unit: p.Unit}
	if err := t.do(ctx, w.live().house, &shown); err != nil {
		return "", err
	}
	lines := strings.Fields(shown.String())
	return lines[len(lines)-1], nil
}

// bindStaff has everybody of the cast who works here, and is not known yet, join
// with a code.
func (w *world) bindStaff(ctx context.Context) error {
	all, err := allStaff(ctx, w.live().house)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, s := range all {
		known[s.Name] = s.Person != ""
	}
	for _, p := range cast {
		phone := w.platform.Phone(p.Name)
		if len(p.Roles) == 0 || known[p.Name] {
			continue
		}
		code, err := w.invite(ctx, p)
		if err != nil {
			return err
		}
		if _, err := phone.Say(ctx, "绑定 "+code); err != nil {
			return fmt.Errorf("bind %s: %w", p.Name, err)
		}
	}
	return nil
}

// settle returns when the outbox has nothing to send and every photo, voice and
// video was fetched, or when ctx ends.
func (w *world) settle(ctx context.Context) error {
	return w.until(ctx, func(tx storage.Tx) bool {
		waiting, _, _ := tx.OutboxDepth(w.clock.Now())
		_, fetching := tx.NextAttachment()
		return waiting == 0 && !fetching
	})
}

// until returns when the store is as wanted.
func (w *world) until(ctx context.Context, wanted func(storage.Tx) bool) error {
	for {
		met := false
		err := w.live().store.View(ctx, func(tx storage.Tx) error { met = wanted(tx); return nil })
		if err != nil || met {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}
