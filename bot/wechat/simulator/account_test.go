package simulator_test

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

func TestMenu(t *testing.T) {
	w := newWorld(t)
	wantCode(t, "none yet", w.get(w.auth("/cgi-bin/menu/get")), CodeNoMenu)
	good := `{"button":[{"name":"办事","sub_button":[{"type":"click","name":"我要反映","key":"complaint"},
		{"type":"view","name":"网站","url":"https://example.org"}]},{"type":"click","name":"工单","key":"tickets"}]}`
	wantCode(t, "create", w.post(w.auth("/cgi-bin/menu/create"), good), OK)
	if got := w.get(w.auth("/cgi-bin/menu/get")).Menu.Button; len(got) != 2 || got[0].Sub[0].Key != "complaint" {
		t.Errorf("%+v", got)
	}
	if got := w.Menu(); len(got) != 2 || got[1].Name != "工单" {
		t.Errorf("%+v", got)
	}
	wantCode(t, "delete", w.get(w.auth("/cgi-bin/menu/delete")), OK)
	if w.Menu() != nil {
		t.Error("still there")
	}
}

func TestMenuChecks(t *testing.T) {
	w := newWorld(t)
	top := func(n int, name, key string) string {
		b := fmt.Sprintf(`{"type":"click","name":%q,"key":%q}`, name, key)
		return strings.TrimSuffix(strings.Repeat(b+",", n), ",")
	}
	sub := func(inner string) string { return `{"name":"x","sub_button":[` + inner + `]}` }
	for _, c := range []struct {
		name, buttons string
		want          Errcode
	}{
		{"three", top(3, "五个汉字啊", "k"), OK},
		{"none", "", CodeButtonCount},
		{"four", top(4, "x", "k"), CodeButtonCount},
		{"long name", top(1, "六个汉字太长", "k"), CodeButtonName},
		{"no key", top(1, "x", ""), CodeButtonKey},
		{"longest key", top(1, "x", strings.Repeat("k", 128)), OK},
		{"long key", top(1, "x", strings.Repeat("k", 129)), CodeButtonKey},
		{"odd type", `{"type":"odd","name":"x","key":"k"}`, CodeButtonType},
		{"five below", sub(top(5, strings.Repeat("字", 20), "k")), OK},
		{"six below", sub(top(6, "x", "k")), CodeSubButtonCount},
		{"long name below", sub(top(1, strings.Repeat("字", 21), "k")), CodeSubButtonName},
		{"odd type below", sub(`{"type":"odd","name":"x"}`), CodeSubButtonType},
		{"no key below", sub(top(1, "x", "")), CodeSubButtonKey},
	} {
		wantCode(t, c.name, w.post(w.auth("/cgi-bin/menu/create"), `{"button":[`+c.buttons+`]}`), c.want)
	}
}

func TestQRCodes(t *testing.T) {
	w := newWorld(t)
	create := func(action, scene string, life int) result {
		return w.post(w.auth("/cgi-bin/qrcode/create"), fmt.Sprintf(
			`{"expire_seconds":%d,"action_name":%q,"action_info":{"scene":%s}}`, life, action, scene))
	}
	short := create("QR_STR_SCENE", `{"scene_str":"bind-7"}`, 600)
	if short.Ticket == "" || short.Expire != 600 || !strings.HasPrefix(short.URL, "http://weixin.qq.com/q/") {
		t.Fatalf("%+v", short)
	}
	if long := create("QR_STR_SCENE", `{"scene_str":"x"}`, 1<<40); long.Expire != 30*24*3600 {
		t.Errorf("longest life %d", long.Expire)
	}
	if forever := create("QR_LIMIT_STR_SCENE", `{"scene_str":"door"}`, 0); forever.Ticket == "" || forever.Expire != 0 {
		t.Errorf("%+v", forever)
	}
	wantCode(t, "number", create("QR_SCENE", `{"scene_id":12}`, 60), OK)
	wantCode(t, "no scene", create("QR_STR_SCENE", `{}`, 60), CodeQRScene)
	wantCode(t, "long scene", create("QR_STR_SCENE", `{"scene_str":"`+strings.Repeat("x", 65)+`"}`, 60), CodeQRScene)
	wantCode(t, "large number", create("QR_LIMIT_SCENE", `{"scene_id":100001}`, 60), CodeQRScene)
	wantCode(t, "odd action", create("QR_ODD", `{"scene_str":"x"}`, 60), CodeQRAction)

	show := w.api.URL + "/cgi-bin/showqrcode?ticket=" + url.QueryEscape(short.Ticket)
	resp, err := http.Get(show)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if _, err := png.Decode(bytes.NewReader(body)); err != nil {
		t.Errorf("the picture: %v", err)
	}

	li, ctx := w.Phone("李梅"), bounded(t)
	act(t)(li.Scan(ctx, "bind-7"))
	if m := w.bot.last(t).Message; m.Ticket != short.Ticket || m.EventKey != "bind-7" {
		t.Errorf("%+v", m)
	}
	w.clock.Advance(10 * time.Minute)
	if _, err := li.Scan(ctx, "bind-7"); !errors.Is(err, ErrTicketExpired) {
		t.Errorf("scan of an expired code: %v", err)
	}
	act(t)(li.Scan(ctx, "door"))
	late, err := http.Get(show)
	if err != nil {
		t.Fatal(err)
	}
	late.Body.Close()
	if late.StatusCode != http.StatusNotFound {
		t.Errorf("expired picture: HTTP %d", late.StatusCode)
	}
}

func TestUserInfoTellsNoName(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	path := w.auth("/cgi-bin/user/info?openid=" + li.OpenID())
	if a := w.get(path); a.Subscribe == nil || *a.Subscribe != 1 || a.Nickname != nil {
		t.Errorf("%+v", a)
	}
	if err := li.Unfollow(bounded(t)); err != nil {
		t.Fatal(err)
	}
	if a := w.get(path); a.Subscribe == nil || *a.Subscribe != 0 {
		t.Errorf("%+v", a)
	}
	wantCode(t, "stranger", w.get(w.auth("/cgi-bin/user/info?openid=oNobody")), CodeOpenID)
}

func TestClearQuota(t *testing.T) {
	w := newWorld(t)
	body := `{"appid":"` + appID + `"}`
	for range 10 {
		wantCode(t, "clear", w.post(w.auth("/cgi-bin/clear_quota"), body), OK)
	}
	wantCode(t, "eleventh of the month", w.post(w.auth("/cgi-bin/clear_quota"), body), CodeClearQuota)
	wantCode(t, "another account", w.post(w.auth("/cgi-bin/clear_quota"), `{"appid":"wxother"}`), CodeAppID)
	w.clock.Advance(31 * 24 * time.Hour)
	wantCode(t, "next month", w.post(w.auth("/cgi-bin/clear_quota"), body), OK)
}

func TestConfigRefused(t *testing.T) {
	good := Config{AppID: appID, AppSecret: secret, Token: token, AESKey: aesKey, Account: account}
	for name, spoil := range map[string]func(*Config){
		"AppID":   func(c *Config) { c.AppID = "" },
		"secret":  func(c *Config) { c.AppSecret = "" },
		"token":   func(c *Config) { c.Token = "" },
		"account": func(c *Config) { c.Account = "" },
		"AES key": func(c *Config) { c.AESKey = "short" },
		"webhook": func(c *Config) { c.Webhook = "nowhere" },
	} {
		c := good
		spoil(&c)
		if _, err := New(c); err == nil {
			t.Errorf("a bad %s was accepted", name)
		}
	}
	p, err := New(good)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}
