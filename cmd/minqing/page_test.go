package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// openDemo is a demonstration with everybody at work, as `minqing demo` makes it.
func openDemo(t *testing.T) *world {
	t.Helper()
	w, err := openWorld(t.Context(), "127.0.0.1:0", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := w.bindStaff(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

// The page in a real browser: everything that a newcomer may do.
func TestPage(t *testing.T) {
	b := openBrowser(t)
	t.Run("tour", func(t *testing.T) { t.Parallel(); walkTour(t, b) })
	t.Run("complaint by hand, faults, death", func(t *testing.T) { t.Parallel(); complainByHand(t, b) })
}

// walkTour goes from the first step to the last: the first by pointing and clicking where the finger is, the
// others by the button. In the middle the page is loaded anew.
func walkTour(t *testing.T, b *browser) {
	w := openDemo(t)
	p := b.tab(t, w.url(), 1280, 860, "light")
	p.picture("start-1280-light")
	p.axe("start, light")
	p.until(`document.getElementById("coach-next").textContent === "开始引导"`)
	p.do(chromedp.Click("#coach-next"))
	for i := range tourSteps {
		p.until(fmt.Sprintf(`document.getElementById("coach-at").textContent === "第 %d 步，共 %d 步" && document.getElementById("coach-next").textContent === "下一步"`, i+1, len(tourSteps)))
		switch i {
		case 2:
			p.until(`document.querySelector(".pointed")?.dataset.do === "follow"`)
			p.picture("tour-follow-1280-light")
		case 6:
			p.until(`document.querySelector(".pointed")?.className.includes("send")`)
			p.picture("tour-say-1280-light")
		case 7:
			p.js(phone(li) + `.querySelector("[data-do=plus]").click()`)
			p.until(`document.querySelector(".pointed")?.dataset.do === "photo"`)
			p.picture("tour-photo-1280-light")
		case 9:
			p.js(phone(li) + `.querySelector("[data-do=plus]").click()`)
		case 15:
			p.do(chromedp.Reload())
			p.ready()
			p.until(`document.querySelector(".pointed")?.className.includes("link")`)
		case 18:
			p.picture("tour-answer-1280-light")
		}
		p.step(i)
	}
	p.until(`document.getElementById("coach-at").textContent === "走完了"`)
	p.picture("tour-end-1280-light")
	if got := value[string](p, phone(li)+`.querySelector(".talk").innerText`); !strings.Contains(got, recheck) || !strings.Contains(got, "非常满意") {
		t.Errorf("the citizen's chat: %s", got)
	}
	sizes(t, b, w)
}

// step does a step of the tour: the citizen's by hand, where the finger points, the others by the button.
func (p *tab) step(i int) {
	p.t.Helper()
	if tourSteps[i].who == li && tourSteps[i].does.text != "" || tourSteps[i].does.act == "photo" || tourSteps[i].does.act == "follow" {
		if tourSteps[i].does.act == "place" {
			p.until(`document.querySelector(".pointed")?.dataset.do === "place"`)
			p.js(`document.querySelector(".pointed").click()`)
			p.until(`document.querySelector(".pointed")?.className.includes("spot-name")`)
			p.js(`document.querySelector(".pointed").click()`)
			p.until(`document.querySelector(".pointed")?.id === "map-send"`)
			p.picture("tour-map-1280-light")
		}
		p.until(`document.querySelector(".pointed") && document.querySelector(".pointed").id !== "coach-next"`)
		p.js(`document.querySelector(".pointed").click()`)
		return
	}
	p.do(chromedp.Click("#coach-next"))
}

// sizes shows what the tour left at every width, light and dark.
func sizes(t *testing.T, b *browser, w *world) {
	for _, scheme := range []string{"light", "dark"} {
		for _, size := range [][2]int64{{360, 740}, {768, 1024}, {1280, 860}, {1920, 1080}} {
			p := b.tab(t, w.url(), size[0], size[1], scheme)
			if !value[bool](p, `document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight`) {
				t.Errorf("%d: the page itself scrolls", size[0])
			}
			p.picture(fmt.Sprintf("phones-%d-%s", size[0], scheme))
			if size[0] == 360 || size[0] == 1280 {
				p.axe(fmt.Sprintf("phones %d %s", size[0], scheme))
			}
			p.js(`document.getElementById("wire-open").click()`)
			p.until(`document.querySelectorAll("#wire-list > li").length > 20`)
			p.js(`document.querySelector("#wire-list > li:nth-last-child(3) summary").click()`)
			p.picture(fmt.Sprintf("wire-%d-%s", size[0], scheme))
			if size[0] == 1280 {
				p.axe("wire " + scheme)
			}
			p.js(`document.getElementById("faults-open").click()`)
			if size[0] == 360 || size[0] == 1280 {
				p.picture(fmt.Sprintf("faults-%d-%s", size[0], scheme))
				p.axe("faults " + scheme)
			}
		}
	}
}

// complainByHand files a complaint on the narrowest screen, has it answered, and lets everything break.
func complainByHand(t *testing.T, b *browser) {
}
