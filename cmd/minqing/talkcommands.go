package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
	"minqing/storage"
)

// talkCommand is something the reader can do besides speaking.
type talkCommand struct {
	name, usage, help string
	run               func(ctx context.Context, t *talk, args string) error
}

// talkCommands is filled in below: /help lists the table itself.
var talkCommands []talkCommand

func init() {
	talkCommands = []talkCommand{
		{"as", "/as 姓名", "换成另一个人说话；没有的名字就是一位新市民", become},
		{"people", "/people", "都有谁，各是什么身份", people},
		{"tap", "/tap 1", "点最后一条消息里的蓝字：序号、方括号里的字母，或蓝字本身", tap},
		{"photo", "/photo [文件]", "发一张照片", sendFile(demoPhoto(), (*simulator.Phone).Photo)},
		{"voice", "/voice [文件]", "发一段语音", sendFile(demoVoice(), func(ph *simulator.Phone, ctx context.Context, data []byte) ([]simulator.Bubble, error) {
			return ph.Voice(ctx, data, "amr")
		})},
		{"video", "/video [文件]", "发一段视频", sendFile(demoVideo(), (*simulator.Phone).Video)},
		{"location", "/location 26.0792,119.3103 汽车站", "发位置", sendLocation},
		{"menu", "/menu 我要反映", "点公众号底部菜单里的一项", clickMenu},
		{"follow", "/follow", "关注公众号", func(ctx context.Context, t *talk, _ string) error { _, err := t.me.Follow(ctx); return err }},
		{"unfollow", "/unfollow", "取消关注", func(ctx context.Context, t *talk, _ string) error { return t.me.Unfollow(ctx) }},
		{"scan", "/scan 场景值", "扫带场景值的二维码，例如引导牌 sign-2、bind-绑定码", scan},
		{"invite", "/invite 姓名", "给样例机构的一位同事要一个绑定码", inviteAgain},
		{"wait", "/wait 48h", "让时间过去", wait},
		{"fault", "/fault 名称", "让微信出毛病；不写名称就列出来", breakSomething},
		{"help", "/help", "这份说明", help},
		{"quit", "/quit", "结束演示", func(_ context.Context, t *talk, _ string) error { t.quit = true; return nil }},
	}
}

func (t *talk) command(ctx context.Context, name, args string) error {
	for _, c := range talkCommands {
		if c.name == name {
			return c.run(ctx, t, args)
		}
	}
	return fmt.Errorf("没有 /%s 这个用法；全部用法见 /help", name)
}

func help(_ context.Context, t *talk, _ string) error {
	rows := make([][]string, len(talkCommands))
	for i, c := range talkCommands {
		rows[i] = []string{c.usage, c.help}
	}
	var text strings.Builder
	err := writeTable(&text, rows)
	t.screen.line("%s不带斜杠的话就是在公众号里说的。", text.String())
	return err
}

func become(_ context.Context, t *talk, name string) error {
	if name == "" {
		return errors.New("请写上姓名，例如 /as 王芳")
	}
	t.me = t.world.platform.Phone(name)
	if p, err := castMember(name); err == nil {
		t.screen.line("您现在是%s：%s。", p.Name, p.Part)
		return nil
	}
	t.screen.line("您现在是%s：新来的市民。", name)
	return nil
}

func people(_ context.Context, t *talk, _ string) error {
	rows := [][]string{{"姓名", "身份", "现在还能主动发给对方"}}
	for _, ph := range t.world.platform.Phones() {
		part := "市民"
		if p, err := castMember(ph.Name()); err == nil {
			part = p.Part
		}
		left := fmt.Sprintf("%d 条", ph.Window().Left)
		if !ph.Following() {
			left = "没有关注"
		}
		rows = append(rows, []string{ph.Name(), part, left})
	}
	var text strings.Builder
	err := writeTable(&text, rows)
	t.screen.line("%s", strings.TrimRight(text.String(), "\n"))
	return err
}

// tap taps a link of the last bubble that has any: by handle, position or words.
func tap(ctx context.Context, t *talk, handle string) error {
	bubbles := t.me.Bubbles()
	for i := len(bubbles) - 1; i >= 0; i-- {
		links := bubbles[i].Links
		if len(links) == 0 {
			continue
		}
		for n, l := range links {
			label := ownNumber.ReplaceAllString(l.Text, "")
			command, _, _ := strings.Cut(l.Content, " ") // 接单 for 接单 F2611230001
			if slices.Contains([]string{handleOf(links, n), label, l.Text, l.Content, command}, handle) {
				_, err := t.me.Tap(ctx, l.Content, l.ID)
				return err
			}
		}
		if n, err := strconv.Atoi(handle); err == nil && n >= 1 && n <= len(links) {
			_, err := t.me.Tap(ctx, links[n-1].Content, links[n-1].ID)
			return err
		}
		break
	}
	return fmt.Errorf("最后一条消息里没有“%s”可点", handle)
}

func sendFile(sample []byte, send func(*simulator.Phone, context.Context, []byte) ([]simulator.Bubble, error)) func(context.Context, *talk, string) error {
	return func(ctx context.Context, t *talk, file string) error {
		data := sample
		if file != "" {
			var err error
			if data, err = os.ReadFile(file); err != nil {
				return err
			}
		}
		_, err := send(t.me, ctx, data)
		return err
	}
}

func sendLocation(ctx context.Context, t *talk, args string) error {
	lat, lng, label := page.BusStation.Lat, page.BusStation.Lng, page.BusStation.Name
	if args != "" {
		point, name, _ := strings.Cut(args, " ")
		if n, err := fmt.Sscanf(strings.ReplaceAll(point, "，", ","), "%f,%f", &lat, &lng); n != 2 || err != nil {
			return errors.New("请写成 /location 26.0792,119.3103 汽车站")
		}
		label = strings.TrimSpace(name)
	}
	_, err := t.me.Location(ctx, lat, lng, label, 16)
	return err
}

func clickMenu(ctx context.Context, t *talk, key string) error {
	if key == "" {
		return errors.New("请写上菜单里的名称，例如 /menu 我要反映")
	}
	_, err := t.me.Click(ctx, key)
	return err
}

func scan(ctx context.Context, t *talk, scene string) error {
	if scene == "" {
		return errors.New("请写上场景值，例如 /scan sign-2")
	}
	_, err := t.me.Scan(ctx, scene)
	return err
}

func inviteAgain(ctx context.Context, t *talk, name string) error {
	p, err := castMember(name)
	if err != nil {
		return err
	}
	if len(p.Roles) == 0 {
		return fmt.Errorf("%s是市民，不用绑定", name)
	}
	code, err := t.world.invite(ctx, p)
	if err == nil {
		t.screen.line("%s的绑定码（24 小时内有效，只能用一次）：%s", name, code)
	}
	return err
}

func wait(_ context.Context, t *talk, args string) error {
	d, err := time.ParseDuration(args)
	if err != nil || d <= 0 || d > 1000*time.Hour {
		return errors.New("请写上多久，例如 /wait 48h、/wait 30m")
	}
	t.world.clock.advance(d)
	t.screen.line("现在是 %s。", t.world.clock.Now().In(storage.Zone).Format("1月2日 15:04"))
	return nil
}
