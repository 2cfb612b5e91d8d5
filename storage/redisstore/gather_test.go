package redisstore

import (
	"context"
	"errors"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"minqing/storage/storagetest"
)

// gate is a client's hook that holds single scripts up until it is opened, and
// counts what goes out in pipelines.
type gate struct {
	open      chan struct{}
	held      atomic.Int32
	gathered  atomic.Int32
	pipelines atomic.Int32
}

func (g *gate) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) { return next(ctx, network, addr) }
}

func (g *gate) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if cmd.Name() == "evalsha" {
			g.held.Add(1)
			<-g.open
		}
		return next(ctx, cmd)
	}
}

func (g *gate) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		if cmds[0].Name() == "evalsha" { // else it is the greeting of a new connection
			g.pipelines.Add(1)
			g.gathered.Add(int32(len(cmds)))
		}
		return next(ctx, cmds)
	}
}

// full returns a gatherer all of whose flights are held up, and what frees them
// and waits for everybody.
func full(t *testing.T, patience time.Duration) (g *gatherer, at *gate, free func()) {
	t.Helper()
	server := storagetest.StartRedis(t)
	client := redis.NewClient(&redis.Options{Addr: server.Addr})
	t.Cleanup(func() { _ = client.Close() })
	at = &gate{open: make(chan struct{})}
	client.AddHook(at)
	g = &gatherer{client: client, timeout: patience}
	var flying sync.WaitGroup
	for range maxFlights {
		flying.Go(func() { ask(t, g, "return tonumber(ARGV[1])") })
	}
	until(func() bool { return at.held.Load() == maxFlights })
	return g, at, func() { close(at.open); flying.Wait() }
}

func until(is func() bool) {
	for !is() {
		runtime.Gosched()
	}
}

func (g *gatherer) line() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.waiting)
}

var numbers atomic.Int64

// ask runs a script that answers with the number it was given.
func ask(t *testing.T, g *gatherer, script string) {
	n := numbers.Add(1)
	c := &call{script: redis.NewScript(script), keys: []string{"k"}, args: []any{n}}
	reply, err := g.run(context.Background(), c)
	if err != nil || reply != n {
		t.Errorf("asked %d, answered %v, %v", n, reply, err)
	}
}

// Whoever asks while others are on their way goes along with everybody else, and
// each hears the own answer, also from a server that doesn't know the script.
func TestGatheredCalls(t *testing.T) {
	g, at, free := full(t, time.Hour)
	const n = maxGathered + 10
	var waiting sync.WaitGroup
	for range n {
		waiting.Go(func() { ask(t, g, "return tonumber(ARGV[1]) -- another") })
	}
	until(func() bool { return g.line() == n })
	free()
	waiting.Wait()
	if got := at.gathered.Load(); got != n {
		t.Errorf("%d calls went out together, want %d", got, n)
	}
	if got := at.pipelines.Load(); got != 2 {
		t.Errorf("%d pipelines, want 2", got)
	}
	until(func() bool { g.mu.Lock(); defer g.mu.Unlock(); return g.flights == 0 })
}

func idle() *call { return &call{script: redis.NewScript("return 1")} }

func TestWaitingCallGivesUp(t *testing.T) {
	g, at, free := full(t, time.Millisecond)
	if _, err := g.run(context.Background(), idle()); !errors.Is(err, errCrowded) {
		t.Errorf("a call that could not be sent: %v", err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	g.timeout = time.Hour
	if _, err := g.run(ended, idle()); !errors.Is(err, context.Canceled) {
		t.Errorf("a call whose context has ended: %v", err)
	}
	if n := g.line(); n != 0 {
		t.Errorf("%d calls wait that were given up", n)
	}
	free()
	if n := at.gathered.Load(); n != 0 {
		t.Errorf("%d calls were sent that were given up", n)
	}
}
