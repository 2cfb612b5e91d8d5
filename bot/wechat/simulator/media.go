package simulator

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"
)

// Media is one temporary file on the platform.
type Media struct {
	ID          string
	Kind        Kind // Image, Voice, Video or thumb
	ContentType string
	Name        string // as media/get names it
	Data        []byte
	At          time.Time
}

const (
	// mediaPath is where the platform itself serves PicUrl and video_url.
	mediaPath = "/simulator/media/"
	mediaLife = 3 * 24 * time.Hour
	thumb     = Kind("thumb")
)

// mediaLimits are bytes by kind, from the page of media/upload.
var mediaLimits = map[Kind]int{Image: 10 << 20, Voice: 2 << 20, Video: 10 << 20, thumb: 64 << 10}

// Media returns a temporary file while it lives.
func (p *Platform) Media(id string) (Media, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.livingMedia(id)
}

// Shown returns a file as the chats show it: a phone keeps the pictures that it has
// sent or got, after the platform let the media go, too.
func (p *Platform) Shown(id string) (Media, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, found := p.media[id]
	return m, found
}

// livingMedia needs p.mu.
func (p *Platform) livingMedia(id string) (Media, bool) {
	m, found := p.media[id]
	if !found || p.now().Sub(m.At) >= mediaLife {
		return Media{}, false
	}
	return m, true
}

// checkMedia reports whether the account may send this file as this kind; p.mu must be held.
func (p *Platform) checkMedia(id string, k Kind) Errcode {
	if m, found := p.livingMedia(id); !found || m.Kind != k {
		return CodeMediaID
	}
	return OK
}

// keepMedia stores a file and returns it with its ID; p.mu must be held.
func (p *Platform) keepMedia(k Kind, contentType, ending string, data []byte) Media {
	m := Media{ID: p.random(48), Kind: k, ContentType: contentType, Data: bytes.Clone(data), At: p.now()}
	m.Name = m.ID + ending
	p.media[m.ID] = m
	return m
}

var endings = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "video/mp4": ".mp4"}

// keepPicture takes anything for a picture: hostile tests send what is none.
func (p *Platform) keepPicture(k Kind, data []byte) Media {
	contentType := http.DetectContentType(data)
	if !strings.HasPrefix(contentType, "image/") {
		contentType = "image/jpeg"
	}
	return p.keepMedia(k, contentType, endings[contentType], data)
}

func (p *Platform) mediaGet(r request) answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, found := p.livingMedia(r.URL.Query().Get("media_id"))
	if !found {
		return fail(CodeMediaID, "")
	}
	if m.Kind == Video {
		return ok(struct {
			VideoURL string `json:"video_url"`
		}{p.mediaURL(m.ID, r.Request)})
	}
	return answer{
		contentType: m.ContentType,
		disposition: mime.FormatMediaType("attachment", map[string]string{"filename": m.Name}),
		body:        m.Data,
	}
}

// mediaURL is where the platform serves a file. Without a base it is where the caller found the platform; in
// a push, which has no caller, it then is an address that leads nowhere.
func (p *Platform) mediaURL(id string, r *http.Request) string {
	base := p.base
	switch {
	case base == "" && r != nil:
		base = "http://" + r.Host
	case base == "":
		base = "http://mmbiz.qpic.cn"
	}
	return base + mediaPath + id
}

// serveMedia is the file server behind PicUrl and video_url: no token, and gone with the media.
func (p *Platform) serveMedia(w http.ResponseWriter, r *http.Request) {
	m, found := p.Media(strings.TrimPrefix(r.URL.Path, mediaPath))
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", m.ContentType)
	http.ServeContent(w, r, "", m.At, bytes.NewReader(m.Data))
}

type uploadAnswer struct {
	Type    Kind   `json:"type"`
	MediaID string `json:"media_id,omitempty"`
	ThumbID string `json:"thumb_media_id,omitempty"`
	Created int64  `json:"created_at"`
}

func (p *Platform) mediaUpload(r request) answer {
	kind := Kind(r.URL.Query().Get("type"))
	limit, known := mediaLimits[kind]
	if !known {
		return fail(CodeMediaType, "")
	}
	name, data, err := mediaPart(r)
	if err != nil || len(data) == 0 {
		return fail(CodeMediaMissing, "")
	}
	if len(data) > limit {
		return fail(CodeMediaSize, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var m Media
	switch kind {
	case Image, thumb:
		m = p.keepPicture(kind, data)
	case Voice:
		format := strings.TrimPrefix(path.Ext(name), ".")
		m = p.keepMedia(kind, voiceType(format), path.Ext(name), data)
	default:
		m = p.keepMedia(kind, "video/mp4", ".mp4", data)
	}
	a := uploadAnswer{Type: kind, MediaID: m.ID, Created: m.At.Unix()}
	if kind == thumb {
		a.MediaID, a.ThumbID = "", m.ID
	}
	return ok(a)
}

// mediaPart returns the form's part "media" with its file name.
func mediaPart(r request) (name string, data []byte, err error) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return "", nil, errors.New("read upload: not a form")
	}
	form := multipart.NewReader(bytes.NewReader(r.body), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", nil, errors.New("read upload: no part named media")
		}
		if part.FormName() == "media" && part.FileName() != "" {
			data, err := io.ReadAll(part)
			return part.FileName(), data, err
		}
	}
}

func voiceType(format string) string {
	switch strings.ToLower(format) {
	case "mp3":
		return "audio/mp3"
	case "speex":
		return "audio/speex"
	}
	return "audio/amr"
}
