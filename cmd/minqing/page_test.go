package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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
	t.Run("keyboard, cards, another server", func(t *testing.T) { t.Parallel(); comeBack(t, b) })
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
			narrow := b.tab(t, w.url()+"#tour", 360, 740, "light")
			narrow.until(`document.querySelector(".pointed")?.className.includes("send") && document.getElementById("finger").matches(":popover-open")`)
			narrow.picture("tour-say-360-light")
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
		if tourSteps[i].who == zhou && tourSteps[i].does.text == "接单 {J}" {
			p.picture("tour-street-1280-light")
		}
		if tourSteps[i].who == zhao && tourSteps[i].does.text == "回访 {F4}" {
			p.picture("tour-desk-1280-light")
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
	if does := tourSteps[i].does; tourSteps[i].who == li && (does.text != "" || does.act == "photo" || does.act == "follow") {
		if does.act == "scan" {
			p.until(`document.querySelector(".pointed")?.dataset.do === "more"`)
			p.js(`document.querySelector(".pointed").click()`)
			p.until(`document.querySelector(".pointed")?.dataset.do === "scan"`)
			p.js(`document.querySelector(".pointed").click()`)
			p.until(`document.querySelector(".pointed")?.closest("#scan")`)
			p.picture("tour-scan-1280-light")
		}
		if does.act == "place" {
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
			p.js(`[...document.querySelectorAll("#wire-list > li:not(.call)")].at(-1).querySelector("summary").click()`)
			p.js(`[...document.querySelectorAll("#wire-list > li:not(.call)")].at(-1).scrollIntoView({block: "start"})`)
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
	w := openDemo(t)
	p := b.tab(t, w.url(), 360, 740, "light")
	p.until(`document.getElementById("coach-leave").textContent === "自己看看"`)
	p.js(`document.getElementById("coach-leave").click()`)
	number := p.complain(t)
	p.picture("complaint-360-light")

	p.say(zhao, "受理 "+number)
	p.says(zhao, "已受理")
	p.say(zhao, "派单 殡葬管理股")
	p.tap(wang, "接单 "+number)
	p.says(wang, "已接单")
	p.say(wang, "回复 "+number+" 正在清理")
	p.says(li, "正在清理")
	p.breakEverything(number)

	p.js(`document.getElementById("invite-open").click()`)
	p.js(`(() => { document.getElementById("invite-name").value = "林秀英"; document.querySelector("#invite .button").click() })()`)
	p.click("林秀英", "[data-do=follow]")
	p.says("林秀英", "个人信息告知")
	p.click("林秀英", "[data-do=unfollow]")
	p.until(phone("林秀英") + `.classList.contains("away")`)
}

// complain tells everything there is to tell: words, a photo from a file, a voice, a video, a place on the map.
func (p *tab) complain(t *testing.T) (number string) {
	p.click(li, "[data-do=follow]")
	p.tap(li, "1 我要反映")
	p.tap(li, "1 投诉")
	p.says(li, "关于哪方面")
	p.say(li, "殡仪馆")
	p.says(li, "请说说")
	p.say(li, complaint)
	p.says(li, "文字")
	file := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(file, demoPhoto(), 0o600); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(`[data-person="`+li+`"] input[type=file]`, []string{file}))
	p.says(li, "照片1张")
	p.click(li, "[data-do=speak]")
	p.says(li, "语音1段")
	p.click(li, "[data-do=video]")
	p.says(li, "视频1段")
	p.say(li, "完成")
	p.says(li, "地点")
	p.click(li, "[data-do=place]")
	p.do(chromedp.Click("#map-drawing"))
	p.until(`!document.getElementById("map-send").disabled`)
	p.picture("map-360-light")
	p.axe("map")
	p.js(`document.getElementById("map-send").click()`)
	p.says(li, "手机号")
	p.say(li, "跳过")
	p.says(li, "请核对")
	p.say(li, "提交")
	p.says(li, "工单号")
	return regexp.MustCompile(`F\d{10}`).FindString(value[string](p, phone(li)+`.querySelector(".talk").innerText.split("工单号").at(-1)`))
}

// turn turns a fault on or off.
func (p *tab) turn(fault string, on bool) {
	p.t.Helper()
	find := `document.querySelector("[data-fault=` + fault + `]")`
	p.js(find + `.click()`)
	p.until(fmt.Sprintf(`%s.getAttribute("aria-checked") === "%t"`, find, on))
}

// wire waits for words in what the wire shows.
func (p *tab) wire(words string) {
	p.t.Helper()
	p.until(`document.getElementById("wire-list").textContent.includes(` + quote(words) + `)`)
}

// breakEverything turns every switch, and sees that nothing is lost.
func (p *tab) breakEverything(number string) {
	answer := func(words string) { p.say(wang, "回复 "+number+" "+words) }
	for _, f := range []struct{ fault, code string }{{"window", "45015"}, {"quota", "45047"}} {
		p.turn(f.fault, true)
		answer("遇到" + f.code)
		p.wire("errcode " + f.code)
		p.turn(f.fault, false)
		p.say(li, "你好")
		p.says(li, "遇到"+f.code)
	}
	p.js(`document.querySelector("[data-fault=token]").click()`)
	answer("换了令牌")
	p.wire("errcode 40001")
	p.says(li, "换了令牌")

	p.turn("slow", true)
	answer("慢一点也到")
	p.says(li, "慢一点也到")
	p.turn("slow", false)

	p.turn("down", true)
	answer("恢复以后到")
	p.wire("HTTP 503")
	p.turn("down", false)
	p.says(li, "恢复以后到")

	p.turn("thrice", true)
	before := value[int](p, phone(li)+`.querySelectorAll(".theirs").length`)
	p.say(li, "进度 "+number)
	p.wire("第 3 次")
	p.says(li, "恢复以后到")
	p.turn("thrice", false)
	if after := value[int](p, phone(li)+`.querySelectorAll(".theirs").length`); after != before+1 {
		p.t.Errorf("three deliveries were answered with %d bubbles", after-before)
	}

	p.turn("killed", true)
	p.picture("killed-360-light")
	p.say(li, "你好")
	p.says(li, "该公众号提供的服务出现故障")
	p.turn("killed", false)
	p.say(li, "进度 "+number)
	p.says(li, "恢复以后到")
}
