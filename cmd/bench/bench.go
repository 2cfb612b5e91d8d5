package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// bench is one run: what it started, in the order in which it is stopped.
type bench struct {
	options
	say     io.Writer
	dir     string
	codec   *codec
	closers []func()
}

func (b *bench) later(f func()) { b.closers = append(b.closers, f) }

// close ends what the run started, the last first.
func (b *bench) close() {
	for i := len(b.closers) - 1; i >= 0; i-- {
		b.closers[i]()
	}
	b.closers = nil
}

func (b *bench) note(format string, args ...any) { fmt.Fprintf(b.say, format+"\n", args...) }

// measure does the whole run. The yardstick is measured before and after the
// product, so that a machine that changes its pace shows.
func (b *bench) measure(ctx context.Context) (*report, error) {
	if err := b.prepare(); err != nil {
		return nil, err
	}
	r := newReport(b.options)
	yardstick, err := b.startEcho(ctx)
	if err != nil {
		return nil, err
	}
	if err := b.echoPhase(ctx, yardstick, r); err != nil {
		return nil, err
	}
	if err := b.productPhases(ctx, r); err != nil {
		return nil, err
	}
	if err := b.echoPhase(ctx, yardstick, r); err != nil {
		return nil, err
	}
	r.conclude()
	return r, nil
}

func (b *bench) prepare() (err error) {
	if b.codec, err = newCodec(testAccount); err != nil {
		return err
	}
	root, err := filepath.Abs(b.options.dir)
	if err != nil {
		return fmt.Errorf("find directory: %w", err)
	}
	if err := onDisk(root); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp(root, ".bench-*"); err != nil {
		return fmt.Errorf("make directory: %w", err)
	}
	b.later(func() { _ = os.RemoveAll(b.dir) })
	return nil
}

// onDisk refuses a file system in memory: there fsync costs nothing.
func onDisk(dir string) error {
	const tmpfs, ramfs = 0x01021994, 0x858458f6
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return fmt.Errorf("look at %s: %w", dir, err)
	}
	if kind := uint32(s.Type); kind == tmpfs || kind == ramfs {
		return fmt.Errorf("%s lies in memory, where fsync costs nothing: choose a directory on a disk with -dir", dir)
	}
	return nil
}

// echoServer is the yardstick at work.
type echoServer struct {
	*process
	load *load
}

func (b *bench) startEcho(ctx context.Context) (*echoServer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find own program: %w", err)
	}
	p, err := start(b.dir, "echo", self, "echo")
	if err != nil {
		return nil, err
	}
	b.later(p.stop)
	addr, err := p.firstLine(ctx)
	if err != nil {
		return nil, err
	}
	return &echoServer{p, &load{addr: addr, lanes: lanes(b.codec, b.connections, b.users), echo: true}}, nil
}

// expected is how many messages a second are prepared for a phase; a faster
// server has the rest encrypted as it goes.
const expected = 12_000

// echoPhase measures the yardstick for half of the duration.
func (b *bench) echoPhase(ctx context.Context, e *echoServer, r *report) error {
	d := b.duration / 2
	b.note("bare silenceper echo, %v …", d)
	e.load.prepare(int(d.Seconds() * expected))
	machineBefore, err := lookAtMachine()
	if err != nil {
		return err
	}
	own := ownCPU()
	before, err := e.cpu()
	if err != nil {
		return err
	}
	result, err := e.load.full(ctx, d)
	if err != nil {
		return fmt.Errorf("drive echo: %w", err)
	}
	after, err := e.cpu()
	if err != nil {
		return err
	}
	own = ownCPU() - own
	machineAfter, err := lookAtMachine()
	if err != nil {
		return err
	}
	f := figuresOf(result)
	f.CPU = micros(after-before) / float64(result.Sent)
	f.SenderCPU = micros(own) / float64(result.Sent)
	f.Others = machineAfter.others(machineBefore, after-before+own)
	r.Echo = append(r.Echo, f)
	return nil
}

// startProduct starts everything that the product needs, and the product.
func (b *bench) startProduct(ctx context.Context) (*product, *redisServer, *platform, error) {
	binary := b.options.binary
	if binary == "" {
		b.note("building minqing …")
		var err error
		if binary, err = build(ctx, b.dir); err != nil {
			return nil, nil, nil, err
		}
	} else if absolute, err := filepath.Abs(binary); err == nil {
		binary = absolute
	}
	api, addr, err := b.startPlatform()
	if err != nil {
		return nil, nil, nil, err
	}
	redis, err := startRedis(ctx, b.dir)
	if err != nil {
		return nil, nil, nil, err
	}
	b.later(redis.stop)
	p, err := startProduct(ctx, b.dir, binary, redis.addr, addr)
	if err != nil {
		return nil, nil, nil, err
	}
	b.later(p.stop)
	return p, redis, api, nil
}

func (b *bench) startPlatform() (*platform, string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", fmt.Errorf("start platform: %w", err)
	}
	api := newPlatform()
	server := &http.Server{Handler: api.mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }() // ends with Close
	b.later(func() { _ = server.Close() })
	return api, listener.Addr().String(), nil
}
