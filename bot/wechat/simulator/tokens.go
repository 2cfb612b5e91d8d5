package simulator

import (
	"time"
)

const (
	tokenOverlap   = 5 * time.Minute
	refreshSpacing = 30 * time.Second
	refreshesADay  = 20
)

// tokens are the access tokens of the account; p.mu guards them.
type tokens struct {
	life      time.Duration
	expiry    map[string]time.Time // of every token that was not taken back
	stable    string
	plain     string
	refreshed []time.Time // forced refreshes of stable
}

// issue makes a token good until life has passed.
func (t *tokens) issue(token string, now time.Time) string {
	if t.expiry == nil {
		t.expiry = make(map[string]time.Time)
	}
	t.expiry[token] = now.Add(t.life)
	return token
}

// shorten makes a token end at the latest at the given time.
func (t *tokens) shorten(token string, end time.Time) {
	if old, found := t.expiry[token]; found && end.Before(old) {
		t.expiry[token] = end
	}
}

// overlap is how long before its end a stable token is replaced in normal mode.
func (t *tokens) overlap() time.Duration { return min(tokenOverlap, t.life/4) }

func (t *tokens) check(token string, now time.Time) Errcode {
	end, found := t.expiry[token]
	switch {
	case token == "":
		return CodeTokenMissing
	case !found:
		return CodeTokenInvalid
	case !now.Before(end):
		return CodeTokenExpired
	}
	return OK
}

func (p *Platform) checkToken(token string) Errcode {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.tokens.check(token, p.now())
}

func (p *Platform) revokeTokens() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens.expiry, p.tokens.stable, p.tokens.plain = nil, "", ""
}

// SetTokenLife says how long tokens live that are issued from now on; the platform says at most 7200 s.
func (p *Platform) SetTokenLife(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens.life = d
}

type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	ExpiresIn   int    `json:"expires_in"`
}

func (p *Platform) tokenAnswer(token string) answer {
	left := p.tokens.expiry[token].Sub(p.now())
	return ok(tokenAnswer{AccessToken: token, ExpiresIn: int(left / time.Second)})
}

// credentials checks grant type, AppID and secret, in the platform's order.
func (p *Platform) credentials(grant, appID, secret string) Errcode {
	switch {
	case grant != "client_credential":
		return CodeGrantType
	case appID == "":
		return CodeAppIDMissing
	case secret == "":
		return CodeSecretMissing
	case appID != p.config.AppID:
		return CodeAppID
	case secret != p.config.AppSecret:
		return CodeSecret
	}
	return OK
}

// token is the older API: every call makes a new token, and the one before ends within five minutes.
func (p *Platform) token(r request) answer {
	q := r.URL.Query()
	if code := p.credentials(q.Get("grant_type"), q.Get("appid"), q.Get("secret")); code != OK {
		return fail(code, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.tokens.shorten(p.tokens.plain, now.Add(tokenOverlap))
	p.tokens.plain = p.tokens.issue(p.random(96), now)
	return p.tokenAnswer(p.tokens.plain)
}

func (p *Platform) stableToken(r request) answer {
	var ask struct {
		GrantType    string `json:"grant_type"`
		AppID        string `json:"appid"`
		Secret       string `json:"secret"`
		ForceRefresh bool   `json:"force_refresh"`
	}
	if code := r.read(&ask); code != OK {
		return fail(code, "")
	}
	if code := p.credentials(ask.GrantType, ask.AppID, ask.Secret); code != OK {
		return fail(code, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if ask.ForceRefresh {
		return p.forceRefresh()
	}
	t, now := &p.tokens, p.now()
	if t.expiry[t.stable].Sub(now) <= t.overlap() {
		t.stable = t.issue(p.random(96), now)
	}
	return p.tokenAnswer(t.stable)
}

// forceRefresh takes the stable token back and makes another; p.mu must be held.
func (p *Platform) forceRefresh() answer {
	t, now := &p.tokens, p.now()
	today := t.refreshed[:0:0]
	for _, at := range t.refreshed {
		if now.Sub(at) < 24*time.Hour {
			today = append(today, at)
		}
	}
	t.refreshed = today
	if n := len(today); n > 0 && now.Sub(today[n-1]) < refreshSpacing && now.Before(t.expiry[t.stable]) {
		return p.tokenAnswer(t.stable)
	}
	if len(today) >= refreshesADay {
		return fail(CodeDailyQuota, "")
	}
	delete(t.expiry, t.stable)
	t.refreshed = append(today, now)
	t.stable = t.issue(p.random(96), now)
	return p.tokenAnswer(t.stable)
}
