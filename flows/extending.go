package flows

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// extend is 延期: whoever has the ticket asks for more days. Nothing changes, and
// the citizen hears nothing, until somebody above grants it.
func extend(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActExtend, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if err := t.mayExtend(k); err != nil {
			return "", err
		}
		days, why := daysIn(c.rest)
		if days == 0 || !reasoned(why) {
			return "", refuse(texts.Moves.ExtendUsage(k.Number, strings.TrimPrefix(t.span(k, 0), "0")))
		}
		most, err := t.extensionLeft(tx, k)
		if err != nil {
			return "", err
		}
		if days > most {
			return "", refuse(texts.Moves.ExtendPast(k.Number, t.span(k, most)))
		}
		if t.now.After(t.house.extended(k, days)) {
			return "", refuse(texts.Moves.ExtendGone(k.Number, t.span(k, days), day(t.house.extended(k, days))))
		}
		k.Asked = days
		e.Text, e.Detail = why, t.span(k, days)
		until := day(t.house.extended(k, days))
		if err := t.askAbove(tx, k, storage.ActExtend); err != nil {
			return "", err
		}
		words := texts.Moves.AskedOf(k.Number, t.party.Staff.Name, t.span(k, days), until, texts.Plain(why))
		return texts.Moves.Asked(k.Number, t.span(k, days), until), t.tellAbove(tx, k, words)
	})
}

func (t *turn) mayExtend(k *storage.Ticket) error {
	times := t.house.Bureau.Limit(k.Kind, k.Procedure).Times
	switch {
	case pending(k) != "":
		return refuse(texts.Moves.AwaitsDecision(k.Number))
	case k.Extended >= times:
		return refuse(texts.Moves.ExtendOnce(k.Number, times))
	case k.Due.IsZero():
		return refuse(texts.Moves.ExtendNoDate(k.Number))
	}
	return nil
}

// extensionLeft is how many days may still be asked for. The natural days of a
// petition are so many in all, however often it is prolonged: 《信访工作条例》34.
func (t *turn) extensionLeft(tx storage.Tx, k *storage.Ticket) (int, error) {
	l := t.house.Bureau.Limit(k.Kind, k.Procedure)
	if !l.Natural {
		return l.Extend, nil
	}
	events, err := tx.Events(k.Number)
	for _, e := range events {
		if e.Action == storage.ActGrant {
			days, _ := daysIn(e.Detail)
			l.Extend -= days
		}
	}
	return max(l.Extend, 0), err
}

// extended is the end of the day to which some more days lead.
func (h *House) extended(k *storage.Ticket, days int) time.Time {
	return limits.EndOf(h.Bureau.Limit(k.Kind, k.Procedure).Extended(h.Bureau.Calendar, k.Due, days))
}

// span is so many days in the words of the ticket's procedure.
func (t *turn) span(k *storage.Ticket, days int) string {
	if t.house.Bureau.Limit(k.Kind, k.Procedure).Natural {
		return texts.Moves.NaturalDays(days)
	}
	return texts.Moves.WorkingDays(days)
}

// typedDays is how people write a number of days: 5, 5天, 5个工作日.
var typedDays = regexp.MustCompile(`^(\d{1,4}) *(?:个?(?:工作|自然)?[日天])?[ ,，:]*`)

// daysIn takes a number of days off the front of what was typed; 0: there is none.
func daysIn(typed string) (days int, rest string) {
	typed = strings.TrimSpace(typed)
	folded := strings.Map(fold.Rune, typed)
	m := typedDays.FindStringSubmatch(folded)
	if m == nil {
		return 0, typed
	}
	days, _ = strconv.Atoi(m[1])
	return days, tail(typed, utf8.RuneCountInString(m[0]))
}

// prolong grants an extension: the date moves, and the citizen hears why and until
// when, and whoever asked hears.
func (t *turn) prolong(tx storage.Tx, k *storage.Ticket) (string, error) {
	asked, err := t.asking(tx, k)
	if err != nil {
		return "", err
	}
	said := heard(k, texts.Moves.Granted, texts.Paper.Granted)
	return t.move(tx, k, t.actor(), storage.ActGrant, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		days := k.Asked
		if until := t.house.extended(k, days); t.now.After(until) { // nobody is promised a day that is over
			return "", refuse(texts.Moves.GrantGone(k.Number, day(until)))
		}
		k.Due = t.house.extended(k, days)
		k.Extended++
		k.Responded = first(k.Responded, t.now)
		until := day(k.Due)
		e.Detail, e.Text = texts.Moves.Until(t.span(k, days), until), asked.why
		err := firstError(
			func() error { return t.decided(tx, k) },
			func() error {
				return t.tellAsker(tx, k, asked, heard(k, texts.Moves.GrantedYou, texts.Paper.GrantedYou)(k.Number, t.party.Staff.Name, until))
			},
			func() error {
				return t.answer(tx, k, storage.NoticeAnswer, func(number string) string { return texts.Notices.Extended(number, texts.Plain(asked.why), until) })
			})
		return said(k.Number, until), err
	})
}
