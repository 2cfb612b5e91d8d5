package main

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"minqing/bot/pages"
	"minqing/flows"
)

// shellBlock is a block of commands in a document.
var shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")

// documented are the curl commands of docs/deploy.md as they stand there: each from
// its name to the end of its block.
func documented(t *testing.T) (commands []string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range shellBlock.FindAllStringSubmatch(string(text), -1) {
		if at := strings.Index(m[1], "curl "); at >= 0 {
			commands = append(commands, m[1][at:])
		}
	}
	return commands
}

// shell runs a documented command against this bot and returns what it printed.
func (h *halls) shell(command string) string {
	h.t.Helper()
	here := strings.NewReplacer("https://example.org/", "http://"+h.address+"/", "http://127.0.0.1:8080/", "http://"+h.address+"/").Replace(command)
	if here == command {
		h.t.Errorf("no address in %s", command)
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), 30*time.Second)
	defer cancel()
	run := exec.CommandContext(ctx, "sh", "-c", here)
	run.Env = append(os.Environ(), "TOKEN="+hallToken, "no_proxy=127.0.0.1")
	out, err := run.Output()
	if err != nil {
		h.t.Fatalf("%s: %v", here, err)
	}
	return string(out)
}

// What the manual has an operator type works as it stands there, with a real curl;
// and then the chat and the screen answer from the machine's numbers.
func TestDocumentedCurl(t *testing.T) {
	h := openHalls(t, nil)
	if err := h.platform.SetWebhook("http://" + h.address + "/wechat"); err != nil {
		t.Fatal(err)
	}
	screen := h.watchScreen()
	first := map[string]string{"/readyz": "store: ok\nsessions: ok\n", machinePath: `{"accepted":2,"known":0}` + "\n"}
	again := map[string]string{"/readyz": first["/readyz"], machinePath: `{"accepted":0,"known":2}` + "\n"}
	for _, want := range []map[string]string{first, again} {
		commands := documented(t)
		if len(commands) != len(want) {
			t.Errorf("the document has %d commands: %q", len(commands), commands)
		}
		for _, command := range commands {
			for path, answer := range want {
				if strings.Contains(command, path) {
					if got := h.shell(command); got != answer {
						t.Errorf("%s\nanswers %q, want %q", command, got, answer)
					}
					delete(want, path)
				}
			}
		}
		if len(want) > 0 {
			t.Errorf("not in the document: %v", want)
		}
	}
	h.says("现在排到几号了", "已发到 A012", "2号窗口：A012")
	h.says("取号", "叫号机取号")
	shown := false
	for line := range screen {
		if shown = strings.HasPrefix(line, "data: {") && strings.Contains(line, `{"n":2,"number":"A012"`); shown {
			break
		}
	}
	if !shown {
		t.Error("the screen doesn't show A012")
	}
}

// says has a citizen say something and looks for words in the answer.
func (h *halls) says(typed string, words ...string) {
	h.t.Helper()
	seen, err := h.platform.Phone("李梅").Say(h.t.Context(), typed)
	if err != nil || !replied(seen) {
		h.t.Fatalf("%s: %v %v", typed, seen, err)
	}
	for _, w := range words {
		if !seen[0].Says(w) {
			h.t.Errorf("%s: %q is not in %s", typed, w, seen[0].Text)
		}
	}
}

// watchScreen reads what the calling screen is told, until the test ends or has
// no patience any more.
func (h *halls) watchScreen() <-chan string {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), 30*time.Second)
	h.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+h.address+pages.Path+"/events", nil)
	if err != nil {
		h.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		h.t.Fatal(answer, err)
	}
	told := make(chan string, 100)
	go func() {
		defer answer.Body.Close()
		defer close(told)
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			told <- lines.Text()
		}
	}()
	return told
}

// location is a line of the documented nginx configuration that passes a path on.
var location = regexp.MustCompile(`(?m)^ *location (= )?(/\S+) \{((?s:.*?))\}`)

// TestDocumentedProxy: whatever the bot serves to the world comes through the proxy as
// the manual has it; a slip, whose address opens it, without a line in the log.
func TestDocumentedProxy(t *testing.T) {
	text, err := os.ReadFile("../../docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	through := func(path string) (directives string) {
		for _, m := range location.FindAllStringSubmatch(string(text), -1) {
			if path == m[2] || m[1] == "" && strings.HasPrefix(path, m[2]) {
				return m[3]
			}
		}
		return ""
	}
	for _, path := range []string{"/wechat", "/healthz", pages.Path, pages.Path + "/events", flows.SheetPath + "Z1/s1/1/mark", machinePath} {
		if !strings.Contains(through(path), "proxy_pass http://127.0.0.1:8080;") {
			t.Errorf("%s is not passed on", path)
		}
	}
	if !strings.Contains(through(flows.SheetPath+"Z1/s1/1/mark"), "access_log off;") {
		t.Error("links to slips would be in the log")
	}
	for _, path := range []string{"/metrics", "/debug/pprof/", "/readyz"} {
		if through(path) != "" {
			t.Errorf("%s is passed on", path)
		}
	}
}
