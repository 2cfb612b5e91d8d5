package page

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/bot/wechat/simulator"
)

const (
	// actPatience is past three tries of a callback of five seconds each.
	actPatience = 20 * time.Second
	// maxFile bounds what a phone can send; the platform takes pictures of 10 MB.
	maxFile = 10 << 20
	maxText = 2000 // characters
	maxName = 8
	// maxPeople bounds the phones on one page.
	maxPeople = 24
)

// deed is something a phone can do; words and numbers stand in the request's form.
type deed func(ctx context.Context, p *Page, ph *simulator.Phone, r *http.Request) error

var deeds = map[string]deed{
	"say": func(ctx context.Context, _ *Page, ph *simulator.Phone, r *http.Request) error {
		text, err := words(r, "text")
		if err == nil {
			_, err = ph.Say(ctx, text)
		}
		return err
	},
	"tap": func(ctx context.Context, _ *Page, ph *simulator.Phone, r *http.Request) error {
		text, err := words(r, "text")
		if err != nil {
			return err
		}
		id, err := strconv.ParseUint(r.FormValue("id"), 10, 63)
		if err == nil {
			_, err = ph.Tap(ctx, text, strconv.FormatUint(id, 10))
		}
		return err
	},
	"click": func(ctx context.Context, _ *Page, ph *simulator.Phone, r *http.Request) error {
		key, err := words(r, "text")
		if err == nil {
			_, err = ph.Click(ctx, key)
		}
		return err
	},
	"scan": func(ctx context.Context, _ *Page, ph *simulator.Phone, r *http.Request) error {
		scene, err := words(r, "text")
		if err == nil {
			_, err = ph.Scan(ctx, scene)
		}
		return err
	},
	"follow": func(ctx context.Context, _ *Page, ph *simulator.Phone, _ *http.Request) error {
		_, err := ph.Follow(ctx)
		return err
	},
	"unfollow": func(ctx context.Context, _ *Page, ph *simulator.Phone, _ *http.Request) error {
		return ph.Unfollow(ctx)
	},
	"place": func(ctx context.Context, _ *Page, ph *simulator.Phone, r *http.Request) error {
		lat, errLat := strconv.ParseFloat(r.FormValue("lat"), 64)
		lng, errLng := strconv.ParseFloat(r.FormValue("lng"), 64)
		if errLat != nil || errLng != nil || !(lat >= -90 && lat <= 90) || !(lng >= -180 && lng <= 180) {
			return errWrongForm
		}
		_, err := ph.Location(ctx, lat, lng, r.FormValue("label"), 16)
		return err
	},
	"photo": sends(func(s Samples) []byte { return s.Photo }, (*simulator.Phone).Photo),
	"video": sends(func(s Samples) []byte { return s.Video }, (*simulator.Phone).Video),
	"voice": sends(func(s Samples) []byte { return s.Voice }, func(ph *simulator.Phone, ctx context.Context, data []byte) ([]simulator.Bubble, error) {
		return ph.Voice(ctx, data, "amr")
	}),
}

var errWrongForm = errors.New("没有写清楚要做什么。")

// words is a text of the form that is there and not endless.
func words(r *http.Request, name string) (string, error) {
	text := r.FormValue(name)
	if strings.TrimSpace(text) == "" || utf8.RuneCountInString(text) > maxText || !utf8.ValidString(text) {
		return "", errWrongForm
	}
	return text, nil
}

// sends sends the form's file, or the sample when there is none.
func sends(sample func(Samples) []byte, send func(*simulator.Phone, context.Context, []byte) ([]simulator.Bubble, error)) deed {
	return func(ctx context.Context, p *Page, ph *simulator.Phone, r *http.Request) error {
		data := sample(p.Samples)
		if file, _, err := r.FormFile("file"); err == nil {
			defer file.Close()
			if data, err = io.ReadAll(file); err != nil {
				return err
			}
		}
		if len(data) == 0 {
			return errWrongForm
		}
		_, err := send(ph, ctx, data)
		return err
	}
}

// patient is the context of an act: a reload of the page does not undo what was begun, a stop of the server does.
func (p *Page) patient(r *http.Request) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), actPatience)
	end := context.AfterFunc(p.stop, cancel)
	return ctx, func() { end(); cancel() }
}

// act does what was done on a phone, and answers when the callback is over.
func (p *Page) act(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(actPatience + writePatience))
	do, known := deeds[r.PathValue("deed")]
	r.Body = http.MaxBytesReader(w, r.Body, maxFile+1<<20)
	name := r.FormValue("phone")
	if !known || !slices.ContainsFunc(p.cast(), func(c Person) bool { return c.Name == name }) {
		refuse(w, http.StatusBadRequest, "没有这部手机，或手机上没有这个动作。")
		return
	}
	ctx, cancel := p.patient(r)
	defer cancel()
	err := do(ctx, p, p.Platform.Phone(name), r)
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, errWrongForm), errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange):
		refuse(w, http.StatusBadRequest, errWrongForm.Error())
	case errors.Is(err, simulator.ErrNotFollowing):
		refuse(w, http.StatusConflict, "还没有关注公众号。")
	case errors.Is(err, simulator.ErrTicketExpired):
		refuse(w, http.StatusConflict, "这个二维码已经过期。")
	default:
		p.Log.Warn("act on a phone", "deed", r.PathValue("deed"), "err", err)
		refuse(w, http.StatusBadGateway, "没有做成，请再试一次。")
	}
}

// invite gives one more citizen a phone.
func (p *Page) invite(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSpace(r.FormValue("name"))
	if n := utf8.RuneCountInString(name); n == 0 || n > maxName {
		refuse(w, http.StatusBadRequest, "请写一个不超过八个字的姓名。")
		return
	}
	if len(p.cast()) >= maxPeople {
		refuse(w, http.StatusConflict, "手机已经够多了。")
		return
	}
	p.Platform.Phone(name)
	p.Changed()
	w.WriteHeader(http.StatusNoContent)
}

// turn turns a fault on or off.
func (p *Page) turn(w http.ResponseWriter, r *http.Request) {
	i := slices.IndexFunc(p.Switches, func(s Switch) bool { return s.ID == r.PathValue("id") })
	if i < 0 {
		http.NotFound(w, r)
		return
	}
	ctx, cancel := p.patient(r)
	defer cancel()
	err := p.Switches[i].Turn(ctx, r.FormValue("on") == "true")
	p.Changed()
	if err != nil {
		p.Log.Warn("turn a fault", "fault", p.Switches[i].ID, "err", err)
		refuse(w, http.StatusInternalServerError, "没有做成，请再试一次。")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// maxAdvance bounds one step of the clock.
const maxAdvance = 30 * 24 * time.Hour

// advance puts the clock forward.
func (p *Page) advance(w http.ResponseWriter, r *http.Request) {
	d, err := time.ParseDuration(r.FormValue("by"))
	if p.Advance == nil || err != nil || d <= 0 || d > maxAdvance {
		refuse(w, http.StatusBadRequest, "时间只能往前走，一次不超过三十天。")
		return
	}
	p.Advance(d)
	p.Changed()
	w.WriteHeader(http.StatusNoContent)
}
