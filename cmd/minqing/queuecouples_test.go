package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/flows/texts"
)

// What couples read. The answer stands behind whatever was held for them.
var (
	saysTaken  = regexp.MustCompile(`(?m)^取号成功：A(\d+)（两个人一个号）\n另一位请用自己的微信在本公众号发送：加入 (\d{4})$`)
	saysJoined = regexp.MustCompile(`(?m)^已加入 A(\d+)，`)
	saysLeft   = regexp.MustCompile(`(?m)^A(\d+) 已取消。`)
	saysLate   = regexp.MustCompile(`(?m)^A(\d+) 给您留着，(\d\d:\d\d)以前不叫`)
	saysMine   = regexp.MustCompile(`(?m)^您的号：A(\d+)$`)
)

// pair is a couple: two phones, at first not known to belong together.
type pair struct {
	a, b   *visitor
	r      *rand.Rand
	number int // the one they have now
}

// invent draws a couple and what it will do.
func (d *queueDay) invent(n int, seeds *rand.Rand) {
	p := &pair{r: drawn(seeds)}
	p.a = d.visitor(fmt.Sprintf("新人%d甲", n), drawn(seeds), d.crowd)
	p.b = d.visitor(fmt.Sprintf("新人%d乙", n), drawn(seeds), d.crowd)
	d.people = append(d.people, p.a, p.b)
	d.parted = append(d.parted, func() { d.come(p) })
}

// come is a couple's day.
func (d *queueDay) come(p *pair) {
	select {
	case <-d.door:
	case <-d.ctx.Done():
	}
	switch u := p.r.IntN(100); {
	case u < 8:
		p.bothTake()
	case u < 92:
		mine := p.a.take()
		p.number = mine.number
		p.b.join(mine)
	default: // the other has no WeChat
		p.number = p.a.take().number
	}
	d.came.Add(1)
	d.inside.Done()
	switch u := p.r.IntN(100); {
	case u < 10:
		d.mu.Lock()
		d.absent[p.number] = true
		d.mu.Unlock()
	case u < 20:
		p.late()
	case u < 32:
		p.giveUp()
	case u < 40:
		p.again()
	case u < 50:
		p.ask()
	}
}

// bothTake: two who reach for their phones at the same moment have two numbers.
// One is given back, and its owner joins the other.
func (p *pair) bothTake() {
	other := make(chan took, 1)
	go func() { other <- p.b.take() }()
	mine := p.a.take()
	<-other
	p.number = mine.number
	p.b.leave()
	p.b.join(mine)
}

// take takes a number. Who has one reads which; while none are given it is tried
// again.
func (v *visitor) take() took {
	for v.ctx.Err() == nil {
		text, s := v.say("取号")
		if m := saysTaken.FindStringSubmatch(text); m != nil {
			got := took{span: s, who: v, number: digits(m[1]), words: m[2]}
			v.note(&v.takes, got)
			return got
		}
		if !answers(text, texts.Queue.Stopped) {
			v.wrong("%s: 取号: %s", v.phone.Name(), text)
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return took{}
}

func (v *visitor) join(other took) {
	text, s := v.say("加入 " + other.words)
	joined := took{span: s, who: v, number: other.number}
	switch m := saysJoined.FindStringSubmatch(text); {
	case m != nil && digits(m[1]) == other.number:
	case answers(text, texts.Queue.BadCode):
		joined.words = "ended"
	default:
		v.wrong("%s: 加入 A%03d: %s", v.phone.Name(), other.number, text)
	}
	v.note(&v.joins, joined)
}

// leave gives the number up. It may be over already.
func (v *visitor) leave() {
	text, s := v.say("取消取号")
	m := saysLeft.FindStringSubmatch(text)
	switch {
	case m != nil:
		v.note(&v.leaves, took{span: s, who: v, number: digits(m[1])})
	case !answers(text, texts.Queue.None):
		v.wrong("%s: 取消取号: %s", v.phone.Name(), text)
	}
}

// one of the two.
func (p *pair) either() *visitor {
	if p.r.IntN(2) == 0 {
		return p.a
	}
	return p.b
}

// giveUp: one or the other, at once, when the turn comes near, or both at the same moment. Some come
// again.
func (p *pair) giveUp() {
	if p.r.IntN(2) == 0 && !p.hear("前面还有", "下一个就是您", "号窗口办理") {
		return
	}
	if p.r.IntN(3) == 0 {
		both := make(chan struct{})
		go func() { p.b.leave(); close(both) }()
		p.a.leave()
		<-both
	} else {
		p.a.leave()
	}
	if p.r.IntN(3) == 0 {
		p.number = p.a.take().number
	}
}

// late: 晚到, and once more, which is once too often.
func (p *pair) late() {
	if p.r.IntN(2) == 0 && !p.hear("前面还有", "下一个就是您", "叫到时没有人来") {
		return
	}
	granted := 0
	for range 2 {
		text, s := p.a.say("晚到")
		m := saysLate.FindStringSubmatch(text)
		switch {
		case m != nil:
			granted++
			p.a.note(&p.a.lates, took{span: s, who: p.a, number: digits(m[1]), words: m[2]})
		case answers(text, texts.Queue.LateTwice), answers(text, texts.Queue.CalledAlready), answers(text, texts.Queue.None):
		default:
			p.a.wrong("%s: 晚到: %s", p.a.phone.Name(), text)
		}
	}
	if granted > 1 {
		p.a.wrong("A%03d comes late %d times", p.number, granted)
	}
}

// again: who was called asks for another number until there is one: not before
// the first is over.
func (p *pair) again() {
	if !p.hear("号窗口办理") {
		return
	}
	for range 3 {
		text, s := p.a.say("取号")
		m := saysTaken.FindStringSubmatch(text)
		switch {
		case m != nil:
			p.a.note(&p.a.takes, took{span: s, who: p.a, number: digits(m[1]), words: m[2]})
			return
		case answers(text, texts.Queue.Stopped):
		case p.mine(text) == p.number:
		default:
			p.a.wrong("%s: 取号 beside A%03d: %s", p.a.phone.Name(), p.number, text)
		}
		time.Sleep(time.Duration(p.r.IntN(200)) * time.Millisecond)
	}
}

// ask: 我的号 is the couple's own, for both.
func (p *pair) ask() {
	text, _ := p.either().say("我的号")
	if n := p.mine(text); n != p.number && !strings.Contains(text, "您今天的号 A") && !answers(text, texts.Queue.NoneTake) {
		p.a.wrong("我的号 of A%03d: %s", p.number, text)
	}
}

func (p *pair) mine(text string) int {
	if m := saysMine.FindStringSubmatch(text); m != nil {
		return digits(m[1])
	}
	return 0
}

// hear waits until the couple is told something of its number; false when the
// windows are shut before.
func (p *pair) hear(words ...string) bool {
	number := fmt.Sprintf("A%03d ", p.number)
	_, err := p.a.phone.Wait(p.a.open, func(b simulator.Bubble) bool {
		if b.From != simulator.FromAccount || !strings.Contains(b.Text, number) {
			return false
		}
		for _, w := range words {
			if strings.Contains(b.Text, w) {
				return true
			}
		}
		return false
	})
	return err == nil
}

// answers reports whether an answer is one of the house's sentences, the taps in
// it aside.
func answers(text, sentence string) bool {
	begins, _, _ := strings.Cut(sentence, "<a ")
	return strings.Contains(text, begins)
}

// digits is the number that a pattern found; 0 where it looked for none.
func digits(found string) int {
	n, _ := strconv.Atoi(found)
	return n
}
