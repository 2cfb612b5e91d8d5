package main

import (
	"math/rand/v2"
	"regexp"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/storage"
)

// visitor is a phone and whoever speaks by it.
type visitor struct {
	*queueDay
	phone *simulator.Phone
	id    storage.PersonID
	r     *rand.Rand
	crowd chan struct{} // nil: waits for nobody
}

func (d *queueDay) visitor(name string, r *rand.Rand, crowd chan struct{}) *visitor {
	phone := d.platform.Phone(name)
	return &visitor{queueDay: d, phone: phone, id: d.service.store.PersonOf(phone.OpenID()), r: r, crowd: crowd}
}

// deliveries is how often the platform delivers what somebody says.
var deliveries = [8]simulator.Delivery{simulator.ThriceAtOnce, simulator.ThriceInTurn} // else once

// say says something until it is answered. Only while the house is shut may there
// be no answer: it is said anew when the house is open again.
func (v *visitor) say(words string) (string, span) {
	if v.crowd != nil {
		v.crowd <- struct{}{}
		defer func() { <-v.crowd }()
	}
	for v.ctx.Err() == nil {
		v.platform.Faults.Deliver(deliveries[v.r.IntN(len(deliveries))])
		life := v.lives.Load()
		s := span{from: v.moment.Add(1)}
		seen, err := v.phone.Say(v.ctx, words)
		s.to = v.moment.Add(1)
		if err == nil && replied(seen) {
			return seen[0].Text, s
		}
		if err == nil && len(seen) == 0 { // a slow machine: the answer follows
			text := v.late(words)
			s.to = v.moment.Add(1)
			return text, s
		}
		if life%2 == 0 && life == v.lives.Load() {
			v.wrong("%s: %s: answered %v, %v", v.phone.Name(), words, seen, err)
			return "", s
		}
		for v.lives.Load()%2 == 1 && v.ctx.Err() == nil {
			time.Sleep(2 * time.Millisecond)
		}
	}
	return "", span{}
}

// pushed is what people are told unasked.
var pushed = regexp.MustCompile(`^(A\d+ (前面还有|下一个|叫到时|多次叫号|已由另一位)|请 A|再叫一次|刚才|另一位已加入|对不起|今天的办理时间改为)`)

// late waits for an answer that took longer than the platform waits: it is pushed.
func (v *visitor) late(words string) string {
	asked := int64(0)
	for _, b := range v.phone.Bubbles() {
		if b.From == simulator.FromPerson && b.Text == words {
			asked = b.ID
		}
	}
	b, err := v.phone.WaitAfter(v.ctx, asked, func(b simulator.Bubble) bool {
		return b.From == simulator.FromAccount && !pushed.MatchString(b.Text)
	})
	if err != nil {
		v.wrong("%s: %s: no answer: %v", v.phone.Name(), words, err)
	}
	return b.Text
}
