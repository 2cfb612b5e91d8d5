package wechat

import (
	"context"
	"errors"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"minqing/bot"
)

const (
	customAPI = "message/custom/send"

	// maxText is the longest customer-service text, in bytes.
	maxText = 2048
)

// SendText sends one customer-service message (客服消息). What the platform
// cannot carry is left out; an empty text is Refused and a too long one Shorten,
// without a call.
func (c *Client) SendText(ctx context.Context, openid, text string) error {
	text = clean(text)
	switch {
	case text == "":
		return &bot.SendError{API: customAPI, Reaction: bot.Refused}
	case len(text) > maxText:
		return &bot.SendError{API: customAPI, Reaction: bot.Shorten}
	}
	return c.postJSON(ctx, customAPI, message.NewCustomerTextMessage(openid, text), nil)
}

// SendPicture uploads a picture and sends it. The platform keeps uploads for
// three days; the same picture within that time is not uploaded again.
func (c *Client) SendPicture(ctx context.Context, openid string, picture []byte, mime string) error {
	for again := false; ; again = true {
		id, err := c.upload(ctx, picture, mime)
		if err != nil {
			return err
		}
		err = c.postJSON(ctx, customAPI, message.NewCustomerImgMessage(openid, id), nil)
		var failed *bot.SendError
		if again || !errors.As(err, &failed) || failed.Code != 40007 {
			return err
		}
		c.uploads.forget(picture) // gone before its time: upload once more
	}
}
