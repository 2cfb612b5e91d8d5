package flows

import (
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// takeOn gives a ticket that was just received its procedure, unless it has one, and
// its date. A sighting has its own: the street does not wait for working days.
func (h *House) takeOn(k *storage.Ticket) {
	if k.Procedure == "" {
		k.Procedure = h.procedureOf(k)
	}
	k.Due = h.dueFrom(k, k.Filed)
}

// procedureOf is whose time limits rule a ticket by what it is, and by how it came:
// the bureau's own chat is neither 12345 nor 信访.
func (h *House) procedureOf(k *storage.Ticket) string {
	c, _ := h.Bureau.Category(k.Category)
	switch {
	case k.Conduct || c.Conduct:
		return limits.Discipline
	case k.Channel == texts.ChannelPetition:
		return limits.Petition
	case k.Channel == texts.ChannelHotline:
		return limits.Hotline
	}
	kind, _ := h.Bureau.Kind(k.Kind)
	return orElse(kind.Procedure, limits.General)
}

// toConduct makes a complaint about staff of a ticket. From now on the time limits of
// 纪检 rule it; the date that its citizen was told stands.
func toConduct(k *storage.Ticket) { k.Conduct, k.Procedure = true, limits.Discipline }

// owed is what the bureau owes next on a ticket that counts from a time, and the
// last day for it.
func (h *House) owed(k *storage.Ticket, from time.Time) (limits.What, time.Time) {
	return h.Bureau.Limit(k.Kind, k.Procedure).Owed(h.Bureau.Calendar, from, k.State != storage.Submitted && k.State != "")
}

// dueFrom is the end of the day by which the next thing is owed; zero: no date.
func (h *House) dueFrom(k *storage.Ticket, from time.Time) time.Time {
	_, by := h.owed(k, from)
	return limits.EndOf(by)
}

// welcomed moves the date on when the citizen was told that a petition is accepted:
// from now on its answer is owed.
func (h *House) welcomed(k *storage.Ticket) {
	if h.Bureau.Limit(k.Kind, k.Procedure).Tell > 0 {
		k.Due = h.dueFrom(k, k.Filed)
	}
}

// reviewUntil is until when the citizen may ask for a review of what is told now;
// "" where the procedure knows none.
func (t *turn) reviewUntil(k *storage.Ticket) (days int, until string) {
	l := t.house.Bureau.Limit(k.Kind, k.Procedure)
	return l.Review, day(l.ReviewUntil(t.house.Bureau.Calendar, t.now))
}

// sortOut is 定性: another procedure rules the ticket, and so another date.
func sortOut(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	word, why, _ := strings.Cut(strings.TrimSpace(c.rest), " ")
	procedure := procedureNamed(word)
	switch {
	case isSighting(k):
		return "", refuse(texts.Due.SortStreet)
	case procedure == "":
		return "", refuse(texts.Due.SortUsage(k.Number, k.Procedure))
	case procedure == k.Procedure:
		return "", refuse(texts.Due.SortSame(k.Number, procedure, day(k.Due)))
	}
	from, err := countsFrom(tx, k)
	if err != nil {
		return "", err
	}
	said, err := t.move(tx, k, t.actor(), storage.ActSort, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		granted := k.Due
		k.Procedure = procedure
		what, by := t.house.owed(k, from)
		if k.Due = limits.EndOf(by); k.Extended > 0 && granted.After(k.Due) {
			k.Due = granted // what was granted stays granted
		}
		e.Detail, e.Text = texts.Due.SortDetail(procedure, string(what), day(k.Due)), strings.TrimSpace(why)
		return texts.Due.Sorted(k.Number, procedure, string(what), day(k.Due)), nil
	})
	if err != nil || k.Owner == "" {
		return said, err
	}
	return said, t.notify(tx, k, texts.Alerts.Sorted(k.Number, procedure, day(k.Due)), responsible(k))
}

// countsFrom is when the time of a ticket began: when it was received, or asked to be
// done again.
func countsFrom(tx storage.Tx, k *storage.Ticket) (time.Time, error) {
	from := k.Filed
	if k.Reopened == 0 {
		return from, nil
	}
	events, err := tx.Events(k.Number)
	for _, e := range events {
		if e.Action == storage.ActReopen {
			from = e.At
		}
	}
	return from, err
}

// procedureNamed finds a procedure by its name or by the word that people use.
func procedureNamed(word string) string {
	for _, p := range limits.Procedures {
		if fold.Text(word) == fold.Text(p) || word != "" && fold.Text(word) == fold.Text(texts.Due.Words[p]) {
			return p
		}
	}
	return ""
}
