package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// life is one run of the demonstration's bot, between a start and a death. Its
// webhook has a door of its own, so that WeChat finds nobody when it is dead,
// while the page lives on.
type life struct {
	service *service
	doors   *doors
	public  http.Handler
	address string // of the webhook's door; the next life has the same
	killed  bool
}

// live is the bot, dead or alive. The data of a dead one cannot be read.
func (w *world) live() *service {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.life.service
}

// living is the bot's life; nil when it is dead or was not born.
func (w *world) living() *life {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.life == nil || w.life.killed {
		return nil
	}
	return w.life
}

// begin starts the bot on the demonstration's data; a living one is left alone.
func (w *world) begin(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	address := "127.0.0.1:0"
	if w.life != nil {
		if !w.life.killed {
			return nil
		}
		address = w.life.address
	}
	door, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, w.setup, w.log, w.clock.Now, lockWait, watchers{})
	if err != nil {
		return errors.Join(err, door.Close())
	}
	h.jumped = w.clock.jumped
	s, err := newService(h, newMetrics())
	if err != nil {
		return errors.Join(err, h.Close(), door.Close())
	}
	l := &life{service: s, doors: newDoors(), public: s.public(), address: door.Addr().String()}
	if err := w.platform.SetWebhook("http://" + l.address + "/wechat"); err != nil {
		return errors.Join(err, h.Close(), door.Close())
	}
	s.start()
	l.doors.openPublic(newServer(l.public, w.log), door)
	w.life = l
	return nil
}

// funeralTime bounds how long the goroutines of a killed bot may take to notice.
const funeralTime = 5 * time.Second

// kill ends the bot as abruptly as one process can end a part of itself: its
// connections are cut in the middle and its data file is closed under it, so that
// nothing more is written. What is in memory is forgotten.
func (w *world) kill() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.life.killed {
		return nil
	}
	w.life.killed = true
	s := w.life.service
	cut := w.life.doors.public.Close()
	shut := s.Close()
	ctx, cancel := context.WithTimeout(context.Background(), funeralTime)
	defer cancel()
	return errors.Join(cut, shut, s.stop(ctx))
}

// end stops a living bot in the order in which nothing is lost.
func (w *world) end() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.life.killed {
		return nil
	}
	w.life.killed = true
	return errors.Join(w.life.service.shutDown(w.life.doors), w.life.service.Close())
}
