package flows

import (
	"slices"
	"strings"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// merge is 并单: the tickets named after the first are put into it. Whoever filed
// them hears what becomes of the first.
func merge(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	number, rest := cutNumber(c.rest)
	if number == "" {
		return "", refuse(texts.Staff.MergeUsage)
	}
	var merged []string
	for number != "" {
		if err := t.mergeInto(tx, c, k, number); err != nil {
			return "", err
		}
		merged = append(merged, number)
		number, rest = cutNumber(rest)
	}
	said := texts.Staff.Merged(merged, k.Number)
	paper, err := onPaper(tx, k)
	if paper = slices.DeleteFunc(paper, func(n string) bool { return !slices.Contains(merged, n) }); len(paper) > 0 && !isSighting(k) {
		said = texts.Staff.MergedPaper(merged, k.Number, paper)
	}
	return said, err
}

func (t *turn) mergeInto(tx storage.Tx, c call, k *storage.Ticket, number string) error {
	if number == k.Number {
		return refuse(texts.Staff.MergeSelf)
	}
	c.number = number
	other, err := t.open(tx, c)
	if err != nil {
		return err
	}
	if !k.Open() {
		return refuse(texts.Staff.Illegal(k.Number, texts.StateNames[string(k.State)], nil))
	}
	if other.Number[:1] != k.Number[:1] {
		return refuse(texts.Staff.MergeKinds)
	}
	if err := t.moveFollowers(tx, other, k); err != nil {
		return err
	}
	if err := t.tellMerged(tx, other, k); err != nil {
		return err
	}
	_, err = t.move(tx, other, t.actor(), storage.ActMerge, func(tx storage.Tx, other *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = k.Number
		if !isSighting(other) { // the citizen hears with the answer, and sees it in the history
			return "", nil
		}
		return "", t.tell(tx, other, storage.NoticeRescue, texts.Notices.Merged(other.Number, k.Number))
	})
	if err != nil {
		return err
	}
	_, err = t.move(tx, k, t.actor(), storage.ActNote, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		due := k.Due
		k.Urgent, k.Due = k.Urgent || other.Urgent, earlier(k.Due, other.Due)
		e.Detail, e.Text = other.Number, texts.Moves.MergedNote
		if isSighting(k) { // whoever goes must know what every reporter saw
			e.Text = texts.Staff.MergedNote(other.Number, other.Private.Place, other.Private.Text)
		}
		if k.Owner != "" && k.Due.Before(due) {
			return "", t.notify(tx, k, texts.Moves.DueEarlier(k.Number, other.Number, day(k.Due)), responsible(k))
		}
		return "", nil
	})
	if err != nil {
		return err
	}
	return t.barAlike(tx, k, other)
}

// tellMerged tells whoever had a ticket that it went into another.
func (t *turn) tellMerged(tx storage.Tx, other, k *storage.Ticket) error {
	if isSighting(other) || other.Owner == "" || other.Owner == k.Owner {
		return nil
	}
	return t.notify(tx, other, texts.Moves.MergedYours(other.Number, k.Number), responsible(other))
}

// earlier is the first of two dates: what was promised to either citizen is kept. Zero
// is no date.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// barAlike keeps out of a ticket whoever was kept out of the one that was put into it:
// by now it is about that, too.
func (t *turn) barAlike(tx storage.Tx, k, other *storage.Ticket) error {
	for _, id := range other.Barred {
		if contains(k.Barred, id) {
			continue
		}
		s, err := tx.Staff(id)
		if err == nil {
			err = t.bar(tx, k, storage.Actor{Kind: storage.BySystem}, s, texts.Recuse.Merged(other.Number))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// moveFollowers lets everybody who waits for one ticket wait for another.
func (t *turn) moveFollowers(tx storage.Tx, from, to *storage.Ticket) error {
	waiting := map[storage.PersonID]storage.Follow{}
	err := storage.Follows.Each(tx, storage.Range{Prefix: from.Number + "/"}, func(key string, f storage.Follow) (bool, error) {
		waiting[storage.PersonID(strings.TrimPrefix(key, from.Number+"/"))] = f
		return false, nil
	})
	if err != nil {
		return err
	}
	if from.Citizen != "" {
		waiting[from.Citizen] = storage.Follow{Since: t.now, Own: from.Number}
	}
	for id, f := range waiting {
		if id == to.Citizen {
			continue
		}
		if err := follow(tx, to.Number, id, f); err != nil {
			return err
		}
	}
	return nil
}

// notMerged refuses what a citizen wants of a ticket that was put into another, and
// names that one.
func notMerged(tx storage.Tx, k *storage.Ticket) error {
	number := k.Number
	for number != "" && k.State == storage.Merged {
		events, err := tx.Events(number)
		if err != nil {
			return err
		}
		number = ""
		for _, e := range events {
			if e.Action == storage.ActMerge {
				number = e.Detail
			}
		}
		into, err := tx.Ticket(number)
		if isNotFound(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if into.State != storage.Merged {
			return refuse(texts.Tickets.GoesOnIn(k.Number, number))
		}
	}
	return nil
}
