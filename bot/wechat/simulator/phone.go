package simulator

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrNotFollowing is returned when somebody who does not follow the account speaks to it.
var ErrNotFollowing = errors.New("does not follow the account")

// Phone is one person with WeChat. Her acts block until the callback is over, all tries included, and
// return what she sees at once: the passive reply, or [FaultText]. The error is about the simulation (ctx
// ended, no webhook, [ErrNotFollowing]). A phone is safe for concurrent use: a person may send three
// messages at the same time.
type Phone struct {
	platform     *Platform
	name, openID string

	// Guarded by platform.mu.
	following bool
	since     time.Time
	windows   windows
	allowed   map[string]int // subscription template → permissions left
	bubbles   []Bubble
	changed   chan struct{} // closed and replaced at every new bubble
}

// Phone returns the person of that name. She is made on first mention, and follows the account from then on
// without an event. Her OpenID depends on her name and the AppID only.
func (p *Platform) Phone(name string) *Phone {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ph := range p.phones {
		if ph.name == name {
			return ph
		}
	}
	ph := &Phone{platform: p, name: name, openID: openID(p.config.AppID, name), following: true, since: p.now(),
		allowed: make(map[string]int), changed: make(chan struct{})}
	p.phones = append(p.phones, ph)
	p.byOpenID[ph.openID] = ph
	return ph
}

// openID has the shape of the platform's: o and 27 characters.
func openID(appID, name string) string {
	sum := sha256.Sum256([]byte(appID + "\x00" + name))
	return "o" + base64.RawURLEncoding.EncodeToString(sum[:])[:27]
}

// Phones returns everybody, in the order of their first mention.
func (p *Platform) Phones() []*Phone {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.phones)
}

// PhoneOf finds the person behind an OpenID.
func (p *Platform) PhoneOf(openID string) (*Phone, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ph, found := p.byOpenID[openID]
	return ph, found
}

// Name is the name the person was made by; the account never learns it.
func (ph *Phone) Name() string { return ph.name }

// OpenID is how the account knows the person.
func (ph *Phone) OpenID() string { return ph.openID }

// Following reports whether the person follows the account.
func (ph *Phone) Following() bool {
	ph.platform.mu.Lock()
	defer ph.platform.mu.Unlock()
	return ph.following
}

// Window says what the account may still send by customer-service message, faults aside.
func (ph *Phone) Window() Window {
	ph.platform.mu.Lock()
	defer ph.platform.mu.Unlock()
	return ph.windows.at(ph.platform.now())
}

// Bubbles returns the chat from its beginning.
func (ph *Phone) Bubbles() []Bubble {
	ph.platform.mu.Lock()
	defer ph.platform.mu.Unlock()
	return slices.Clone(ph.bubbles)
}

// Wait returns the first bubble of the whole chat that matches, and waits for it when there is none yet.
func (ph *Phone) Wait(ctx context.Context, match func(Bubble) bool) (Bubble, error) {
	return ph.WaitAfter(ctx, 0, match)
}

// WaitAfter is Wait that looks only at bubbles with an ID above the given one.
func (ph *Phone) WaitAfter(ctx context.Context, id int64, match func(Bubble) bool) (Bubble, error) {
	for {
		fresh, changed := ph.after(id)
		for _, b := range fresh {
			if match(b) {
				return b, nil
			}
			id = b.ID
		}
		select {
		case <-ctx.Done():
			return Bubble{}, fmt.Errorf("wait for a bubble on %s's phone: %w", ph.name, ctx.Err())
		case <-changed:
		}
	}
}

func (ph *Phone) after(id int64) ([]Bubble, <-chan struct{}) {
	ph.platform.mu.Lock()
	defer ph.platform.mu.Unlock()
	i := len(ph.bubbles)
	for i > 0 && ph.bubbles[i-1].ID > id {
		i--
	}
	return slices.Clone(ph.bubbles[i:]), ph.changed
}

// show puts a bubble on a phone; p.mu must be held.
func (p *Platform) show(ph *Phone, b Bubble) Bubble {
	p.bubbleID++
	b.ID, b.At, b.Phone, b.OpenID = p.bubbleID, p.now(), ph.name, ph.openID
	ph.bubbles = append(ph.bubbles, b)
	close(ph.changed)
	ph.changed = make(chan struct{})
	p.hub.publish(Happening{At: b.At, Bubble: &b})
	return b
}

// deliver pushes what the person did and shows her what came of it.
func (ph *Phone) deliver(ctx context.Context, xml string) ([]Bubble, error) {
	p := ph.platform
	r, err := p.push(ctx, ph, xml)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case r.fault != "":
		return []Bubble{p.show(ph, Bubble{From: FromSystem, Kind: Fault, Text: FaultText})}, nil
	case r.reply != nil:
		return []Bubble{p.show(ph, *r.reply)}, nil
	}
	return nil, nil
}
