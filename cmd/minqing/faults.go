package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
)

// fault is a way in which the demonstration's WeChat can misbehave.
type fault struct {
	name, help string
	set        func(f *simulator.Faults, on bool)

	title, code string // on the page; without a title it is not there
	seen        string // what one sees of it
	is          func(simulator.FaultState) bool
}

// slowness is how long each call of a slow API takes longer.
const slowness = 3 * time.Second

var faults = []fault{
	{name: "window", help: "不许主动发消息（45015）", title: "会话窗口已关", code: "45015",
		seen: "主动消息一律被拒：答复先存着，等市民下次来消息时最先告知。",
		set:  (*simulator.Faults).CloseWindows, is: func(s simulator.FaultState) bool { return s.WindowsClosed }},
	{name: "quota", help: "主动消息的条数用完了（45047）", title: "主动消息条数用完", code: "45047",
		seen: "五条已经发满：和窗口关了一样，先存着，不丢。",
		set:  (*simulator.Faults).UseUpQuota, is: func(s simulator.FaultState) bool { return s.QuotaUsedUp }},
	{name: "token", help: "现有的 access_token 全部作废", title: "access_token 作废", code: "40001",
		seen: "下一次调用被拒，机器人换一个令牌再发一次，市民没有感觉。",
		set:  func(f *simulator.Faults, _ bool) { f.RevokeTokens() }},
	{name: "slow", help: "微信接口每次慢 3 秒", title: "微信接口很慢",
		seen: "每次调用多等三秒：对话照常应答，通知晚一点到。",
		set: func(f *simulator.Faults, on bool) {
			if on {
				f.SlowAPI(slowness)
			} else {
				f.SlowAPI(0)
			}
		}, is: func(s simulator.FaultState) bool { return s.Slow > 0 }},
	{name: "down", help: "微信接口打不开（HTTP 503）", title: "微信接口打不开", code: "503",
		seen: "通知留在发件箱里，隔一会儿再试；接口恢复后补发。",
		set:  outage(simulator.Unavailable), is: func(s simulator.FaultState) bool { return s.Outage == simulator.Unavailable }},
	{name: "hangup", help: "微信接口接了就挂", set: outage(simulator.HangUp)},
	{name: "thrice", help: "每条消息投递三次，一次接一次", title: "每条消息投递三次",
		seen: "同一条消息来三遍，只办一次：三次得到同样的回复。",
		set:  delivery(simulator.ThriceInTurn), is: func(s simulator.FaultState) bool { return s.Delivery == simulator.ThriceInTurn }},
	{name: "atonce", help: "每条消息同时投递三次", set: delivery(simulator.ThriceAtOnce)},
	{name: "lost", help: "接下来的两次应答丢在路上", set: func(f *simulator.Faults, _ bool) { f.DropAnswers(2) }},
	{name: "off", help: "一切恢复正常", set: func(f *simulator.Faults, _ bool) { f.Clear() }},
}

func outage(o simulator.Outage) func(*simulator.Faults, bool) {
	return func(f *simulator.Faults, on bool) {
		if on {
			f.DownAPI(o)
		} else {
			f.DownAPI(simulator.Up)
		}
	}
}

func delivery(d simulator.Delivery) func(*simulator.Faults, bool) {
	return func(f *simulator.Faults, on bool) {
		if on {
			f.Deliver(d)
		} else {
			f.Deliver(simulator.Once)
		}
	}
}

// switches are the faults of the page: WeChat's, and the bot's death.
func (w *world) switches() []page.Switch {
	var all []page.Switch
	for _, f := range faults {
		if f.title == "" {
			continue
		}
		s := page.Switch{ID: f.name, Title: f.title, Code: f.code, Help: f.seen}
		s.Turn = func(_ context.Context, on bool) error { f.set(w.platform.Faults, on); return nil }
		if f.is != nil {
			s.On = func() bool { return f.is(w.platform.Faults.State()) }
		}
		all = append(all, s)
	}
	return append(all, page.Switch{
		ID: "killed", Title: "机器人被杀死",
		Help: "不打招呼就断开，数据文件停在最后一次落盘。关上开关，它从同一个文件再起来：工单都在，没发完的接着发。",
		On:   func() bool { return w.living() == nil },
		Turn: func(ctx context.Context, on bool) error {
			if on {
				return w.kill()
			}
			return w.begin(ctx)
		},
	})
}

func breakSomething(_ context.Context, t *talk, name string) error {
	for _, f := range faults {
		if f.name == name {
			f.set(t.world.platform.Faults, true)
			t.screen.line("好的：%s。", f.help)
			return nil
		}
	}
	if name != "" {
		return fmt.Errorf("没有“%s”这种毛病；/fault 列出全部", name)
	}
	var rows [][]string
	for _, f := range faults {
		rows = append(rows, []string{"/fault " + f.name, f.help})
	}
	var text strings.Builder
	err := writeTable(&text, rows)
	t.screen.line("%s", strings.TrimRight(text.String(), "\n"))
	return err
}
