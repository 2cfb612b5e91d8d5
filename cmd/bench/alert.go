package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// alertEvery is how often somebody reports a sighting.
const alertEvery = 100 * time.Millisecond

// alert measures how long it takes from the message that names the place of a
// sighting until the rescue team is called: alone, and while others write.
func alert(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, n, err := parseAlert(args, stderr)
	if err != nil {
		return err
	}
	// Nothing of a run may hang: each alert has the platform's patience at most.
	ctx, cancel := context.WithTimeout(ctx, time.Duration(2*n)*time.Second+2*time.Minute)
	defer cancel()
	b := &bench{options: o, say: stderr}
	defer b.close()
	r, err := b.measureAlerts(ctx, n)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(stdout, r)
	}
	return r.write(stdout)
}

func parseAlert(args []string, stderr io.Writer) (o options, n int, err error) {
	f := flag.NewFlagSet("bench alert", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.binary, "binary", "", "the minqing program to measure; empty: build it")
	f.StringVar(&o.dir, "dir", ".", "where a directory for the data is made; must lie on a disk")
	f.IntVar(&n, "alerts", 300, "sightings without load, and as many under it")
	f.IntVar(&o.connections, "connections", 16, "keep-alive connections of the load")
	f.IntVar(&o.users, "users", 2000, "people of the load")
	f.IntVar(&o.rate, "rate", 300, "messages a second of the load")
	f.IntVar(&o.staff, "staff", 1, "dispatchers, who each get a notice of every ticket")
	f.BoolVar(&o.json, "json", false, "print the figures as JSON")
	if err := f.Parse(args); err != nil {
		return o, n, err
	}
	switch {
	case f.NArg() > 0:
		return o, n, fmt.Errorf("unknown argument %s", f.Arg(0))
	case n < 1, o.connections < 1, o.users < o.connections, o.rate < 1, o.staff < 0:
		return o, n, errors.New("there must be an alert at least, and as many users as connections")
	}
	return o, n, nil
}

// measureAlerts does the whole run.
func (b *bench) measureAlerts(ctx context.Context, n int) (*alertReport, error) {
	if err := b.prepare(); err != nil {
		return nil, err
	}
	p, redis, api, err := b.startProduct(ctx)
	if err != nil {
		return nil, err
	}
	staff, err := b.bindStaff(ctx, p)
	if err != nil {
		return nil, err
	}
	worker, err := b.bind(ctx, p, b.staff, "周强", "outreach")
	if err != nil {
		return nil, err
	}
	l := &load{addr: p.addr, lanes: lanes(b.codec, b.connections, b.users)}
	b.note("introducing %d users …", b.users)
	if _, err := l.introduce(ctx); err != nil {
		return nil, fmt.Errorf("introduce users: %w", err)
	}
	if _, err := b.drain(ctx, p); err != nil {
		return nil, err
	}
	s, err := b.street(p.addr, api, worker)
	if err != nil {
		return nil, err
	}
	rest := atWork(staff, "") // what was held for them may fill the reply
	defer rest()
	r := newAlertReport(b.options)
	g := &gauges{product: p, redis: redis, api: api}
	b.note("%d alerts, nobody else writes …", n)
	if err := g.alerts(&r.Alone, func() (result, result, error) { return s.series(ctx, n) }); err != nil {
		return nil, fmt.Errorf("measure alerts: %w\n%s", err, p.tail())
	}
	b.note("%d alerts beside %d messages/s …", n, b.rate)
	l.prepare(2 * b.rate * int(time.Duration(n)*alertEvery/time.Second+1))
	err = g.alerts(&r.Loaded, func() (called, answered result, err error) {
		load, err := beside(ctx, l, b.rate, func() (err error) {
			time.Sleep(time.Second) // the load is there by then
			called, answered, err = s.series(ctx, n)
			return err
		})
		r.Load = figuresOf(load)
		return called, answered, err
	})
	if err != nil {
		return nil, fmt.Errorf("measure alerts: %w\n%s", err, p.tail())
	}
	return r, rest()
}

// longestLoad is more than any series of alerts takes.
const longestLoad = 10 * time.Minute

