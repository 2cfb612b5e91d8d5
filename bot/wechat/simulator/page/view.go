package page

import (
	"regexp"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
)

// bubbleView is a bubble as the page reads it.
type bubbleView struct {
	ID     int64             `json:"id"`
	At     time.Time         `json:"at"`
	Phone  string            `json:"phone"`
	From   simulator.Sender  `json:"from"`
	Kind   simulator.Kind    `json:"kind"`
	Parts  []part            `json:"parts,omitempty"`
	Title  string            `json:"title,omitempty"`
	URL    string            `json:"url,omitempty"`
	Fields []simulator.Field `json:"fields,omitempty"`
	Media  string            `json:"media,omitempty"`
	Lat    float64           `json:"lat,omitempty"`
	Lng    float64           `json:"lng,omitempty"`
	Label  string            `json:"label,omitempty"`
}

// part is a piece of a text: words, a menu line that can be tapped, or a link to a page.
type part struct {
	Text    string `json:"text"`
	Content string `json:"content,omitempty"` // what a tap says
	ID      string `json:"id,omitempty"`      // and the menu ID it carries
	URL     string `json:"url,omitempty"`
}

func viewBubble(b simulator.Bubble) bubbleView {
	return bubbleView{ID: b.ID, At: b.At, Phone: b.Phone, From: b.From, Kind: b.Kind, Parts: parts(b), Title: b.Title,
		URL: b.URL, Fields: b.Fields, Media: b.MediaID, Lat: b.Lat, Lng: b.Lng, Label: b.Label}
}

var anchor = regexp.MustCompile(`(?s)<a\s+href="([^"]*)"[^>]*>(.*?)</a>`)

// parts cuts a text at its links. What a person wrote has none, whatever it looks like.
func parts(b simulator.Bubble) []part {
	switch {
	case b.Text == "":
		return nil
	case b.From == simulator.FromPerson || b.Kind == simulator.Card || b.Kind == simulator.Subscription:
		return []part{{Text: b.Text}}
	case len(b.Links) > 0 && !anchor.MatchString(b.Raw):
		return lineParts(b)
	}
	var all []part
	rest := b.Raw
	if rest == "" {
		rest = b.Text
	}
	links := b.Links
	for {
		at := anchor.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		href, label := rest[at[2]:at[3]], rest[at[4]:at[5]]
		all = appendText(all, rest[:at[0]])
		switch {
		case len(links) > 0 && links[0].Text == label && strings.HasPrefix(href, "weixin:"):
			all = append(all, part{Text: label, Content: links[0].Content, ID: links[0].ID})
			links = links[1:]
		case strings.HasPrefix(href, "https://"), strings.HasPrefix(href, "http://"):
			all = append(all, part{Text: label, URL: href})
		default:
			all = appendText(all, label)
		}
		rest = rest[at[1]:]
	}
	return appendText(all, rest)
}

func appendText(all []part, text string) []part {
	if text == "" {
		return all
	}
	return append(all, part{Text: text})
}

// lineParts is a menu message: its choices are lines of their own.
func lineParts(b simulator.Bubble) []part {
	var all []part
	links := b.Links
	for i, line := range strings.Split(b.Text, "\n") {
		if i > 0 {
			all = append(all, part{Text: "\n"})
		}
		if len(links) > 0 && line == links[0].Text {
			all = append(all, part{Text: line, Content: links[0].Content, ID: links[0].ID})
			links = links[1:]
			continue
		}
		all = appendText(all, line)
	}
	return all
}

// callbackView is one try of a callback; durations are milliseconds.
type callbackView struct {
	Seq    uint64    `json:"seq"`
	Phone  string    `json:"phone"`
	Try    int       `json:"try"`
	At     time.Time `json:"at"`
	Millis float64   `json:"ms"`
	Status int       `json:"status"`
	XML    string    `json:"xml"`
	Reply  string    `json:"reply,omitempty"`
	Fault  string    `json:"fault,omitempty"`
}

func viewCallback(c simulator.Callback, seq uint64) callbackView {
	return callbackView{Seq: seq, Phone: c.Phone, Try: c.Try, At: c.Start, Millis: millis(c.Duration), Status: c.Status,
		XML: c.XML, Reply: c.Reply, Fault: c.Fault}
}

// callView is one call of the API; durations are milliseconds.
type callView struct {
	Seq     uint64    `json:"seq"`
	At      time.Time `json:"at"`
	Method  string    `json:"method"`
	Path    string    `json:"path"`
	Millis  float64   `json:"ms"`
	Status  int       `json:"status"`
	Errcode int       `json:"errcode"`
	Errmsg  string    `json:"errmsg,omitempty"`
	Body    string    `json:"body,omitempty"`
}

func viewCall(c simulator.Call, seq uint64) callView {
	return callView{Seq: seq, At: c.Start, Method: c.Method, Path: c.Path, Millis: millis(c.Duration), Status: c.Status,
		Errcode: int(c.Errcode), Errmsg: c.Errmsg, Body: c.Body}
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
