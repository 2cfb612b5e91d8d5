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
	maxImage  = 10 << 20

	// uploadLife is how long we trust a media_id; the platform says three days.
	uploadLife  = 68 * time.Hour
	uploadsKept = 64
)

// imageNames are the pictures the platform takes, and the name it wants to see.
var imageNames = map[string]string{"image/jpeg": "picture.jpg", "image/png": "picture.png", "image/gif": "picture.gif"}

// upload returns the media_id of a picture on the platform.
func (c *Client) upload(ctx context.Context, picture []byte, mime string) (string, error) {
	name, taken := imageNames[mime]
	if !taken || len(picture) == 0 || len(picture) > maxImage {
		return "", &bot.SendError{API: uploadAPI, Reaction: bot.Refused}
	}
	if id, ok := c.uploads.find(picture, c.now()); ok {
		return id, nil
	}
	body, contentType := form(name, mime, picture)
	var got struct {
		MediaID string `json:"media_id"`
	}
	err := c.callJSON(ctx, request{
		api: uploadAPI, query: url.Values{"type": {"image"}},
		contentType: contentType, body: body, timeout: c.mediaTimeout,
	}, &got)
	if err != nil {
		return "", err
	}
	if got.MediaID == "" {
		return "", &bot.SendError{API: uploadAPI, Reaction: bot.Retry}
	}
	c.uploads.keep(picture, got.MediaID, c.now())
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

func (u *uploads) find(picture []byte, now time.Time) (string, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	up, ok := u.kept[sha256.Sum256(picture)]
	return up.mediaID, ok && now.Sub(up.at) < uploadLife
}

// keep forgets the oldest when there are too many.
func (u *uploads) keep(picture []byte, id string, now time.Time) {
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
	u.kept[sha256.Sum256(picture)] = uploaded{id, now}
}

func (u *uploads) forget(picture []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.kept, sha256.Sum256(picture))
}
