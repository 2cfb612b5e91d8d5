package flows

import (
	"time"

	"minqing/storage"
)

// Kind is what sort of thing a person did in the chat.
type Kind string

// The kinds of messages. Everything the platform can push is mapped to one of
// them; what it may invent tomorrow is Unknown.
const (
	Text     Kind = "text"     // typed, or a tapped line of a reply (Tapped)
	Photo    Kind = "photo"    // MediaID
	Voice    Kind = "voice"    // MediaID; the platform no longer transcribes
	Video    Kind = "video"    // MediaID
	Location Kind = "location" // Point and Label, chosen by the person
	Link     Kind = "link"     // a shared page
	File     Kind = "file"     // a shared file
	Follow   Kind = "follow"   // Scene when it came by a QR code
	Unfollow Kind = "unfollow"
	Scan     Kind = "scan"    // Scene
	Click    Kind = "click"   // an entry of the account's menu; Text is its key
	Receipt  Kind = "receipt" // the platform reports on a template or subscription message
	Unknown  Kind = "unknown" // acknowledged and counted, never an error
)

// Message is one thing a person did, in the words of the house. ID is the
// platform's identity of it: the same for every delivery of the same message,
// different for every other message.
type Message struct {
	ID      string
	From    string // openid; personal data
	To      string // the account
	At      time.Time
	Kind    Kind
	Text    string // typed or tapped words; the key of a Click
	Tapped  bool   // the person tapped a line of a reply
	MediaID string
	Format  string // of a voice: amr, speex
	Point   *storage.Point
	Label   string // the address that came with a Location
	Scene   string // of a QR code, without the platform's prefix
	Event   string // the platform's own name for an event, for counting
}

// Converses reports whether a person expects an answer to it.
func (m *Message) Converses() bool {
	switch m.Kind {
	case Unfollow, Receipt, Unknown:
		return false
	}
	return true
}

// Opens reports which sending window the platform opens for it: a message that
// a person wrote, or a click, tap, follow or scan.
func (m *Message) Opens() (message, click bool) {
	switch m.Kind {
	case Text:
		return !m.Tapped, m.Tapped
	case Photo, Voice, Video, Location, Link, File:
		return true, false
	case Follow, Scan, Click:
		return false, true
	}
	return false, false
}
