package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"minqing/bot"
)

// request is one call, without its token.
type request struct {
	api         string // path without /cgi-bin/
	query       url.Values
	contentType string
	body        []byte // nil: GET
	limit       int64  // largest answer; 0: 1 MiB
	timeout     time.Duration
}

// answer is what came back.
type answer struct {
	body  []byte
	large bool // longer than the limit; body holds its beginning
}

// postJSON calls an API with a JSON body and reads its JSON answer into out,
// which may be nil.
func (c *Client) postJSON(ctx context.Context, api string, body, out any) error {
	raw, err := rawJSON(body)
	if err != nil {
		return fmt.Errorf("call %s: %w", api, err)
	}
	return c.callJSON(ctx, request{api: api, contentType: "application/json", body: raw}, out)
}

// callJSON calls an API that answers JSON.
func (c *Client) callJSON(ctx context.Context, r request, out any) error {
	a, err := c.call(ctx, r)
	if err != nil {
		return err
	}
	if out == nil {
		out = new(acknowledgement)
	}
	if a.large || json.Unmarshal(a.body, out) != nil {
		return &bot.SendError{API: r.api, Reaction: bot.Retry}
	}
	if ack, ok := out.(*acknowledgement); ok && ack.Errcode == nil {
		return &bot.SendError{API: r.api, Reaction: bot.Retry}
	}
	return nil
}

// acknowledgement is what the platform answers to a call that gives nothing back.
// An answer without an errcode, such as a proxy's page under HTTP 200, is none:
// taking it for a yes would lose what was sent.
type acknowledgement struct {
	Errcode *int `json:"errcode"`
}

// call makes a call with the token. When the platform does not know the token
// any more, it is dropped and fetched anew, and the call is made once more.
func (c *Client) call(ctx context.Context, r request) (answer, error) {
	for again := false; ; again = true {
		token, err := c.tokens.get(ctx)
		if err != nil {
			return answer{}, err
		}
		a, err := c.once(ctx, r, token)
		var failed *bot.SendError
		if !errors.As(err, &failed) || failed.Reaction != bot.Renew {
			return a, err
		}
		c.tokens.drop(ctx, token)
		if again {
			// A token fresh from the platform is refused too: its own fault,
			// and one that passes.
			failed.Reaction = bot.Retry
			return answer{}, failed
		}
	}
}

// once makes a call with this token and turns an errcode into an error.
func (c *Client) once(ctx context.Context, r request, token string) (answer, error) {
	query := url.Values{"access_token": {token}}
	for name, values := range r.query {
		query[name] = values
	}
	a, err := c.do(ctx, r, c.base+"/cgi-bin/"+r.api+"?"+query.Encode())
	if err != nil {
		return answer{}, err
	}
	if e := readErrcode(r.api, a.body); e.code != 0 {
		return answer{}, e.sendError(c.now())
	}
	return a, nil
}

// do makes one HTTP exchange.
func (c *Client) do(ctx context.Context, r request, address string) (answer, error) {
	passing := &bot.SendError{API: r.api, Reaction: bot.Retry}
	timeout, limit := r.timeout, r.limit
	if timeout <= 0 {
		timeout = c.timeout
	}
	if limit <= 0 {
		limit = 1 << 20
	}
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	method, body := http.MethodGet, io.Reader(nil)
	if r.body != nil {
		method, body = http.MethodPost, bytes.NewReader(r.body)
	}
	req, err := http.NewRequestWithContext(limited, method, address, body)
	if err != nil {
		return answer{}, passing
	}
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return answer{}, ended(ctx, passing)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	switch {
	case err != nil:
		return answer{}, ended(ctx, passing)
	case res.StatusCode != http.StatusOK && readErrcode(r.api, got).code == 0:
		return answer{}, passing
	case int64(len(got)) > limit:
		return answer{body: got[:limit], large: true}, nil
	}
	return answer{body: got}, nil
}

// ended prefers the caller's own end over the fault it caused.
func ended(ctx context.Context, fault *bot.SendError) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return fault
}

// readErrcode finds the errcode in an answer that is a JSON object; 0 in any other.
func readErrcode(api string, body []byte) apiError {
	e := apiError{api: api}
	if trimmed := bytes.TrimLeft(body, spaces); len(trimmed) == 0 || trimmed[0] != '{' {
		return e
	}
	var head struct {
		Errcode int    `json:"errcode"`
		Errmsg  string `json:"errmsg"`
	}
	if json.Unmarshal(body, &head) == nil {
		e.code, e.msg = head.Errcode, head.Errmsg
	}
	return e
}

// rawJSON writes UTF-8 as it is: the platform refuses \uXXXX (40033) and shows
// what it does not refuse.
func rawJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// clean leaves out of text what JSON would have to escape as \uXXXX and what
// the platform's own XML could not carry.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\r' || r == 0x7f || r == '\ufffd' || !legal(r):
			return -1
		}
		return r
	}, text)
}
