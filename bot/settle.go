package bot

import (
	"context"
	"errors"

	"minqing/storage"
)

// settle stores how far the notice got and how many sends it used up.
func (o *Outbox) settle(ctx context.Context, n *storage.Notice, sends int) error {
	return o.Store.Update(ctx, func(tx storage.Tx) error {
		if err := o.countSends(tx, n, sends); err != nil {
			return err
		}
		err := tx.SettleNotice(n)
		if errors.Is(err, storage.ErrNotFound) {
			return nil // forgotten, or told in a reply meanwhile
		}
		if err == nil {
			err = o.unread(tx, n)
		}
		if err != nil || n.State != storage.Held || n.Channel != "" {
			return err
		}
		return o.holdAlike(tx, n)
	})
}

// countSends notes in the person's record what the platform took, and whether
// the person can be reached at all.
func (o *Outbox) countSends(tx storage.Tx, n *storage.Notice, sends int) error {
	if sends == 0 && n.Why != "left" {
		return nil
	}
	p, err := tx.Person(n.To)
	if stranger(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for range sends {
		p.Sends = append(p.Sends, o.Now())
	}
	p.Sends = p.Sends[max(0, len(p.Sends)-storage.SendsKept):]
	p.Left = n.Why == "left"
	return tx.PutPerson(p)
}

// unread says so when an alert cannot reach its reader now, so that somebody
// else hears of it at once.
func (o *Outbox) unread(tx storage.Tx, n *storage.Notice) error {
	if o.Held == nil || n.Kind != storage.NoticeAlert || (n.State != storage.Held && n.State != storage.Failed) {
		return nil
	}
	return o.Held(tx, n)
}

// heldTogether is how many notices of a person one commit holds.
const heldTogether = 64

// holdAlike holds what else of the kind is due for the person whose channels are
// all shut: each would fare the same, at the price of a commit.
func (o *Outbox) holdAlike(tx storage.Tx, n *storage.Notice) error {
	due, err := tx.DueFor(n.To, o.Now(), heldTogether)
	if err != nil {
		return err
	}
	for _, other := range due {
		if other.Kind != n.Kind {
			continue
		}
		other.State, other.Why = storage.Held, n.Why
		if err := tx.SettleNotice(&other); err != nil {
			return err
		}
		if err := o.unread(tx, &other); err != nil {
			return err
		}
	}
	return nil
}
