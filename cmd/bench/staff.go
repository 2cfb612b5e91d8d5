package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// dispatcher is a member of staff who gets a notice of every ticket. What the
// platform's window does not let through is held for the next contact.
type dispatcher struct {
	user user
	lane *lane
	wire *wire
}

// bindStaff makes dispatchers of some people, the way an administrator does.
func (b *bench) bindStaff(ctx context.Context, p *product) ([]*dispatcher, error) {
	var all []*dispatcher
	for n := range b.staff {
		d, err := b.bind(ctx, p, n, fmt.Sprintf("调度%d", n+1), "dispatcher")
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// bind makes a member of staff of the nth of some people.
func (b *bench) bind(ctx context.Context, p *product, n int, name, role string) (*dispatcher, error) {
	code, err := p.invite(ctx, name, role)
	if err != nil {
		return nil, err
	}
	wire, err := dial(p.addr)
	if err != nil {
		return nil, err
	}
	b.later(wire.close)
	d := &dispatcher{
		user: user{openid: openid(9_000_000 + n)},
		lane: &lane{codec: b.codec.fork(), msgID: 9e15 + uint64(n), stride: 1000},
		wire: wire,
	}
	if err := d.say("绑定 "+code, name); err != nil {
		return nil, fmt.Errorf("bind staff: %w", err)
	}
	return d, nil
}

// say writes one message and wants something in the answer.
func (d *dispatcher) say(text, want string) error {
	body, err := d.wire.exchange(d.lane.render(&d.user, &step{say: says(text)}).request)
	if err != nil {
		return err
	}
	said, err := d.lane.codec.read(body)
	if err == nil && !strings.Contains(said.Content, want) {
		err = errors.New("strange answer to a dispatcher: " + said.Content)
	}
	return err
}

// atWork has the dispatchers look at what is to be done, once a second each, as
// people on duty do; with the answer they read what was held for them. Their
// messages are not counted. want is what every answer must hold. stop ends it and
// tells the first thing that went wrong.
func atWork(all []*dispatcher, want string) (stop func() error) {
	done := make(chan struct{})
	errs := make([]error, len(all))
	var working sync.WaitGroup
	for i, d := range all {
		working.Go(func() {
			tick := time.NewTicker(time.Second)
			defer tick.Stop()
			for errs[i] == nil {
				select {
				case <-done:
					return
				case <-tick.C:
					errs[i] = d.say("待办", want)
				}
			}
		})
	}
	return sync.OnceValue(func() error {
		close(done)
		working.Wait()
		return errors.Join(errs...)
	})
}
