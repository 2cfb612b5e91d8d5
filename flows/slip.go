package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// slipCommands are what is done with a slip (转办单).
func slipCommands() []*command {
	desk := append([]storage.Role{storage.RoleLeader}, handlers...)
	return []*command{
		{name: "转办单", usage: "转办单 Z…", help: "看转办单和回执，可以打印；写工单号就看那一张的", ticket: true, slips: true, bare: true, roles: desk, run: showSlip},
		{name: "签收", usage: "签收 Z…", help: "收到转来的工单，接单也算签收", slips: true, roles: handlers, run: onSlip(texts.Slips.SignUsage, sign)},
		{name: "回执", usage: "回执 Z… 文字", help: "记下外单位对转办单的回执", slips: true, roles: handlers, run: onSlip(texts.Slips.Usage, answerSlip)},
	}
}

// cutSlip takes the number of a slip off the front of what was typed.
func cutSlip(typed string) (number, rest string) {
	typed = strings.TrimLeft(typed, " 　\t:：")
	folded := strings.Map(fold.Rune, typed)
	number, length := storage.CutSlip(folded)
	if number == "" {
		return "", typed
	}
	return number, strings.TrimLeft(tail(typed, utf8.RuneCountInString(folded[:length])), " 　\t:：,，")
}

// slip returns one for whoever may see it, with its ticket, or a *Refusal that does
// not tell whether it exists: whoever may see the ticket, whoever wrote the slip, and
// their unit, unless the ticket is about a member of staff by now. within says whether
// the ticket itself is in the person's scope.
func (t *turn) slip(tx storage.Tx, c call) (s storage.Slip, k *storage.Ticket, within bool, err error) {
	s, ok, err := storage.Slips.Find(tx, c.slip)
	if err != nil {
		return s, nil, false, err
	}
	if !ok {
		return s, nil, false, refuse(texts.Slips.NotFound(c.slip))
	}
	k, err = tx.Ticket(s.Ticket)
	if isNotFound(err) {
		err = refuse(texts.Slips.NotFound(c.slip))
	}
	if err != nil {
		return s, nil, false, err
	}
	me := t.party.Staff
	within = may(t.house.Bureau, c.command, me, k)
	from := !contains(k.Barred, me.ID) && (s.By == me.ID || !k.Conduct && me.Has(storage.RoleClerk) && me.Unit == s.From)
	if !within && !from {
		err = refuse(texts.Slips.NotFound(c.slip))
	}
	return s, k, within, err
}

// onSlip makes a command of what is done to one slip.
func onSlip(usage string, do func(tx storage.Tx, t *turn, c call) (string, error)) func(*Engine, *turn, call) Act {
	return func(_ *Engine, t *turn, c call) Act {
		if c.slip == "" {
			return Say(usage)
		}
		return commit(func(tx storage.Tx) (string, error) { return do(tx, t, c) })
	}
}

// sign is 签收: the unit has what was handed over to it, before anybody takes it.
func sign(tx storage.Tx, t *turn, c call) (string, error) {
	s, k, _, err := t.slip(tx, c)
	switch {
	case err != nil:
		return "", err
	case s.Outside:
		return "", refuse(texts.Slips.SignOutside(s.Number, s.To))
	case s.To != t.party.Staff.Unit:
		return "", refuse(texts.Slips.SignOther(s.Number, s.To))
	case !s.Received.IsZero():
		return "", refuse(texts.Slips.SignedTwice(s.Number, hour(s.Received)))
	}
	return t.move(tx, k, t.actor(), storage.ActReceive, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = s.Number
		return texts.Slips.Signed(s.Number), t.signed(tx, k, s)
	})
}

// answerSlip is 回执: what an office outside the bureau says to a slip. The first
// word is the receipt; more may follow.
func answerSlip(tx storage.Tx, t *turn, c call) (string, error) {
	s, k, within, err := t.slip(tx, c)
	switch {
	case err != nil:
		return "", err
	case !within:
		return "", refuse(texts.Slips.NotFound(s.Number))
	case !s.Outside:
		return "", refuse(texts.Slips.AnswerInner(s.Number, s.To))
	case !reasoned(c.rest):
		return "", refuse(texts.Slips.AnswerUsage(s.Number))
	}
	return t.move(tx, k, t.actor(), storage.ActReceive, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail, e.Text = s.Number, c.rest
		if !s.Received.IsZero() {
			return texts.Slips.Written(s.Number), nil
		}
		s.Received, s.Receiver = t.now, t.party.Staff.ID
		return texts.Slips.Written(s.Number), storage.Slips.Put(tx, s.Number, s)
	})
}

// showSlip is 转办单: one slip, or those of the ticket that was named or is open.
func showSlip(_ *Engine, t *turn, c call) Act {
	if c.slip == "" && c.number == "" {
		if c.number = t.session.Focus; c.number == "" || strings.TrimSpace(c.rest) != "" {
			return Say(texts.Slips.Usage)
		}
	}
	said := ""
	return Act{
		Look: func(tx storage.Tx) (err error) {
			if c.slip != "" {
				said, err = t.slipWords(tx, c)
				return err
			}
			k, err := t.open(tx, c)
			if err != nil {
				return err
			}
			lines, err := slipLines(tx, k)
			said = orElse(texts.Lines(lines...), texts.Slips.None(k.Number))
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}

// slipWords is a slip as text.
func (t *turn) slipWords(tx storage.Tx, c call) (string, error) {
	s, k, within, err := t.slip(tx, c)
	if err != nil {
		return "", err
	}
	sheet, err := sheetOf(tx, &s, k)
	if err != nil {
		return "", err
	}
	to := s.To
	if s.Outside {
		to += texts.Slips.Outside
	}
	lines := []string{texts.Slips.Head(s.Number), texts.Slips.About(k.Number, k.Kind, k.Category), texts.Slips.Way(s.From, to), texts.Slips.Why(texts.Plain(sheet.Why))}
	lines = append(lines, texts.Slips.By(sheet.By, hour(s.At)))
	if !s.Due.IsZero() {
		lines = append(lines, texts.Slips.Due(day(s.Due)))
	}
	switch {
	case !s.Received.IsZero():
		lines = append(lines, texts.Slips.Received(sheet.Receiver, hour(s.Received)))
	default:
		lines = append(lines, texts.Slips.NoReceipt)
	}
	for _, words := range sheet.Receipts {
		lines = append(lines, texts.Slips.Receipt(texts.Plain(words)))
	}
	switch {
	case s.Outside && within:
		lines = append(lines, texts.Slips.Answered(s.Number))
	case s.To == t.party.Staff.Unit && s.Received.IsZero():
		lines = append(lines, texts.Slips.Sign(s.Number))
	}
	if link := t.sheetLink(tx, s.Number); link != "" {
		lines = append(lines, texts.Slips.Print(link))
	}
	return texts.Lines(lines...), nil
}
