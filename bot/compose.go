package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"minqing/flows"
	"minqing/flows/texts"
	"minqing/storage"
)

// tellingLife is how long a held notice in a reply on its way out is kept from
// the next reply. A reply that was not written by then was lost.
const tellingLife = 10 * time.Second

// compose puts before the answer what must come first: whom to call in danger, then
// for a first contact the privacy notice, and answers that were held. What one reply
// cannot carry follows by the outbox.
func (t *turn) compose(ctx context.Context, first, said string) error {
	notice := t.privacy()
	held := t.bot.claim(t.held)
	t.claimed = held
	parts := Split(texts.Paragraphs(first, notice, tellHeld(held, t.staff), said), ReplyBytes)
	if len(parts) > 1 {
		if err := t.follow(ctx, parts[1:]); err != nil {
			return err
		}
	}
	t.reply = ""
	if len(parts) > 0 {
		t.reply = parts[0]
	}
	t.written = nil
	if notice != "" || len(held) > 0 {
		t.written = func() { t.bot.told(context.WithoutCancel(ctx), t.who, t.From, notice != "", held) }
	}
	return nil
}

// privacy is the notice for whoever has not seen this wording of it.
func (t *turn) privacy() string {
	if t.session.Noticed >= texts.PrivacyVersion {
		return ""
	}
	t.session.Noticed = texts.PrivacyVersion
	if t.person != nil && t.person.Noticed >= texts.PrivacyVersion {
		return ""
	}
	return texts.House.Privacy(t.bot.Bureau, t.bot.Phone)
}

// digestLines is how many held alerts a member of staff reads in one go.
const digestLines = 6

// tellHeld is everything that waited for this contact: to staff, calls for help
// first and whole; to a citizen, answers whole; the desk's other alerts as a
// digest. Who is no longer on the staff hears nothing of the desk.
func tellHeld(held []storage.Notice, staff bool) string {
	var calls, answers, alerts []string
	for _, n := range held {
		switch {
		case n.Kind.ForStaff() && !staff, n.Kind == storage.NoticePicture:
		case n.Text == "":
		case n.Kind == storage.NoticeAlert:
			calls = append(calls, n.Text)
		case n.Kind == storage.NoticeStaff:
			alerts = append(alerts, n.Text)
		default:
			answers = append(answers, n.Text)
		}
	}
	head := ""
	if len(answers) > 1 {
		head = texts.House.Held(len(answers))
	}
	told := append(append(calls, head), answers...)
	return texts.Paragraphs(append(told, digest(alerts))...)
}

// digest is the newest of the alerts, a line each.
func digest(alerts []string) string {
	if len(alerts) == 0 {
		return ""
	}
	lines := alerts[max(0, len(alerts)-digestLines):]
	if more := len(alerts) - len(lines); more > 0 {
		lines = append(lines, texts.Alerts.DigestMore(more))
	}
	return texts.Alerts.Digest(len(alerts), lines)
}

// claim takes the held notices that no other reply is just carrying out.
func (b *Bot) claim(held []storage.Notice) []storage.Notice {
	if len(held) == 0 {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	for id, since := range b.telling {
		if now.Sub(since) > tellingLife {
			delete(b.telling, id)
		}
	}
	var mine []storage.Notice
	for _, n := range held {
		if _, told := b.telling[n.ID]; !told {
			b.telling[n.ID] = now
			mine = append(mine, n)
		}
	}
	return mine
}

func (b *Bot) unclaim(held []storage.Notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range held {
		delete(b.telling, n.ID)
	}
}

// told settles what a written reply has told. If this fails, or the process dies
// before it, the notices are told again at the next contact: twice, never none.
func (b *Bot) told(ctx context.Context, who storage.PersonID, openid string, privacy bool, held []storage.Notice) {
	err := b.persist(ctx, func() error {
		return b.Store.Update(ctx, func(tx storage.Tx) error {
			if privacy {
				if err := b.noticed(tx, who, openid); err != nil {
					return err
				}
			}
			for _, n := range held {
				if err := b.settleTold(tx, n); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		b.Log.Error("what was told could not be settled", "user", string(who), "err", err)
	}
	b.unclaim(held)
}

// noticed records that the person has read the privacy notice.
func (b *Bot) noticed(tx storage.Tx, who storage.PersonID, openid string) error {
	p, err := tx.Person(who)
	if stranger(err) {
		p, err = &storage.Person{ID: who, OpenID: openid, Since: b.Now()}, nil
	}
	if err != nil {
		return err
	}
	p.Noticed = texts.PrivacyVersion
	return tx.PutPerson(p)
}

// settleTold ends a held notice that stood in a reply. A picture cannot: it goes
// out again, by the window that the contact has opened.
func (b *Bot) settleTold(tx storage.Tx, n storage.Notice) error {
	now := b.Now()
	if _, err := tx.Notice(n.ID); errors.Is(err, storage.ErrNotFound) {
		return nil // settled by a try before this one
	}
	if n.Kind == storage.NoticePicture {
		again := storage.Notice{To: n.To, Kind: n.Kind, Picture: n.Picture, Created: now, NextTry: now.Add(overtake)}
		if _, err := tx.Enqueue(again); err != nil {
			return err
		}
	}
	n.State, n.Channel, n.Settled, n.Why = storage.Delivered, "passive", now, ""
	if err := tx.SettleNotice(&n); err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	return nil
}

// persist does something to the store that must outlast a passing fault.
func (b *Bot) persist(ctx context.Context, do func() error) (err error) {
	for i := 0; ; i++ {
		if err = do(); err == nil || i == len(b.pauses) || !wait(ctx, b.pauses[i]) {
			return err
		}
	}
}

// overtake is how long the rest of a reply waits, so that it does not arrive
// before the part that is written to the connection.
const overtake = 1500 * time.Millisecond

// follow queues what one reply cannot carry.
func (t *turn) follow(ctx context.Context, parts []string) error {
	_, err := t.commit(ctx, t.ID+"#rest", func(tx storage.Tx) (string, error) {
		for _, text := range parts {
			n := storage.Notice{To: t.who, Kind: storage.NoticeReply, Text: text, Created: t.bot.Now(), NextTry: t.bot.Now().Add(overtake)}
			if _, err := tx.Enqueue(n); err != nil {
				return "", err
			}
		}
		return "", nil
	})
	if err != nil {
		return fmt.Errorf("queue rest of reply: %w", err)
	}
	return nil
}

// pushLate queues a reply that came after the platform was answered.
func (b *Bot) pushLate(ctx context.Context, m flows.Message, reply string) error {
	if reply == "" {
		return nil
	}
	t := &turn{bot: b, Message: m, who: b.Store.PersonOf(m.From)}
	return b.persist(ctx, func() error {
		_, err := t.commit(ctx, m.ID+"#late", func(tx storage.Tx) (string, error) {
			_, err := tx.Enqueue(storage.Notice{To: t.who, Kind: storage.NoticeReply, Text: reply, Created: b.Now()})
			return "", err
		})
		return err
	})
}
