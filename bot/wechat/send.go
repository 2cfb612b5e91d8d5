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

// SendMedia uploads a picture, voice or video and sends it; what it is, its bytes
// tell. The platform keeps uploads for three days; the same bytes within that
// time are not uploaded again. What it does not take is Refused.
func (c *Client) SendMedia(ctx context.Context, openid string, data []byte) error {
	kind, ok := sendable[sniff(data)]
	if !ok || len(data) > kind.limit {
		return &bot.SendError{API: uploadAPI, Reaction: bot.Refused}
	}
	for again := false; ; again = true {
		id, err := c.upload(ctx, data, kind)
		if err != nil {
			return err
		}
		err = c.postJSON(ctx, customAPI, kind.message(openid, id), nil)
		var failed *bot.SendError
		if again || !errors.As(err, &failed) || failed.Code != 40007 {
			return err
		}
		c.uploads.forget(data) // gone before its time: upload once more
	}
}

// medium is how the platform takes one type of media.
type medium struct {
	kind, name, mime string
	limit            int // bytes
	message          func(openid, mediaID string) *message.CustomerMessage
}

// sendable are the media that can be pushed, by the type found in the bytes.
var sendable = map[string]medium{
	"image/jpeg": {"image", "picture.jpg", "image/jpeg", 10 << 20, message.NewCustomerImgMessage},
	"image/png":  {"image", "picture.png", "image/png", 10 << 20, message.NewCustomerImgMessage},
	"image/gif":  {"image", "picture.gif", "image/gif", 10 << 20, message.NewCustomerImgMessage},
	"audio/amr":  {"voice", "voice.amr", "audio/amr", 2 << 20, message.NewCustomerVoiceMessage},
	"audio/mpeg": {"voice", "voice.mp3", "audio/mpeg", 2 << 20, message.NewCustomerVoiceMessage},
	"video/mp4":  {"video", "video.mp4", "video/mp4", 10 << 20, videoMessage},
}

// videoMessage names the video itself as its cover, as developers report to work:
// the platform asks for a cover and we have none.
func videoMessage(openid, mediaID string) *message.CustomerMessage {
	return &message.CustomerMessage{
		ToUser: openid, Msgtype: message.MsgTypeVideo,
		Video: &message.MediaVideo{MediaID: mediaID, ThumbMediaID: mediaID},
	}
}
