package wechat

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/bot"
	"minqing/bot/wechat/simulator"
	"minqing/flows"
	"minqing/storage"
)

// town is an account, its platform and a citizen.
type town struct {
	platform *simulator.Platform
	client   *Client
	citizen  *simulator.Phone
	conv     *spy
}

func newTown(t *testing.T, templates map[string]string) *town {
	t.Helper()
	p, err := simulator.New(simulator.Config{
		AppID: testApp, AppSecret: testSecret, Token: testToken, AESKey: testKey, Account: "gh_minqing",
		Templates: []simulator.Template{
			{ID: "TPL", Title: "办理进度", Fields: []simulator.TemplateField{{Key: "character_string1", Label: "编号"}, {Key: "phrase2", Label: "状态"}, {Key: "thing3", Label: "事项"}, {Key: "name4", Label: "经办"}}},
			{ID: "SUB", Title: "答复通知", Subscription: true, Fields: []simulator.TemplateField{{Key: "thing1", Label: "事项"}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	tw := &town{platform: p, conv: &spy{}}
	hook, err := NewWebhook(WebhookConfig{AppID: testApp, Token: testToken, AESKey: testKey}, tw.conv)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := httptest.NewServer(hook), httptest.NewServer(p)
	t.Cleanup(ours.Close)
	t.Cleanup(theirs.Close)
	if err := p.SetWebhook(ours.URL + "/wechat"); err != nil {
		t.Fatal(err)
	}
	tw.client, err = NewClient(ClientConfig{AppID: testApp, AppSecret: testSecret, APIBase: theirs.URL, Templates: templates, Tokens: &memoryTokens{now: time.Now}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tw.client.Close)
	tw.citizen = p.Phone("李")
	return tw
}

// hello has the citizen speak, which opens the window.
func (tw *town) hello(t *testing.T) {
	t.Helper()
	got, err := tw.citizen.Say(t.Context(), "你好")
	if err != nil || len(got) != 1 || got[0].Text != "收到" {
		t.Fatalf("citizen saw %+v, %v", got, err)
	}
}

func (tw *town) last(t *testing.T) simulator.Bubble {
	t.Helper()
	all := tw.citizen.Bubbles()
	if len(all) == 0 {
		t.Fatal("the citizen saw nothing")
	}
	return all[len(all)-1]
}

// photo is a picture of its own colour.
func photo(t testing.TB) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for i := range 32 * 16 {
		img.Set(i%32, i/32, color.RGBA{uint8(i), uint8(i * 7), 90, 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Two implementations of the platform's protocol meet: its simulator's own
// codec and ours.
func TestTheSimulatorIsHeardAndHears(t *testing.T) {
	tw := newTown(t, nil)
	if err := tw.platform.VerifyURL(t.Context()); err != nil {
		t.Error(err)
	}
	if err := tw.platform.VerifyEncryptedURL(t.Context()); err != nil {
		t.Error(err)
	}
	tw.hello(t)
	for _, act := range []struct {
		kind flows.Kind
		do   func(context.Context) ([]simulator.Bubble, error)
	}{
		{flows.Photo, func(ctx context.Context) ([]simulator.Bubble, error) { return tw.citizen.Photo(ctx, photo(t)) }},
		{flows.Voice, func(ctx context.Context) ([]simulator.Bubble, error) {
			return tw.citizen.Voice(ctx, []byte("#!AMR\nx"), "amr")
		}},
		{flows.Location, func(ctx context.Context) ([]simulator.Bubble, error) {
			return tw.citizen.Location(ctx, 30.1, 109.3, "恩施", 15)
		}},
		{flows.Click, func(ctx context.Context) ([]simulator.Bubble, error) { return tw.citizen.Click(ctx, "我要反映") }},
		{flows.Scan, func(ctx context.Context) ([]simulator.Bubble, error) { return tw.citizen.Scan(ctx, "hall") }},
		{flows.Text, func(ctx context.Context) ([]simulator.Bubble, error) { return tw.citizen.Tap(ctx, "满意", "101") }},
	} {
		got, err := act.do(t.Context())
		if err != nil || len(got) != 1 || got[0].Text != "收到" {
			t.Errorf("%s: citizen saw %+v, %v", act.kind, got, err)
		}
		if m := tw.conv.asked[len(tw.conv.asked)-1]; m.Kind != act.kind || m.From != tw.citizen.OpenID() {
			t.Errorf("heard %+v, want a %s", m, act.kind)
		}
	}
}

func TestSendText(t *testing.T) {
	tw := newTown(t, nil)
	tw.hello(t)
	for _, said := range []string{"已受理 F2611230042 <a href=\"weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1\">1 进度</a> & \"引号\" 😀", "一\u2028二\x07三"} {
		if err := tw.client.SendText(t.Context(), tw.citizen.OpenID(), said); err != nil {
			t.Fatal(err)
		}
		if got := tw.last(t).Raw; got != clean(said) {
			t.Errorf("citizen saw %q", got)
		}
	}
	for said, want := range map[string]bot.Reaction{"": bot.Refused, "\x07": bot.Refused, strings.Repeat("好", 683): bot.Shorten} {
		if failed := sendError(t, tw.client.SendText(t.Context(), tw.citizen.OpenID(), said)); failed.Reaction != want {
			t.Errorf("%.10q: %+v", said, failed)
		}
	}
}

func TestPlatformFaultsBecomeReactions(t *testing.T) {
	tw := newTown(t, nil)
	send := func() *bot.SendError {
		return sendError(t, tw.client.SendText(t.Context(), tw.citizen.OpenID(), "好"))
	}
	if failed := send(); failed.Code != 45015 || failed.Reaction != bot.Hold {
		t.Errorf("before any window: %+v", failed)
	}
	tw.hello(t)
	tw.platform.Faults.UseUpQuota(true)
	if failed := send(); failed.Code != 45047 || failed.Reaction != bot.Hold {
		t.Errorf("quota used up: %+v", failed)
	}
	tw.platform.Faults.Clear()
	tw.platform.Faults.RevokeTokens()
	if err := tw.client.SendText(t.Context(), tw.citizen.OpenID(), "好"); err != nil {
		t.Errorf("after the token was revoked: %v", err)
	}
	if err := tw.citizen.Unfollow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if failed := send(); failed.Reaction != bot.Unreachable {
		t.Errorf("after leaving: %+v", failed)
	}
}

func TestSendMedia(t *testing.T) {
	tw := newTown(t, nil)
	tw.hello(t)
	picture := photo(t)
	var ids []string
	for range 2 {
		if err := tw.client.SendMedia(t.Context(), tw.citizen.OpenID(), picture); err != nil {
			t.Fatal(err)
		}
		b := tw.last(t)
		if m, ok := tw.platform.Media(b.MediaID); !ok || !bytes.Equal(m.Data, picture) || b.Kind != simulator.Image {
			t.Fatalf("citizen saw %+v", b)
		}
		ids = append(ids, b.MediaID)
	}
	if ids[0] != ids[1] {
		t.Error("the same picture was uploaded twice")
	}
	large := append(slices.Clone(picture), make([]byte, 10<<20)...)
	for what, data := range map[string][]byte{"nothing": nil, "words": []byte("words"), "too large": large} {
		if failed := sendError(t, tw.client.SendMedia(t.Context(), tw.citizen.OpenID(), data)); failed.Reaction != bot.Refused {
			t.Errorf("%s: %+v", what, failed)
		}
	}
	for kind, data := range map[simulator.Kind][]byte{
		simulator.Voice: []byte("#!AMR\nvoice"), simulator.Video: []byte("\x00\x00\x00\x18ftypmp42video"),
	} {
		if err := tw.client.SendMedia(t.Context(), tw.citizen.OpenID(), data); err != nil {
			t.Errorf("%s: %v", kind, err)
		} else if b := tw.last(t); b.Kind != kind {
			t.Errorf("%s: citizen saw %+v", kind, b)
		}
	}
}

func TestPictureIsUploadedAgainOnceWhenThePlatformForgotIt(t *testing.T) {
	tw := newTown(t, nil)
	tw.hello(t)
	send := func() error {
		return tw.client.SendMedia(t.Context(), tw.citizen.OpenID(), photo(t))
	}
	if err := send(); err != nil {
		t.Fatal(err)
	}
	first := tw.last(t).MediaID
	tw.platform.Faults.Answer("/cgi-bin/"+customAPI, 40007, 1)
	if err := send(); err != nil {
		t.Fatal(err)
	}
	if tw.last(t).MediaID == first {
		t.Error("the forgotten upload was used again")
	}
	tw.platform.Faults.Answer("/cgi-bin/"+customAPI, 40007, 2)
	if failed := sendError(t, send()); failed.Code != 40007 || failed.Reaction != bot.Refused {
		t.Errorf("forgotten twice: %+v", failed)
	}
}

func TestSendPointer(t *testing.T) {
	tw := newTown(t, map[string]string{
		"answer":   "TPL character_string1=number phrase2=state thing3=category name4=unit",
		"resolved": "subscribe:SUB thing1=remark",
		"accepted": "GONE thing1=remark",
	})
	fields := map[string]string{"number": "F2611230042号", "state": "已办结，谢谢", "category": "救助管理站工作人员服务态度差并且电话长时间无人接听", "unit": "办公室2", "remark": "请回复 进度"}
	send := func(kind storage.NoticeKind, dedupe string) error {
		return tw.client.SendPointer(t.Context(), tw.citizen.OpenID(), kind, fields, dedupe)
	}
	for range 2 {
		if err := send(storage.NoticeAnswer, strings.Repeat("n", 40)); err != nil {
			t.Fatal(err)
		}
	}
	if all := tw.citizen.Bubbles(); len(all) != 1 || all[0].Kind != simulator.Card {
		t.Fatalf("citizen saw %+v", all)
	}
	want := []string{"F2611230042", "已办结谢谢", "救助管理站工作人员服务态度差并且电话长…", "办公室"}
	for i, f := range tw.last(t).Fields {
		if f.Value != want[i] {
			t.Errorf("%s is %q, want %q", f.Key, f.Value, want[i])
		}
	}
	if failed := sendError(t, send(storage.NoticeResolved, "1")); failed.Code != 43101 || failed.Reaction != bot.Hold {
		t.Errorf("without a grant: %+v", failed)
	}
	if _, err := tw.citizen.Allow(t.Context(), "SUB"); err != nil {
		t.Fatal(err)
	}
	if err := send(storage.NoticeResolved, "1"); err != nil || tw.last(t).Kind != simulator.Subscription {
		t.Errorf("with a grant: %v, %+v", err, tw.last(t))
	}
	for _, kind := range []storage.NoticeKind{storage.NoticeAccepted, storage.NoticeTaken} {
		if failed := sendError(t, send(kind, "1")); failed.Reaction != bot.Misconfigured || failed.Advice == "" {
			t.Errorf("%s: %+v", kind, failed)
		}
	}
}

func TestFetch(t *testing.T) {
	tw := newTown(t, nil)
	picture := withExif(t, photo(t), 1)
	voice, video := []byte("#!AMR\n\x3c\x91"), []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	for _, tc := range []struct {
		mime       string
		sent, want []byte
		send       func([]byte) ([]simulator.Bubble, error)
	}{
		{"image/jpeg", picture, photo(t), func(b []byte) ([]simulator.Bubble, error) { return tw.citizen.Photo(t.Context(), b) }},
		{"audio/amr", voice, voice, func(b []byte) ([]simulator.Bubble, error) { return tw.citizen.Voice(t.Context(), b, "amr") }},
		{"video/mp4", video, video, func(b []byte) ([]simulator.Bubble, error) { return tw.citizen.Video(t.Context(), b) }},
	} {
		if _, err := tc.send(tc.sent); err != nil {
			t.Fatal(err)
		}
		id := tw.conv.asked[len(tw.conv.asked)-1].MediaID
		data, mime, err := tw.client.Fetch(t.Context(), id, 1<<20)
		if err != nil || mime != tc.mime || !bytes.Equal(data, tc.want) {
			t.Errorf("%s: fetched %d bytes of %s, want %d, %v", tc.mime, len(data), mime, len(tc.want), err)
		}
		if _, _, err := tw.client.Fetch(t.Context(), id, int64(len(tc.sent))); err != nil {
			t.Errorf("%s: refused at its exact length: %v", tc.mime, err)
		}
		_, _, err = tw.client.Fetch(t.Context(), id, int64(len(tc.sent)-1))
		if failed := sendError(t, err); failed.Reaction != bot.Refused {
			t.Errorf("%s: one byte too long: %+v", tc.mime, failed)
		}
	}
	_, _, err := tw.client.Fetch(t.Context(), "gone", 1<<20)
	if failed := sendError(t, err); failed.Code != 40007 || failed.Reaction != bot.Refused {
		t.Errorf("media that is gone: %+v", failed)
	}
}

func TestMenuAndQR(t *testing.T) {
	tw := newTown(t, nil)
	if m, err := tw.client.ShowMenu(t.Context()); err != nil || m != nil {
		t.Errorf("no menu: %v, %v", m, err)
	}
	if err := tw.client.PushMenu(t.Context(), DefaultMenu()); err != nil {
		t.Fatal(err)
	}
	m, err := tw.client.ShowMenu(t.Context())
	if err != nil || m.String() != DefaultMenu().String() {
		t.Errorf("menu is %s, %v", m, err)
	}
	for _, life := range []time.Duration{0, time.Hour, maxTemporary} {
		if p, err := tw.client.QR(t.Context(), "bind-482913", life); err != nil || sniff(p) != "image/png" {
			t.Errorf("code for %s: %d bytes, %v", life, len(p), err)
		}
		if a, err := tw.client.QRAddress(t.Context(), "queue-1a2b3c", life); err != nil || !strings.HasPrefix(a, "http://weixin.qq.com/q/") {
			t.Errorf("what stands in a code for %s: %q, %v", life, a, err)
		}
	}
}
