package bot

import (
	"context"
	"fmt"
	"time"

	"minqing/storage"
)

// Sender pushes to a person outside the five seconds of a reply. Every error is
// a *SendError, or a context's end.
type Sender interface {
	// SendText sends one customer-service message of at most ReplyBytes.
	SendText(ctx context.Context, openid, text string) error

	// SendMedia sends one picture, voice or video as a customer-service message.
	SendMedia(ctx context.Context, openid string, data []byte) error

	// SendPointer sends the template or subscription notice that is configured
	// for the kind: a short pointer, its fields cut to the platform's limits.
	// dedupe makes a repeated send within ten minutes harmless. The error's
	// Reaction is Misconfigured when there is none.
	SendPointer(ctx context.Context, openid string, kind storage.NoticeKind, fields map[string]string, dedupe string) error
}

// Fetcher downloads what a person sent before the platform forgets it.
type Fetcher interface {
	// Fetch returns the bytes and their type as found in them, at most limit
	// bytes. Every error is a *SendError or a context's end.
	Fetch(ctx context.Context, mediaID string, limit int64) (data []byte, mime string, err error)
}

// Reaction is the right answer to an error of the platform.
type Reaction string

// The reactions; the table in package wechat assigns one to every errcode.
const (
	Retry         Reaction = "retry"         // a passing fault: back off, few tries
	Renew         Reaction = "renew"         // the token: dropped and fetched anew by the sender itself, once
	Hold          Reaction = "hold"          // no window or quota: wait for the person's next contact
	Pause         Reaction = "pause"         // the API is over its limit: nobody calls it until SendError.Until
	Shorten       Reaction = "shorten"       // too long: split and send again
	Unreachable   Reaction = "unreachable"   // permanent for this person
	Misconfigured Reaction = "misconfigured" // an operator must act; fall back to the next channel
	Refused       Reaction = "refused"       // the content will never be taken; no retry
	Ignore        Reaction = "ignore"        // nothing is lost
)

// SendError is a failed call of the platform. Its text never holds a token, a
// secret, an openid or what was sent.
type SendError struct {
	API      string // path of the call, e.g. message/custom/send
	Code     int    // errcode; 0 when the platform was not reached
	Reaction Reaction
	Until    time.Time // for Pause
	Advice   string    // for Misconfigured: what an operator should do, in Chinese
}

func (e *SendError) Error() string {
	return fmt.Sprintf("call %s: errcode %d, %s", e.API, e.Code, e.Reaction)
}
