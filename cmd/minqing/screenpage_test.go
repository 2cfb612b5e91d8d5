package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"minqing/bot/pages"
	"minqing/bot/wechat/simulator"
	"minqing/configs"
	"minqing/flows/hall"
	"minqing/storage"
)

// halls is a bot on an address of its own, whose marriage office is at work: it
// may end and begin again on the same data and the same address.
type halls struct {
	t        *testing.T
	setup    *setup
	platform *simulator.Platform
	log      *lockedBuffer
	address  string
	clock    demoClock

	service *service
	doors   *doors
}

const hallToken = "number-machine-of-the-test"

// openHalls begins on a Monday morning at five past nine.
func openHalls(t *testing.T, change func(c *configs.Config, b *configs.Bureau)) *halls {
	t.Helper()
	h := &halls{t: t, log: new(lockedBuffer)}
	h.set(9, 5)
	api := httptest.NewUnstartedServer(nil)
	var err error
	if h.setup, err = demoSetup(t.TempDir(), "http://"+api.Listener.Addr().String()); err != nil {
		t.Fatal(err)
	}
	c := h.setup.config
	c.MarriageToken = hallToken
	if change != nil {
		change(c, h.setup.bureau)
	}
	h.platform, err = simulator.New(simulator.Config{
		AppID: c.Wechat.AppID, AppSecret: c.Wechat.AppSecret, Token: c.Wechat.Token, AESKey: c.Wechat.AESKey, Account: "gh_test", Now: h.clock.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	api.Config.Handler = h.platform
	api.Start()
	t.Cleanup(func() { h.end(); h.platform.Close(); api.Close() })
	h.begin()
	return h
}

// set puts the clock to a time of the day.
func (h *halls) set(hour, minute int) {
	h.clock.advance(time.Date(2026, 11, 23, hour, minute, 0, 0, storage.Zone).Sub(h.clock.Now()))
}

func (h *halls) begin() {
	h.t.Helper()
	if h.address == "" {
		h.address = "127.0.0.1:0"
	}
	door, err := net.Listen("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = door.Addr().String()
	if err := h.platform.SetWebhook("http://" + h.address + "/wechat"); err != nil {
		h.t.Fatal(err)
	}
	log := slog.New(slog.NewJSONHandler(h.log, nil))
	house, err := openHouse(h.t.Context(), h.setup, log, h.clock.Now, lockWait, watchers{})
	if err != nil {
		h.t.Fatal(err)
	}
	house.jumped = h.clock.jumped
	if h.service, err = newService(house, newMetrics()); err != nil {
		h.t.Fatal(err)
	}
	h.service.start()
	h.doors = newDoors()
	h.doors.openPublic(newServer(h.service.public(), log), door)
}

func (h *halls) end() {
	h.t.Helper()
	if h.service == nil {
		return
	}
	if err := h.service.shutDown(h.doors); err != nil {
		h.t.Error(err)
	}
	if err := h.service.Close(); err != nil {
		h.t.Error(err)
	}
	h.service = nil
}

func (h *halls) screen() string { return "http://" + h.address + pages.Path }

// act changes the day's queue as the windows do, without a word to anybody.
func (h *halls) act(do func(q *storage.Hall, now time.Time)) {
	h.t.Helper()
	now := h.clock.Now()
	day := now.In(storage.Zone).Format(time.DateOnly)
	err := h.service.store.Update(context.Background(), func(tx storage.Tx) error {
		q, _, err := storage.Halls.Find(tx, day)
		if err != nil {
			return err
		}
		q.Day = day
		do(&q, now)
		return storage.Halls.Put(tx, day, q)
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

func clerkAt(window int) storage.StaffID { return storage.StaffID(fmt.Sprintf("s%d", window)) }

// must stops a test whose own queue refuses.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// morning has numbers given to so many couples, windows open, and some called.
func (h *halls) morning(couples, windows int, calls ...int) {
	h.t.Helper()
	h.act(func(q *storage.Hall, now time.Time) {
		for range couples {
			must(hall.Take(q, hall.Rules{}, "", "", hall.FromWindow, now.Add(-30*time.Minute)))
		}
		for w := 1; w <= windows; w++ {
			must(hall.Open(q, w, clerkAt(w), now))
		}
		for i, w := range calls {
			must(hall.Call(q, clerkAt(w), now.Add(time.Duration(i-20*len(calls))*time.Minute/20)))
		}
	})
}

func (h *halls) call(window int) (number string) {
	h.t.Helper()
	h.act(func(q *storage.Hall, now time.Time) {
		number = fmt.Sprintf("A%03d", must(hall.Call(q, clerkAt(window), now)).N)
	})
	return number
}

// calledAt is the script's word for the number at a window.
func calledAt(window int) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".window")].find((w) => w.querySelector(".place").textContent === "%d号窗口")?.querySelector(".number")?.textContent`, window)
}

// The calling screen in a real browser.
func TestScreenPage(t *testing.T) {
	b := openBrowser(t)
	t.Run("calls and a restart", func(t *testing.T) { t.Parallel(); watchCalls(t, b) })
	t.Run("looks", func(t *testing.T) { t.Parallel(); lookAround(t, b) })
	t.Run("days", func(t *testing.T) { t.Parallel(); watchTheDay(t, b) })
}

// watchCalls sees every call within a second of its commit, also after the server was started anew.
func watchCalls(t *testing.T, b *browser) {
	h := openHalls(t, nil)
	h.morning(40, 3, 1, 2)
	p := b.tab(t, h.screen(), 1920, 1080, "light")
	p.until(calledAt(1) + ` === "A001" && ` + calledAt(2) + ` === "A002"`)
	if got := value[string](p, `document.getElementById("next").innerText.split(/\s+/).join(" ").trim()`); got != "A003 A004 A005 A006 A007 A008" {
		t.Errorf("next are %s", got)
	}
	p.js(`window.mark = true`)
	var slowest time.Duration
	for i := range 12 {
		window := i%3 + 1
		number := h.call(window)
		committed := time.Now()
		p.until(calledAt(window) + ` === ` + quote(number))
		slowest = max(slowest, time.Since(committed))
	}
	t.Logf("from commit to the screen at most %s", slowest)
	if slowest > time.Second {
		t.Errorf("a call took %s to the screen", slowest)
	}
	p.until(`document.querySelectorAll(".window.fresh").length === 3 && document.getElementById("said").textContent.includes("请A014到3号窗口")`)
	if flashes := value[string](p, `getComputedStyle(document.querySelector(".window.fresh")).animationName`); flashes != "none" {
		t.Errorf("it moves for somebody who wants no motion: %s", flashes)
	}

	h.end()
	p.until(`document.getElementById("offline").checkVisibility() && document.getElementById("offline").textContent.includes("连接中断，正在重连")`)
	p.until(`/以下为09:0\d:\d\d的情况/.test(document.getElementById("offline").textContent)`)
	p.picture("screen-offline")
	p.axe("offline")
	h.begin()
	number := h.call(2)
	p.until(calledAt(2) + ` === ` + quote(number))
	p.until(`document.getElementById("offline").hidden`)
	if !value[bool](p, `window.mark === true`) {
		t.Error("the page was loaded anew")
	}
}

// lookAround shows the screen at its sizes and in its looks.
func lookAround(t *testing.T, b *browser) {
	h := openHalls(t, func(_ *configs.Config, b *configs.Bureau) { b.Marriage.TakeFrom = configs.TakeOnsite })
	h.morning(34, 4, 1, 2, 3, 4, 1, 2)
	h.act(func(q *storage.Hall, now time.Time) {
		must(hall.Miss(q, hall.Rules{Back: 30, Misses: 2}, clerkAt(3), now))
		must(hall.Miss(q, hall.Rules{Back: 30, Misses: 2}, clerkAt(4), now))
		must(hall.Call(q, clerkAt(3), now.Add(-5*time.Minute)))
	})
	for _, scheme := range []string{"light", "dark"} {
		p := b.tab(t, h.screen(), 1920, 1080, scheme)
		p.until(`document.getElementById("code").complete && document.getElementById("code").naturalWidth > 0`)
		p.call(h, 4)
		p.fits()
		p.picture("screen-1920-" + scheme)
		p.axe("screen " + scheme)
		if big := value[float64](p, `Math.min(...[...document.querySelectorAll(".number")].map((n) => parseFloat(getComputedStyle(n).fontSize))) / innerHeight`); big < 0.12 {
			t.Errorf("numbers are %.3f of the height", big)
		}
		other := map[string]string{"light": "dark", "dark": "light"}[scheme]
		ground := `getComputedStyle(document.body).backgroundColor`
		followed := value[string](p, ground)
		p.do(chromedp.Navigate(h.screen() + "?theme=" + other))
		p.ready()
		if chosen := value[string](p, ground); chosen == followed {
			t.Errorf("?theme=%s on a %s machine looks like the machine's: %s", other, scheme, chosen)
		}
	}
	for _, size := range [][2]int64{{1280, 720}, {1366, 768}, {1024, 768}, {3840, 2160}, {1080, 1920}, {390, 844}} {
		p := b.tab(t, h.screen(), size[0], size[1], "light")
		p.until(`document.getElementById("code").naturalWidth > 0`)
		p.fits()
		p.picture(fmt.Sprintf("screen-%d", size[0]))
	}
}

// call calls a number and waits until it stands out on the screen.
func (p *tab) call(h *halls, window int) {
	p.t.Helper()
	number := h.call(window)
	p.until(calledAt(window) + ` === ` + quote(number) + ` && document.querySelector(".window.fresh")`)
}

// fits sees that nothing is cut off: the page doesn't scroll, sideways never, and no box has more in it than it shows.
func (p *tab) fits() {
	p.t.Helper()
	if got := value[string](p, `(() => {
		const wide = innerWidth / innerHeight > 1.1, root = document.documentElement, cut = [];
		if (root.scrollWidth > innerWidth || wide && root.scrollHeight > innerHeight) cut.push("the page " + root.scrollWidth + "×" + root.scrollHeight);
		const outside = (e) => { // a line of type is higher than its letters: look at the boxes
			const r = e.getBoundingClientRect(), box = e.closest(".window, section").getBoundingClientRect();
			return r.top < box.top - 1 || r.bottom > box.bottom + 1 || r.left < box.left - 1 || r.right > box.right + 1;
		};
		for (const e of document.querySelectorAll("header, main, main *, footer, footer *")) {
			const r = e.getBoundingClientRect();
			if (r.width === 0) continue;
			if (r.right > innerWidth + 1 || wide && r.bottom > innerHeight + 1 || !e.matches(".window") && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 || e.matches(".window .number, .window .place, .side li") && outside(e))
				cut.push((e.id || e.className || e.tagName) + " " + e.textContent.slice(0, 20));
		}
		const side = document.querySelector(".side"), foot = document.querySelector("footer").getBoundingClientRect();
		if (wide && side.lastElementChild.getBoundingClientRect().height > 0 && side.lastElementChild.getBoundingClientRect().bottom > foot.top + 1) cut.push("the side runs into the foot");
		return cut.join("; ");
	})()`); got != "" {
		p.picture("cut")
		p.t.Errorf("cut off: %s", got)
	}
}

// watchTheDay sees what the screen says before, while and after numbers are given, and with many windows.
func watchTheDay(t *testing.T, b *browser) {
	h := openHalls(t, nil)
	h.set(6, 30)
	p := b.tab(t, h.screen(), 1920, 1080, "dark")
	p.until(`/^0?\d:\d\d开始取号$/.test(document.getElementById("giving").textContent) && document.getElementById("quiet").checkVisibility()`)
	p.picture("screen-early")
	h.set(9, 30)
	h.morning(1200, 0)
	p.until(`document.getElementById("giving").textContent === "正在发号" && document.getElementById("count").textContent === "已发到 A1200，1200对在等"`)
	for _, windows := range []int{1, 2, 6, 8, 12, 14} {
		h.act(func(q *storage.Hall, now time.Time) {
			for w := hall.OpenWindows(q) + 1; w <= windows; w++ {
				must(hall.Open(q, w, clerkAt(w), now))
				must(hall.Call(q, clerkAt(w), now))
			}
			for i := range q.Couples[1000:1019] {
				if c := &q.Couples[1000+i]; c.State == storage.CoupleWaits {
					c.State, c.Back = storage.CoupleMissed, 10000 // nobody's turn today
				}
			}
		})
		p.until(fmt.Sprintf(`document.querySelectorAll(".window .number").length === %d`, min(windows, 12)))
		p.fits()
		p.picture(fmt.Sprintf("screen-windows-%d", windows))
	}
	p.axe("many windows")
	h.act(func(q *storage.Hall, _ time.Time) { q.Stopped = true })
	p.until(`document.getElementById("giving").textContent === "已停止发号"`)
	h.act(func(q *storage.Hall, now time.Time) { hall.End(q, now) })
	p.until(`document.getElementById("giving").textContent === "今天的登记已结束"`)
	p.picture("screen-over")
	if text := value[string](p, `document.body.innerText`); strings.Contains(text, "undefined") || strings.Contains(text, "null") {
		t.Errorf("the page says %s", text)
	}
}
