package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// checkEvery is the share of answers that are decrypted and read: one in so many.
const checkEvery = 64

// load drives one server.
type load struct {
	addr  string
	lanes []*lane
	echo  bool // the server answers with what it was told
}

// result is what one phase came to.
type result struct {
	Times   latencies
	Sent    int
	Tickets int
	Took    time.Duration
	Failed  int
	First   error // of the failures
}

func (r result) rate() float64 { return float64(r.Sent) / r.Took.Seconds() }

// each runs one goroutine per connection and gathers what they measured.
func (l *load) each(run func(i int, s *sender) error) (result, error) {
	senders := make([]*sender, len(l.lanes))
	errs := make([]error, len(l.lanes))
	var all sync.WaitGroup
	began := time.Now()
	for i, lane := range l.lanes {
		senders[i] = &sender{lane: lane, echo: l.echo}
		all.Go(func() {
			wire, err := dial(l.addr)
			if err != nil {
				errs[i] = err
				return
			}
			defer wire.close()
			senders[i].wire = wire
			errs[i] = run(i, senders[i])
		})
	}
	all.Wait()
	r := result{Took: time.Since(began)}
	var parts []latencies
	for _, s := range senders {
		parts = append(parts, s.times)
		r.Sent += len(s.times)
		r.Tickets += s.tickets
		r.Failed += s.failed
		if r.First == nil {
			r.First = s.first
		}
	}
	r.Times = merge(parts)
	return r, errors.Join(errs...)
}

// introduce makes every user known to the server.
func (l *load) introduce(ctx context.Context) (result, error) {
	return l.each(func(_ int, s *sender) error {
		for _, m := range s.lane.introductions() {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := s.send(m, time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// prepare encrypts that many messages in all, ahead.
func (l *load) prepare(messages int) {
	var all sync.WaitGroup
	for _, lane := range l.lanes {
		all.Go(func() { lane.prepare(messages / len(l.lanes)) })
	}
	all.Wait()
	runtime.GC()
}

// full sends as fast as the server answers (closed loop).
func (l *load) full(ctx context.Context, d time.Duration) (result, error) {
	end := time.Now().Add(d)
	return l.each(func(_ int, s *sender) error {
		for now := time.Now(); now.Before(end) && ctx.Err() == nil; now = time.Now() {
			if err := s.send(s.lane.take(), now); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

// steady sends at a rate, whether the server keeps up or not (open loop). A
// message's time begins when it was due, also when its connection was busy.
func (l *load) steady(ctx context.Context, rate int, d time.Duration) (result, error) {
	n := int(d.Seconds() * float64(rate))
	due := make([]chan time.Time, len(l.lanes))
	for i := range due {
		due[i] = make(chan time.Time, n/len(due)+1)
	}
	const lead = 100 * time.Millisecond // the connections are being made
	go pace(ctx, due, n, time.Now().Add(lead), time.Second/time.Duration(rate))
	r, err := l.each(func(i int, s *sender) error {
		for at := range due[i] {
			if err := s.send(s.lane.take(), at); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	r.Took -= lead
	return r, err
}

// pace deals n due times, from next on, out to the connections. It sleeps in the kernel, on a
// thread of its own: the runtime's timers may be late by a millisecond.
func pace(ctx context.Context, due []chan time.Time, n int, next time.Time, every time.Duration) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for k := 0; k < n && ctx.Err() == nil; k++ {
		if wait := time.Until(next); wait > 0 {
			t := syscall.NsecToTimespec(wait.Nanoseconds())
			_ = syscall.Nanosleep(&t, nil) // woken early, it is early by little
		}
		due[k%len(due)] <- next
		next = next.Add(every)
	}
	for _, c := range due {
		close(c)
	}
}

// sender is one connection with its users.
type sender struct {
	wire    *wire
	lane    *lane
	echo    bool
	times   latencies
	tickets int
	failed  int
	first   error
}

// maxFailed ends a phase that no longer measures anything.
const maxFailed = 100

func (s *sender) send(m callback, since time.Time) error {
	body, err := s.wire.exchange(m.request)
	if err != nil {
		return err
	}
	s.times = append(s.times, time.Since(since))
	if m.step.files {
		s.tickets++
	}
	if err := s.check(m, body); err != nil {
		if s.failed++; s.first == nil {
			s.first = err
		}
		if s.failed > maxFailed {
			return err
		}
	}
	return nil
}

// check wants an encrypted answer each time, and reads one in checkEvery.
func (s *sender) check(m callback, body []byte) error {
	if !bytes.HasPrefix(body, []byte("<xml>")) {
		return fmt.Errorf("no reply to %q: %.40q", m.step.want, body)
	}
	if len(s.times)%checkEvery != 0 {
		return nil
	}
	r, err := s.lane.codec.read(body)
	switch {
	case err != nil:
		return err
	case r.ToUserName != m.openid:
		return errors.New("reply to somebody else")
	case !s.echo && !strings.Contains(r.Content, m.step.want):
		return fmt.Errorf("reply without %q: %q", m.step.want, r.Content)
	}
	return nil
}
