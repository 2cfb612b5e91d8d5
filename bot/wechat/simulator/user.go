package simulator

import "time"

type userAnswer struct {
	Subscribe     int    `json:"subscribe"`
	OpenID        string `json:"openid"`
	Language      string `json:"language,omitempty"`
	SubscribeTime int64  `json:"subscribe_time,omitempty"`
	Scene         string `json:"subscribe_scene,omitempty"`
}

// userInfo tells whether somebody follows. Names and pictures have not been told since 2021.
func (p *Platform) userInfo(r request) answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	ph := p.byOpenID[r.URL.Query().Get("openid")]
	switch {
	case ph == nil:
		return fail(CodeOpenID, "")
	case !ph.following:
		return ok(userAnswer{OpenID: ph.openID})
	}
	return ok(userAnswer{Subscribe: 1, OpenID: ph.openID, Language: "zh_CN",
		SubscribeTime: ph.since.Unix(), Scene: "ADD_SCENE_SEARCH"})
}

// clearsAMonth is how often an account may reset its quotas.
const clearsAMonth = 10

func (p *Platform) clearQuota(r request) answer {
	var ask struct {
		AppID string `json:"appid"`
	}
	if code := r.read(&ask); code != OK {
		return fail(code, "")
	}
	if ask.AppID != p.config.AppID {
		return fail(CodeAppID, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	used := 0
	for _, at := range p.cleared {
		if sameMonth(at, now) {
			used++
		}
	}
	if used >= clearsAMonth {
		return fail(CodeClearQuota, "")
	}
	p.cleared = append(p.cleared, now)
	return done()
}

func sameMonth(a, b time.Time) bool {
	return a.Year() == b.Year() && a.Month() == b.Month()
}
