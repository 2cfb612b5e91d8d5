package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"minqing/bot/wechat/simulator"
)

// talk is the demonstration with the terminal given to its reader: what is
// typed is said in the chat, by whoever one is at the moment.
type talk struct {
	world    *world
	screen   *screen
	me       *simulator.Phone
	printed  atomic.Int64 // the last bubble that stands on the screen
	terminal bool         // somebody types; else the lines come from a file or pipe
	quit     bool
}

func newTalk(w *world, s *screen) *talk {
	s.handles = true
	return &talk{world: w, screen: s, me: w.platform.Phone(li)}
}

// run takes lines until /quit, the end of the input, or the end of ctx. When
// there is no input at all, as under a service manager, it stays up until ctx
// ends.
func (t *talk) run(ctx context.Context, in io.Reader) error {
	t.terminal = isTerminal(in)
	for _, p := range cast {
		t.world.platform.Phone(p.Name)
	}
	if err := t.world.bindStaff(ctx); err != nil {
		return err
	}
	watching, stop := context.WithCancel(ctx)
	defer stop()
	go t.print(t.world.platform.Watch(watching))
	t.welcome()
	lines := readLines(ctx, in)
	said := false
	for !t.quit {
		t.screen.ask(t.me.Name())
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-lines:
			if !more {
				return t.end(ctx, said)
			}
			if line = strings.TrimSpace(line); line != "" {
				said = true
				t.take(ctx, line)
			}
		}
	}
	return nil
}

// end is what happens when nobody will type any more.
func (t *talk) end(ctx context.Context, said bool) error {
	if !said && !t.terminal {
		t.screen.line("没有输入，演示继续运行；结束请按 Ctrl-C。")
		<-ctx.Done()
	}
	return nil
}

func readLines(ctx context.Context, in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(in); s.Scan(); {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// print shows everybody's bubbles as they come.
func (t *talk) print(happenings <-chan simulator.Happening) {
	for h := range happenings {
		if h.Bubble != nil {
			t.screen.bubble(*h.Bubble)
			t.printed.Store(h.Bubble.ID)
		}
	}
}

// take performs one line: a command of the demonstration, or words in the chat.
func (t *talk) take(ctx context.Context, line string) {
	var err error
	name, args, isCommand := cutCommand(line)
	t.screen.answered(!isCommand)
	if isCommand {
		err = t.command(ctx, name, args)
	} else {
		_, err = t.me.Say(ctx, line)
	}
	if err != nil {
		t.screen.line("%s", t.screen.look(red, "※ "+explain(err)))
	}
	t.catchUp(ctx)
}

func cutCommand(line string) (name, args string, ok bool) {
	if !strings.HasPrefix(line, "/") && !strings.HasPrefix(line, "／") {
		return "", "", false
	}
	name, args, _ = strings.Cut(line, " ")
	return strings.TrimLeft(name, "/／"), strings.TrimSpace(args), true
}

// catchUp lets what a line caused be seen before the next is taken. At a
// terminal only the passive reply is waited for.
func (t *talk) catchUp(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	if !t.terminal {
		_ = t.world.settle(ctx) // with a fault on, it may never
	}
	for t.printed.Load() < t.world.lastBubble() && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
}

// lastBubble is the newest bubble on any phone.
func (w *world) lastBubble() int64 {
	last := int64(0)
	for _, ph := range w.platform.Phones() {
		if all := ph.Bubbles(); len(all) > 0 {
			last = max(last, all[len(all)-1].ID)
		}
	}
	return last
}

// welcome tells a newcomer what to type.
func (t *talk) welcome() {
	t.printed.Store(t.world.lastBubble())
	for _, line := range []string{
		"民情演示：清溪县民政局的公众号（样例机构，地点和人物均为虚构）。",
		"",
		fmt.Sprintf("请用浏览器打开  %s  ：手机并排，有引导、故障和线路。", t.world.url()),
		t.world.fromElsewhere(),
		fmt.Sprintf("数据在 %s ；消息走真实的加密回调。", t.world.dir),
		"",
		"也可以就在这里说。您现在是市民李梅，直接打字就是在公众号里说话，例如：",
		"  菜单                 看看能办什么",
		"  我要反映             反映一件事，跟着提问走；/photo 发照片，/location 发位置",
		"  街头救助             路上有人需要帮助；/scan sign-2 是扫汽车站的引导牌",
		"  /tap 1               点最后一条消息里的蓝字 1",
		"换成别人：/as 赵敏（受理员）  /as 王芳（殡葬管理股经办人）  /as 周强（救助队员）  全部：/people",
		"  工作台               工作人员看等自己处理的工单",
		"让两天过去：/wait 48h   全部用法：/help   结束：/quit",
		"",
	} {
		t.screen.line("%s", line)
	}
}
