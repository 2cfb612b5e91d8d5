package flows

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"minqing/configs"
	"minqing/flows/calendar"
	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// What comes by paper, phone or visit has nobody in WeChat to answer: the ticket has no
// Citizen, and what it says is sealed under the house's own key. Filed is the day on
// which it was received; the events say when and by whom it was written down.

// filePaper files a ticket and takes it in (受理): a member of staff has it in hand.
// The caller has set Filed.
func (t *turn) filePaper(tx storage.Tx, k *storage.Ticket, by storage.Actor, detail string, pieces []piece) (fresh bool, err error) {
	if c, ok := t.house.Bureau.Category(k.Category); ok {
		k.Conduct = c.Conduct
	}
	t.house.takeOn(k)
	k.State, k.Updated, k.Media = storage.Submitted, t.now, len(pieces)
	k.Urgent = urgent(k)
	e := storage.Event{At: t.now, Actor: by, Action: storage.ActFile, To: storage.Submitted, Detail: detail}
	if fresh, err = tx.File(storage.LetterFeedback, k, e); err != nil || !fresh {
		return fresh, err
	}
	if err := t.attach(tx, k.Number, pieces); err != nil {
		return true, err
	}
	if err := t.barNamed(tx, k, k.Private.Text); err != nil || k.Conduct {
		return true, err
	}
	_, err = t.move(tx, k, by, storage.ActAccept, nothing)
	return true, err
}

// paperMark is by which the same words of the same day and channel are known again.
func paperMark(tx storage.BookTx, channel string, received time.Time, words string) string {
	bare := strings.Map(func(r rune) rune {
		if r = fold.Rune(r); unicode.IsSpace(r) || unicode.IsPunct(r) {
			return -1
		}
		return r
	}, words)
	return tx.Mark("opinion", fold.Text(channel)+"\n"+calendar.Day(received).Format(time.DateOnly)+"\n"+bare)
}

// writeDown remembers a ticket by its mark.
func writeDown(tx storage.BookTx, mark string, w storage.Written) error {
	all, _, err := storage.Opinions.Find(tx, mark)
	if err != nil {
		return err
	}
	return storage.Opinions.Put(tx, mark, append(all, w))
}

// writtenDown is the ticket of the same words, the last of several; "" when there is none.
func writtenDown(tx storage.BookTx, mark string) (number string, err error) {
	all, _, err := storage.Opinions.Find(tx, mark)
	for _, w := range slices.Backward(all) {
		return w.Ticket, err
	}
	return "", err
}

// clerkNamed is who of a unit may have a ticket, and is named as responsible by a paper;
// nil when there is nobody of that name, or more than one.
func (t *turn) clerkNamed(all []storage.Staff, name, unit string, k *storage.Ticket) *storage.Staff {
	var found *storage.Staff
	for i := range all {
		s := &all[i]
		if fold.Text(s.Name) != fold.Text(name) || !t.works(s, k) || s.Unit != unit || s.Person == "" {
			continue
		}
		if found != nil {
			return nil
		}
		found = s
	}
	return found
}

// unitOf is the unit to which a matter of the category goes.
func unitOf(b *configs.Bureau, category string) string {
	c, _ := b.Category(category)
	return c.Unit
}

// dayOf is a day as it is told: with its year where that isn't this one.
func dayOf(at, now time.Time) string {
	if at.IsZero() || at.In(storage.Zone).Year() == now.In(storage.Zone).Year() {
		return day(at)
	}
	return at.In(storage.Zone).Format("2006年1月2日")
}

// tellThem reminds whoever acted for the citizen's knowledge of everybody who does not
// hear of it in WeChat: the ticket came by paper, or one that was merged into it.
func (t *turn) tellThem(tx storage.Tx, a storage.Action, k *storage.Ticket, said string, failed error) (string, error) {
	tells := []storage.Action{storage.ActDecline, storage.ActReply, storage.ActEscalate, storage.ActResolve}
	if failed != nil || isSighting(k) || !contains(tells, a) {
		return said, failed
	}
	if heard(k, false, true) {
		said = texts.Lines(said, texts.Paper.TellThem)
	}
	merged, err := onPaper(tx, k)
	if len(merged) > 0 {
		said = texts.Lines(said, texts.Paper.MergedToo(merged))
	}
	return said, err
}

// onPaper are the tickets merged into one whose citizens are not in WeChat.
func onPaper(tx storage.Tx, k *storage.Ticket) (numbers []string, err error) {
	events, err := tx.Events(k.Number)
	for _, e := range events {
		if e.Action != storage.ActNote || err != nil {
			continue
		}
		if _, ok := storage.ParseNumber(e.Detail); !ok {
			continue
		}
		other, failed := tx.Ticket(e.Detail)
		if err = ignoreNotFound(failed); err == nil && failed == nil && other.State == storage.Merged && heard(other, false, true) {
			numbers = append(numbers, other.Number)
		}
	}
	return numbers, err
}

// heard chooses between what is said where the citizen hears in the chat and where
// nobody does: a clerk who reads that a citizen was told will not call.
func heard[T any](k *storage.Ticket, inChat, onPaper T) T {
	if k.Citizen == "" && !k.Private.Gone {
		return onPaper
	}
	return inChat
}

// toldBy is by when whoever brought a petition (信访) must be told what becomes of it:
// registering it on paper tells nobody.
func (t *turn) toldBy(k *storage.Ticket) string {
	l := t.house.Bureau.Limit(k.Kind, k.Procedure)
	if l.Tell == 0 {
		return ""
	}
	_, by := l.Owed(t.house.Bureau.Calendar, k.Filed, false)
	return texts.Paper.TellPetition(dayOf(by, t.now))
}
