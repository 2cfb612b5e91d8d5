package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// lookTickets finds the newest tickets that have something to correct.
func (m *myData) lookTickets(tx storage.Tx, t *turn) error {
	states := slices.DeleteFunc(slices.Clone(storage.States), func(s storage.State) bool { return s == storage.Archived || s == storage.Merged })
	page, err := tx.Tickets(storage.Query{Citizen: t.party.ID, States: states, Limit: pageSize})
	if err != nil {
		return err
	}
	m.Numbers, m.Lines = nil, nil
	for _, k := range page.Tickets {
		m.Numbers = append(m.Numbers, k.Number)
		m.Lines = append(m.Lines, texts.Tickets.Line(k.Number, k.Kind, k.Category, texts.StateNames[string(k.State)], day(k.Filed)))
	}
	return nil
}

func (m *myData) sayWhich(*turn) string {
	if len(m.Numbers) == 0 {
		return texts.MyData.NothingToCorrect
	}
	return texts.MyData.Which
}

func (m *myData) takeWhich(t *turn) Move {
	if t.choice < 0 {
		return Elsewhere
	}
	m.Number = m.Numbers[t.choice]
	return GoTo("item")
}

// lookItems says what can be corrected: words are added to (补充), never rewritten.
func (m *myData) lookItems(tx storage.Tx, t *turn) error {
	k, err := t.own(tx, m.Number)
	if err != nil {
		return err
	}
	items := texts.MyData.Items
	m.Items = []string{items.Phone, items.Place}
	if k.Private.Name != "" {
		m.Items = append(m.Items, items.Name)
	}
	return nil
}

func (m *myData) takeItem(t *turn) Move {
	if t.choice < 0 {
		return Again(texts.MyData.Item(m.Number))
	}
	m.Item = m.Items[t.choice]
	return GoTo("value")
}

func (m *myData) takeValue(t *turn) Move {
	again := Again(texts.MyData.Value(m.Item))
	words := strings.TrimSpace(t.Text)
	items := texts.MyData.Items
	m.Do, m.Point = storage.ActCorrect, nil
	switch {
	case m.Item == items.Place && t.Kind == Location:
		m.Value, m.Point = orElse(t.Label, texts.MyData.OnTheMap), t.Message.Point
		return Finish
	case t.Kind != Text:
		return again
	case m.Item == items.Phone:
		phone, ok := phones.Parse(words)
		if !ok {
			return Again(texts.MyData.PhoneAgain)
		}
		m.Value = phone
		return Finish
	case utf8.RuneCountInString(words) < 2 || utf8.RuneCountInString(words) > 100:
		return again
	}
	m.Value, _ = tidy(words)
	return Finish
}

// correct is 更正. What it was before is gone; that it was corrected is an event.
func (m *myData) correct(tx storage.Tx, t *turn) (string, error) {
	k, err := t.own(tx, m.Number)
	if err != nil {
		return "", err
	}
	return t.move(tx, k, t.asCitizen(), storage.ActCorrect, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		items := texts.MyData.Items
		switch m.Item {
		case items.Phone:
			k.Private.Phone, k.Anonymous = m.Value, false
		case items.Place:
			k.Private.Place, k.Private.Point = m.Value, m.Point
		case items.Name:
			k.Private.Name = m.Value
		}
		e.Detail = m.Item
		said := texts.MyData.Corrected(k.Number, m.Item)
		if !k.Open() {
			return said, nil
		}
		return said, t.notify(tx, k, texts.Alerts.Corrected(k.Number, m.Item), responsible(k))
	})
}

// lookDelete says beforehand what would go and what must stay, and until when.
func (m *myData) lookDelete(tx storage.Tx, t *turn) error {
	var go_, stay []string
	err := eachOwn(tx, t.party.ID, func(k *storage.Ticket) error {
		goes, stays := letGo(k)
		if len(goes) > 0 {
			go_ = append(go_, texts.MyData.Goes(k.Number, goes))
		}
		stay = append(stay, texts.MyData.Stays(k.Number, stays, t.keptUntil(k), k.Open()))
		return nil
	})
	m.said = texts.MyData.Delete(shorten(go_), shorten(stay))
	return err
}

