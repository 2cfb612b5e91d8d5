package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"

	"minqing/bot"
)

const (
	fetchAPI = "media/get"
	videoAPI = "media/get video"

	maxAddress = 4 << 10 // of the JSON that says where a video lies
)

// Fetch downloads a temporary media. What it is, is read from the bytes: the
// platform's own words about them are not trusted. Anything but a picture, a
// voice or a video of the kinds the platform hands out is Refused, and so is
// what is longer than limit.
//
// Pictures come without their metadata (see StripMetadata); one whose structure
// is broken is Refused, because nobody could say what is left in it.
func (c *Client) Fetch(ctx context.Context, mediaID string, limit int64) (data []byte, mime string, err error) {
	a, err := c.call(ctx, request{
		api: fetchAPI, query: url.Values{"media_id": {mediaID}}, limit: max(limit, maxAddress), timeout: c.mediaTimeout,
	})
	if err != nil {
		return nil, "", err
	}
	if address, ok := videoURL(a.body); ok {
		if a, err = c.fetchVideo(ctx, address, limit); err != nil {
			return nil, "", err
		}
	}
	if a.large || int64(len(a.body)) > limit {
		return nil, "", &bot.SendError{API: fetchAPI, Reaction: bot.Refused}
	}
	if len(a.body) == 0 {
		return nil, "", &bot.SendError{API: fetchAPI, Reaction: bot.Retry}
	}
	if mime = sniff(a.body); mime == "" {
		return nil, "", &bot.SendError{API: fetchAPI, Reaction: bot.Refused}
	}
	if data, err = StripMetadata(a.body, mime); err != nil {
		return nil, "", &bot.SendError{API: fetchAPI, Reaction: bot.Refused}
	}
	return data, mime, nil
}

// videoURL reads the answer for a video, which is JSON that says where it lies.
func videoURL(body []byte) (string, bool) {
	if trimmed := bytes.TrimLeft(body, spaces); len(trimmed) == 0 || trimmed[0] != '{' {
		return "", false
	}
	var got struct {
		URL  string `json:"video_url"`
		Down string `json:"down_url"` // the older name
	}
	if json.Unmarshal(body, &got) != nil {
		return "", false
	}
	if got.URL == "" {
		got.URL = got.Down
	}
	return got.URL, got.URL != ""
}

// fetchVideo follows a video's address. It carries no token and is followed to
// http and https alone, without redirects.
func (c *Client) fetchVideo(ctx context.Context, address string, limit int64) (answer, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return answer{}, &bot.SendError{API: videoAPI, Reaction: bot.Refused}
	}
	return c.do(ctx, request{api: videoAPI, limit: limit, timeout: c.mediaTimeout}, u.String())
}
