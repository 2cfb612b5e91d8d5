package simulator_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

var picture = []byte("\x89PNG\r\n\x1a\n picture")

func (w *world) upload(kind, field, name string, data []byte) result {
	w.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, _ := form.CreateFormFile(field, name)
	part.Write(data)
	form.Close()
	r, _ := http.NewRequest("POST", w.api.URL+w.auth("/cgi-bin/media/upload?type="+kind), &b)
	r.Header.Set("Content-Type", form.FormDataContentType())
	a, _, _ := w.do(r)
	return a
}

func (w *world) fetch(id string) (result, *http.Response, []byte) {
	w.t.Helper()
	r, _ := http.NewRequest("GET", w.api.URL+w.auth("/cgi-bin/media/get?media_id="+id), nil)
	return w.do(r)
}

func TestMediaOfPeople(t *testing.T) {
	w := newWorld(t)
	w.SetBaseURL(w.api.URL)
	li, ctx := w.Phone("李梅"), bounded(t)
	act(t)(li.Photo(ctx, picture))
	m := w.bot.last(t).Message
	_, resp, body := w.fetch(m.MediaId)
	if !bytes.Equal(body, picture) || resp.Header.Get("Content-Type") != "image/png" ||
		!strings.Contains(resp.Header.Get("Content-disposition"), m.MediaId+".png") {
		t.Errorf("%v %q", resp.Header, body)
	}
	pic, err := http.Get(m.PicUrl)
	if err != nil {
		t.Fatal(err)
	}
	defer pic.Body.Close()
	if got, _ := io.ReadAll(pic.Body); !bytes.Equal(got, picture) {
		t.Errorf("PicUrl gives %q", got)
	}
	act(t)(li.Voice(ctx, []byte("#!AMR"), "amr"))
	v := w.bot.last(t).Message
	if _, resp, body := w.fetch(v.MediaId); string(body) != "#!AMR" || resp.Header.Get("Content-Type") != "audio/amr" {
		t.Errorf("%v %q", resp.Header, body)
	}
	if _, resp, _ := w.fetch(v.MediaId16K); resp.Header.Get("Content-Type") != "audio/speex" {
		t.Errorf("%v", resp.Header)
	}
	act(t)(li.Video(ctx, []byte("film")))
	f := w.bot.last(t).Message
	a, _, _ := w.fetch(f.MediaId)
	film, err := http.Get(a.VideoURL)
	if err != nil {
		t.Fatal(err)
	}
	defer film.Body.Close()
	if got, _ := io.ReadAll(film.Body); string(got) != "film" {
		t.Errorf("video_url gives %q", got)
	}
	if _, resp, _ := w.fetch(f.ThumbMediaId); resp.Header.Get("Content-Type") != "image/png" {
		t.Errorf("thumb: %v", resp.Header)
	}
}

func TestMediaLife(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	up := w.upload("image", "media", "a.png", picture)
	if up.MediaID == "" || up.Created != w.clock.Now().Unix() {
		t.Fatalf("%+v", up)
	}
	image := `{"touser":"` + li.OpenID() + `","msgtype":"image","image":{"media_id":"` + up.MediaID + `"}}`
	w.clock.Advance(72*time.Hour - time.Second)
	act(t)(li.Say(bounded(t), "开窗"))
	wantCode(t, "last second", w.post(w.auth(customSend), image), OK)
	if got := li.Bubbles()[1]; got.Kind != Image || got.MediaID != up.MediaID {
		t.Errorf("%+v", got)
	}
	w.clock.Advance(time.Second)
	a, _, _ := w.fetch(up.MediaID)
	wantCode(t, "three days", a, CodeMediaID)
	wantCode(t, "sending it", w.post(w.auth(customSend), image), CodeMediaID)
	if _, found := w.Media(up.MediaID); found {
		t.Error("Media still has it")
	}
	if _, found := w.Shown(up.MediaID); !found {
		t.Error("the phones lost a picture that they had")
	}
}

func TestUploadChecks(t *testing.T) {
	w := newWorld(t)
	wantCode(t, "kind", w.upload("song", "media", "a", picture), CodeMediaType)
	wantCode(t, "part", w.upload("image", "picture", "a.png", picture), CodeMediaMissing)
	wantCode(t, "empty", w.upload("image", "media", "a.png", nil), CodeMediaMissing)
	wantCode(t, "no form", w.post(w.auth("/cgi-bin/media/upload?type=image"), "x"), CodeMediaMissing)
	wantCode(t, "largest voice", w.upload("voice", "media", "a.amr", make([]byte, 2<<20)), OK)
	wantCode(t, "too large", w.upload("voice", "media", "a.amr", make([]byte, 2<<20+1)), CodeMediaSize)
	if a := w.upload("thumb", "media", "a.png", picture); a.ThumbID == "" || a.MediaID != "" {
		t.Errorf("thumb: %+v", a)
	}
	li := w.Phone("李梅")
	act(t)(li.Say(bounded(t), "开窗"))
	voice := w.upload("voice", "media", "a.amr", []byte("#!AMR")).MediaID
	wantCode(t, "a voice sent as a picture", w.post(w.auth(customSend),
		`{"touser":"`+li.OpenID()+`","msgtype":"image","image":{"media_id":"`+voice+`"}}`), CodeMediaID)
}
