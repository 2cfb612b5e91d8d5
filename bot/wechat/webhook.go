package wechat

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"minqing/flows"
)

// Conversation answers what a person did.
type Conversation interface {
	// Answer returns the passive reply, at most 2,000 bytes, or nothing.
	// written, which may be nil, is called once the reply went out on the
	// connection without an error; it is not called when it did not. ctx does
	// not end when the platform hangs up: a turn is never torn in the middle,
	// and the platform's next try finds its reply.
	Answer(ctx context.Context, m flows.Message) (text string, written func())
}

// Callback is what became of one request, for counting.
type Callback struct {
	Kind    flows.Kind // empty when refused or a URL verification
	Event   string     // the platform's own name: of an event, or of an unknown kind
	Refused string     // why, in a few fixed words; empty when it was taken
}

// WebhookConfig is what a webhook has to know.
type WebhookConfig struct {
	AppID          string
	Token          string
	AESKey         string        // 43 characters; required: there is no plaintext mode
	PreviousAESKey string        // still accepted while the platform switches; may be empty
	Freshness      time.Duration // how far off a timestamp may be; 0: ten minutes
	BodyBytes      int64         // largest body; 0: 64 KiB
	Now            func() time.Time
	Logger         *slog.Logger
	Observe        func(Callback) // called once a request; may be nil
}

// NewWebhook returns the handler of /wechat, in safe mode only. A wrong request
// gets a 4xx with one short line and changes nothing; it never gets a reply or
// a 5xx. A callback of an unknown kind, a receipt, and a turn that panics are
// acknowledged with "success".
//
// The error says which setting is wrong and never holds a secret.
func NewWebhook(c WebhookConfig, conv Conversation) (http.Handler, error) {
	if c.AppID == "" || c.Token == "" {
		return nil, errors.New("open webhook: app id and token are required")
	}
	key, err := newEnvelopeKey(c.AESKey)
	if err != nil {
		return nil, fmt.Errorf("open webhook: %w", err)
	}
	h := &webhook{
		appID: c.AppID, token: []byte(c.Token), keys: []*envelopeKey{key}, conv: conv,
		freshness: c.Freshness, limit: c.BodyBytes, now: c.Now, log: c.Logger, observe: c.Observe,
	}
	if c.PreviousAESKey != "" {
		previous, err := newEnvelopeKey(c.PreviousAESKey)
		if err != nil {
			return nil, fmt.Errorf("open webhook: previous key: %w", err)
		}
		h.keys = append(h.keys, previous)
	}
	h.fillDefaults()
	return h, nil
}

func (h *webhook) fillDefaults() {
	if h.freshness <= 0 {
		h.freshness = 10 * time.Minute
	}
	if h.limit <= 0 {
		h.limit = 64 << 10
	}
	if h.now == nil {
		h.now = time.Now
	}
	if h.log == nil {
		h.log = slog.New(slog.DiscardHandler)
	}
	if h.observe == nil {
		h.observe = func(Callback) {}
	}
}

type webhook struct {
	appID     string
	token     []byte
	keys      []*envelopeKey // current, previous
	freshness time.Duration
	limit     int64
	now       func() time.Time
	log       *slog.Logger
	observe   func(Callback)
	conv      Conversation
	warned    seldom
}

func (h *webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var no *refusal
	switch r.Method {
	case http.MethodGet:
		no = h.verify(w, r)
	case http.MethodPost:
		no = h.receive(w, r)
	default:
		no = refuseMethod
	}
	if no == nil {
		return
	}
	no.write(w)
	h.observe(Callback{Refused: no.reason})
	if h.warned.due(no.reason, h.now()) {
		h.log.LogAttrs(r.Context(), slog.LevelWarn, "callback refused", slog.String("reason", no.reason), slog.Int("status", no.status))
	}
}

// verify answers the console's check of the URL. The platform signs a plain
// echostr; some of its relatives encrypt it, and sign it with msg_signature.
func (h *webhook) verify(w http.ResponseWriter, r *http.Request) *refusal {
	q, ok := parseQuery(r.URL.RawQuery)
	if !ok || !q.hasEcho || q.echo == "" {
		return refuseQuery
	}
	if !h.fresh(q.timestamp) {
		return refuseStale
	}
	x := borrow()
	defer x.giveBack()
	echo := []byte(q.echo)
	if q.msgSignature != "" {
		echo = []byte(strings.ReplaceAll(q.echo, " ", "+"))
		var no *refusal
		if echo, _, no = h.open(x, q, echo); no != nil {
			return no
		}
	} else if !h.signedQuery(x, q) {
		return refuseSignature
	}
	h.observe(Callback{})
	respond(w, textType, echo)
	return nil
}

// receive takes one callback.
func (h *webhook) receive(w http.ResponseWriter, r *http.Request) *refusal {
	q, ok := parseQuery(r.URL.RawQuery)
	if !ok {
		return refuseQuery
	}
	if !h.fresh(q.timestamp) {
		return refuseStale
	}
	x := borrow()
	defer x.giveBack()
	if no := x.read(r, h.limit); no != nil {
		return no
	}
	if q.signature != "" && !h.signedQuery(x, q) {
		return refuseSignature
	}
	var e envelope
	if err := scan(x.body, e.take); err != nil {
		return &refusal{http.StatusBadRequest, err.Error()}
	}
	if len(e.encrypt) == 0 {
		return refusePlain
	}
	doc, key, no := h.open(x, q, e.encrypt)
	if no != nil {
		return no
	}
	m, no := parse(doc)
	if no != nil {
		return no
	}
	h.observe(Callback{Kind: m.Kind, Event: m.Event})
	h.answer(w, r, x, key, q.nonce, &m)
	return nil
}

// envelope is the encrypted body. In compatible mode plaintext stands beside
// Encrypt; nobody signed it and it is not read.
type envelope struct{ encrypt []byte }

func (e *envelope) take(name, value []byte) error {
	if string(name) != "Encrypt" {
		return nil
	}
	if e.encrypt != nil {
		return errDuplicate
	}
	e.encrypt = value
	return nil
}

// fresh reports whether the timestamp is one of our time. The platform's three
// tries lie within it; an address out of an old log does not.
func (h *webhook) fresh(timestamp string) bool {
	if timestamp == "" || len(timestamp) > 11 {
		return false
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return false
	}
	off := h.now().Sub(time.Unix(seconds, 0))
	return off <= h.freshness && off >= -h.freshness
}

func (h *webhook) signedQuery(x *exchange, q query) bool {
	want, scratch := sign(x.scratch, h.token, []byte(q.timestamp), []byte(q.nonce))
	x.scratch = scratch
	return signed(want, q.signature)
}

// open checks the signature over encrypted and decrypts it with the first key
// that fits. The returned message lies in the exchange's buffer.
func (h *webhook) open(x *exchange, q query, encrypted []byte) ([]byte, *envelopeKey, *refusal) {
	want, scratch := sign(x.scratch, h.token, []byte(q.timestamp), []byte(q.nonce), encrypted)
	x.scratch = scratch
	if !signed(want, q.msgSignature) {
		return nil, nil, refuseSignature
	}
	sealed, err := base64.StdEncoding.AppendDecode(x.scratch[:0], encrypted)
	x.scratch = sealed
	if err != nil {
		return nil, nil, refuseCipher
	}
	for _, key := range h.keys {
		message, plain, err := key.open(x.plain, sealed, h.appID)
		x.plain = plain
		if err == nil {
			return message, key, nil
		}
	}
	return nil, nil, refuseCipher
}
