package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"minqing/flows/texts"
)

// windowDeed is what a window did, as its answer says.
type windowDeed struct {
	span
	said    string
	what    string // called, missed, finished …
	number  int
	window  int
	refused bool
	free    bool // refused, since nobody is at the window
}

// What a window reads.
var windowSays = []struct {
	what   string
	answer *regexp.Regexp // number or window, then what else
}{
	{"called", regexp.MustCompile(`^A(\d+) → (\d+)号窗口，还有(\d+)对在等。`)},
	{"missed", regexp.MustCompile(`^A(\d+) 已过号，再叫3对以后重新叫。`)},
	{"lapsed", regexp.MustCompile(`^A(\d+) 过号次数用完，已作废。`)},
	{"finished", regexp.MustCompile(`^A(\d+) 办完，还有()(\d+)对在等。`)},
	{"undone 叫号", regexp.MustCompile(`^已撤销“叫号”，A(\d+) 恢复原样。`)},
	{"undone 过号", regexp.MustCompile(`^已撤销“过号”，A(\d+) 恢复原样。`)},
	{"undone 办完", regexp.MustCompile(`^已撤销“办完”，A(\d+) 恢复原样。`)},
	{"walk-in", regexp.MustCompile(`^现场号 A(\d+)，前面`)},
	{"opened", regexp.MustCompile(`^()(\d+)号窗口已开，(\d+)对在等。`)},
	{"shut", regexp.MustCompile(`^()(\d+)号窗口已关，还有(\d+)对在等`)},
	{"stopped", regexp.MustCompile(`^已停号，还有()()(\d+)对在等`)},
	{"resumed", regexp.MustCompile(`^已恢复发号。`)},
	{"looked", regexp.MustCompile(`^今天发了\d+个号，()()(\d+)对在等。`)},
}

// windowRefusals are what a window may be refused.
var windowRefusals = []string{texts.Queue.NobodyWaits, texts.Queue.NobodyThere, texts.Queue.CannotUndo, texts.Queue.WindowTaken, texts.Queue.NotStopped}

// clerk is who sits at a window.
type clerk struct {
	*visitor
	n       int
	deeds   []windowDeed
	now     int // the number at the window, as far as the clerk knows
	waiting int // as last read
}

// command says something that is answered in one way only.
func (c *clerk) command(words, want string) {
	c.t.Helper()
	if text, _ := c.say(words); !strings.Contains(text, want) {
		c.t.Fatalf("%s: %s: %s", c.phone.Name(), words, text)
	}
}

// does says something and remembers what the answer says was done.
func (c *clerk) does(words string) windowDeed {
	text, s := c.say(words)
	d := windowDeed{span: s, said: words, refused: true, free: answers(text, texts.Queue.NobodyThere)}
	for _, w := range windowSays {
		m := w.answer.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		d = windowDeed{span: s, said: words, what: w.what}
		if len(m) > 1 {
			d.number = digits(m[1])
		}
		if len(m) > 3 {
			d.window, c.waiting = digits(m[2]), digits(m[3])
		}
		break
	}
	known := !d.refused
	for _, r := range windowRefusals {
		known = known || answers(text, r)
	}
	if !known {
		c.wrong("%s: %s: %s", c.phone.Name(), words, text)
	}
	c.deeds = append(c.deeds, d)
	return d
}

// work is the day of a window.
func (c *clerk) work() {
	c.sit(c.n)
	for c.ctx.Err() == nil {
		c.clock.advance(time.Duration(4+c.r.IntN(14)) * time.Second)
		c.step()
		select {
		case <-c.all:
			if c.waiting > dayLeft {
				continue
			}
			c.does("关窗")
			return
		default:
		}
	}
}

// sit opens a window: that one, or else whichever is free.
func (c *clerk) sit(window int) {
	for c.does(fmt.Sprintf("开窗 %d", window)).refused && c.ctx.Err() == nil {
		window = 1 + window%dayWindows
	}
}

func (c *clerk) step() {
	u := c.r.IntN(100)
	switch {
	case c.now == 0 && u < 80, u < 55:
		c.call()
	case c.now != 0 && (c.isAbsent(c.now) || u < 61):
		c.miss()
	case u < 72:
		if !c.does("办完").refused {
			c.now = 0
		}
	case u < 78:
		c.does("重呼")
	case u < 88:
		c.does("撤销")
	case u < 91:
		c.does("关窗")
		c.now = 0
		c.sit(1 + c.r.IntN(dayWindows))
	case u < 92:
		c.stop()
	case u < 94:
		if d := c.does("发号"); !d.refused {
			c.note(&c.takes, took{span: d.span, number: d.number})
		}
	case u < 95:
		c.does("窗口")
	default:
		c.call()
	}
}

// call calls the next number, when enough couples wait that there is somebody to
// overtake.
func (c *clerk) call() {
	for c.came.Load() < min(c.calls.Load()+dayAhead, dayCouples) && c.ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	c.callNow()
}

// callNow calls the next number. With every call others come in at the door.
func (c *clerk) callNow() {
	c.calls.Add(1)
	d := c.does("叫号")
	if d.refused {
		c.waiting = 0
	} else {
		c.now = d.number
	}
	for range 1 + c.r.IntN(4)/3 {
		select {
		case c.door <- struct{}{}:
		default:
		}
	}
}

func (c *clerk) miss() {
	if !c.does("过号").refused {
		c.now = 0
	}
}

// stop stops the numbers for a moment, in which it waits for nobody: nobody can
// come.
func (c *clerk) stop() {
	c.does("停号")
	c.callNow()
	c.does("恢复发号") // unless a colleague has
}

func (c *clerk) isAbsent(number int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.absent[number]
}
