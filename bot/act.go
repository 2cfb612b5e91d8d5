package bot

import (
	"context"
	"fmt"

	"minqing/flows"
	"minqing/storage"
)

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
