package flows

import (
	"slices"
	"unicode/utf8"

	"minqing/configs"
	"minqing/flows/disclosure"
	"minqing/flows/limits"
	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// matter is what a ticket is about, as far as rights go.
func matter(k *storage.Ticket) disclosure.Matter {
	switch {
	case k.Conduct:
		return disclosure.Conduct
	case isSighting(k):
		return disclosure.Street
	}
	return disclosure.Feedback
}

// relation is what a member of staff has to do with a ticket in one of their roles.
func relation(b *configs.Bureau, s *storage.Staff, r storage.Role, k *storage.Ticket) disclosure.Relation {
	switch {
	case contains(k.Barred, s.ID):
		return disclosure.Concerned
	case k.Owner == s.ID:
		return disclosure.Holds
	case r == storage.RoleClerk && s.Unit != "" && s.Unit == k.Unit && s.Unit == b.Rescue.Unit:
		return disclosure.Station
	case r == storage.RoleClerk && s.Unit != "" && s.Unit == k.Unit:
		return disclosure.Unit
	case r == storage.RoleClerk && k.Procedure == limits.Hardship && b.Hardship.Serves(s.Name, k.Township):
		return disclosure.Township
	case r == storage.RoleLeader && b.Leads(s.Name, k.Unit):
		return disclosure.Linked
	}
	return disclosure.Elsewhere
}

// seen is what a member of staff sees of a ticket, by all their roles.
func seen(b *configs.Bureau, s *storage.Staff, k *storage.Ticket) (f disclosure.Field) {
	if s == nil || !s.Removed.IsZero() {
		return 0
	}
	for _, r := range s.Roles {
		f |= disclosure.Of(matter(k), r, relation(b, s, r, k))
	}
	return f
}

// sees reports whether a member of staff sees all those fields of a ticket.
func (t *turn) sees(s *storage.Staff, k *storage.Ticket, fields disclosure.Field) bool {
	return seen(t.house.Bureau, s, k).Has(fields)
}

// fieldOf is what the words of an event belong to.
func fieldOf(a storage.Action) disclosure.Field {
	switch a {
	case storage.ActSupplement, storage.ActJoin, storage.ActReopen, storage.ActAppeal, storage.ActCorrect, storage.ActRate, storage.ActCallBack:
		return disclosure.Words
	case storage.ActNote, storage.ActRegister, storage.ActDispose, storage.ActArrive:
		return disclosure.Notes
	}
	return disclosure.Moves
}

// onlySeen takes the words out of a history that are not for whoever sees only
// those fields.
func onlySeen(events []storage.Event, f disclosure.Field) []storage.Event {
	open := slices.Clone(events)
	for i := range open {
		if !f.Has(fieldOf(open[i].Action)) {
			open[i].Text = ""
		}
		if !f.Has(disclosure.Phone) {
			open[i].Text = phones.MaskIn(open[i].Text)
		}
	}
	return open
}

// masked is a ticket with nothing in it but what those fields show. A phone or name
// that is shown masked is masked here, so that no view can forget to.
func masked(k *storage.Ticket, f disclosure.Field) *storage.Ticket {
	seen := *k
	p := &seen.Private
	if !f.Has(disclosure.Words) && p.Text != "" {
		p.Text = texts.Rescue.Hidden
	}
	if !f.Has(disclosure.Place) {
		p.Place, p.Point = "", nil
	}
	if !f.Has(disclosure.Phone) {
		p.Text, p.Place = phones.MaskIn(p.Text), phones.MaskIn(p.Place)
	}
	if p.Phone = phones.Mask(p.Phone); !f.Has(disclosure.PhoneMasked) {
		p.Phone = ""
	}
	switch {
	case f.Has(disclosure.Name):
	case f.Has(disclosure.NameMasked):
		p.Name = maskName(p.Name)
	default:
		p.Name = ""
	}
	return &seen
}

// maskName shows a name as everybody but the ticket's owner sees it: 张*.
func maskName(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 || size == len(name) {
		return name
	}
	return string(first) + "*"
}
