package wechat

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"minqing/bot"
	"minqing/storage"
)

// ClientConfig is what a client has to know.
type ClientConfig struct {
	AppID     string
	AppSecret string
	APIBase   string            // empty: https://api.weixin.qq.com
	Templates map[string]string // notice kind → template or subscription; see parseTemplate
	Tokens    storage.Tokens    // where processes of the bot share the access token

	Timeout      time.Duration // one call; 0: 5 s
	MediaTimeout time.Duration // one upload or download; 0: 30 s
	Now          func() time.Time
	Transport    http.RoundTripper // nil: one of its own, connecting within 2 s
}

// Client calls the platform. It is a bot.Sender and a bot.Fetcher; it also keeps
// the menu and makes QR codes. It is safe for concurrent use.
//
// Every error is a *bot.SendError or a context's end. No error holds a token, a
// secret, an openid, or what was sent: net/http's own errors quote the URL, and
// with it the token, so they are dropped.
type Client struct {
	base, pictures string // of the API, and of QR pictures
	now            func() time.Time
	timeout        time.Duration
	mediaTimeout   time.Duration
	http           *http.Client
	tokens         *tokens
	templates      map[storage.NoticeKind]template
	uploads        uploads
}

var (
	_ bot.Sender  = (*Client)(nil)
	_ bot.Fetcher = (*Client)(nil)
)

const (
	officialAPI      = "https://api.weixin.qq.com"
	officialPictures = "https://mp.weixin.qq.com"
)

// NewClient returns a client. It calls nobody yet. The error names the setting
// that is wrong and never holds a secret.
func NewClient(c ClientConfig) (*Client, error) {
	if c.AppID == "" || c.AppSecret == "" || c.Tokens == nil {
		return nil, errors.New("make wechat client: app id, app secret and a token store are required")
	}
	base, err := apiBase(c.APIBase)
	if err != nil {
		return nil, fmt.Errorf("make wechat client: %w", err)
	}
	templates, err := parseTemplates(c.Templates)
	if err != nil {
		return nil, fmt.Errorf("make wechat client: %w", err)
	}
	cl := &Client{
		base: base, pictures: base, now: c.Now, templates: templates,
		timeout: c.Timeout, mediaTimeout: c.MediaTimeout, http: httpClient(c.Transport),
	}
	if base == officialAPI {
		cl.pictures = officialPictures
	}
	if cl.now == nil {
		cl.now = time.Now
	}
	if cl.timeout <= 0 {
		cl.timeout = 5 * time.Second
	}
	if cl.mediaTimeout <= 0 {
		cl.mediaTimeout = 30 * time.Second
	}
	cl.tokens = &tokens{app: c.AppID, secret: c.AppSecret, store: c.Tokens, now: cl.now, ask: cl.askToken, patience: 2 * cl.timeout}
	return cl, nil
}

func apiBase(base string) (string, error) {
	if base == "" {
		return officialAPI, nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("api base is not an http(s) address")
	}
	return strings.TrimRight(base, "/"), nil
}

// httpClient follows no redirects: they would carry the token elsewhere.
func httpClient(transport http.RoundTripper) *http.Client {
	if transport == nil {
		transport = &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 2 * time.Second}).DialContext,
			TLSHandshakeTimeout:   2 * time.Second,
			MaxIdleConnsPerHost:   16,
			IdleConnTimeout:       90 * time.Second,
			ForceAttemptHTTP2:     true,
			ResponseHeaderTimeout: 30 * time.Second,
		}
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }
