package wechat

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"

	"minqing/flows"
)

// answer has the conversation answer and writes the reply.
func (h *webhook) answer(w http.ResponseWriter, r *http.Request, x *exchange, key *envelopeKey, nonce string, m *flows.Message) {
	var text string
	var written func()
	if m.Kind != flows.Unknown && m.Kind != flows.Receipt {
		text, written = h.converse(r.Context(), m)
	}
	if !m.Converses() {
		text = ""
	}
	ok := false
	if text == "" {
		ok = respond(w, textType, success)
	} else {
		ok = respond(w, xmlType, h.seal(x, key, nonce, m, text))
	}
	if written == nil || !ok || r.Context().Err() != nil {
		return
	}
	// Without a flush the reply still sits in the server's buffer.
	if err := http.NewResponseController(w).Flush(); err == nil || errors.Is(err, http.ErrNotSupported) {
		written()
	}
}

// converse calls the conversation and survives it.
func (h *webhook) converse(ctx context.Context, m *flows.Message) (text string, written func()) {
	defer func() {
		if cause := recover(); cause != nil {
			text, written = "", nil
			h.log.LogAttrs(ctx, slog.LevelError, "turn panicked", slog.String("kind", string(m.Kind)),
				slog.String("cause", fmt.Sprintf("%T", cause)), slog.String("stack", string(debug.Stack())))
		}
	}()
	return h.conv.Answer(context.WithoutCancel(ctx), *m)
}

// seal returns the encrypted reply, with the key that opened the message.
func (h *webhook) seal(x *exchange, key *envelopeKey, nonce string, m *flows.Message, text string) []byte {
	now := h.now()
	x.plain = key.seal(appendReply(startSeal(x.plain), m.From, m.To, now, text), h.appID)
	x.body = base64.StdEncoding.AppendEncode(x.body[:0], x.plain)
	var digits [20]byte
	timestamp := strconv.AppendInt(digits[:0], now.Unix(), 10)
	signature, scratch := sign(x.scratch, h.token, timestamp, []byte(nonce), x.body)
	x.scratch = appendEnvelope(scratch[:0], x.body, signature[:], timestamp, nonce)
	return x.scratch
}

var (
	success  = []byte("success")
	textType = []string{"text/plain; charset=utf-8"}
	xmlType  = []string{"application/xml; charset=utf-8"}
	noSniff  = []string{"nosniff"}
)

// respond writes a whole answer.
func respond(w http.ResponseWriter, contentType []string, body []byte) bool {
	h := w.Header()
	h["Content-Type"] = contentType
	h["X-Content-Type-Options"] = noSniff
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	_, err := w.Write(body)
	return err == nil
}
