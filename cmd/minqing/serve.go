package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"minqing/configs"
)

// serveCommand runs the bot until it is told to stop.
type serveCommand struct{ configFlag }

const (
	// lockWait is how long to wait for a process that is just ending.
	lockWait = time.Second

	// closeTime is what a stop leaves for closing the data file.
	closeTime = time.Second
)

// Run is `minqing serve`.
func (c *serveCommand) Run(a *app) error {
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	collectSeldom(a.lookup)
	log := a.logger(s.config)
	if n := len(ofLevel(s.problems, configs.Warning)); n > 0 {
		log.Warn("the configuration has warnings: minqing check lists them", "warnings", n, "sample_bureau", s.bureau.Sample)
	}
	m := newMetrics()
	h, err := openHouse(a.ctx, s, log, a.now, lockWait, watchers{commit: m.committed, redis: m.redisCalled})
	if err != nil {
		return err
	}
	if h.keyMade {
		log.Warn("made the data key: keep a copy apart from the data, without it nothing can be read", "file", s.config.KeyPath())
	}
	if h.dataMade && !h.keyMade {
		log.Warn("made a new data file for a key that was there before: unless this is the first start, the data are not where they were", "file", s.config.Data)
	}
	return errors.Join(serve(a.ctx, h, m), closeInTime(h))
}

// closeInTime closes the installation, but does not wait for ever for a reader,
// such as a verify, that is slow to hear of the stop. What was committed is
// durable either way.
func closeInTime(h *house) error {
	closed := make(chan error, 1)
	go func() { closed <- h.Close() }()
	select {
	case err := <-closed:
		return err
	case <-time.After(closeTime):
		h.log.Warn("left the data file open: somebody is still reading")
		return nil
	}
}

func (a *app) logger(c *configs.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // checked when it was loaded
	return slog.New(slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{Level: level}))
}

// serve opens the doors and closes them again when ctx ends.
func serve(ctx context.Context, h *house, m *metrics) error {
	s, err := newService(h, m)
	if err != nil {
		return err
	}
	defer s.quit()
	public, err := net.Listen("tcp", h.config.Listen)
	if err != nil {
		return err
	}
	admin, err := net.Listen("tcp", h.config.AdminListen)
	if err != nil {
		return errors.Join(err, public.Close())
	}
	control, err := listenControl(h.config.Data)
	if err != nil {
		return errors.Join(err, public.Close(), admin.Close())
	}
	defer control.Close()
	open := newDoors()
	open.open(newAdminServer(private(m), h.log), admin)
	open.open(newControlServer(h), control)
	s.start()
	open.openPublic(newServer(s.public(), h.log), public)
	h.log.Info("serving", "listen", public.Addr().String(), "admin_listen", admin.Addr().String(), "data", h.config.Data,
		"redis", h.config.Redis != "", "bureau", h.bureau.Name)
	select {
	case <-ctx.Done():
	case err = <-open.failed:
	}
	return errors.Join(err, s.shutDown(open))
}

// shutDown ends everything in the order in which nothing is lost: no more
// messages, then the turns, then the workers.
func (s *service) shutDown(d *doors) error {
	s.log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.Background(), max(s.config.Limits.Stop-closeTime, closeTime))
	defer cancel()
	s.quit() // the workers put down what they hold while the doors shut
	if err := errors.Join(d.shut(ctx), s.stop(ctx)); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	s.log.Info("stopped")
	return nil
}
