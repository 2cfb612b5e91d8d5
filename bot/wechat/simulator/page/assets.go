package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"time"
)

//go:embed assets
var assets embed.FS

// modules are told to the browser at once, so that it need not find one through another.
var modules = []string{"dom.js", "server.js", "phone.js", "bubble.js", "wire.js", "drawer.js", "sheets.js", "tour.js"}

// kinds are the files of the page by their ending; others are not served.
var kinds = map[string]string{
	".js":  "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
}

// asset serves a file of the page. A browser asks each time, and gets it again only when it is another.
func (p *Page) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	kind, known := kinds[path.Ext(name)]
	data, err := assets.ReadFile("assets/" + name)
	if !known || err != nil {
		http.NotFound(w, r)
		return
	}
	sum := sha256.Sum256(data)
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// media serves a photo, a voice or a video of a chat, however old it is.
func (p *Page) media(w http.ResponseWriter, r *http.Request) {
	m, found := p.Platform.Shown(r.PathValue("id"))
	if !found {
		http.NotFound(w, r)
		return
	}
	// What somebody uploaded is shown as a picture or not at all.
	kind := http.DetectContentType(m.Data)
	switch kind {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4":
	default:
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "private, max-age=86400")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(m.Data))
}
