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

// lockWait is how long to wait for a process that is just ending.
const lockWait = 3 * time.Second

// Run is `minqing serve`.
func (c *serveCommand) Run(a *app) error {
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
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
	return errors.Join(serve(a.ctx, h, m), h.Close())
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
	profiling := newServer(private(m), h.log)
	profiling.WriteTimeout = 0 // a profile takes as long as was asked
	open.open(profiling, admin)
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
	// A little of the time is left for closing the data file.
	ctx, cancel := context.WithTimeout(context.Background(), max(s.config.Limits.Stop-time.Second, time.Second))
	defer cancel()
	s.quit() // the workers put down what they hold while the doors shut
	if err := errors.Join(d.shut(ctx), s.stop(ctx)); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	s.log.Info("stopped")
	return nil
}
