package wechat

import (
	"bytes"
	"context"
	"crypto/sha256"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"sync"
	"time"

	"minqing/bot"
)

const (
	uploadAPI = "media/upload"

	// uploadLife is how long we trust a media_id; the platform says three days.
	uploadLife  = 68 * time.Hour
	uploadsKept = 64
)

// upload returns the media_id of some media on the platform.
func (c *Client) upload(ctx context.Context, data []byte, kind medium) (string, error) {
	if id, ok := c.uploads.find(data, c.now()); ok {
		return id, nil
	}
	body, contentType := form(kind.name, kind.mime, data)
	var got struct {
		MediaID string `json:"media_id"`
	}
	err := c.callJSON(ctx, request{
		api: uploadAPI, query: url.Values{"type": {kind.kind}},
		contentType: contentType, body: body, timeout: c.mediaTimeout,
	}, &got)
	if err != nil {
		return "", err
	}
	if got.MediaID == "" {
		return "", &bot.SendError{API: uploadAPI, Reaction: bot.Retry}
	}
	c.uploads.keep(data, got.MediaID, c.now())
	return got.MediaID, nil
}

// form is the multipart body of one file.
func form(name, mime string, data []byte) (body []byte, contentType string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	// Writes to a buffer do not fail.
	part, _ := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="media"; filename="` + name + `"`},
		"Content-Type":        {mime},
	})
	_, _ = part.Write(data)
	_ = w.Close()
	return b.Bytes(), w.FormDataContentType()
}

// uploads remembers what was uploaded lately, by hash.
type uploads struct {
	mu   sync.Mutex
	kept map[[sha256.Size]byte]uploaded
}

type uploaded struct {
	mediaID string
	at      time.Time
}

func (u *uploads) find(data []byte, now time.Time) (string, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	up, ok := u.kept[sha256.Sum256(data)]
	return up.mediaID, ok && now.Sub(up.at) < uploadLife
}

// keep forgets the oldest when there are too many.
func (u *uploads) keep(data []byte, id string, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.kept == nil {
		u.kept = make(map[[sha256.Size]byte]uploaded)
	}
	if len(u.kept) >= uploadsKept {
		var oldest [sha256.Size]byte
		at := time.Time{}
		for hash, up := range u.kept {
			if at.IsZero() || up.at.Before(at) {
				oldest, at = hash, up.at
			}
		}
		delete(u.kept, oldest)
	}
	u.kept[sha256.Sum256(data)] = uploaded{id, now}
}

func (u *uploads) forget(data []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.kept, sha256.Sum256(data))
}
