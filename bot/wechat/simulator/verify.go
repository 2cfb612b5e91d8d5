package simulator

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// VerifyURL asks the webhook to prove itself as the platform does when an operator enters its address: a
// GET with a plain echostr that must come back as it is. It is so in safe mode too.
func (p *Platform) VerifyURL(ctx context.Context) error {
	echo := p.nonce()
	q := p.signedQuery("")
	q.Set("echostr", echo)
	return p.verify(ctx, q, echo)
}

// VerifyEncryptedURL is VerifyURL with an encrypted echostr under msg_signature, whose plaintext must come
// back. Official accounts are not documented to be asked so; other Tencent products are.
func (p *Platform) VerifyEncryptedURL(ctx context.Context) error {
	echo := p.nonce()
	encrypted := p.codec.Encrypt(p.random16(), []byte(echo))
	q := p.signedQuery(encrypted)
	q.Set("echostr", encrypted)
	q.Set("encrypt_type", "aes")
	return p.verify(ctx, q, echo)
}

func (p *Platform) verify(ctx context.Context, q url.Values, want string) error {
	p.mu.Lock()
	webhook := p.webhook
	p.mu.Unlock()
	if webhook == "" {
		return fmt.Errorf("verify webhook: %w", ErrNoWebhook)
	}
	address, err := withQuery(webhook, q)
	if err != nil {
		return fmt.Errorf("verify webhook: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, p.config.Patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fmt.Errorf("verify webhook: %w", err)
	}
	status, body, err := p.do(req)
	switch {
	case err != nil:
		return fmt.Errorf("verify webhook: %w", err)
	case status != http.StatusOK:
		return fmt.Errorf("verify webhook: HTTP %d", status)
	case string(body) != want:
		return fmt.Errorf("verify webhook: it answered %d bytes that are not the echostr", len(body))
	}
	return nil
}
