package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/configs"
	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// handOver is 转办: the ticket goes to another unit, with a slip (转办单). To an
// office outside the bureau goes the slip alone: whoever handed it over keeps the
// ticket and writes down the receipt.
func handOver(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	unit, why := t.unitAtHead(c.rest)
	if unit.Outside {
		if err := t.pointAway(tx, k, unit); err != nil {
			return "", err
		}
	}
	return t.move(tx, k, t.actor(), storage.ActHandOver, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		switch {
		case unit.Name == "":
			return "", refuse(texts.Slips.HandUsage(k.Number, t.otherUnits(k)))
		case unit.Name == k.Unit:
			return "", refuse(texts.Slips.Already(k.Number, unit.Name))
		case k.Conduct && !unit.Outside && !unit.Conduct: // 《信访工作条例》30, 46
			return "", refuse(texts.Moves.ConductStays(k.Number))
		case !reasoned(why):
			return "", refuse(texts.Slips.HandReason(k.Number, unit.Name))
		}
		slip, err := t.writeSlip(tx, k, unit)
		if err != nil {
			return "", err
		}
		e.Text, e.Detail = why, slip.Number+" "+unit.Name
		k.SendTo(unit.Name, t.now)
		if unit.Conduct {
			toConduct(k)
		}
		if unit.Outside {
			k.Owner = t.party.Staff.ID
			return texts.Slips.HandedAway(k.Number, unit.Name, slip.Number), nil
		}
		words := texts.Slips.HandedTo(k.Number, k.Kind, k.Category, slip.From, slip.Number, day(k.Due), texts.Plain(why))
		if err := t.tellPassed(tx, k); err != nil {
			return "", err
		}
		heard, err := t.reach(tx, k, words, responsible(k))
		said := texts.Slips.Handed(k.Number, unit.Name, slip.Number)
		if heard.why != "" {
			said = texts.Lines(said, texts.Slips.Nobody(unit.Name))
		}
		return said, err
	})
}

// oftenPassed is how often units may hand a ticket to each other before whoever assigns
// hears of it: 退回 is bounded, and 转办 must not be the way around it.
const oftenPassed = 3

// tellPassed tells the dispatchers of a ticket that units pass to each other.
func (t *turn) tellPassed(tx storage.Tx, k *storage.Ticket) error {
	events, err := tx.Events(k.Number)
	if err != nil || k.Conduct {
		return err
	}
	times := 1 // with this one
	for _, e := range events {
		if e.Action == storage.ActHandOver {
			times++
		}
	}
	if times < oftenPassed {
		return nil
	}
	return t.notify(tx, k, texts.Slips.Passed(k.Number, times), dispatchers)
}

// pointAway answers the citizen before the ticket leaves for an office outside: who is in
// charge there, and how to reach them. Nobody answers who has not taken it.
func (t *turn) pointAway(tx storage.Tx, k *storage.Ticket, to configs.Unit) error {
	if err := t.legal(k, storage.ActHandOver); err != nil {
		return err
	}
	if k.State == storage.Assigned {
		if _, err := t.takeOver(tx, k, true); err != nil {
			return err
		}
	}
	_, err := t.move(tx, k, t.actor(), storage.ActReply, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = texts.Slips.PointAway(to.Name, to.Phone, to.Address)
		k.Responded = first(k.Responded, t.now)
		return "", t.answer(tx, k, storage.NoticeAnswer, func(number string) string {
			return texts.Notices.Answer(number, k.Unit, texts.Plain(e.Text))
		})
	})
	return err
}

// unitAtHead takes the name of a unit off the front of what was typed.
func (t *turn) unitAtHead(typed string) (found configs.Unit, rest string) {
	typed = strings.TrimSpace(typed)
	folded := strings.Map(fold.Rune, typed)
	for _, u := range t.house.Bureau.Units {
		name := strings.Map(fold.Rune, u.Name)
		if strings.HasPrefix(folded, name) && len(u.Name) > len(found.Name) {
			found, rest = u, strings.Trim(tail(typed, utf8.RuneCountInString(name)), " 　\t:：,，")
		}
	}
	return found, rest
}

// otherUnits are those that a ticket can be handed over to.
func (t *turn) otherUnits(k *storage.Ticket) []string {
	var names []string
	for _, u := range t.house.Bureau.Units {
		if u.Name != k.Unit && (!k.Conduct || u.Outside || u.Conduct) {
			names = append(names, u.Name)
		}
	}
	return names
}

// writeSlip makes the slip with which a ticket leaves its unit.
func (t *turn) writeSlip(tx storage.Tx, k *storage.Ticket, to configs.Unit) (storage.Slip, error) {
	number, err := storage.NextSlip(tx, t.now)
	s := storage.Slip{
		Number: number, Ticket: k.Number, From: orElse(k.Unit, texts.Slips.Dispatcher), To: to.Name,
		Outside: to.Outside, At: t.now, Due: k.Due,
	}
	if me := t.party.Staff; me != nil { // a report of disaster goes out by itself
		s.By, s.From = me.ID, orElse(orElse(k.Unit, me.Unit), texts.Slips.Dispatcher)
	}
	if err != nil {
		return s, err
	}
	return s, firstError(
		func() error { return storage.Slips.Put(tx, number, s) },
		func() error { return storage.SlipsOf.Put(tx, k.Number+"/"+number, storage.Count{N: 1}) })
}

// slipsOf are the slips of a ticket in the order in which they were written.
func slipsOf(tx storage.Tx, number string) (slips []storage.Slip, err error) {
	var numbers []string
	err = storage.SlipsOf.Each(tx, storage.Range{Prefix: number + "/"}, func(key string, _ storage.Count) (bool, error) {
		numbers = append(numbers, strings.TrimPrefix(key, number+"/"))
		return false, nil
	})
	for _, n := range numbers {
		s, failed := storage.Slips.Get(tx, n)
		if failed != nil {
			return nil, failed
		}
		slips = append(slips, s)
	}
	slices.SortStableFunc(slips, func(a, b storage.Slip) int { return a.At.Compare(b.At) })
	return slips, err
}

// slipLines are what a ticket's view tells of its slips.
func slipLines(tx storage.Tx, k *storage.Ticket) (lines []string, err error) {
	slips, err := slipsOf(tx, k.Number)
	for _, s := range slips {
		lines = append(lines, texts.Slips.Line(s.Number, s.From, s.To, !s.Received.IsZero()))
	}
	return lines, err
}

// received writes into the slip that whoever it went to has the ticket: they took it.
func (t *turn) received(tx storage.Tx, k *storage.Ticket) error {
	slips, err := slipsOf(tx, k.Number)
	if err != nil || len(slips) == 0 {
		return err
	}
	s := slips[len(slips)-1]
	if !s.Received.IsZero() || s.To != k.Unit || s.To != t.party.Staff.Unit {
		return nil
	}
	return t.signed(tx, k, s)
}

// signed writes down the receipt and tells whoever handed over.
func (t *turn) signed(tx storage.Tx, k *storage.Ticket, s storage.Slip) error {
	s.Received, s.Receiver = t.now, t.party.Staff.ID
	if err := storage.Slips.Put(tx, s.Number, s); err != nil {
		return err
	}
	words := texts.Slips.SignedYou(s.Number, s.Ticket, s.To, t.party.Staff.Name)
	return t.notify(tx, k, words, func(one *storage.Staff) bool { return one.ID == s.By })
}
