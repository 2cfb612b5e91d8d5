package simulator

import (
	"context"
	"fmt"
	"unicode/utf8"
)

// subscribeSend sends a subscription message to somebody who allowed it; each permission is good for one,
// unless the template is a long-term one.
func (p *Platform) subscribeSend(r request) answer {
	if !utf8.Valid(r.body) {
		return fail(CodeFormat, "")
	}
	var m templateMessage
	if code := r.read(&m); code != OK {
		return fail(code, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	ph, t, b, code, wrong := p.addressed(m, true)
	if code != OK {
		return fail(code, wrong)
	}
	if ph.allowed[t.ID] == 0 {
		return fail(CodeRefused, "")
	}
	if !t.LongTerm {
		ph.allowed[t.ID]--
	}
	p.show(ph, b)
	sent := p.event(ph, "subscribe_msg_sent_event").open("SubscribeMsgSentEvent").open("List").
		text("TemplateId", t.ID).number("MsgID", p.nextID()).number("ErrorCode", 0).text("ErrorStatus", "success").
		shut("List").shut("SubscribeMsgSentEvent").end()
	p.pushLater(ph, sent)
	return done()
}

// Allow lets the account send one message of a subscription template, or any number of a long-term one.
func (ph *Phone) Allow(ctx context.Context, templateID string) ([]Bubble, error) {
	return ph.decide(ctx, templateID, true)
}

// Refuse takes back every permission for a subscription template.
func (ph *Phone) Refuse(ctx context.Context, templateID string) ([]Bubble, error) {
	return ph.decide(ctx, templateID, false)
}

func (ph *Phone) decide(ctx context.Context, templateID string, allow bool) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	if _, code := p.template(templateID, true); code != OK {
		p.mu.Unlock()
		return nil, fmt.Errorf("decide on template %q: the account has no such subscription", templateID)
	}
	word := "reject"
	if allow {
		word = "accept"
		ph.allowed[templateID]++
	} else {
		delete(ph.allowed, templateID)
	}
	xml := p.event(ph, "subscribe_msg_popup_event").open("SubscribeMsgPopupEvent").open("List").
		text("TemplateId", templateID).text("SubscribeStatusString", word).number("PopupScene", 2).
		shut("List").shut("SubscribeMsgPopupEvent").end()
	p.mu.Unlock()
	return ph.deliver(ctx, xml)
}
