package simulator

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"time"
)

// Say sends a text message.
func (ph *Phone) Say(ctx context.Context, text string) ([]Bubble, error) {
	return ph.message(ctx, "text", Bubble{Kind: Text, Text: text}, func(x *pushXML) {
		x.text("Content", text)
	})
}

// Tap sends what a tapped menu line sends: a text message with bizmsgmenuid. The window it opens is the
// short one.
func (ph *Phone) Tap(ctx context.Context, text, menuID string) ([]Bubble, error) {
	return ph.send(ctx, "text", Bubble{Kind: Text, Text: text}, (*windows).openByEvent, func(x *pushXML) {
		x.text("Content", text).bare("bizmsgmenuid", menuID)
	})
}

// TapLink taps the newest menu line on the phone whose label or content is the given words. It fails when
// there is none.
func (ph *Phone) TapLink(ctx context.Context, words string) ([]Bubble, error) {
	bubbles := ph.Bubbles()
	for i := len(bubbles) - 1; i >= 0; i-- {
		for _, l := range bubbles[i].Links {
			if l.Text == words || l.Content == words {
				return ph.Tap(ctx, l.Content, l.ID)
			}
		}
	}
	return nil, fmt.Errorf("tap %q: no such line on %s's phone", words, ph.name)
}

// Photo sends a picture.
func (ph *Phone) Photo(ctx context.Context, data []byte) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	m := p.keepPicture(Image, data)
	address := p.mediaURL(m.ID, nil)
	p.mu.Unlock()
	return ph.message(ctx, "image", Bubble{Kind: Image, MediaID: m.ID}, func(x *pushXML) {
		x.text("PicUrl", address).text("MediaId", m.ID)
	})
}

// Voice sends a recording, in the format "amr" as a rule. There is no Recognition: the platform gives none.
func (ph *Phone) Voice(ctx context.Context, data []byte, format string) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	m := p.keepMedia(Voice, voiceType(format), "."+format, data)
	wide := p.keepMedia(Voice, voiceType("speex"), ".speex", data)
	p.mu.Unlock()
	return ph.message(ctx, "voice", Bubble{Kind: Voice, MediaID: m.ID, Format: format}, func(x *pushXML) {
		x.text("MediaId", m.ID).text("Format", format).text("MediaId16K", wide.ID)
	})
}

// Video sends a film.
func (ph *Phone) Video(ctx context.Context, data []byte) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	m := p.keepMedia(Video, "video/mp4", ".mp4", data)
	still := p.keepPicture(thumb, drawTicket(m.ID))
	p.mu.Unlock()
	return ph.message(ctx, "video", Bubble{Kind: Video, MediaID: m.ID}, func(x *pushXML) {
		x.text("MediaId", m.ID).text("ThumbMediaId", still.ID)
	})
}

// Location sends a point of the map: latitude, longitude (GCJ-02, degrees), the name of the place, zoom.
func (ph *Phone) Location(ctx context.Context, lat, lng float64, label string, scale int) ([]Bubble, error) {
	b := Bubble{Kind: Location, Lat: lat, Lng: lng, Label: label, Scale: scale}
	return ph.message(ctx, "location", b, func(x *pushXML) {
		x.decimal("Location_X", lat).decimal("Location_Y", lng).number("Scale", int64(scale)).text("Label", label)
	})
}

// Link shares a page.
func (ph *Phone) Link(ctx context.Context, title, description, url string) ([]Bubble, error) {
	b := Bubble{Kind: WebPage, Title: title, Text: description, URL: url}
	return ph.message(ctx, "link", b, func(x *pushXML) {
		x.text("Title", title).text("Description", description).text("Url", url)
	})
}

// File sends a file; the account learns its name and size but cannot fetch it. The push is undocumented, its
// shape is what developers report.
func (ph *Phone) File(ctx context.Context, name string) ([]Bubble, error) {
	sum := md5.Sum([]byte(name))
	key := ph.platform.random(12)
	return ph.message(ctx, "file", Bubble{Kind: File, Title: name}, func(x *pushXML) {
		x.text("Title", name).text("Description", "").text("FileKey", key).
			text("FileMd5", hex.EncodeToString(sum[:])).number("FileTotalLen", int64(len(name)))
	})
}

// Raw pushes any bytes as if they were this person's doing: encrypted and signed, no bubble, no window. It
// is for hostile tests.
func (ph *Phone) Raw(ctx context.Context, xml string) ([]Bubble, error) {
	return ph.deliver(ctx, xml)
}

func (ph *Phone) message(ctx context.Context, kind string, b Bubble, fill func(*pushXML)) ([]Bubble, error) {
	return ph.send(ctx, kind, b, (*windows).openByMessage, fill)
}

// send shows a message on the person's own phone, opens the window it opens, and pushes it.
func (ph *Phone) send(ctx context.Context, kind string, b Bubble, opens func(*windows, time.Time), fill func(*pushXML)) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	if !ph.following {
		p.mu.Unlock()
		return nil, fmt.Errorf("send %s: %s %w", kind, ph.name, ErrNotFollowing)
	}
	b.From = FromPerson
	p.show(ph, b)
	opens(&ph.windows, p.now())
	x := p.pushed(ph, kind)
	fill(x)
	x.number("MsgId", p.nextID())
	p.mu.Unlock()
	return ph.deliver(ctx, x.end())
}
