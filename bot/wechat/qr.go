package wechat

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"image/png"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/silenceper/wechat/v2/officialaccount/basic"

	"minqing/bot"
)

// Limits of the platform. An account has 100,000 permanent codes in all.
const (
	maxScene     = 64 // characters
	maxTemporary = 30 * 24 * time.Hour
	maxSide      = 4096 // pixels; the platform draws 430

	createQR = "qrcode/create"
	showQR   = "showqrcode"
)

// QR returns the picture of a code (带参数二维码) that leads to the account with a
// scene. temporary is how long it works, at most 30 days; 0 makes a permanent
// one, which counts against the account's 100,000 for ever. A wrong scene or
// time is an error without a call; other errors are *bot.SendError or a
// context's end. The platform draws JPEG; we make it the PNG that we promise.
func (c *Client) QR(ctx context.Context, scene string, temporary time.Duration) (picture []byte, err error) {
	code, err := c.makeQR(ctx, scene, temporary)
	if err != nil {
		return nil, err
	}
	// The picture needs a ticket, no token.
	address := c.pictures + "/cgi-bin/" + showQR + "?" + url.Values{"ticket": {code.Ticket}}.Encode()
	a, err := c.do(ctx, request{api: showQR, timeout: c.mediaTimeout}, address)
	if err != nil {
		return nil, err
	}
	if picture = asPNG(a); picture == nil {
		return nil, &bot.SendError{API: showQR, Reaction: bot.Retry}
	}
	return picture, nil
}

// QRAddress makes a code as QR does, and returns what stands in it, so that the
// caller draws it.
func (c *Client) QRAddress(ctx context.Context, scene string, temporary time.Duration) (address string, err error) {
	code, err := c.makeQR(ctx, scene, temporary)
	if err != nil {
		return "", err
	}
	if code.URL == "" {
		return "", &bot.SendError{API: createQR, Reaction: bot.Retry}
	}
	return code.URL, nil
}

// madeQR is what the platform answers.
type madeQR struct {
	Ticket string `json:"ticket"`
	URL    string `json:"url"`
}

func (c *Client) makeQR(ctx context.Context, scene string, temporary time.Duration) (made madeQR, err error) {
	if n := utf8.RuneCountInString(scene); n < 1 || n > maxScene || !utf8.ValidString(scene) {
		return made, fmt.Errorf("make qr code: scene of %d characters, the platform takes 1 to %d", n, maxScene)
	}
	if temporary < 0 || temporary > maxTemporary || temporary > 0 && temporary < time.Second {
		return made, fmt.Errorf("make qr code: life of %s, the platform takes a second to 30 days", temporary)
	}
	ask := basic.NewLimitQrRequest(scene)
	if temporary > 0 {
		ask = basic.NewTmpQrRequest(temporary, scene)
	}
	err = c.postJSON(ctx, createQR, ask, &made)
	return made, err
}

// asPNG returns nil for what is no picture.
func asPNG(a answer) []byte {
	switch kind := sniff(a.body); {
	case a.large:
		return nil
	case kind == "image/png":
		return a.body
	case kind != "image/jpeg":
		return nil
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(a.body))
	if err != nil || size.Width > maxSide || size.Height > maxSide {
		return nil
	}
	drawn, err := jpeg.Decode(bytes.NewReader(a.body))
	if err != nil {
		return nil
	}
	var b bytes.Buffer
	if png.Encode(&b, drawn) != nil {
		return nil
	}
	return b.Bytes()
}
