package flows

import (
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// mistakenCommand is 误评: a rating that somebody third finds mistaken. It is marked,
// never changed.
func mistakenCommand() *command {
	return &command{name: "误评", usage: "误评 F… 理由", help: "第三人复核后标注误评，原评价照样保留", ticket: true,
		roles: []storage.Role{storage.RoleDispatcher, storage.RoleLeader, storage.RoleDiscipline}, action: storage.ActMistake, run: moving(mistake)}
}

func mistake(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	if err := t.legal(k, storage.ActMistake); err != nil {
		return "", err
	}
	events, err := tx.Events(k.Number)
	if err != nil {
		return "", err
	}
	switch {
	case k.Rating == 0:
		return "", refuse(texts.Rating.NotRated(k.Number))
	case k.Mistaken:
		return "", refuse(texts.Rating.MarkedBefore(k.Number))
	case t.hadPart(k, events):
		return "", refuse(texts.Rating.NotThird(k.Number))
	case utf8.RuneCountInString(c.rest) < 2:
		return "", refuse(texts.Rating.MistakeUsage)
	}
	return t.move(tx, k, t.actor(), storage.ActMistake, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Mistaken = true
		e.Text, _ = tidy(c.rest)
		return texts.Rating.Mistaken(k.Number), t.notify(tx, k, texts.Rating.MistakenToo(k.Number), t.linked(k))
	})
}

// hadPart reports whether whoever speaks is no third person: had the ticket, answered
// it, or is of the unit that was rated. 纪检 has its own tickets all in one unit.
func (t *turn) hadPart(k *storage.Ticket, events []storage.Event) bool {
	s := t.party.Staff
	if k.Owner == s.ID || !k.Conduct && s.Unit != "" && s.Unit == k.Unit {
		return true
	}
	for _, e := range events {
		switch e.Action {
		case storage.ActTake, storage.ActReply, storage.ActResolve:
			if e.Actor == t.actor() {
				return true
			}
		}
	}
	return false
}
