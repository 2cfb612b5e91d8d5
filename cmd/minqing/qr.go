package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/storage"
)

// qrCommand makes a QR code that leads to the account.
type qrCommand struct {
	configFlag
	Scene string `arg:"" help:"场景值，至多 64 个字符；bind-绑定码 让扫码的同事直接绑定。"`
	Out   string `arg:"" name:"OUT.png" help:"图片文件。"`
	Days  int    `placeholder:"N" help:"有效天数，至多 30；不写是永久的（公众号一共只有十万个）。"`
}

// Run is `minqing qr`.
func (c *qrCommand) Run(a *app) error {
	if c.Days < 0 || c.Days > 30 {
		return usage("--days 应当是 1 到 30")
	}
	if n := utf8.RuneCountInString(c.Scene); n < 1 || n > 64 {
		return usage(fmt.Sprintf("场景值应当是 1 到 64 个字符，写了 %d 个", n))
	}
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	life := time.Duration(c.Days) * 24 * time.Hour
	if life == 0 && strings.HasPrefix(c.Scene, "bind-") {
		life = storage.InviteLife // no longer than the code in it
	}
	var picture bytes.Buffer
	if err := a.perform(s, "qr", &qrTask{Scene: c.Scene, Life: life}, &picture); err != nil {
		return err
	}
	if err := writeFile(c.Out, true, func(w io.Writer) error { _, err := w.Write(picture.Bytes()); return err }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "二维码已写入 %s\n", c.Out)
	return err
}

// qrTask writes the picture, a PNG.
type qrTask struct {
	Scene string
	Life  time.Duration
}

func (t *qrTask) do(ctx context.Context, h *house, out io.Writer) error {
	picture, err := h.client.QR(ctx, t.Scene, t.Life)
	if err != nil {
		return err
	}
	_, err = out.Write(picture)
	return err
}
