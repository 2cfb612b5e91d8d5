package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"net/http"
	"sync/atomic"
	"time"
)

// platform is a stub of the platform's API: every call succeeds at once.
type platform struct {
	mux   *http.ServeMux
	sends atomic.Int64
	hears atomic.Pointer[ear]
}

// ear listens to what one person is sent.
type ear struct {
	openid string
	pushes chan push
}

// push is a customer-service message as it arrived.
type push struct {
	at   time.Time
	text string
}

// listen has what that person is sent written down from now on.
func (p *platform) listen(openid string) <-chan push {
	e := &ear{openid: openid, pushes: make(chan push, 1024)}
	p.hears.Store(e)
	return e.pushes
}

// hear notes a message that came at a time. What nobody fetches is let go.
func (e *ear) hear(at time.Time, r *http.Request) {
	var m struct {
		ToUser string `json:"touser"`
		Text   struct {
			Content string `json:"content"`
		} `json:"text"`
	}
	if json.NewDecoder(r.Body).Decode(&m) != nil || m.ToUser != e.openid {
		return
	}
	select {
	case e.pushes <- push{at, m.Text.Content}:
	default:
	}
}

func newPlatform() *platform {
	p := &platform{mux: http.NewServeMux()}
	token := answers(`{"access_token":"bench-token","expires_in":7200}`)
	p.mux.HandleFunc("/cgi-bin/token", token)
	p.mux.HandleFunc("/cgi-bin/stable_token", token)
	p.mux.HandleFunc("/cgi-bin/message/custom/send", func(w http.ResponseWriter, r *http.Request) {
		at := time.Now()
		p.sends.Add(1)
		if e := p.hears.Load(); e != nil {
			e.hear(at, r)
		}
		answers(`{"errcode":0,"errmsg":"ok"}`)(w, r)
	})
	p.mux.HandleFunc("/cgi-bin/media/upload", answers(`{"type":"image","media_id":"bench-media","created_at":1790000000}`))
	var picture bytes.Buffer
	_ = jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 64, 64)), nil) // into memory: it cannot fail
	p.mux.HandleFunc("/cgi-bin/media/get", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write(picture.Bytes())
	})
	p.mux.HandleFunc("/", answers(`{"errcode":0,"errmsg":"ok"}`))
	return p
}

// answers answers JSON under 200, as the platform does.
func answers(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(body)) // a caller who hung up is no concern of ours
	}
}
