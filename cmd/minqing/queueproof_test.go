package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/flows/hall"
	"minqing/storage"
)

// proof holds what everybody was told against what is kept.
type proof struct {
	day   *queueDay
	hall  storage.Hall
	takes map[int]took // by number
	lates map[int]took
	stays map[int][]*stay
	calls []*stay
	told  map[*visitor][]string
	fails int
}

func newProof(d *queueDay) *proof {
	p := &proof{day: d, hall: d.hall(), takes: map[int]took{}, lates: map[int]took{}, stays: map[int][]*stay{}, told: map[*visitor][]string{}}
	for _, t := range d.takes {
		if other, twice := p.takes[t.number]; twice {
			p.fault("A%03d was given at %v and at %v", t.number, other.span, t.span)
		}
		p.takes[t.number] = t
	}
	for _, l := range d.lates {
		p.lates[l.number] = l
	}
	for _, v := range d.people {
		for _, b := range v.phone.Bubbles() {
			if b.From == simulator.FromAccount {
				p.told[v] = append(p.told[v], b.Text)
			}
		}
	}
	for _, c := range d.clerks {
		p.follow(c)
	}
	p.sortStays()
	return p
}

// fault reports what is wrong, a few times: one wrong call makes many others look
// wrong.
func (p *proof) fault(format string, args ...any) {
	p.day.t.Helper()
	if p.fails++; p.fails <= 20 {
		p.day.t.Errorf(format, args...)
	}
}

func (p *proof) all() {
	p.numbers()
	p.oneAfterAnother()
	p.inOrder()
	p.stopped()
	for i := range p.hall.Couples {
		c := &p.hall.Couples[i]
		p.ending(c)
		p.lateness(c)
		for _, v := range p.day.people {
			if slices.Contains(c.Who, v.id) {
				p.heard(c, v)
			}
		}
	}
	for _, v := range p.day.people {
		p.strangers(v)
	}
	p.enough()
	if report, err := p.day.service.store.Verify(p.day.ctx); err != nil || len(report.Problems) > 0 {
		p.fault("verify: %v %v", report.Problems, err)
	}
}

// numbers: every number that is kept was told to whoever has it, once, and every
// number that was told is kept.
func (p *proof) numbers() {
	if len(p.takes) != p.hall.Last || len(p.hall.Couples) != p.hall.Last {
		p.fault("%d numbers were told, %d kept, the last is %d", len(p.takes), len(p.hall.Couples), p.hall.Last)
	}
	codes := map[string]int{}
	for i, c := range p.hall.Couples {
		if other := codes[c.Code]; other > 0 {
			p.fault("A%03d and A%03d have the same code", other, c.N)
		}
		codes[c.Code] = c.N
		t, told := p.takes[i+1]
		switch {
		case c.N != i+1 || !told:
			p.fault("A%03d stands at %d; told: %t", c.N, i+1, told)
		case t.who == nil && (c.From != hall.FromWindow || len(c.Who) > 0):
			p.fault("A%03d was given at a window, and is %+v", c.N, c)
		case t.who != nil && (len(c.Who) == 0 || c.Who[0] != t.who.id || c.Code != t.words):
			p.fault("A%03d is not kept for who was told it: %+v", c.N, c)
		}
	}
	for _, j := range p.day.joins {
		c := hall.Get(&p.hall, j.number)
		switch over := c != nil && !p.surelyWaits(c.N, j.span); {
		case c == nil, j.words == "" && !slices.Contains(c.Who, j.who.id):
			p.fault("%s joined A%03d and is not there", j.who.phone.Name(), j.number)
		case j.words != "" && !over:
			p.fault("%s could not join A%03d, which waited", j.who.phone.Name(), j.number)
		}
	}
}

// stopped: between 停号 and 恢复发号 nobody is given a number by phone.
func (p *proof) stopped() {
	var stops, resumes []windowDeed
	for _, c := range p.day.clerks {
		for _, d := range c.deeds {
			switch d.what {
			case "stopped":
				stops = append(stops, d)
			case "resumed":
				resumes = append(resumes, d)
			}
		}
	}
	for _, t := range p.takes {
		for _, s := range stops {
			resumed := func(r windowDeed) bool { return !r.before(s.span) && !t.before(r.span) }
			if t.who != nil && s.before(t.span) && !slices.ContainsFunc(resumes, resumed) {
				p.fault("A%03d was given at %v, after 停号 at %v", t.number, t.span, s.span)
			}
		}
	}
}

// ending: what became of a number is what windows and couple did with it.
func (p *proof) ending(c *storage.Couple) {
	end, misses := "", 0
	for _, s := range p.stays[c.N] {
		if end = s.end; s.end == "missed" || s.end == "lapsed" {
			misses++
		}
	}
	left := slices.ContainsFunc(p.day.leaves, func(l took) bool { return l.number == c.N })
	want := storage.CoupleClosed
	switch {
	case left:
		want = storage.CoupleLeft
	case end == "finished":
		want = storage.CoupleDone
	case end == "lapsed":
		want = storage.CoupleLapsed
	}
	if c.State != want || c.Misses != misses {
		p.fault("A%03d is %s and was missed %d times; its windows and its couple say %s (%q) and %d", c.N, c.State, c.Misses, want, end, misses)
	}
}

