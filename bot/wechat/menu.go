package wechat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/silenceper/wechat/v2/officialaccount/menu"

	"minqing/bot"
)

// Menu is the account's menu at the foot of the chat (自定义菜单): at most three
// buttons, each with at most five below it.
type Menu []*menu.Button

// Limits of the platform.
const (
	maxButtons    = 3
	maxSubButtons = 5
	maxTitle      = 16 // bytes of a button's name
	maxSubTitle   = 60
	maxButtonKey  = 128
)

// DefaultMenu is the bot's own: every key is a word of the chat, so that a click
// and the typed word are the same.
func DefaultMenu() Menu {
	return Menu{
		click("我要反映"),
		new(menu.Button).SetSubButton("办事服务", []*menu.Button{
			click("婚姻登记"), click("街头救助"), click("政策问答"), click("服务指南"),
		}),
		new(menu.Button).SetSubButton("我的", []*menu.Button{click("我的工单"), click("人工服务")}),
	}
}

func click(word string) *menu.Button { return new(menu.Button).SetClickButton(word, word) }

// PushMenu makes m the account's menu; people see it within 24 hours. A menu
// beyond the platform's limits is an error that says where, without a call;
// other errors are *bot.SendError or a context's end.
func (c *Client) PushMenu(ctx context.Context, m Menu) error {
	if err := m.check(); err != nil {
		return fmt.Errorf("push menu: %w", err)
	}
	return c.postJSON(ctx, "menu/create", struct {
		Button Menu `json:"button"`
	}{m}, nil)
}

// ShowMenu returns the account's menu as the platform has it; nil when there is none.
func (c *Client) ShowMenu(ctx context.Context) (Menu, error) {
	const api, noMenu = "menu/get", 46003
	var got struct {
		Menu struct {
			Button Menu `json:"button"`
		} `json:"menu"`
	}
	err := c.callJSON(ctx, request{api: api}, &got)
	var failed *bot.SendError
	if errors.As(err, &failed) && failed.Code == noMenu {
		return nil, nil
	}
	return got.Menu.Button, err
}

// String shows the menu as indented JSON, as the platform's console does.
func (m Menu) String() string {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return ""
	}
	return string(b)
}

func (m Menu) check() error {
	if len(m) < 1 || len(m) > maxButtons {
		return fmt.Errorf("%d buttons, the platform takes 1 to %d", len(m), maxButtons)
	}
	for _, b := range m {
		if err := checkButton(b, maxTitle); err != nil {
			return err
		}
		if len(b.SubButtons) > maxSubButtons {
			return fmt.Errorf("button %q has %d below it, the platform takes %d", b.Name, len(b.SubButtons), maxSubButtons)
		}
		for _, sub := range b.SubButtons {
			if err := checkButton(sub, maxSubTitle); err != nil {
				return err
			}
			if len(sub.SubButtons) > 0 {
				return fmt.Errorf("button %q is on the second level and has others below it", sub.Name)
			}
		}
	}
	return nil
}

func checkButton(b *menu.Button, most int) error {
	switch {
	case b == nil || b.Name == "":
		return errors.New("a button has no name")
	case len(b.Name) > most:
		return fmt.Errorf("button %q has %d bytes, the platform takes %d", b.Name, len(b.Name), most)
	case len(b.SubButtons) > 0:
		return nil
	case b.Type == "":
		return fmt.Errorf("button %q does nothing", b.Name)
	case b.Type == "click" && (b.Key == "" || len(b.Key) > maxButtonKey):
		return fmt.Errorf("button %q needs a key of 1 to %d bytes", b.Name, maxButtonKey)
	}
	return nil
}
