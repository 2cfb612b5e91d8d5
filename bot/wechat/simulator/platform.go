package simulator

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Config is what an account and its platform agree on, and what a test wants to hold in its hand.
type Config struct {
	AppID, AppSecret string
	Token            string // signs callbacks
	AESKey           string // 43 characters; safe mode is the only mode
	Account          string // the account's own name in messages, gh_…
	Webhook          string // where callbacks go; may come later by SetWebhook
	BaseURL          string // where people and the account reach this platform; may come later by SetBaseURL

	Templates []Template // template and subscription messages the account has been granted

	Now    func() time.Time // clock; time.Now when nil
	Random io.Reader        // source of tokens, nonces and media IDs; crypto/rand when nil
	HTTP   *http.Client     // sends callbacks; redirects are never followed. A client of its own when nil

	Patience  time.Duration // how long one try of a callback may take, in real time; 5 s when 0
	TokenLife time.Duration // how long an access token lives; 2 h when 0
}

const (
	defaultPatience  = 5 * time.Second
	defaultTokenLife = 2 * time.Hour
	tries            = 3
)

// Platform is the WeChat that the account sees. It is safe for concurrent use. Close it when done.
type Platform struct {
	Faults *Faults

	config Config
	codec  *Codec
	client *http.Client
	hub    hub

	stop    context.Context
	cancel  context.CancelFunc
	pending sync.WaitGroup // callbacks that nobody waits for

	randomMu sync.Mutex // the source need not be safe for concurrent use

	mu       sync.Mutex // guards everything below and the insides of phones
	webhook  string
	base     string
	tokens   tokens
	phones   []*Phone
	byOpenID map[string]*Phone
	media    map[string]Media
	menu     *menuState
	tickets  map[string]ticket
	sent     map[string]sentOnce
	cleared  []time.Time // uses of clear_quota
	lastID   int64
	bubbleID int64
}

// New makes a platform with nobody on it. It fails on an AES key that is not one, on a missing AppID, secret,
// token or account name, and on a webhook that is not a URL.
func New(c Config) (*Platform, error) {
	for name, v := range map[string]string{"AppID": c.AppID, "AppSecret": c.AppSecret, "Token": c.Token, "Account": c.Account} {
		if v == "" {
			return nil, fmt.Errorf("make platform: %s is empty", name)
		}
	}
	codec, err := NewCodec(c.Token, c.AESKey, c.AppID)
	if err != nil {
		return nil, fmt.Errorf("make platform: %w", err)
	}
	c = c.withDefaults()
	p := &Platform{
		config:   c,
		codec:    codec,
		client:   callbackClient(c.HTTP),
		base:     strings.TrimRight(c.BaseURL, "/"),
		byOpenID: make(map[string]*Phone),
		media:    make(map[string]Media),
		tickets:  make(map[string]ticket),
		sent:     make(map[string]sentOnce),
	}
	p.tokens = tokens{life: c.TokenLife}
	p.lastID = c.Now().Unix() * 1_000_000 // so that a platform started again does not repeat message IDs
	p.Faults = &Faults{revoke: p.revokeTokens}
	p.stop, p.cancel = context.WithCancel(context.Background())
	if c.Webhook != "" {
		if err := p.SetWebhook(c.Webhook); err != nil {
			return nil, fmt.Errorf("make platform: %w", err)
		}
	}
	return p, nil
}

func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.Patience == 0 {
		c.Patience = defaultPatience
	}
	if c.TokenLife == 0 {
		c.TokenLife = defaultTokenLife
	}
	return c
}

// callbackClient copies the caller's client: the platform takes a redirect for a bad answer.
func callbackClient(given *http.Client) *http.Client {
	client := http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16, IdleConnTimeout: time.Minute}}
	if given != nil {
		client = *given
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// Close ends callbacks that are under way, waits for those that nobody waits for, and closes the channels of
// the watchers once they have read what is left.
func (p *Platform) Close() {
	p.mu.Lock()
	p.cancel() // under the lock, so that pushLater adds nothing once we wait
	p.mu.Unlock()
	p.pending.Wait()
	p.hub.close()
	if p.config.HTTP == nil {
		p.client.CloseIdleConnections()
	}
}

// SetWebhook says where callbacks go from now on.
func (p *Platform) SetWebhook(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return errors.New("set webhook: not an http address")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.webhook = u.String()
	return nil
}

// SetBaseURL says under which address this platform is reached, for PicUrl and video_url.
func (p *Platform) SetBaseURL(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.base = strings.TrimRight(address, "/")
}

func (p *Platform) now() time.Time { return p.config.Now() }

// nextID returns a message ID; p.mu must be held.
func (p *Platform) nextID() int64 {
	p.lastID++
	return p.lastID
}

// random returns n random bytes as text that may stand in a URL.
func (p *Platform) random(n int) string {
	return base64.RawURLEncoding.EncodeToString(p.randomBytes(n))
}

// random16 is the random head of an envelope, printable as the platform's is.
func (p *Platform) random16() (b [16]byte) {
	hex.Encode(b[:], p.randomBytes(len(b)/2))
	return b
}

// nonce is a random number in decimal, as the platform's are.
func (p *Platform) nonce() string {
	return strconv.FormatUint(binary.BigEndian.Uint64(p.randomBytes(8))>>1, 10)
}

func (p *Platform) randomBytes(n int) []byte {
	p.randomMu.Lock()
	defer p.randomMu.Unlock()
	b := make([]byte, n)
	if _, err := io.ReadFull(p.config.Random, b); err != nil {
		panic("simulator: the random source of the configuration ended: " + err.Error())
	}
	return b
}