// shorten keeps a list to what fits a phone.
func shorten(lines []string) []string {
	if n := len(lines) - pageSize; n > 0 {
		return append(lines[:pageSize:pageSize], texts.MyData.More(n))
	}
	return lines
}

// letGo says what of a ticket goes when the citizen asks for it, and what stays. A
// phone or a name may go at any time; where the work needs the place and the pictures,
// they go when it is over. Words and history are the bureau's record
// (《个人信息保护法》47: what law asks to keep is kept, and put to no other use).
func letGo(k *storage.Ticket) (goes, stays []string) {
	items := texts.MyData.Items
	sort := func(has, goesNow bool, what string) {
		switch {
		case has && goesNow:
			goes = append(goes, what)
		case has:
			stays = append(stays, what)
		}
	}
	sort(k.Private.Phone != "", true, items.Phone)
	sort(k.Private.Name != "", true, items.Name)
	sort(k.Private.Point != nil, !k.Open(), items.Point)
	sort(k.Media > 0, !k.Open(), items.Media)
	sort(true, false, items.Words)
	return goes, stays
}

func (m *myData) takeDelete(t *turn) Move {
	switch t.choice {
	case 0:
		m.Do = storage.ActRedact
		return Finish
	case 1:
		return GoTo("menu")
	}
	return Ask
}

// redactMine removes what goes from every ticket of the person's, and what else is
// remembered of them: reminders, and the phone left with somebody else's sighting.
func (t *turn) redactMine(tx storage.Tx) (string, error) {
	err := firstError(
		func() error { return eachOwn(tx, t.party.ID, func(k *storage.Ticket) error { return t.redact(tx, k) }) },
		func() error { return t.forgetReminders(tx) },
		func() error { return t.forgetFollowPhones(tx) },
		func() error {
			return tx.Log(storage.Event{At: t.now, Actor: t.asCitizen(), Action: storage.ActRedact})
		})
	return texts.MyData.Deleted, err
}

func (t *turn) redact(tx storage.Tx, k *storage.Ticket) error {
	goes, _ := letGo(k)
	if len(goes) == 0 {
		return nil
	}
	_, err := t.move(tx, k, t.asCitizen(), storage.ActRedact, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Private.Phone, k.Private.Name = "", ""
		e.Detail = strings.Join(goes, "、")
		if k.Open() {
			return "", t.notify(tx, k, texts.Alerts.Redacted(k.Number, e.Detail), responsible(k))
		}
		k.Private.Point = nil
		if k.Media == 0 {
			return "", nil
		}
		k.Media = 0
		return "", setTimer(tx, thinTimer+k.Number, t.now, nil)
	})
	return err
}

// eachOwn hands over every ticket that a person filed, whole, newest first. fn may
// store the ticket.
func eachOwn(tx storage.Tx, who storage.PersonID, fn func(*storage.Ticket) error) error {
	for q := (storage.Query{Citizen: who, Limit: 100}); ; {
		page, err := tx.Tickets(q)
		if err != nil {
			return err
		}
		for i := range page.Tickets {
			k, err := tx.Ticket(page.Tickets[i].Number)
			if err == nil {
				err = fn(k)
			}
			if err != nil {
				return err
			}
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}

func (t *turn) forgetReminders(tx storage.Tx) error {
	var mine []string
	err := storage.Reminders.Each(tx, storage.Range{}, func(key string, _ storage.Remind) (bool, error) {
		if strings.HasSuffix(key, "/"+string(t.party.ID)) {
			mine = append(mine, key)
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	return drop(tx, storage.Reminders, mine)
}

func (t *turn) forgetFollowPhones(tx storage.Tx) error {
	phones := map[string]storage.Follow{}
	err := storage.Followed.Each(tx, storage.Range{Prefix: string(t.party.ID) + "/"}, func(key string, f storage.Follow) (bool, error) {
		if f.Phone != "" {
			phones[strings.TrimPrefix(key, string(t.party.ID)+"/")] = f
		}
		return false, nil
	})
	for n, f := range phones {
		if f.Phone = ""; err == nil {
			err = follow(tx, n, t.party.ID, f)
		}
	}
	return err
}
