package simulator

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Template is a template or subscription message that the account may send.
type Template struct {
	ID           string
	Title        string
	Fields       []TemplateField
	Subscription bool // sent by subscribe/bizsend to those who allowed it; otherwise by template/send
	LongTerm     bool // a subscription that is not used up by sending (长期订阅)
}

// TemplateField is one line of a template: {{thing1.DATA}} has the key "thing1".
type TemplateField struct{ Key, Label string }

// sentOnce remembers a client_msg_id.
type sentOnce struct {
	at    time.Time
	msgID int64
}

// sendOnceFor is how long a client_msg_id keeps a second message from going out.
const sendOnceFor = 10 * time.Minute

// AddTemplate grants the account one more template.
func (p *Platform) AddTemplate(t Template) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.config.Templates = append(slices.Clone(p.config.Templates), t)
}

type templateMessage struct {
	ToUser      string `json:"touser"`
	TemplateID  string `json:"template_id"`
	URL         string `json:"url"`
	Page        string `json:"page"`
	ClientMsgID string `json:"client_msg_id"`
	Data        map[string]struct {
		Value string `json:"value"`
	} `json:"data"`
}

// template finds a template of the given sort; p.mu must be held.
func (p *Platform) template(id string, subscription bool) (Template, Errcode) {
	for _, t := range p.config.Templates {
		if t.ID == id && t.Subscription == subscription {
			return t, OK
		}
	}
	return Template{}, CodeTemplateID
}

// card checks the fields and draws the message.
func (t Template) card(m templateMessage) (b Bubble, wrong string) {
	b = Bubble{From: FromAccount, Kind: Card, Title: t.Title, URL: m.URL}
	if t.Subscription {
		b.Kind, b.URL = Subscription, m.Page
	}
	var lines []string
	for _, f := range t.Fields {
		value := m.Data[f.Key].Value
		if wrong := fieldError(f.Key, value); wrong != "" {
			return b, wrong
		}
		b.Fields = append(b.Fields, Field{Key: f.Key, Label: f.Label, Value: value})
		lines = append(lines, f.Label+"："+value)
	}
	b.Text = strings.Join(lines, "\n")
	return b, ""
}

type templateAnswer struct {
	Errcode Errcode `json:"errcode"`
	Errmsg  string  `json:"errmsg"`
	MsgID   int64   `json:"msgid"`
}

// addressed finds whom a notice is for and draws its card; p.mu must be held.
// wrong says more of a code that is not OK.
func (p *Platform) addressed(m templateMessage, subscription bool) (ph *Phone, t Template, b Bubble, code Errcode, wrong string) {
	if ph, code = p.follower(m.ToUser); code != OK {
		return ph, t, b, code, ""
	}
	if t, code = p.template(m.TemplateID, subscription); code != OK {
		return ph, t, b, code, ""
	}
	if b, wrong = t.card(m); wrong != "" {
		return ph, t, b, CodeTemplateArgument, wrong
	}
	return ph, t, b, OK, ""
}

func (p *Platform) templateSend(r request) answer {
	var m templateMessage
	if !utf8.Valid(r.body) {
		return fail(CodeFormat, "")
	}
	if code := r.read(&m); code != OK {
		return fail(code, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	ph, _, b, code, wrong := p.addressed(m, false)
	if code != OK {
		return fail(code, wrong)
	}
	now := p.now()
	once, key := m.ClientMsgID != "", m.ToUser+"|"+m.ClientMsgID
	if before, found := p.sent[key]; once && found && now.Sub(before.at) < sendOnceFor {
		return ok(templateAnswer{Errmsg: "ok", MsgID: before.msgID})
	}
	id := p.nextID()
	if once {
		p.sent[key] = sentOnce{at: now, msgID: id}
	}
	p.show(ph, b)
	p.pushLater(ph, p.event(ph, "TEMPLATESENDJOBFINISH").number("MsgID", id).text("Status", "success").end())
	return ok(templateAnswer{Errmsg: "ok", MsgID: id})
}
