package simulator_test

import (
	"fmt"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

// use tries a token on an API that changes nothing.
func (w *world) use(token string) Errcode {
	w.t.Helper()
	code := w.get("/cgi-bin/menu/get?access_token=" + token).Errcode
	if code == CodeNoMenu {
		return OK
	}
	return code
}

func TestStableToken(t *testing.T) {
	w := newWorld(t)
	first := w.stable(false)
	if first.ExpiresIn != 7200 || w.use(first.AccessToken) != OK {
		t.Fatalf("first token: %+v", first)
	}
	w.clock.Advance(time.Hour)
	if again := w.stable(false); again.AccessToken != first.AccessToken || again.ExpiresIn != 3600 {
		t.Errorf("an hour later: expires_in %d, same token %t", again.ExpiresIn, again.AccessToken == first.AccessToken)
	}
	w.clock.Advance(55*time.Minute + time.Second)
	next := w.stable(false)
	if next.AccessToken == first.AccessToken {
		t.Error("five minutes before its end the token was not replaced")
	}
	if w.use(first.AccessToken) != OK || w.use(next.AccessToken) != OK {
		t.Error("old and new token do not overlap")
	}
	w.clock.Advance(5 * time.Minute)
	if got := w.use(first.AccessToken); got != CodeTokenExpired {
		t.Errorf("expired token: %d", got)
	}
}

func TestStableTokenShortLife(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.TokenLife = 300 * time.Second })
	first := w.stable(false)
	w.clock.Advance(3 * time.Minute)
	if again := w.stable(false); first.ExpiresIn != 300 || again.AccessToken != first.AccessToken || again.ExpiresIn != 120 {
		t.Errorf("first %d s, then %d s", first.ExpiresIn, again.ExpiresIn)
	}
	w.SetTokenLife(time.Hour)
	w.clock.Advance(2 * time.Minute)
	if got := w.stable(false).ExpiresIn; got != 3600 {
		t.Errorf("after SetTokenLife: %d s", got)
	}
}

func TestForceRefresh(t *testing.T) {
	w := newWorld(t)
	first := w.stable(false)
	forced := w.stable(true)
	if forced.AccessToken == first.AccessToken || w.use(first.AccessToken) != CodeTokenInvalid {
		t.Error("the old token survived a forced refresh")
	}
	w.clock.Advance(29 * time.Second)
	if again := w.stable(true); again.AccessToken != forced.AccessToken {
		t.Error("refreshed again within 30 s")
	}
	for range 19 {
		w.clock.Advance(30 * time.Second)
		wantCode(t, "forced refresh", w.stable(true), OK)
	}
	w.clock.Advance(30 * time.Second)
	wantCode(t, "the 21st of the day", w.stable(true), CodeDailyQuota)
	w.clock.Advance(24 * time.Hour)
	wantCode(t, "the next day", w.stable(true), OK)
}

func TestPlainTokenIsApart(t *testing.T) {
	w := newWorld(t)
	stable := w.stable(false).AccessToken
	path := fmt.Sprintf("/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s", appID, secret)
	one, two := w.get(path).AccessToken, w.get(path).AccessToken
	if one == two || w.use(one) != OK || w.use(two) != OK || w.use(stable) != OK {
		t.Error("token must be new each time, the old one good for a while, stable_token untouched")
	}
	w.clock.Advance(5 * time.Minute)
	if w.use(one) != CodeTokenExpired || w.use(two) != OK || w.use(stable) != OK {
		t.Error("five minutes later only the replaced token is gone")
	}
}

func TestCredentials(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		grant, app, secret string
		want               Errcode
	}{
		{"password", appID, secret, CodeGrantType},
		{"client_credential", "", secret, CodeAppIDMissing},
		{"client_credential", appID, "", CodeSecretMissing},
		{"client_credential", "wxother", secret, CodeAppID},
		{"client_credential", appID, "other", CodeSecret},
	} {
		wantCode(t, "stable_token", w.post("/cgi-bin/stable_token",
			fmt.Sprintf(`{"grant_type":%q,"appid":%q,"secret":%q}`, c.grant, c.app, c.secret)), c.want)
		wantCode(t, "token", w.get(
			fmt.Sprintf("/cgi-bin/token?grant_type=%s&appid=%s&secret=%s", c.grant, c.app, c.secret)), c.want)
	}
	wantCode(t, "GET stable_token", w.get("/cgi-bin/stable_token"), CodeNeedPOST)
}

func TestEveryAPIWantsAToken(t *testing.T) {
	w := newWorld(t)
	for path, method := range map[string]string{
		"message/custom/send": "POST", "message/template/send": "POST", "message/subscribe/bizsend": "POST",
		"media/get": "GET", "media/upload": "POST", "menu/create": "POST", "menu/get": "GET", "menu/delete": "GET",
		"qrcode/create": "POST", "user/info": "GET", "clear_quota": "POST",
	} {
		call := func(query string) result {
			if method == "GET" {
				return w.get("/cgi-bin/" + path + query)
			}
			return w.post("/cgi-bin/"+path+query, "{}")
		}
		wantCode(t, path, call(""), CodeTokenMissing)
		wantCode(t, path, call("?access_token=nonsense"), CodeTokenInvalid)
	}
}
