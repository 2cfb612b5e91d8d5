package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"minqing/bot/pages"
	"minqing/flows"
)

// newServer bounds what a stranger can hold open. A reply takes at most five
// seconds: the platform waits no longer.
func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// newAdminServer is newServer for what takes as long as it takes: a profile, a
// backup. A read timeout would end the handler's context, too.
func newAdminServer(h http.Handler, log *slog.Logger) *http.Server {
	s := newServer(h, log)
	s.ReadTimeout, s.WriteTimeout = 0, 0
	return s
}

// public is what the bureau's proxy may reach.
func (s *service) public() *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/wechat", s.webhook)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle(pages.Path, s.screen)
	mux.Handle(pages.Path+"/", s.screen)
	mux.Handle(flows.SheetPath, s.sheets)
	mux.Handle(machinePath, s.machine)
	return mux
}

// readyz says which store does not answer; why is in the log, not here.
func (s *service) readyz(w http.ResponseWriter, r *http.Request) {
	failed := s.ready(r.Context())
	status, text := http.StatusOK, ""
	for _, name := range []string{"store", "sessions"} {
		state := "ok"
		if err := failed[name]; err != nil {
			status, state = http.StatusServiceUnavailable, "does not answer"
			s.log.Warn("not ready", "what", name, "err", err)
		}
		text += name + ": " + state + "\n"
	}
	plain(w, status, text)
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text))
}

// private is what stays on the bureau's own machine.
func private(m *metrics) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.handler())
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

// doors are where a running server listens.
type doors struct {
	public *http.Server
	others []*http.Server
	failed chan error // a door that fell shut by itself
}

func newDoors() *doors { return &doors{failed: make(chan error, 8)} }

// open serves on a listener until the doors are shut.
func (d *doors) open(s *http.Server, l net.Listener) {
	d.others = append(d.others, s)
	go func() {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			d.failed <- fmt.Errorf("serve %s: %w", l.Addr(), err)
		}
	}()
}

// openPublic serves the webhook: its requests are finished before it is shut.
func (d *doors) openPublic(s *http.Server, l net.Listener) {
	d.open(s, l)
	d.public = s
}

// shut takes no more messages, and returns when those at work were answered or
// ctx ends; then they are cut off. Admin requests are cut off at once.
func (d *doors) shut(ctx context.Context) error {
	err := d.public.Shutdown(ctx)
	for _, s := range d.others {
		err = errors.Join(err, s.Close())
	}
	return err
}
