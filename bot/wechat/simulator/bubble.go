package simulator

import (
	"net/url"
	"regexp"
	"strings"
	"time"
)

// FaultText is what a person reads when the account did not answer as it must.
const FaultText = "该公众号提供的服务出现故障，请稍后再试"

// Sender is whose bubble it is.
type Sender string

const (
	FromPerson  Sender = "person"
	FromAccount Sender = "account"
	FromSystem  Sender = "system" // WeChat itself
)

// Kind is what a bubble shows.
type Kind string

const (
	Text         Kind = "text"
	Image        Kind = "image"
	Voice        Kind = "voice"
	Video        Kind = "video"
	Music        Kind = "music"
	Location     Kind = "location"
	WebPage      Kind = "link" // a shared page, or an article of the account
	File         Kind = "file"
	Card         Kind = "template"     // a template message
	Subscription Kind = "subscription" // a subscription message
	Fault        Kind = "fault"        // FaultText
)

// Bubble is one thing a person sees in the chat. Fields that do not belong to its kind are zero.
type Bubble struct {
	ID     int64 // rises over the whole platform
	At     time.Time
	Phone  string // name of the person
	OpenID string
	From   Sender
	Kind   Kind

	Text   string // as read: the tags of links are gone, their labels stay
	Raw    string // the text as the account sent it
	Links  []MenuLink
	Pages  []PageLink
	Title  string  // of a page, a file, a card, a video, a piece of music
	URL    string  // of a page or a card
	Fields []Field // of a card

	MediaID string // of an image, a voice, a video; see Platform.Media
	Format  string // of a voice
	Lat     float64
	Lng     float64
	Scale   int
	Label   string // of a location
}

// MenuLink is a line of text that can be tapped: <a href="weixin://bizmsgmenu?…">Text</a>. A tap sends Content
// as a text message that carries ID.
type MenuLink struct{ Text, Content, ID string }

// PageLink is a link in a text to a page.
type PageLink struct{ Text, URL string }

// Field is one line of a card.
type Field struct{ Key, Label, Value string }

var anchor = regexp.MustCompile(`(?s)<a\s+href="([^"]*)"[^>]*>(.*?)</a>`)

const menuScheme = "weixin://bizmsgmenu?"

// setText fills Raw, and from it Text, Links and Pages.
func (b *Bubble) setText(raw string) {
	b.Raw = raw
	b.Text = anchor.ReplaceAllString(raw, "$2")
	for _, m := range anchor.FindAllStringSubmatch(raw, -1) {
		href, label := m[1], m[2]
		query, isMenu := strings.CutPrefix(href, menuScheme)
		if !isMenu {
			b.Pages = append(b.Pages, PageLink{Text: label, URL: href})
			continue
		}
		if link, good := parseMenuLink(label, query); good {
			b.Links = append(b.Links, link)
		}
	}
}

// parseMenuLink refuses a link without content or ID: on a phone it could not be tapped.
func parseMenuLink(label, query string) (MenuLink, bool) {
	l := MenuLink{Text: label}
	for part := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(part, "=")
		if plain, err := url.PathUnescape(value); err == nil {
			value = plain
		}
		switch key {
		case "msgmenucontent":
			l.Content = value
		case "msgmenuid":
			l.ID = value
		}
	}
	return l, l.Content != "" && l.ID != ""
}

// Says reports whether what the person reads contains the words, anywhere in the bubble.
func (b Bubble) Says(words string) bool {
	return strings.Contains(b.Text, words) || strings.Contains(b.Title, words)
}
