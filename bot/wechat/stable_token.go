package wechat

import (
	"context"
	"encoding/json"
	"time"

	"minqing/bot"
	"minqing/storage"
)

// askToken calls /cgi-bin/stable_token.
func (c *Client) askToken(ctx context.Context, secret string, force bool) (storage.Token, error) {
	body, err := rawJSON(struct {
		GrantType string `json:"grant_type"`
		AppID     string `json:"appid"`
		Secret    string `json:"secret"`
		Force     bool   `json:"force_refresh"`
	}{"client_credential", c.tokens.app, secret, force})
	if err != nil {
		return storage.Token{}, &bot.SendError{API: tokenAPI, Reaction: bot.Refused}
	}
	asked := c.now()
	a, err := c.do(ctx, request{api: tokenAPI, contentType: "application/json", body: body}, c.base+"/cgi-bin/"+tokenAPI)
	if err != nil {
		return storage.Token{}, err
	}
	if e := readErrcode(tokenAPI, a.body); e.code != 0 {
		return storage.Token{}, tokenError(e, c.now())
	}
	var got struct {
		Token     string `json:"access_token"`
		ExpiresIn int64  `json:"expires_in"`
	}
	if json.Unmarshal(a.body, &got) != nil || got.Token == "" || got.ExpiresIn <= 0 || got.ExpiresIn > 86400 {
		return storage.Token{}, &bot.SendError{API: tokenAPI, Reaction: bot.Retry}
	}
	return storage.Token{Value: got.Token, Expires: asked.Add(time.Duration(got.ExpiresIn) * time.Second)}, nil
}

// tokenError reads an errcode of the token endpoint, where 40001 means that the
// secret is wrong: renewing would only ask again.
func tokenError(e apiError, now time.Time) *bot.SendError {
	failed := e.sendError(now)
	if failed.Reaction == bot.Renew {
		failed.Reaction, failed.Advice = bot.Misconfigured, secretWrong
	}
	return failed
}
