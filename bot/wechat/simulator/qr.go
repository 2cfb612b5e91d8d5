package simulator

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"
)

const (
	defaultQRLife = 60 * time.Second
	maxQRLife     = 30 * 24 * time.Hour
	maxSceneID    = 100_000 // of a permanent code
	maxSceneStr   = 64
)

// ticket is a QR code that the account made.
type ticket struct {
	scene string
	end   time.Time // zero: never
}

type qrRequest struct {
	ExpireSeconds int64  `json:"expire_seconds"`
	ActionName    string `json:"action_name"`
	ActionInfo    struct {
		Scene struct {
			ID  json.Number `json:"scene_id"`
			Str string      `json:"scene_str"`
		} `json:"scene"`
	} `json:"action_info"`
}

type qrAnswer struct {
	Ticket        string `json:"ticket"`
	ExpireSeconds int64  `json:"expire_seconds,omitempty"`
	URL           string `json:"url"`
}

func (p *Platform) qrCreate(r request) answer {
	var ask qrRequest
	if code := r.read(&ask); code != OK {
		return fail(code, "")
	}
	scene, permanent, code := ask.scene()
	if code != OK {
		return fail(code, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	t := ticket{scene: scene}
	a := qrAnswer{Ticket: "gQ" + p.random(66), URL: "http://weixin.qq.com/q/02" + p.random(18)}
	if !permanent {
		life := ask.life()
		t.end = p.now().Add(life)
		a.ExpireSeconds = int64(life / time.Second)
	}
	p.tickets[a.Ticket] = t
	return ok(a)
}

func (q qrRequest) life() time.Duration {
	if q.ExpireSeconds <= 0 {
		return defaultQRLife
	}
	return time.Duration(min(q.ExpireSeconds, int64(maxQRLife/time.Second))) * time.Second
}

func (q qrRequest) scene() (scene string, permanent bool, code Errcode) {
	switch q.ActionName {
	case "QR_STR_SCENE", "QR_LIMIT_STR_SCENE":
		s := q.ActionInfo.Scene.Str
		if n := utf8.RuneCountInString(s); n < 1 || n > maxSceneStr {
			return "", false, CodeQRScene
		}
		return s, q.ActionName == "QR_LIMIT_STR_SCENE", OK
	case "QR_SCENE", "QR_LIMIT_SCENE":
		permanent = q.ActionName == "QR_LIMIT_SCENE"
		id, err := strconv.ParseUint(q.ActionInfo.Scene.ID.String(), 10, 32)
		if err != nil || id == 0 || (permanent && id > maxSceneID) {
			return "", false, CodeQRScene
		}
		return strconv.FormatUint(id, 10), permanent, OK
	}
	return "", false, CodeQRAction
}

// showQR serves the picture of a ticket, without an access token, as mp.weixin.qq.com does.
func (p *Platform) showQR(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("ticket")
	p.mu.Lock()
	t, found := p.tickets[id]
	gone := !t.end.IsZero() && !p.now().Before(t.end)
	p.mu.Unlock()
	if !found || gone {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Write(drawTicket(id)) // a viewer who hung up is no concern of the platform
}

// drawTicket paints a pattern of 16 × 16 fields that differs from ticket to ticket.
func drawTicket(id string) []byte {
	const fields, size = 16, 12
	sum := sha256.Sum256([]byte(id))
	img := image.NewPaletted(image.Rect(0, 0, fields*size, fields*size), color.Palette{color.White, color.Black})
	for y := range fields * size {
		for x := range fields * size {
			bit := (y/size)*fields + x/size
			img.SetColorIndex(x, y, sum[bit/8]>>(bit%8)&1)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic("simulator: " + err.Error()) // memory does not refuse to be written
	}
	return b.Bytes()
}
