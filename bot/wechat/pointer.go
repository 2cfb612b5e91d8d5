package wechat

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"minqing/bot"
	"minqing/storage"
)

const (
	templateAPI  = "message/template/send"
	subscribeAPI = "message/subscribe/bizsend"

	// maxClientID is the longest client_msg_id; a longer one is hashed.
	maxClientID = 32
)

type fieldValue struct {
	Value string `json:"value"`
}

// SendPointer sends the template or subscription notice of the kind. A template
// repeated with the same dedupe within ten minutes goes out once; the platform
// offers no such thing for subscriptions, but each grant is good for one.
func (c *Client) SendPointer(ctx context.Context, openid string, kind storage.NoticeKind, fields map[string]string, dedupe string) error {
	t, ok := c.templates[kind]
	if !ok {
		return &bot.SendError{API: templateAPI, Reaction: bot.Misconfigured,
			Advice: "没有为通知“" + string(kind) + "”配置模板消息或订阅通知，请在 wechat.templates 中填写。"}
	}
	data := make(map[string]fieldValue)
	for key, value := range t.fill(fields) {
		data[key] = fieldValue{value}
	}
	if t.subscription {
		return c.postJSON(ctx, subscribeAPI, struct {
			ToUser   string                `json:"touser"`
			Template string                `json:"template_id"`
			Data     map[string]fieldValue `json:"data"`
		}{openid, t.id, data}, nil)
	}
	return c.postJSON(ctx, templateAPI, struct {
		ToUser   string                `json:"touser"`
		Template string                `json:"template_id"`
		ClientID string                `json:"client_msg_id,omitempty"`
		Data     map[string]fieldValue `json:"data"`
	}{openid, t.id, clientID(dedupe), data}, nil)
}

func clientID(dedupe string) string {
	if len(dedupe) <= maxClientID {
		return dedupe
	}
	sum := sha256.Sum256([]byte(dedupe))
	return hex.EncodeToString(sum[:maxClientID/2])
}
