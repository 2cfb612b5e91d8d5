package simulator

import (
	"strings"
	"unicode/utf8"
)

// maxCustomText is the longest text of a customer-service message, in bytes.
const maxCustomText = 2048

// customMessage is the body of message/custom/send, as far as this platform shows it.
type customMessage struct {
	ToUser  string `json:"touser"`
	MsgType string `json:"msgtype"`
	Text    struct {
		Content string `json:"content"`
	} `json:"text"`
	Image mediaRef    `json:"image"`
	Voice mediaRef    `json:"voice"`
	Video mediaRef    `json:"video"`
	Menu  menuMessage `json:"msgmenu"`
	News  struct {
		Articles []struct {
			Title       string `json:"title"`
			Description string `json:"description"`
			URL         string `json:"url"`
		} `json:"articles"`
	} `json:"news"`
}

type mediaRef struct {
	MediaID     string `json:"media_id"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

type menuMessage struct {
	Head string `json:"head_content"`
	List []struct {
		ID      string `json:"id"`
		Content string `json:"content"`
	} `json:"list"`
	Tail string `json:"tail_content"`
}

func (p *Platform) customSend(r request) answer {
	if !utf8.Valid(r.body) {
		return fail(CodeFormat, "")
	}
	var m customMessage
	if code := r.read(&m); code != OK {
		return fail(code, "")
	}
	faults := p.Faults.State()
	p.mu.Lock()
	defer p.mu.Unlock()
	ph, code := p.follower(m.ToUser)
	if code != OK {
		return fail(code, "")
	}
	b, code := p.customBubble(m)
	switch {
	case code != OK:
		return fail(code, "")
	case faults.WindowsClosed:
		return fail(CodeWindowClosed, "")
	case faults.QuotaUsedUp:
		return fail(CodeQuotaUsedUp, "")
	}
	if code := ph.windows.take(p.now()); code != OK {
		return fail(code, "")
	}
	p.show(ph, b)
	return done()
}

// follower finds the recipient of a send; p.mu must be held.
func (p *Platform) follower(openID string) (*Phone, Errcode) {
	ph := p.byOpenID[openID]
	switch {
	case ph == nil:
		return nil, CodeOpenID
	case !ph.following:
		return nil, CodeNotFollowing
	}
	return ph, OK
}

// customBubble checks a message and draws it; p.mu must be held.
func (p *Platform) customBubble(m customMessage) (Bubble, Errcode) {
	b := Bubble{From: FromAccount}
	switch m.MsgType {
	case "text":
		b.Kind = Text
		b.setText(m.Text.Content)
		return b, checkText(m.Text.Content)
	case "msgmenu":
		b.Kind = Text
		m.Menu.draw(&b)
		return b, checkText(b.Text)
	case "image":
		return b.withMedia(Image, m.Image), p.checkMedia(m.Image.MediaID, Image)
	case "voice":
		return b.withMedia(Voice, m.Voice), p.checkMedia(m.Voice.MediaID, Voice)
	case "video":
		return b.withMedia(Video, m.Video), p.checkMedia(m.Video.MediaID, Video)
	case "news":
		if len(m.News.Articles) != 1 {
			return b, CodeArticleCount
		}
		a := m.News.Articles[0]
		b.Kind, b.Title, b.Text, b.URL = WebPage, a.Title, a.Description, a.URL
		return b, OK
	}
	return b, CodeMessageType
}

func (b Bubble) withMedia(k Kind, m mediaRef) Bubble {
	b.Kind, b.MediaID, b.Title, b.Text = k, m.MediaID, m.Title, m.Description
	return b
}

func checkText(s string) Errcode {
	switch {
	case s == "":
		return CodeEmptyContent
	case len(s) > maxCustomText:
		return CodeTooLong
	}
	return OK
}

// draw writes the head, one tappable line for each choice, and the tail.
func (m menuMessage) draw(b *Bubble) {
	var lines []string
	if m.Head != "" {
		lines = append(lines, m.Head)
	}
	for _, choice := range m.List {
		lines = append(lines, choice.Content)
		b.Links = append(b.Links, MenuLink{Text: choice.Content, Content: choice.Content, ID: choice.ID})
	}
	if m.Tail != "" {
		lines = append(lines, m.Tail)
	}
	b.Text = strings.Join(lines, "\n")
	b.Raw = b.Text
}