// lateness: who was told not to be called before an hour is not called before it,
// and may not say so twice.
func (p *proof) lateness(c *storage.Couple) {
	l, late := p.lates[c.N]
	if late != (c.Delays == 1) {
		p.fault("A%03d was told to come late: %t; kept: %d", c.N, late, c.Delays)
	}
	stays := p.stays[c.N]
	if !late || len(stays) == 0 || !l.before(stays[len(stays)-1].call.span) {
		return
	}
	if called := c.Called.In(storage.Zone).Format("15:04"); called < l.words && stays[len(stays)-1].end != "undone" {
		p.fault("A%03d was told that it is not called before %s, and was at %s", c.N, l.words, called)
	}
}

// heard: both partners read of every call, of every 过号, and at the end that the day is
// over, each as often as it happened.
func (p *proof) heard(c *storage.Couple, v *visitor) {
	var joined span // of who took the number: before everything
	for _, j := range p.day.joins {
		if j.who == v && j.number == c.N && j.words == "" {
			joined = j.span
		}
	}
	name := fmt.Sprintf("A%03d", c.N)
	expect := func(words string, happened []span) {
		sure, maybe := 0, 0
		for _, s := range happened {
			switch {
			case joined.before(s):
				sure++
			case !s.before(joined):
				maybe++
			}
		}
		if n := p.count(v, words); n < sure || n > sure+maybe {
			p.fault("%s read %q %d times, it happened %d to %d times: %q", v.phone.Name(), words, n, sure, sure+maybe, p.told[v])
		}
	}
	happened := map[string][]span{}
	for _, clerk := range p.day.clerks {
		for _, d := range clerk.deeds {
			if d.number == c.N && d.said == "重呼" {
				happened["again"] = append(happened["again"], d.span)
			} else if d.number == c.N {
				happened[d.what] = append(happened[d.what], d.span)
			}
		}
	}
	expect("请 "+name+" 到", append(happened["called"], happened["again"]...))
	expect("再叫一次：请 "+name+" 到", happened["again"])
	expect(name+" 叫到时没有人来，已过号", happened["missed"])
	expect(name+" 多次叫号没有人来，已作废", happened["lapsed"])
	expect("刚才叫 "+name+" 撤销了", happened["undone 叫号"])
	expect("刚才点错了，"+name+" 没有过号", happened["undone 过号"])
	closed := 0
	if c.State == storage.CoupleClosed {
		closed = 1
	}
	if n := p.count(v, name+" 没有办到"); n != closed {
		p.fault("%s read %d times that %s (%s) was not reached", v.phone.Name(), n, name, c.State)
	}
}

func (p *proof) count(v *visitor, words string) (n int) {
	for _, text := range p.told[v] {
		n += strings.Count(text, words)
	}
	return n
}

var ofANumber = regexp.MustCompile(`A\d{3,}`)

// strangers: nobody reads of a number that is not theirs. What everybody may ask,
// which number is at which window, nobody asked in this day.
func (p *proof) strangers(v *visitor) {
	for _, text := range p.told[v] {
		for _, name := range ofANumber.FindAllString(text, -1) {
			if c := hall.Get(&p.hall, digits(name[1:])); c == nil || !slices.Contains(c.Who, v.id) {
				p.fault("%s read of %s: %s", v.phone.Name(), name, text)
			}
		}
	}
}

// enough: a day in which nothing happened proves nothing.
func (p *proof) enough() {
	happened := map[string]int{}
	for _, c := range p.day.clerks {
		for _, d := range c.deeds {
			happened[d.said[:min(len(d.said), len("叫号"))]+" "+fmt.Sprint(!d.refused)]++
		}
	}
	closed := 0
	for _, c := range p.hall.Couples {
		if c.State == storage.CoupleClosed {
			closed++
		}
	}
	for _, words := range []string{"叫号", "重呼", "过号", "办完", "撤销", "停号", "恢复", "开窗", "关窗", "发号"} {
		if happened[words+" true"] == 0 {
			p.fault("nobody did %s", words)
		}
	}
	if len(p.calls) < dayCouples/2 || len(p.day.leaves) < 10 || len(p.lates) < 5 || closed == 0 {
		p.fault("too little happened: %d calls, %d gave up, %d late, %d left at the end", len(p.calls), len(p.day.leaves), len(p.lates), closed)
	}
	p.day.t.Logf("%d numbers, %d calls, %d given up, %d late, %d left at the end, %d messages, the windows %v, until %s",
		p.hall.Last, len(p.calls), len(p.day.leaves), len(p.lates), closed, p.day.moment.Load()/2, happened, p.day.clock.Now().In(storage.Zone).Format(time.TimeOnly))
}
