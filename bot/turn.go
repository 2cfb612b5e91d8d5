package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
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
	switch {
	case t.committed != "":
		return t.committed, nil // it is on disk: say so, though the session is not saved
	case !m.Converses():
		return "", nil
	case errors.Is(err, storage.ErrUnavailable), errors.Is(err, storage.ErrBusy):
		return texts.House.Unavailable(b.Phone), nil
	}
	return texts.House.Trouble(b.Phone), nil
}

// turn is one message on its way through the house.
type turn struct {
	flows.Message
	bot     *Bot
	who     storage.PersonID
	pending *pending
	session *storage.Session
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
	return t.compose(ctx, said)
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
		t.held, err = tx.HeldNotices(t.who)
		return err
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

// do performs an Act and those that follow from it.
func (t *turn) do(ctx context.Context, act flows.Act) (string, error) {
	for n := 0; ; n++ {
		said := ""
		switch {
		case act.Look != nil:
			if err := t.bot.Store.View(ctx, act.Look); err != nil {
				return "", err
			}
		case act.Commit != nil:
			var err error
			if said, err = t.commit(ctx, fmt.Sprintf("%s#%d", t.ID, n), act.Commit); err != nil {
				return "", err
			}
		default:
			return act.Say, nil
		}
		if act.Then == nil {
			return said, nil
		}
		act = act.Then(said)
	}
}

// commit writes once for this message, whatever is delivered or tried again.
func (t *turn) commit(ctx context.Context, identity string, write func(storage.Tx) (string, error)) (string, error) {
	said := ""
	err := t.bot.Store.Update(ctx, func(tx storage.Tx) (err error) {
		var done bool
		if said, done = tx.Done(identity); done {
			return nil
		}
		if err := t.introduce(tx); err != nil {
			return err
		}
		if said, err = write(tx); err != nil {
			return err
		}
		return tx.MarkDone(identity, said, t.bot.Now())
	})
	if err != nil {
		return "", err
	}
	if said != "" {
		t.committed = said
	}
	return said, nil
}

// introduce makes sure that the store knows the person before anything of theirs
// is sealed, and that whoever left is back.
func (t *turn) introduce(tx storage.Tx) error {
	p, err := tx.Person(t.who)
	switch {
	case stranger(err):
		p = &storage.Person{ID: t.who, OpenID: t.From, Since: t.bot.Now()}
	case err != nil:
		return err
	case !p.Left:
		return nil
	}
	p.Left = false
	return tx.PutPerson(p)
}

// welcomeBack notes that somebody who had unfollowed speaks to us again, so that
// answers are pushed to them as before.
func (t *turn) welcomeBack(ctx context.Context) error {
	back := t.person != nil && t.person.Left
	for _, n := range t.held {
		back = back || n.Why == "left"
	}
	if !back {
		return nil
	}
	_, err := t.commit(ctx, t.ID+"#back", func(storage.Tx) (string, error) { return "", nil })
	return err
}

// letGo is what an unfollow does: the conversation is forgotten at once, nothing
// is pushed any more. Tickets stay as long as the law asks.
func (t *turn) letGo(ctx context.Context) error {
	err := t.bot.Store.Update(ctx, func(tx storage.Tx) error {
		p, err := tx.Person(t.who)
		if stranger(err) {
			return nil
		}
		if err != nil {
			return err
		}
		p.Left = true
		return tx.PutPerson(p)
	})
	if err != nil {
		return fmt.Errorf("let person go: %w", err)
	}
	return t.bot.Sessions.Forget(ctx, t.who)
}

// shortID names a turn in the log without saying who or what.
func shortID(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return hex.EncodeToString(sum[:6])
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

// report writes the one line of a turn. No text, no openid, no error of a person's.
func (b *Bot) report(t *turn, outcome string, took time.Duration, err error) {
	flow := t.flow
	next := ""
	if t.session != nil {
		next = t.session.Draft.Step
		if flow == "" {
			flow = t.session.Draft.Flow
		}
	}
	b.Observer.Turn(flow, outcome, took)
	level := slog.LevelInfo
	attrs := [...]slog.Attr{
		slog.String("turn", shortID(t.ID)), slog.String("user", string(t.who)), slog.String("kind", string(t.Kind)),
		slog.String("flow", flow), slog.String("step", t.step), slog.String("next", next),
		slog.String("outcome", outcome), slog.Float64("ms", float64(took.Microseconds())/1000), {},
	}
	if err != nil {
		level = slog.LevelError
		attrs[len(attrs)-1] = slog.Any("err", err) // an empty one is left out
	}
	b.Log.LogAttrs(context.Background(), level, "turn", attrs[:]...)
}
