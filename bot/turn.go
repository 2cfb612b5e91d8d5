package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
)

// retryPauses lie between the tries of a turn whose storage failed: a passing
// fault stays unseen, a lasting one is said within a breath.
var retryPauses = []time.Duration{50 * time.Millisecond, 300 * time.Millisecond, time.Second}

// tryTurn runs the turn until its storage lets it end. Every try begins from
// the session as it was saved last; what a try before it committed is found by
// the message's identity and not done again.
func (b *Bot) tryTurn(ctx context.Context, m flows.Message, p *pending) (string, func()) {
	began := time.Now()
	t := &turn{bot: b, Message: m, who: b.Store.PersonOf(m.From), pending: p}
	var err error
	for i := 0; ; i++ {
		if err = t.run(ctx); err == nil {
			b.report(t, "ok", time.Since(began), nil)
			return t.reply, t.written
		}
		if i == len(b.pauses) || time.Since(began) > b.Turn/2 || !wait(ctx, b.pauses[i]) {
			break // what is left of the time is for saying so
		}
	}
	b.report(t, "trouble", time.Since(began), err)
	b.unclaim(t.claimed)
	first := b.Engine.InDanger(m)
	switch {
	case t.committed != "":
		return texts.Paragraphs(first, t.committed), nil // it is on disk: say so, though the session is not saved
	case !m.Converses():
		return "", nil
	case errors.Is(err, storage.ErrUnavailable), errors.Is(err, storage.ErrBusy):
		return texts.Paragraphs(first, texts.House.Unavailable(b.Phone)), nil
	}
	return texts.Paragraphs(first, texts.House.Trouble(b.Phone)), nil
}

// turn is one message on its way through the house.
type turn struct {
	flows.Message
	bot     *Bot
	who     storage.PersonID
	pending *pending
	session *storage.Session
	staff   bool             // speaks as a member of staff
	person  *storage.Person  // nil for a stranger, and where nobody needs to know
	held    []storage.Notice // what waits for this contact
	claimed []storage.Notice // and stands in this reply

	flow, step string // where the message found the person, for the log
	reply      string
	written    func()
	committed  string // what the last commit said
}

// run is one try, whole: lock, load, flow, commit, save.
func (t *turn) run(ctx context.Context) (err error) {
	s, err := t.bot.Sessions.Open(ctx, t.who)
	if err != nil {
		return fmt.Errorf("open session: %w", err)
	}
	saved := false
	defer func() {
		if r := recover(); r != nil {
			t.bot.Log.Error("turn panicked", "turn", shortID(t.ID), "panic", fmt.Sprintf("%T", r), "stack", string(debug.Stack()))
			err = errPanic
		}
		if !saved {
			_ = t.bot.Sessions.Release(context.WithoutCancel(ctx), s) // else the lease ends by itself
		}
	}()
	t.session = s
	t.flow, t.step = s.Draft.Flow, s.Draft.Step
	if reply, ok := s.Remembered(t.ID); ok {
		t.reply = reply // and t.written, when the try before was saved after all
		return nil
	}
	t.bot.unclaim(t.claimed)
	t.claimed, t.written = nil, nil
	switch {
	case t.Kind == flows.Unfollow:
		return t.letGo(ctx)
	case !t.Converses():
		return nil
	}
	if err := t.converse(ctx); err != nil {
		return err
	}
	remembered := t.reply
	if t.bot.isLate(t.pending) {
		remembered = "" // it goes by the outbox, once
	}
	s.Remember(storage.Turn{ID: t.ID, Reply: remembered})
	if err := t.bot.Sessions.Save(ctx, s); err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	saved = true
	return nil
}

var errPanic = errors.New("turn panicked")

// converse finds the answer and everything that stands before it.
func (t *turn) converse(ctx context.Context) error {
	party, err := t.look(ctx)
	if err != nil {
		return err
	}
	if err := t.welcomeBack(ctx); err != nil {
		return err
	}
	t.staff = party.Staff != nil
	t.countContact()
	was := *t.session
	act := t.bot.Engine.Turn(t.session, party, t.Message)
	said, err := t.do(ctx, act)
	var refusal *flows.Refusal
	if errors.As(err, &refusal) {
		contact := t.session.Contact
		*t.session = was
		t.session.Contact = contact
		said, err = refusal.Text, nil
	}
	if err != nil {
		return err
	}
	return t.compose(ctx, act.First, said)
}

// look reads, in one View, who speaks and what was held for them. A person's
// record is sealed, and opened only for somebody whose session does not tell
// that the privacy notice was seen.
func (t *turn) look(ctx context.Context) (flows.Party, error) {
	party := flows.Party{ID: t.who}
	err := t.bot.Store.View(ctx, func(tx storage.Tx) (err error) {
		if t.session.Noticed < texts.PrivacyVersion {
			if t.person, err = tx.Person(t.who); err != nil && !stranger(err) {
				return err
			}
		}
		if party.Staff, err = tx.StaffOf(t.who); err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		if t.held, err = tx.HeldNotices(t.who); err != nil {
			return err
		}
		return fadeCalls(tx, t.held)
	})
	if err != nil {
		return party, fmt.Errorf("look up person: %w", err)
	}
	return party, nil
}

func stranger(err error) bool {
	return errors.Is(err, storage.ErrNotFound) || errors.Is(err, storage.ErrForgotten)
}

// countContact notes which sending window the platform opened with the message.
// It goes by the house's clock, a little later than the platform's: the platform
// has the last word, and its refusal holds the notice.
func (t *turn) countContact() {
	now := t.bot.Now()
	switch message, click := t.Opens(); {
	case message:
		t.session.Contact.Message = now
	case click:
		t.session.Contact.Click = now
	}
}

func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
