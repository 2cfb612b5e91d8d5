package simulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// ErrNoWebhook is returned by every act of a person while the platform does not know the webhook.
var ErrNoWebhook = errors.New("no webhook is set")

// maxAnswer bounds what the platform reads of a webhook's answer.
const maxAnswer = 1 << 20

// result is what a try, or a whole push, came to: a good answer has no fault, and a reply if it said something.
type result struct {
	reply *Bubble
	fault string
}

// push delivers one XML to the webhook with all its tries. The error is about the simulation (no webhook, ctx
// ended, the platform closed), never about the webhook's answer.
func (p *Platform) push(ctx context.Context, ph *Phone, xml string) (result, error) {
	p.mu.Lock()
	webhook := p.webhook
	p.mu.Unlock()
	if webhook == "" {
		return result{}, fmt.Errorf("push to the account: %w", ErrNoWebhook)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(p.stop, cancel)()

	try := func(n int) result { return p.try(ctx, ph, webhook, xml, n) }
	var r result
	switch p.Faults.State().Delivery {
	case ThriceAtOnce:
		r = thriceAtOnce(try)
	case ThriceInTurn:
		r = thriceInTurn(try)
	default:
		for n := 1; n <= tries && ctx.Err() == nil; n++ {
			if r = try(n); r.fault == "" {
				break
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return result{}, fmt.Errorf("push to the account: %w", err)
	}
	return r, nil
}

// thriceInTurn returns the last good answer.
func thriceInTurn(try func(n int) result) result {
	last := try(1)
	for n := 2; n <= tries; n++ {
		if r := try(n); r.fault == "" || last.fault != "" {
			last = r
		}
	}
	return last
}

// thriceAtOnce returns the good answer that came first, once all three are over.
func thriceAtOnce(try func(n int) result) result {
	answers := make(chan result, tries)
	for n := 1; n <= tries; n++ {
		go func() { answers <- try(n) }()
	}
	first := <-answers
	for range tries - 1 {
		if r := <-answers; first.fault != "" {
			first = r
		}
	}
	return first
}

// pushLater delivers an event that nobody waits for; p.mu must be held.
func (p *Platform) pushLater(ph *Phone, xml string) {
	if p.stop.Err() != nil {
		return
	}
	p.pending.Go(func() {
		p.push(p.stop, ph, xml) // watchers see how it went; nobody else asks
	})
}

// try is one request to the webhook, shown to the watchers.
func (p *Platform) try(ctx context.Context, ph *Phone, webhook, xml string, n int) result {
	c := Callback{Phone: ph.name, OpenID: ph.openID, Try: n, Start: p.now(), XML: xml}
	r := p.exchange(ctx, ph, webhook, &c)
	c.Duration = p.now().Sub(c.Start)
	c.Fault = r.fault
	p.hub.publish(Happening{At: c.Start, Callback: &c})
	return r
}

// exchange sends the push and judges the answer; it fills in the callback's status and reply.
func (p *Platform) exchange(ctx context.Context, ph *Phone, webhook string, c *Callback) result {
	ctx, cancel := context.WithTimeout(ctx, p.config.Patience)
	defer cancel()
	req, err := p.pushRequest(ctx, ph, webhook, c.XML)
	if err != nil {
		return result{fault: "bad webhook address"}
	}
	status, body, err := p.do(req)
	c.Status = status
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return result{fault: "no answer in time"}
	case err != nil:
		return result{fault: "no answer"}
	case p.Faults.takeDrop():
		return result{fault: "answer lost on purpose"}
	case status != http.StatusOK:
		return result{fault: "HTTP " + strconv.Itoa(status)}
	}
	return p.judge(ph, body, c)
}

func (p *Platform) do(req *http.Request) (status int, body []byte, err error) {
	resp, err := p.client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	return resp.StatusCode, body, err
}

// pushRequest encrypts and signs: new timestamp, nonce and ciphertext for every try.
func (p *Platform) pushRequest(ctx context.Context, ph *Phone, webhook, xml string) (*http.Request, error) {
	encrypted := p.codec.Encrypt(p.random16(), []byte(xml))
	query := p.signedQuery(encrypted)
	query.Set("openid", ph.openID)
	query.Set("encrypt_type", "aes")
	address, err := withQuery(webhook, query)
	if err != nil {
		return nil, err
	}
	x := new(pushXML)
	x.b.WriteString("<xml>")
	body := x.text("ToUserName", p.config.Account).text("Encrypt", encrypted).end()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "text/xml")
	req.Header.Set("User-Agent", "Mozilla/4.0")
	return req, nil
}

// signedQuery holds both signatures; msg_signature only when something is encrypted.
func (p *Platform) signedQuery(encrypted string) url.Values {
	timestamp, nonce := strconv.FormatInt(p.now().Unix(), 10), p.nonce()
	q := url.Values{
		"timestamp": {timestamp},
		"nonce":     {nonce},
		"signature": {p.codec.Sign(timestamp, nonce)},
	}
	if encrypted != "" {
		q.Set("msg_signature", p.codec.SignMessage(timestamp, nonce, encrypted))
	}
	return q
}

// withQuery adds to the query that the webhook's address may already have.
func withQuery(address string, add url.Values) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	q := u.Query()
	for k, v := range add {
		q[k] = v
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}