// beside does something while others write at a steady rate.
func beside(ctx context.Context, l *load, rate int, do func() error) (result, error) {
	writing, stop := context.WithCancel(ctx)
	defer stop()
	var r result
	var failed error
	done := make(chan struct{})
	go func() { r, failed = l.steady(writing, rate, longestLoad); close(done) }()
	err := do()
	stop()
	<-done
	if ctx.Err() == nil && errors.Is(failed, context.Canceled) {
		failed = nil // it was we who ended it
	}
	return r, errors.Join(err, failed)
}

// onlookers are the people who report sightings, one after the other, and the
// member of the rescue team who hears of them.
type onlookers struct {
	wire   *wire
	lane   *lane
	worker *dispatcher
	pushes <-chan push
	people int

	every    time.Duration
	patience time.Duration
}

func (b *bench) street(addr string, api *platform, worker *dispatcher) (*onlookers, error) {
	wire, err := dial(addr)
	if err != nil {
		return nil, err
	}
	b.later(wire.close)
	return &onlookers{
		wire: wire, worker: worker, pushes: api.listen(worker.user.openid),
		lane:  &lane{codec: b.codec.fork(), msgID: 8e15, stride: 1},
		every: alertEvery, patience: patience,
	}, nil
}

// series reports n sightings at a steady pace. called holds the times until the
// team was called, answered those until the reporter had the answer.
func (s *onlookers) series(ctx context.Context, n int) (called, answered result, err error) {
	began := time.Now()
	for i := range n {
		if wait := time.Until(began.Add(time.Duration(i) * s.every)); wait > 0 {
			time.Sleep(wait)
		}
		if ctx.Err() != nil {
			return called, answered, ctx.Err()
		}
		c, a, err := s.one()
		if err != nil {
			return called, answered, fmt.Errorf("alert %d: %w", i+1, err)
		}
		called.Times, answered.Times = append(called.Times, c), append(answered.Times, a)
	}
	called.Took, called.Sent, called.Times = time.Since(began), n, merge([]latencies{called.Times})
	answered.Took, answered.Sent, answered.Times = called.Took, n, merge([]latencies{answered.Times})
	return called, answered, nil
}

var sighting = regexp.MustCompile(`J\d{6}\d{4,}`)

// one reports a sighting up to its place, waits for the call, and has the team
// take and close it: so the next finds the worker's window open, and no open
// sighting nearby.
func (s *onlookers) one() (called, answered time.Duration, err error) {
	s.people++
	u := &user{number: s.people, openid: openid(7_000_000 + s.people)}
	for _, before := range []step{{say: says("街头救助"), want: "哪一种情况"}, {say: says("1"), want: "人在哪里"}} {
		if _, err := s.exchange(s.lane.render(u, &before)); err != nil {
			return 0, 0, err
		}
	}
	m := s.lane.render(u, &step{say: doorstep, want: "救助队已经收到地点"})
	since := time.Now()
	said, err := s.exchange(m)
	if err != nil {
		return 0, 0, err
	}
	answered = time.Since(since)
	number := sighting.FindString(said)
	at, err := s.call(number)
	if err != nil {
		return 0, 0, err
	}
	for _, done := range [][2]string{{"接单 " + number, "已接单"}, {"处置 " + number + " 劝返", "已记下"}} {
		if err := s.worker.say(done[0], done[1]); err != nil {
			return 0, 0, err
		}
	}
	return at.Sub(since), answered, nil
}

func doorstep(user, _ int) string { return fmt.Sprintf("清溪镇民安路%d号门口", user) }

// exchange sends one message and reads what was answered, which must hold what the
// step wants.
func (s *onlookers) exchange(m callback) (string, error) {
	body, err := s.wire.exchange(m.request)
	if err != nil {
		return "", err
	}
	said, err := s.lane.codec.read(body)
	if err == nil && !strings.Contains(said.Content, m.step.want) {
		err = fmt.Errorf("reply without %q: %q", m.step.want, said.Content)
	}
	return said.Content, err
}

// call waits until the worker was called to a sighting.
func (s *onlookers) call(number string) (time.Time, error) {
	late := time.NewTimer(s.patience)
	defer late.Stop()
	for {
		select {
		case p := <-s.pushes:
			if strings.Contains(p.text, number) {
				return p.at, nil
			}
		case <-late.C:
			return time.Time{}, fmt.Errorf("nobody was called to %s within %v", number, s.patience)
		}
	}
}
