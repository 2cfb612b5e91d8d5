package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/bot/wechat/simulator"
)

// program is the file of the program, built once for the tests that kill it.
var program string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "minqing-test-")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "minqing")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		panic(fmt.Sprintf("build minqing: %v\n%s", err, out))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// result is what a command did.
type result struct {
	code           int
	stdout, stderr string
}

// minqing runs a command in this process.
func minqing(t *testing.T, args ...string) result {
	t.Helper()
	var stdout, stderr lockedBuffer
	code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr)
	return result{code, stdout.String(), stderr.String()}
}

// lockedBuffer may be read while a server still writes its log to it.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

const (
	testAppID  = "wx00000000000000aa"
	testSecret = "app-secret-of-the-test"
	testToken  = "tokenOfTheTest"
	testAESKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
)

// installation is a configuration on disk and a WeChat to talk to.
type installation struct {
	dir, config, data string
	platform          *simulator.Platform
	public            string // where the bot will listen
}

func install(t *testing.T) *installation {
	t.Helper()
	in := &installation{dir: t.TempDir(), public: freeAddress(t)}
	in.config, in.data = filepath.Join(in.dir, "config.yaml"), filepath.Join(in.dir, "data", "minqing.db")
	p, err := simulator.New(simulator.Config{
		AppID: testAppID, AppSecret: testSecret, Token: testToken, AESKey: testAESKey,
		Account: "gh_test", Webhook: "http://" + in.public + "/wechat",
	})
	if err != nil {
		t.Fatal(err)
	}
	in.platform = p
	api := httptest.NewServer(p)
	p.SetBaseURL(api.URL)
	t.Cleanup(func() { p.Close(); api.Close() })
	text := fmt.Sprintf("listen: %s\nadmin_listen: %s\ndata: %s\nwechat:\n  app_id: %s\n  app_secret: %s\n  token: %s\n  aes_key: %s\n  api_base: %s\n",
		in.public, freeAddress(t), in.data, testAppID, testSecret, testToken, testAESKey, api.URL)
	if err := os.WriteFile(in.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return in
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// running is a server in this process.
type running struct {
	log  *lockedBuffer
	stop context.CancelFunc
	code chan int
}

// serve starts a server and returns when it says that it serves.
func (in *installation) serve(t *testing.T) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r := &running{log: new(lockedBuffer), stop: stop, code: make(chan int, 1)}
	go func() {
		r.code <- run(ctx, []string{"serve", "-c", in.config}, strings.NewReader(""), new(lockedBuffer), r.log)
	}()
	deadline := time.Now().Add(10 * time.Second)
	for r.line("serving") == nil {
		if time.Now().After(deadline) {
			t.Fatalf("the server does not serve:\n%s", r.log)
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Cleanup(func() { r.end(t) })
	return r
}

// line finds the log line with that message.
func (r *running) line(msg string) map[string]any {
	for text := range strings.Lines(r.log.String()) {
		var line map[string]any
		if json.Unmarshal([]byte(text), &line) == nil && line["msg"] == msg {
			return line
		}
	}
	return nil
}

// end stops the server as a signal does and checks that it ends well.
func (r *running) end(t *testing.T) {
	t.Helper()
	r.stop()
	select {
	case code := <-r.code:
		r.code <- code
		if code != exitDone {
			t.Errorf("serve ended with %d:\n%s", code, r.log)
		}
	case <-time.After(12 * time.Second):
		t.Fatal("serve does not end")
	}
}
