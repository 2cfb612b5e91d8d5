package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"minqing/storage"
)

// maxTries is how often a passing fault is tried before the notice is held for
// the person's next contact: with the default back-off, about two hours.
const maxTries = 12

// ladder tries the channels in order and notes in n how far it got: a
// customer-service message while the window is open, a template or subscription
// pointer where one is configured, else held until the next contact. It returns
// how many customer-service messages the platform took.
func (o *Outbox) ladder(ctx context.Context, n *storage.Notice, p *storage.Person) (sends int) {
	n.Tries++
	contact, err := o.Sessions.Contact(ctx, n.To)
	open, why := true, ""
	if err == nil { // when the sessions are away, the platform has the word
		open, why = mayPush(contact, p.Sends, o.Now())
	}
	if open {
		var done bool
		if sends, done, why = o.push(ctx, n, p.OpenID); done {
			return sends
		}
	}
	n.State, n.Why = storage.Held, why
	if n.Kind == storage.NoticeReply || n.Kind == storage.NoticePicture {
		return sends // a pointer to nothing that can be looked up would only puzzle
	}
	o.point(ctx, n, p.OpenID)
	return sends
}

// push sends the notice in the chat. done is false when the ladder goes on, with
// the reason.
func (o *Outbox) push(ctx context.Context, n *storage.Notice, openid string) (sends int, done bool, why string) {
	api := &o.chat
	if n.Kind == storage.NoticePicture {
		api = &o.picture
	}
	if until, shut := api.shut(o.Now()); shut {
		n.Tries--
		n.State, n.NextTry, n.Why = storage.Waiting, until, "platform"
		return 0, true, ""
	}
	sends, err := o.send(ctx, n, openid)
	if err == nil {
		api.worked()
		n.State, n.Channel, n.Why, n.Settled = storage.Delivered, "chat", "", o.Now()
		return sends, true, ""
	}
	done, why = o.react(n, api, err)
	return sends, done, why
}

// send makes the calls of one notice. A text that had to be cut is several.
func (o *Outbox) send(ctx context.Context, n *storage.Notice, openid string) (sends int, err error) {
	if n.Kind == storage.NoticePicture {
		data, err := o.Files.Read(ctx, n.Picture)
		if err != nil {
			return 0, &SendError{API: "media", Reaction: Refused}
		}
		err = o.call(ctx, func(ctx context.Context) error { return o.Sender.SendMedia(ctx, openid, data) })
		return count(err), err
	}
	parts := Split(n.Text, ReplyBytes)
	for i, part := range parts {
		if err := o.call(ctx, func(ctx context.Context) error { return o.Sender.SendText(ctx, openid, part) }); err != nil {
			n.Text = strings.Join(parts[i:], "\n") // what is taken is not sent again
			return i, err
		}
	}
	return len(parts), nil
}

func count(err error) int {
	if err != nil {
		return 0
	}
	return 1
}

func (o *Outbox) call(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	return do(ctx)
}

// react turns an error of the platform into what becomes of the notice. done is
// false when the ladder goes on to the next channel.
func (o *Outbox) react(n *storage.Notice, api *gate, err error) (done bool, why string) {
	reaction, until := Retry, time.Time{}
	var sent *SendError
	if errors.As(err, &sent) {
		reaction, until = sent.Reaction, sent.Until
	}
	switch reaction {
	case Ignore:
		n.State, n.Channel, n.Settled = storage.Delivered, "chat", o.Now()
	case Hold:
		if sent.Code == 45047 {
			return false, "quota"
		}
		return false, "window"
	case Unreachable: // until they come to us: then the answer is told
		n.State, n.Why = storage.Held, "unreachable"
		if sent.Code == 43004 {
			n.Why = "left"
		}
	case Refused:
		n.State, n.Why, n.Settled = storage.Failed, "refused", o.Now()
	case Misconfigured:
		o.alarm(sent)
		return false, "config"
	case Pause:
		if !until.After(o.Now()) {
			until = o.Now().Add(o.Pause)
		}
		api.pause(until)
		n.State, n.NextTry, n.Why = storage.Waiting, until, "platform"
	default:
		api.failed(o.Now(), o.Failures, o.Pause)
		if n.Tries >= maxTries {
			return false, "platform"
		}
		n.State, n.NextTry, n.Why = storage.Waiting, o.Now().Add(o.backoff(n.Tries)), "platform"
	}
	return true, ""
}

// alarm asks for an operator.
func (o *Outbox) alarm(e *SendError) {
	o.Log.Error("platform refuses for a reason that an operator must remove", "api", e.API, "errcode", e.Code, "advice", e.Advice)
}

// backoff is 1, 2, 4 … times the first, at most the largest.
func (o *Outbox) backoff(tries int) time.Duration {
	d := o.BackoffFirst << min(tries-1, 20)
	return min(d, o.BackoffMax)
}

// point sends the short pointer that is configured for the kind, if any. The
// notice itself stays held: the pointer only says that there is something.
func (o *Outbox) point(ctx context.Context, n *storage.Notice, openid string) {
	if _, shut := o.pointer.shut(o.Now()); shut || n.Template == nil || n.Channel == "template" {
		return
	}
	err := o.call(ctx, func(ctx context.Context) error {
		return o.Sender.SendPointer(ctx, openid, n.Kind, n.Template, "n"+strconv.FormatUint(n.ID, 10))
	})
	var sent *SendError
	switch {
	case err == nil:
		o.pointer.worked()
		n.Channel = "template"
	case errors.As(err, &sent) && sent.Reaction == Misconfigured && sent.Code != 0: // 0: none is configured
		o.alarm(sent)
	case errors.As(err, &sent) && sent.Reaction == Pause:
		o.pointer.pause(sent.Until)
	case errors.As(err, &sent) && sent.Reaction == Retry:
		o.pointer.failed(o.Now(), o.Failures, o.Pause)
	}
}
