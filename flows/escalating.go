package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// reportOrEscalate is 上报: with the number of a ticket it goes up to the leader;
// alone, from the team, it is a report from the street.
func reportOrEscalate(e *Engine, t *turn, c call) Act {
	staff := t.party.Staff
	switch {
	case c.number == "" && staff.Has(storage.RoleOutreach):
		return reportFlow.start(t, nil)
	case c.number == "" && t.session.Focus != "":
		c.number = t.session.Focus
	case c.number == "":
		return Say(texts.House.NoNumber(c.name, c.example()))
	}
	return aloud(e, t, c)
}

// escalate is 上报 of a ticket: beyond the bureau's power, counted apart. The
// citizen and the leaders hear of it.
func escalate(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActEscalate, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		why := strings.TrimSpace(c.rest)
		if utf8.RuneCountInString(why) < 2 {
			return "", refuse(texts.Staff.NeedReason(c.name))
		}
		e.Text = why
		k.Responded = first(k.Responded, t.now)
		if err := t.answer(tx, k, storage.NoticeAnswer, texts.Notices.Escalated); err != nil {
			return "", err
		}
		linked := t.linked(k)
		above := func(s *storage.Staff) bool { return !k.Conduct && linked(s) }
		return heard(k, texts.Staff.Escalated, texts.Paper.Escalated)(k.Number), t.notify(tx, k, texts.Alerts.Escalated(k.Number, texts.Plain(why)), above)
	})
}
