package simulator

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// maxBody bounds a request: the largest media with its multipart wrapping.
const maxBody = 16 << 20

// answer is what one API call comes to.
type answer struct {
	code        Errcode
	errmsg      string
	contentType string
	disposition string
	body        []byte
}

// fail answers an errcode. The detail, when there is one, follows the platform's own words.
func fail(code Errcode, detail string) answer {
	msg := strings.TrimSpace(code.message() + " " + detail)
	a := ok(struct {
		Errcode Errcode `json:"errcode"`
		Errmsg  string  `json:"errmsg"`
	}{code, msg})
	a.code, a.errmsg = code, msg
	return a
}

func done() answer { return fail(OK, "") }

// ok answers a value as JSON, without errcode.
func ok[T any](v T) answer {
	body, err := json.Marshal(v)
	if err != nil {
		panic("simulator: " + err.Error()) // the types are ours
	}
	return answer{contentType: "application/json; encoding=utf-8", body: body}
}

// request is a call of the API whose body has been read.
type request struct {
	*http.Request
	body []byte
}

// read parses the JSON body into v. The platform wants raw UTF-8.
func (r request) read(v any) Errcode {
	if hasEscapes(r.body) {
		return CodeEscapes
	}
	if err := json.Unmarshal(r.body, v); err != nil {
		return CodeFormat
	}
	return OK
}

type endpoint struct {
	method  string
	open    bool // needs no access token
	secret  bool // the body is not shown to watchers
	respond func(*Platform, request) answer
}

var endpoints = map[string]endpoint{
	"/cgi-bin/token":                     {method: "", open: true, secret: true, respond: (*Platform).token},
	"/cgi-bin/stable_token":              {method: "POST", open: true, secret: true, respond: (*Platform).stableToken},
	"/cgi-bin/message/custom/send":       {method: "POST", respond: (*Platform).customSend},
	"/cgi-bin/message/template/send":     {method: "POST", respond: (*Platform).templateSend},
	"/cgi-bin/message/subscribe/bizsend": {method: "POST", respond: (*Platform).subscribeSend},
	"/cgi-bin/media/get":                 {method: "GET", respond: (*Platform).mediaGet},
	"/cgi-bin/media/upload":              {method: "POST", secret: true, respond: (*Platform).mediaUpload},
	"/cgi-bin/menu/create":               {method: "POST", respond: (*Platform).menuCreate},
	"/cgi-bin/menu/get":                  {method: "GET", respond: (*Platform).menuGet},
	"/cgi-bin/menu/delete":               {method: "GET", respond: (*Platform).menuDelete},
	"/cgi-bin/qrcode/create":             {method: "POST", respond: (*Platform).qrCreate},
	"/cgi-bin/user/info":                 {method: "GET", respond: (*Platform).userInfo},
	"/cgi-bin/clear_quota":               {method: "POST", respond: (*Platform).clearQuota},
}

// ServeHTTP answers as api.weixin.qq.com does, and serves the pictures of QR tickets, the photos that PicUrl
// names and the videos that video_url names.
func (p *Platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/cgi-bin/showqrcode":
		p.showQR(w, r)
	case strings.HasPrefix(path, mediaPath):
		p.serveMedia(w, r)
	default:
		if e, found := endpoints[path]; found {
			p.serve(w, r, e)
			return
		}
		http.NotFound(w, r)
	}
}

func (p *Platform) serve(w http.ResponseWriter, r *http.Request, e endpoint) {
	call := Call{Method: r.Method, Path: r.URL.Path, Start: p.now(), Status: http.StatusOK}
	defer func() {
		call.Duration = p.now().Sub(call.Start)
		p.hub.publish(Happening{At: call.Start, Call: &call})
	}()
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		call.Status = http.StatusRequestEntityTooLarge
		http.Error(w, "request too large or cut short", call.Status)
		return
	}
	if !e.secret {
		call.Body = string(body)
	}
	faults := p.Faults.State()
	if !pause(r, faults.Slow) {
		call.Status = 0
		return
	}
	switch faults.Outage {
	case Unavailable:
		call.Status = http.StatusServiceUnavailable
		http.Error(w, "service unavailable", call.Status)
		return
	case HangUp:
		call.Status = 0
		panic(http.ErrAbortHandler)
	}
	a := p.respond(request{r, body}, e)
	call.Errcode, call.Errmsg = a.code, a.errmsg
	a.write(w)
}

// respond runs the checks that every API shares, then the API itself.
func (p *Platform) respond(r request, e endpoint) answer {
	if code := p.Faults.takeCode(r.URL.Path); code != OK {
		return fail(code, "")
	}
	if e.method == "GET" && r.Method != "GET" {
		return fail(CodeNeedGET, "")
	}
	if e.method == "POST" && r.Method != "POST" {
		return fail(CodeNeedPOST, "")
	}
	if !e.open {
		if code := p.checkToken(r.URL.Query().Get("access_token")); code != OK {
			return fail(code, "")
		}
	}
	return e.respond(p, r)
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", a.contentType)
	if a.disposition != "" {
		w.Header().Set("Content-disposition", a.disposition)
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(a.body)))
	w.Write(a.body) // a caller who hung up is no concern of the platform
}

// pause waits and reports whether the caller is still there.
func pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-t.C:
		return true
	}
}

// hasEscapes reports a \uXXXX of a printable character in JSON text.
func hasEscapes(body []byte) bool {
	for i := 0; i+5 < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		var r rune
		if body[i+1] == 'u' {
			if _, err := fmt.Sscanf(string(body[i+2:i+6]), "%4x", &r); err == nil && r >= ' ' && r != 0x7f {
				return true
			}
		}
		i++ // what follows a backslash begins no escape
	}
	return false
}
