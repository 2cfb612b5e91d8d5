package bot

import (
	"context"
	"errors"
	"fmt"

	"minqing/flows"
	"minqing/storage"
)

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
// is pushed any more, and who leaves nothing that the law asks to keep is
// forgotten whole. Tickets stay as long as the law asks.
func (t *turn) letGo(ctx context.Context) error {
	err := t.bot.Store.Update(ctx, func(tx storage.Tx) error {
		p, err := tx.Person(t.who)
		if stranger(err) {
			return nil
		}
		if err != nil {
			return err
		}
		bound, err := t.keeps(tx, p)
		if err != nil {
			return err
		}
		if !bound {
			if err := flows.ForgetFollows(tx, t.who); err != nil {
				return err
			}
			return tx.ForgetPerson(t.who)
		}
		p.Left = true
		return tx.PutPerson(p)
	})
	if err != nil {
		return fmt.Errorf("let person go: %w", err)
	}
	return t.bot.Sessions.Forget(ctx, t.who)
}

// keeps reports whether there is a reason to go on knowing a person who left: a
// ticket, a place on the staff, or wrong staff codes, which leaving must not
// wipe out.
func (t *turn) keeps(tx storage.Tx, p *storage.Person) (bool, error) {
	if _, err := tx.StaffOf(t.who); !errors.Is(err, storage.ErrNotFound) {
		return true, err
	}
	filed, err := tx.Tickets(storage.Query{Citizen: t.who, Limit: 1})
	return p.BindFails > 0 || len(filed.Tickets) > 0, err
}
