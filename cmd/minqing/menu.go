package main

import (
	"context"
	"fmt"
	"io"

	"minqing/bot/wechat"
)

// menuCommands are the account's menu at the foot of the chat.
type menuCommands struct {
	Push pushMenuCommand `cmd:"" help:"把机器人的菜单推送到公众号，24 小时内所有人看到。"`
	Show showMenuCommand `cmd:"" help:"查看公众号现在的菜单。"`
}

type pushMenuCommand struct{ configFlag }

// Run is `minqing menu push`.
func (c *pushMenuCommand) Run(a *app) error {
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "menu push", &pushMenuTask{}, a.stdout)
}

type pushMenuTask struct{}

func (*pushMenuTask) do(ctx context.Context, h *house, out io.Writer) error {
	if err := h.client.PushMenu(ctx, wechat.DefaultMenu()); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "菜单已推送，24 小时内所有人看到；重新关注可以马上看到。")
	return err
}

type showMenuCommand struct{ configFlag }

// Run is `minqing menu show`.
func (c *showMenuCommand) Run(a *app) error {
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "menu show", &showMenuTask{}, a.stdout)
}

type showMenuTask struct{}

func (*showMenuTask) do(ctx context.Context, h *house, out io.Writer) error {
	m, err := h.client.ShowMenu(ctx)
	if err != nil {
		return err
	}
	text := "公众号现在没有菜单；用 menu push 推送。"
	if m != nil {
		text = m.String()
	}
	_, err = fmt.Fprintln(out, text)
	return err
}
