package wechat

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/menu"

	"minqing/bot"
)

func TestDefaultMenuFitsAndSpeaksTheChatsWords(t *testing.T) {
	m := DefaultMenu()
	if err := m.check(); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"我要反映", "婚姻登记", "街头救助", "政策问答", "服务指南", "我的工单", "人工服务"} {
		if !strings.Contains(m.String(), `"key": "`+word+`"`) {
			t.Errorf("no button says %s", word)
		}
	}
}

func TestMenuBeyondTheLimitsIsNotPushed(t *testing.T) {
	a := newAPI(t)
	c := a.client(t, &memoryTokens{now: a.clock}, nil)
	below := func(n int, b *menu.Button) *menu.Button {
		var subs []*menu.Button
		for range n {
			subs = append(subs, b)
		}
		return new(menu.Button).SetSubButton("办事", subs)
	}
	for name, m := range map[string]Menu{
		"none":           {},
		"four":           {click("一"), click("二"), click("三"), click("四")},
		"long name":      {click("我要反映问题")},
		"no name":        {click("")},
		"six below":      {below(6, click("一"))},
		"long sub name":  {below(1, click(strings.Repeat("长", 21)))},
		"third level":    {below(1, below(1, click("一")))},
		"no key":         {new(menu.Button).SetClickButton("一", "")},
		"long key":       {new(menu.Button).SetClickButton("一", strings.Repeat("k", 129))},
		"does nothing":   {{Name: "一"}},
		"no button here": {nil},
	} {
		if err := c.PushMenu(t.Context(), m); err == nil {
			t.Errorf("%s: pushed", name)
		}
	}
	if n := a.calls("menu/create"); n != 0 {
		t.Errorf("%d calls", n)
	}
}

func TestQRBeyondTheLimitsIsNotMade(t *testing.T) {
	a := newAPI(t)
	c := a.client(t, &memoryTokens{now: a.clock}, nil)
	for _, tc := range []struct {
		scene string
		life  time.Duration
	}{
		{"", 0}, {strings.Repeat("s", 65), 0}, {"\xff", 0}, {"s", -time.Hour}, {"s", time.Millisecond}, {"s", maxTemporary + time.Second},
	} {
		if _, err := c.QR(t.Context(), tc.scene, tc.life); err == nil {
			t.Errorf("%q for %s: made", tc.scene, tc.life)
		}
	}
	if n := a.calls(createQR); n != 0 {
		t.Errorf("%d calls", n)
	}
}

// The platform draws JPEG; the file is to be the PNG that its name says.
func TestQRIsPNG(t *testing.T) {
	for name, tc := range map[string]struct {
		picture []byte
		good    bool
	}{"jpeg": {photo(t), true}, "broken": {photo(t)[:100], false}, "a page": {[]byte("<html>"), false}} {
		a := newAPI(t)
		a.media = func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, showQR) {
				if r.URL.Query().Get("ticket") != "T+/=" || r.URL.Query().Has("access_token") {
					t.Errorf("asked %s", r.URL)
				}
				_, _ = w.Write(tc.picture)
				return
			}
			_, _ = io.WriteString(w, `{"ticket":"T+/=","expire_seconds":60,"url":"http://weixin.qq.com/q/1"}`)
		}
		got, err := a.client(t, &memoryTokens{now: a.clock}, nil).QR(t.Context(), "hall", time.Hour)
		if !tc.good {
			var failed *bot.SendError
			if !errors.As(err, &failed) || failed.Reaction != bot.Retry {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		drawn, err2 := png.Decode(bytes.NewReader(got))
		if err != nil || err2 != nil || drawn.Bounds() != image.Rect(0, 0, 32, 16) {
			t.Errorf("%s: %v, %v", name, err, err2)
		}
	}
}

// A platform that says nothing of what stands in the code has made none.
func TestQRAddressMustBeThere(t *testing.T) {
	a := newAPI(t)
	a.media = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"ticket":"T","url":""}`) }
	got, err := a.client(t, &memoryTokens{now: a.clock}, nil).QRAddress(t.Context(), "hall", time.Hour)
	var failed *bot.SendError
	if !errors.As(err, &failed) || failed.Reaction != bot.Retry || got != "" {
		t.Errorf("%q, %v", got, err)
	}
}
