package flows

import (
	"slices"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// call alerts the people of a rung, writes it down, and at the top tells
// everybody the telephone numbers and the reporter what is being done.
func (t *turn) call(tx storage.Tx, k *storage.Ticket, a *alarm, who []storage.Staff) error {
	words := t.alertWords(k, a)
	for i := range who {
		if err := t.alarmOne(tx, k, &who[i], words); err != nil {
			return err
		}
		a.Called = append(a.Called, who[i].ID)
	}
	if a.Rung == rungTeam || a.Rung == rungLeader {
		if err := t.showOnlookers(tx, k, words, who); err != nil {
			return err
		}
	}
	if a.Rung == rungLeader {
		if a.Top++; a.Top == 1 {
			led := slices.ContainsFunc(who, func(s storage.Staff) bool { return s.Has(storage.RoleLeader) })
			if err := t.tellReporters(tx, k, texts.Notices.Climbed(k.Number, t.house.Bureau.Hotline, led)); err != nil {
				return err
			}
		}
	}
	_, err := t.move(tx, k, storage.Actor{Kind: storage.BySystem}, storage.ActAlert, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = texts.Rungs[a.Rung] + texts.Alerts.Called(names(who))
		return "", nil
	})
	return err
}

// alertWords is what those who are called read: what, where, and the tap that
// takes it; at the top also whom to telephone.
func (t *turn) alertWords(k *storage.Ticket, a *alarm) string {
	words := texts.Alerts.Street(k.Number, k.Kind, texts.Plain(k.Private.Place), k.Township)
	switch {
	case t.callHead != "":
		words = texts.Lines(t.callHead, words)
	case a.Rung == rungLeader:
		words = texts.Lines(texts.Alerts.Nobody(t.minutesSince(a.Since)), words, t.contacts(texts.Alerts.Phones))
	case a.Rung > rungTeam:
		words = texts.Lines(texts.Alerts.Nobody(t.minutesSince(a.Since)), words)
	}
	return words
}

// contacts is the plain list of whom to telephone.
func (t *turn) contacts(head func(hotline string) string) string {
	b := t.house.Bureau
	lines := []string{head(b.Hotline)}
	for _, c := range b.Rescue.Contacts {
		lines = append(lines, c.Name+" "+c.Phone)
	}
	return texts.Lines(lines...)
}

// showOnlookers lets the dispatchers know who was called, for what.
func (t *turn) showOnlookers(tx storage.Tx, k *storage.Ticket, words string, called []storage.Staff) error {
	everybody, err := tx.AllStaff()
	if err != nil {
		return err
	}
	for i := range everybody {
		s := &everybody[i]
		if s.Person == "" || !dispatchers(s) || slices.ContainsFunc(called, func(c storage.Staff) bool { return c.ID == s.ID }) {
			continue
		}
		if err := t.alarmOne(tx, k, s, words); err != nil {
			return err
		}
	}
	return nil
}

func names(who []storage.Staff) []string {
	var list []string
	for i := range who {
		list = append(list, who[i].Name)
	}
	return list
}

// alarmOne queues the alert to one of those called.
func (t *turn) alarmOne(tx storage.Tx, k *storage.Ticket, s *storage.Staff, words string) error {
	if k.Urgent {
		words = texts.Alerts.Urgent + words
	}
	return enqueue(tx, storage.Notice{To: s.Person, Ticket: k.Number, Kind: storage.NoticeAlert, Text: words, Created: t.now,
		Template: map[string]string{"number": k.Number, "category": k.Category, "time": hour(t.now)}})
}

// onRung finds who is called on the alarm's rung and was not called before; at
// the top those who were called before are called again, with the telephones.
func (t *turn) onRung(tx storage.Tx, k *storage.Ticket, a *alarm) ([]storage.Staff, error) {
	crew, err := t.crew(tx, k.Township)
	if err != nil {
		return nil, err
	}
	all, err := tx.AllStaff()
	if err != nil {
		return nil, err
	}
	var who []storage.Staff
	for i := range all {
		s := &all[i]
		if s.Person == "" || slices.Contains(a.Spared, s.ID) {
			continue
		}
		called := slices.Contains(a.Called, s.ID)
		if a.Rung == rungLeader && (called || s.Has(storage.RoleLeader)) || !called && t.standsOn(a.Rung, s, crew) {
			who = append(who, *s)
		}
	}
	return who, nil
}

func (t *turn) standsOn(rung int, s *storage.Staff, crew []storage.StaffID) bool {
	switch rung {
	case rungTeam:
		return slices.Contains(crew, s.ID)
	case rungNext:
		return s.Has(storage.RoleOutreach)
	case rungHead:
		return s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit
	}
	return false
}

// minutesSince rounds: what lies in the store is a little shorter than the clock.
func (t *turn) minutesSince(at time.Time) int {
	return int(t.now.Sub(at).Round(time.Minute) / time.Minute)
}
