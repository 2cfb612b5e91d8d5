package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
)

// faults are the ways in which the demonstration's WeChat can misbehave.
var faults = []struct {
	name, help string
	set        func(*simulator.Faults)
}{
	{"window", "不许主动发消息（45015）", func(f *simulator.Faults) { f.CloseWindows(true) }},
	{"quota", "主动消息的条数用完了（45047）", func(f *simulator.Faults) { f.UseUpQuota(true) }},
	{"down", "微信接口打不开（HTTP 503）", func(f *simulator.Faults) { f.DownAPI(simulator.Unavailable) }},
	{"hangup", "微信接口接了就挂", func(f *simulator.Faults) { f.DownAPI(simulator.HangUp) }},
	{"slow", "微信接口每次慢 3 秒", func(f *simulator.Faults) { f.SlowAPI(3 * time.Second) }},
	{"thrice", "每条消息投递三次，一次接一次", func(f *simulator.Faults) { f.Deliver(simulator.ThriceInTurn) }},
	{"atonce", "每条消息同时投递三次", func(f *simulator.Faults) { f.Deliver(simulator.ThriceAtOnce) }},
	{"lost", "接下来的两次应答丢在路上", func(f *simulator.Faults) { f.DropAnswers(2) }},
	{"token", "现有的 access_token 全部作废", func(f *simulator.Faults) { f.RevokeTokens() }},
	{"off", "一切恢复正常", func(f *simulator.Faults) { f.Clear() }},
}

func breakSomething(_ context.Context, t *talk, name string) error {
	for _, f := range faults {
		if f.name == name {
			f.set(t.world.platform.Faults)
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
