package flows

import (
	"strings"

	"minqing/configs"
	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// decline is 不予受理, with the proper way told where the reason names one. Where it
// names none the dispatcher is asked once whether to add one; the citizen hears the
// reason at once either way.
func decline(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActDecline, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if !reasoned(c.rest) {
			return "", refuse(texts.Staff.NeedReason(c.name))
		}
		why, way := t.reasonAndWay(c.rest)
		e.Text, e.Detail = texts.Lines(why, wayWords(way)), way.Name
		k.Responded = first(k.Responded, t.now)
		err := t.answer(tx, k, storage.NoticeDeclined, func(number string) string {
			return texts.Notices.Declined(number, texts.Plain(texts.Lines(why, wayWords(way))), t.house.Bureau.Phone)
		})
		said := heard(k, texts.Staff.Declined, texts.Paper.Declined)(c.number)
		if way.Name == "" && len(t.house.Bureau.Ways) > 0 {
			said = texts.Paragraphs(said, texts.Moves.AskWay(k.Number, t.wayNames()))
		}
		return said, err
	})
}

// reasonAndWay reads a reason that is, begins with, or speaks of a way.
func (t *turn) reasonAndWay(typed string) (why string, way configs.Way) {
	typed = strings.TrimSpace(typed)
	head, rest, _ := strings.Cut(strings.Map(foldSpace, typed), " ")
	if w, ok := t.house.Bureau.Way(wayName(head)); ok {
		if rest = strings.TrimSpace(rest); reasoned(rest) {
			return rest, w
		}
		return texts.Moves.ByWay(w.Name), w
	}
	way, _ = t.house.Bureau.WayIn(strings.Map(fold.Rune, typed))
	return typed, way
}

// wayName is a way's name as people end it: 诉讼。
func wayName(typed string) string { return strings.Trim(typed, "。.！! 　") }

// wayWords is what a citizen hears of a way; empty for none.
func wayWords(w configs.Way) string {
	if w.Name == "" {
		return ""
	}
	return texts.Notices.Turn(w.Text, w.Phone)
}

func (t *turn) wayNames() []string {
	var names []string
	for _, w := range t.house.Bureau.Ways {
		names = append(names, w.Name)
	}
	return names
}

// addWay is 途径: what was declined without it gets the proper way told, once.
func addWay(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActPoint, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		way, ok := t.house.Bureau.Way(wayName(c.rest))
		if !ok {
			return "", refuse(texts.Moves.WayUsage(k.Number, t.wayNames()))
		}
		events, err := tx.Events(k.Number)
		if err != nil {
			return "", err
		}
		for _, before := range events {
			if before.Action == storage.ActPoint || (before.Action == storage.ActDecline && before.Detail != "") {
				return "", refuse(texts.Moves.WayBefore(k.Number))
			}
		}
		e.Text, e.Detail = wayWords(way), way.Name
		return texts.Moves.WayAdded(k.Number, way.Name), t.answer(tx, k, storage.NoticeDeclined, func(number string) string {
			return texts.Notices.Way(number, wayWords(way))
		})
	})
}
