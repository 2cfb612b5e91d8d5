package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// productPhases measures the product: at full load, then at a steady rate.
func (b *bench) productPhases(ctx context.Context, r *report) error {
	p, redis, api, err := b.startProduct(ctx)
	if err != nil {
		return err
	}
	g := &gauges{product: p, redis: redis, api: api}
	staff, err := b.bindStaff(ctx, p)
	if err != nil {
		return err
	}
	l := &load{addr: p.addr, lanes: lanes(b.codec, b.connections, b.users)}
	if r.IdleMemory, err = p.memory(); err != nil {
		return err
	}
	b.note("introducing %d users …", b.users)
	warm, err := l.introduce(ctx)
	if err != nil {
		return fmt.Errorf("introduce users: %w", err)
	}
	filed := warm.Tickets
	rest := atWork(staff, "F")
	defer rest()
	r.Warm = figuresOf(warm)

	b.note("full load, %v …", b.duration)
	l.prepare(int(b.duration.Seconds() * expected))
	profiled := b.startProfile(p, "full")
	full, err := g.around(&r.Full, func() (result, error) { return l.full(ctx, b.duration) })
	if err := errors.Join(err, <-profiled); err != nil {
		return fmt.Errorf("drive product: %w\n%s", err, p.tail())
	}
	filed += full.Tickets
	if r.Memory, err = p.memory(); err != nil {
		return err
	}

	if r.Drain, err = b.drain(ctx, p); err != nil {
		return err
	}
	b.note("steady %d messages/s, %v …", b.rate, b.duration)
	l.prepare(int(b.duration.Seconds() * float64(b.rate)))
	profiled = b.startProfile(p, "steady")
	steady, err := g.around(&r.Steady, func() (result, error) { return l.steady(ctx, b.rate, b.duration) })
	if err := errors.Join(err, <-profiled); err != nil {
		return fmt.Errorf("drive product: %w\n%s", err, p.tail())
	}
	filed += steady.Tickets
	if err := rest(); err != nil {
		return err
	}
	r.Filed = filed
	if r.Numbered, err = lastNumber(l, filed); err != nil {
		return err
	}
	p.stop() // the yardstick's second half has the machine to itself
	redis.stop()
	return nil
}

// drain waits until the outbox has settled what the full load left behind, so
// that the steady phase measures itself. It gives up after half a minute.
func (b *bench) drain(ctx context.Context, p *product) (took float64, err error) {
	b.note("letting the outbox settle …")
	began := time.Now()
	for time.Since(began) < 30*time.Second {
		m, err := p.metrics()
		if err != nil {
			return 0, err
		}
		if m["minqing_outbox_waiting"] == 0 {
			break
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	return time.Since(began).Seconds(), nil
}

// startProfile takes profiles during a phase, where that is asked for.
func (b *bench) startProfile(p *product, phase string) <-chan error {
	done := make(chan error, 1)
	if b.options.profile == "" {
		done <- nil
		return done
	}
	go func() {
		name := b.options.profile + "." + phase
		seconds := max(1, int(b.duration.Seconds())-1)
		done <- errors.Join(
			p.profile(name+".cpu", "profile?seconds="+strconv.Itoa(seconds)),
			p.profile(name+".allocs", "allocs"),
		)
	}()
	return done
}

// gauges are the counters that are read before and after a phase.
type gauges struct {
	product *product
	redis   *redisServer
	api     *platform
}

type reading struct {
	cpu, redisCPU, own time.Duration
	redis              redisCount
	machine            machine
	metrics            map[string]float64
	sends              int64
}

func (g *gauges) read() (x reading, err error) {
	var errs [5]error
	x.metrics, errs[0] = g.product.metrics()
	x.redis, errs[1] = g.redis.count()
	x.redisCPU, errs[2] = g.redis.cpu()
	x.cpu, errs[3] = g.product.cpu()
	x.machine, errs[4] = lookAtMachine()
	x.own = ownCPU()
	x.sends = g.api.sends.Load()
	return x, errors.Join(errs[:]...)
}

// around runs a phase and puts its figures into f.
func (g *gauges) around(f *figures, phase func() (result, error)) (result, error) {
	before, err := g.read()
	if err != nil {
		return result{}, err
	}
	r, err := phase()
	if err != nil {
		return r, err
	}
	after, err := g.read()
	if err != nil {
		return r, err
	}
	n := float64(r.Sent)
	did := after.redis.minus(before.redis)
	*f = figuresOf(r)
	f.CPU = micros(after.cpu-before.cpu) / n
	f.RedisCPU = micros(after.redisCPU-before.redisCPU) / n
	ours := after.cpu - before.cpu + after.redisCPU - before.redisCPU + after.own - before.own
	f.Others = after.machine.others(before.machine, ours)
	f.SenderCPU = micros(after.own-before.own) / n
	f.RoundTrips = float64(did.Reads) / n
	f.Scripts = float64(did.Scripts) / n
	f.Commands = float64(did.Commands) / n
	f.Commits = after.metrics["minqing_commits_total"] - before.metrics["minqing_commits_total"]
	f.Writers = after.metrics["minqing_commit_writers_sum"] - before.metrics["minqing_commit_writers_sum"]
	f.Sends = after.sends - before.sends
	f.Waiting = int(after.metrics["minqing_outbox_waiting"])
	f.Held = int(after.metrics["minqing_outbox_held"])
	return r, nil
}

var ticketNumber = regexp.MustCompile(`F\d{6}(\d{4,})`)

// lastNumber files one more ticket and reads its number. Numbers run without
// gaps through the day, so it tells how many tickets were filed before it:
// nothing acknowledged was lost, nothing was filed twice.
func lastNumber(l *load, filed int) (int, error) {
	lane := l.lanes[0]
	u := user{number: 8_000_000, openid: openid(8_000_000)}
	wire, err := dial(l.addr)
	if err != nil {
		return 0, err
	}
	defer wire.close()
	for _, s := range mix[:2] {
		body, err := wire.exchange(lane.render(&u, &s).request)
		if err != nil {
			return 0, fmt.Errorf("file last ticket: %w", err)
		}
		said, err := lane.codec.read(body)
		if err != nil {
			return 0, fmt.Errorf("file last ticket: %w", err)
		}
		if found := ticketNumber.FindStringSubmatch(said.Content); found != nil {
			n, err := strconv.Atoi(found[1])
			return n - 1, err
		}
	}
	return 0, fmt.Errorf("file last ticket after %d: no number", filed)
}
