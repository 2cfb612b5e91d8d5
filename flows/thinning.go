package flows

import (
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// thinTimer rings when the life of a ticket's pictures is over.
const (
	thinTimer = "thin/"
	thinAgain = 7 * 24 * time.Hour // for a ticket that somebody still works on
)

// thinLater sets the end of the life of a sighting's pictures, counted from the
// day it was filed. One that is set anew, because the case was opened again, is
// the same end.
func (t *turn) thinLater(tx storage.Tx, k *storage.Ticket) error {
	days := t.house.Bureau.Rescue.Pictures
	if days <= 0 {
		return nil
	}
	return setTimer(tx, thinTimer+k.Number, k.Filed.AddDate(0, 0, days), nil)
}

// ringThin removes the pictures of a ticket, once nobody works on it any more: people
// in need are kept in pictures no longer than the case asks for. Pictures of the
// register (owner R…) are the station's file and stay.
func ringThin(t *turn, tx storage.Tx, number string, timer storage.Timer) error {
	k, err := tx.Ticket(number)
	if err != nil {
		return ignoreNotFound(err)
	}
	all, err := tx.Attachments(number)
	if err != nil {
		return err
	}
	if k.Open() || fetching(all) {
		return setTimer(tx, timer.Key, t.now.Add(thinAgain), nil)
	}
	return t.thin(tx, k, all)
}

// thin removes the pictures of a ticket that are still kept, and records it.
func (t *turn) thin(tx storage.Tx, k *storage.Ticket, all []storage.Attachment) error {
	n := 0
	for _, a := range all {
		if a.State != storage.Kept {
			continue
		}
		t.scraps = append(t.scraps, a.Hash)
		a.State, a.Hash = storage.Thinned, ""
		if err := tx.PutAttachment(&a); err != nil {
			return err
		}
		n++
	}
	if n == 0 {
		return nil
	}
	if err := t.tally(tx, countThinned, n); err != nil {
		return err
	}
	bot := storage.Actor{Kind: storage.BySystem}
	_, err := t.move(tx, k, bot, storage.ActThin, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = texts.Register.Thinned(n)
		return "", nil
	})
	return err
}

func fetching(all []storage.Attachment) bool {
	for _, a := range all {
		if a.State == storage.Fetching {
			return true
		}
	}
	return false
}
