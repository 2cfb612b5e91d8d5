package storagetest

import (
	"bytes"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Redis is a real redis-server of a test, on a free port of the loopback
// interface, which keeps nothing on disk.
type Redis struct {
	Addr string // host:port; the same after Stop and Start

	t    testing.TB
	args []string
	out  output
	cmd  *exec.Cmd
	gone chan struct{} // closed when the process has ended
}

// StartRedis starts a redis-server and ends it with the test. More arguments
// are added to its command line. A machine without redis-server fails the test:
// what was not tried is not proved.
func StartRedis(t testing.TB, args ...string) *Redis {
	t.Helper()
	return startRedis(t, append([]string{"--save", "", "--appendonly", "no", "--dir", t.TempDir()}, args...))
}

// StartSentinel starts a Redis Sentinel with this configuration file, which it
// will write to, and ends it with the test.
func StartSentinel(t testing.TB, config string) *Redis {
	t.Helper()
	return startRedis(t, []string{config, "--sentinel", "--dir", t.TempDir()})
}

func startRedis(t testing.TB, args []string) *Redis {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Fatal("this test needs the program redis-server (Debian: apt-get install redis-server), and it was not found")
	}
	var r *Redis
	for range 5 { // somebody may take the port before the server does
		port := FreePort(t)
		r = &Redis{t: t, Addr: net.JoinHostPort("127.0.0.1", port)}
		r.args = append(slices.Clone(args), "--bind", "127.0.0.1", "--port", port)
		if r.start() {
			t.Cleanup(r.Stop)
			return r
		}
	}
	t.Fatalf("redis-server does not start:\n%s", r.out.String())
	return nil
}

// FreePort returns a port of the loopback interface that nobody has now.
func FreePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// Stop kills the server; what it held is lost. It does nothing when the server
// is stopped.
func (r *Redis) Stop() {
	if r.cmd == nil {
		return
	}
	_ = r.cmd.Process.Kill()
	<-r.gone
	r.cmd = nil
}

// Start starts a stopped server again at the same address, empty.
func (r *Redis) Start() {
	r.t.Helper()
	if r.cmd == nil && !r.start() {
		r.t.Fatalf("redis-server does not start again:\n%s", r.out.String())
	}
}

// start reports whether the server answers.
func (r *Redis) start() bool {
	r.t.Helper()
	cmd := exec.Command("redis-server", r.args...)
	cmd.Stdout, cmd.Stderr = &r.out, &r.out
	if err := cmd.Start(); err != nil {
		r.t.Fatalf("start redis-server: %v", err)
	}
	r.cmd, r.gone = cmd, make(chan struct{})
	gone := r.gone
	go func() { _ = cmd.Wait(); close(gone) }()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		select {
		case <-gone:
			r.cmd = nil
			return false
		case <-time.After(5 * time.Millisecond):
		}
		if r.answers() {
			return true
		}
	}
	r.Stop()
	return false
}

// answers reports whether the server takes commands. One that wants a password
// first answers too.
func (r *Redis) answers() bool {
	c, err := net.DialTimeout("tcp", r.Addr, time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(time.Second))
	if _, err := fmt.Fprint(c, "PING\r\n"); err != nil {
		return false
	}
	b := make([]byte, 64)
	n, _ := c.Read(b)
	return strings.HasPrefix(string(b[:n]), "+PONG") || strings.HasPrefix(string(b[:n]), "-NOAUTH")
}

// output collects what the server says, for the message of a failed test.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}
