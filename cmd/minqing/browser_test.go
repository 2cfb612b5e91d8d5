package main

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// screens is where the tests leave their pictures; the README shows some of them.
var screens = flag.String("screens", "", "directory for the screenshots of the page")

// patience is how long a page may take to come to something on a busy machine.
const patience = 20 * time.Second

// browser is a real Chromium.
type browser struct{ ctx context.Context }

func openBrowser(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true), chromedp.Flag("lang", "zh-CN"))
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			options = append(options, chromedp.ExecPath(path))
			break
		}
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancel()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open Chromium (make test installs it): %v", err)
	}
	return &browser{ctx}
}

// tab is one page of the browser. What goes wrong in it, errors of its scripts and refusals of its policy too,
// fails the test.
type tab struct {
	t   *testing.T
	ctx context.Context
}

func (b *browser) tab(t *testing.T, url string, width, height int64, scheme string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "ERR_") {
				t.Errorf("console: %s %s", e.Entry.Text, e.Entry.URL)
			}
		case *network.EventRequestWillBeSent:
			if a := e.Request.URL; !strings.HasPrefix(a, strings.TrimSuffix(url, "#tour")) && !strings.HasPrefix(a, "data:") && !strings.HasPrefix(a, "blob:") {
				t.Errorf("the page asked for %s", a)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	look := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, look); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(url))
	p.ready()
	return p
}

// do runs actions in the tab.
func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("in the browser: %v", err)
	}
}

// js runs a script.
func (p *tab) js(script string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](script))
}

// value is what an expression comes to.
func value[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression[:min(len(expression), 200)], err)
	}
	return v
}

// ready waits until every chat is there.
func (p *tab) ready() { p.t.Helper(); p.until(`document.body.dataset.ready !== undefined`) }

// until waits for something to become true on the page. (The page's policy forbids eval, and with it Poll.)
func (p *tab) until(condition string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	tick := time.NewTicker(30 * time.Millisecond)
	defer tick.Stop()
	for {
		met, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(document.body && (`+condition+`))`))
		if met && err == nil {
			return
		}
		select {
		case <-ctx.Done():
			p.picture("failed")
			p.t.Fatalf("the page never came to: %s (%v)\ncoach: %s", condition, err, value[string](p, `document.getElementById("coach")?.innerText ?? ""`))
		case <-tick.C:
		}
	}
}

// phone is the script's word for somebody's phone.
func phone(who string) string { return `document.querySelector('[data-person="` + who + `"]')` }

// says waits for words in the last bubbles of somebody's chat.
func (p *tab) says(who, words string) {
	p.t.Helper()
	p.until(`[...` + phone(who) + `.querySelectorAll(".theirs, .system")].slice(-3).some((b) => b.innerText.includes(` + quote(words) + `))`)
}

// say types and sends, as a person does.
func (p *tab) say(who, words string) {
	p.t.Helper()
	p.js(phone(who) + `.querySelector("[data-do=write]").click()`)
	p.js(phone(who) + `.querySelector("textarea").select()`)
	p.do(chromedp.KeyEvent(words), chromedp.KeyEvent("\r"))
}

// click clicks what a selector finds on somebody's phone; of several the last.
func (p *tab) click(who, selector string) {
	p.t.Helper()
	find := `[...` + phone(who) + `.querySelectorAll(` + quote(selector) + `)]`
	p.until(find + `.length > 0`)
	p.js(find + `.at(-1).click()`)
}

// tap taps a line of a message.
func (p *tab) tap(who, words string) {
	p.t.Helper()
	find := `[...` + phone(who) + `.querySelectorAll(".link")].filter((l) => l.textContent === ` + quote(words) + ` || l.dataset.content === ` + quote(words) + `)`
	p.until(find + `.length > 0`)
	p.js(find + `.at(-1).click()`)
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// picture takes a screenshot and keeps it where the flag says.
func (p *tab) picture(name string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil || len(data) < 1000 {
		p.t.Errorf("picture %s: %v", name, err)
	}
	if *screens == "" {
		return
	}
	if err := os.MkdirAll(*screens, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*screens, name+".png"), data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// axe asks axe-core for what is serious for people who see or hear less, or use a keyboard.
func (p *tab) axe(where string) {
	p.t.Helper()
	source, err := os.ReadFile("../../bot/wechat/simulator/page/testdata/axe.min.js")
	if err != nil {
		p.t.Fatal(err)
	}
	p.js(string(source))
	found := value[string](p, `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160) + " " + n.failureSummary)})), null, 1))`)
	var violations []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			p.t.Errorf("axe, %s: %s %s: %s\n%s", where, v.Impact, v.ID, v.Help, strings.Join(v.Nodes, "\n"))
		} else {
			p.t.Logf("axe, %s: %s %s: %s", where, v.Impact, v.ID, v.Help)
		}
	}
}
