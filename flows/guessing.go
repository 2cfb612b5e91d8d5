package flows

import (
	"errors"
	"time"

	"minqing/flows/hall"
	"minqing/flows/texts"
	"minqing/storage"
)

// A couple's code has four digits: whoever might try them all would join
// strangers. So nobody sends more wrong ones than a slip of the thumb explains.
const (
	mostGuesses = 5
	guessesLast = time.Hour
)

// joinFails is, by person, when they sent their last wrong codes, oldest first,
// at most mostGuesses.
const joinFails storage.Book[[]time.Time] = "join-fails"

// joinByCode is 加入 by whatever way. A wrong code counts; who sent too many
// within the hour is not let in, not even by the right one.
func (t *turn) joinByCode(tx storage.Tx, c call) (string, error) {
	fails, _, err := joinFails.Find(tx, string(t.party.ID))
	if err != nil {
		return "", err
	}
	if len(fails) >= mostGuesses && t.now.Sub(fails[0]) < guessesLast {
		return "", refuse(texts.Queue.GuessedOften)
	}
	wrong := false
	said, err := t.onHall(tx, func(h *storage.Hall) (string, error) {
		said, err := joinNumber(t, tx, h, c)
		wrong = errors.Is(err, hall.ErrCode)
		return said, err
	})
	if !wrong {
		return said, err
	}
	return t.guessed(tx, fails)
}

// guessed notes a wrong code, and lets go of what others did long ago.
func (t *turn) guessed(tx storage.Tx, fails []time.Time) (string, error) {
	fails = append(fails, t.now)
	fails = fails[max(0, len(fails)-mostGuesses):]
	said := texts.Queue.BadCode
	if len(fails) == mostGuesses && t.now.Sub(fails[0]) < guessesLast {
		said = texts.Queue.GuessedOften
	}
	return said, firstError(
		func() error { return t.forgetGuesses(tx) },
		func() error { return joinFails.Put(tx, string(t.party.ID), fails) })
}

// forgetGuesses drops what no longer keeps anybody out.
func (t *turn) forgetGuesses(tx storage.Tx) error {
	var old []string
	err := joinFails.Each(tx, storage.Range{}, func(who string, fails []time.Time) (bool, error) {
		if len(fails) == 0 || t.now.Sub(fails[len(fails)-1]) >= guessesLast {
			old = append(old, who)
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	return drop(tx, joinFails, old)
}
