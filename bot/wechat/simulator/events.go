package simulator

import (
	"context"
	"errors"
	"fmt"
)

// ErrTicketExpired is returned by a scan of a temporary QR code whose time is over.
var ErrTicketExpired = errors.New("the QR code has expired")

// Follow follows the account, from a search.
func (ph *Phone) Follow(ctx context.Context) ([]Bubble, error) {
	return ph.follow(ctx, "", "")
}

// FollowByScene follows by a QR code with a scene, without the checks of Scan.
func (ph *Phone) FollowByScene(ctx context.Context, scene string) ([]Bubble, error) {
	return ph.follow(ctx, "qrscene_"+scene, ph.platform.random(66))
}

func (ph *Phone) follow(ctx context.Context, key, ticket string) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	ph.following, ph.since = true, p.now()
	ph.windows.openByEvent(p.now())
	x := p.event(ph, "subscribe").text("EventKey", key)
	if ticket != "" {
		x.text("Ticket", ticket)
	}
	p.mu.Unlock()
	return ph.deliver(ctx, x.end())
}

// Unfollow leaves the account. The windows close and the permissions for subscriptions end. Nothing is ever
// shown for it.
func (ph *Phone) Unfollow(ctx context.Context) error {
	p := ph.platform
	p.mu.Lock()
	if !ph.following {
		p.mu.Unlock()
		return fmt.Errorf("unfollow: %s %w", ph.name, ErrNotFollowing)
	}
	ph.following = false
	ph.windows.close()
	clear(ph.allowed)
	x := p.event(ph, "unsubscribe").text("EventKey", "")
	p.mu.Unlock()
	_, err := p.push(ctx, ph, x.end())
	return err
}

// Scan scans the QR code of a scene: a follower's scan is a SCAN, anybody else's follows. A scene that the
// account never made a code for is scanned all the same; one whose codes have all expired is not.
func (ph *Phone) Scan(ctx context.Context, scene string) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	ticket, err := p.ticketOf(scene)
	following := ph.following
	p.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("scan %q: %w", scene, err)
	}
	if !following {
		return ph.follow(ctx, "qrscene_"+scene, ticket)
	}
	return ph.event(ctx, "SCAN", true, func(x *pushXML) {
		x.text("EventKey", scene).text("Ticket", ticket)
	})
}

// ticketOf returns the living ticket of a scene, or makes one up; p.mu must be held.
func (p *Platform) ticketOf(scene string) (string, error) {
	expired := false
	for id, t := range p.tickets {
		if t.scene != scene {
			continue
		}
		if t.end.IsZero() || p.now().Before(t.end) {
			return id, nil
		}
		expired = true
	}
	if expired {
		return "", ErrTicketExpired
	}
	return "gQ" + p.random(66), nil
}

// Click presses a menu entry of type click.
func (ph *Phone) Click(ctx context.Context, key string) ([]Bubble, error) {
	return ph.event(ctx, "CLICK", true, func(x *pushXML) { x.text("EventKey", key) })
}

// View presses a menu entry that opens a page; it opens no window.
func (ph *Phone) View(ctx context.Context, url string) ([]Bubble, error) {
	return ph.event(ctx, "VIEW", false, func(x *pushXML) { x.text("EventKey", url) })
}

// ScanInChat presses a menu entry of type scancode_waitmsg and scans something.
func (ph *Phone) ScanInChat(ctx context.Context, key, content string) ([]Bubble, error) {
	return ph.event(ctx, "scancode_waitmsg", true, func(x *pushXML) {
		x.text("EventKey", key).open("ScanCodeInfo").
			text("ScanType", "qrcode").text("ScanResult", content).shut("ScanCodeInfo")
	})
}

// event pushes an event of a follower; some open the short window.
func (ph *Phone) event(ctx context.Context, name string, opens bool, fill func(*pushXML)) ([]Bubble, error) {
	p := ph.platform
	p.mu.Lock()
	if !ph.following {
		p.mu.Unlock()
		return nil, fmt.Errorf("%s: %s %w", name, ph.name, ErrNotFollowing)
	}
	if opens {
		ph.windows.openByEvent(p.now())
	}
	x := p.event(ph, name)
	p.mu.Unlock()
	fill(x)
	return ph.deliver(ctx, x.end())
}
