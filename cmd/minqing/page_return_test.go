package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"minqing/bot/wechat/simulator"
)

// comeBack uses the page by keyboard, looks at notices, and stays with the page while the server is stopped and
// another is started in its place.
func comeBack(t *testing.T, b *browser) {
	dir := t.TempDir()
	w, err := openWorld(t.Context(), "127.0.0.1:0", dir)
	if err != nil {
		t.Fatal(err)
	}
	address := w.address
	p := b.tab(t, w.url(), 768, 1024, "dark")
	p.byKeyboard()
	notify(t, w)
	p.until(phone(chen) + `.querySelectorAll(".notice").length === 2`)
	p.picture("cards-768-dark")
	p.axe("cards")

	run := value[string](p, `document.body.dataset.ready`)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p.until(`!document.getElementById("offline").hidden`)
	w, err = openWorld(context.WithoutCancel(t.Context()), address, dir)
	if err != nil {
		t.Fatal(err)
	}
	p.until(`document.getElementById("offline").hidden && document.body.dataset.ready !== ` + quote(run))
	p.until(phone(chen) + `.querySelectorAll(".notice").length === 0`) // the simulator keeps chats in memory
	p.say(chen, "菜单")
	p.says(chen, "我要反映")
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

// byKeyboard reaches the phones by the first Tab, opens and leaves a dialog, and taps a line of a message.
func (p *tab) byKeyboard() {
	p.t.Helper()
	p.do(chromedp.KeyEvent(kb.Tab))
	p.until(`document.activeElement.className === "skip"`)
	p.js(`document.getElementById("clock").focus()`)
	p.do(chromedp.KeyEvent(kb.Enter))
	p.until(`document.getElementById("time").open`)
	p.do(chromedp.KeyEvent(kb.Escape))
	p.until(`!document.getElementById("time").open && document.activeElement.id === "clock"`)
	p.until(`getComputedStyle(document.activeElement).outlineStyle === "solid"`)
	p.say(chen, "菜单")
	p.says(chen, "我要反映")
	p.js(phone(chen) + `.querySelector(".link").focus()`)
	p.do(chromedp.KeyEvent(kb.Enter))
	p.says(chen, "哪一类")
}

// notify sends a template and a subscription message, as a bureau that has templates would.
func notify(t *testing.T, w *world) {
	t.Helper()
	fields := []simulator.TemplateField{{Key: "character_string1", Label: "工单号"}, {Key: "thing2", Label: "事项"}, {Key: "phrase3", Label: "状态"}}
	w.platform.AddTemplate(simulator.Template{ID: "t1", Title: "工单进度提醒", Fields: fields})
	w.platform.AddTemplate(simulator.Template{ID: "s1", Title: "答复通知", Fields: fields, Subscription: true, LongTerm: true})
	if _, err := w.platform.Phone(chen).Allow(t.Context(), "s1"); err != nil {
		t.Fatal(err)
	}
	c := w.setup.config.Wechat
	token := struct {
		AccessToken string `json:"access_token"`
	}{}
	call := func(path, body string) []byte {
		answer := httptest.NewRecorder()
		w.platform.ServeHTTP(answer, httptest.NewRequest("POST", path, strings.NewReader(body)))
		return answer.Body.Bytes()
	}
	err := json.Unmarshal(call("/cgi-bin/stable_token", fmt.Sprintf(`{"grant_type":"client_credential","appid":%q,"secret":%q}`, c.AppID, c.AppSecret)), &token)
	if err != nil {
		t.Fatal(err)
	}
	for path, id := range map[string]string{"template/send": "t1", "subscribe/bizsend": "s1"} {
		body := fmt.Sprintf(`{"touser":%q,"template_id":%q,"url":"https://example.org/","page":"","data":{"character_string1":{"value":"F2611240001"},"thing2":{"value":"殡仪馆门口的鞭炮纸"},"phrase3":{"value":"已答复"}}}`,
			w.platform.Phone(chen).OpenID(), id)
		if answer := call("/cgi-bin/message/"+path+"?access_token="+token.AccessToken, body); !strings.Contains(string(answer), `"errcode":0`) {
			t.Fatalf("%s: %s", path, answer)
		}
	}
}
