package flows

import (
	"errors"
	"slices"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// scope says over which tickets a role's commands reach. It is the only place
// that decides; a ticket out of scope is answered as if it did not exist.
//
// Conduct complaints (反映工作人员) are for 纪检 alone: 《信访工作条例》30, 46.
var scope = map[storage.Role]func(*configs.Bureau, *storage.Staff, *storage.Ticket) bool{
	storage.RoleDispatcher: func(_ *configs.Bureau, _ *storage.Staff, t *storage.Ticket) bool { return !t.Conduct },
	storage.RoleClerk: func(_ *configs.Bureau, s *storage.Staff, t *storage.Ticket) bool {
		return !t.Conduct && (t.Owner == s.ID || (s.Unit != "" && t.Unit == s.Unit))
	},
	storage.RoleLeader: func(b *configs.Bureau, s *storage.Staff, t *storage.Ticket) bool {
		return !t.Conduct && b.Leads(s.Name, t.Unit)
	},
	storage.RoleOutreach:   func(_ *configs.Bureau, _ *storage.Staff, t *storage.Ticket) bool { return isSighting(t) },
	storage.RoleDiscipline: func(_ *configs.Bureau, _ *storage.Staff, t *storage.Ticket) bool { return t.Conduct },
}

// may reports whether a member of staff may use a command on a ticket, by any
// of the roles that have the command. Whoever is concerned (回避) may not, whatever
// the role: 《信访工作条例》28.
func may(b *configs.Bureau, c *command, s *storage.Staff, t *storage.Ticket) bool {
	if contains(t.Barred, s.ID) {
		return false
	}
	for _, r := range s.Roles {
		over := scope[r]
		if over != nil && (c.bound || contains(c.roles, r)) && over(b, s, t) {
			return true
		}
	}
	return false
}

func contains[T comparable](list []T, one T) bool {
	return slices.Contains(list, one)
}

func isSighting(t *storage.Ticket) bool { return t.Number[:1] == storage.LetterSighting }

// assigns reports whether the member of staff may decide who does a ticket, and
// so may take it from 已受理, too.
func assigns(s *storage.Staff) bool {
	return s.Has(storage.RoleDispatcher, storage.RoleLeader, storage.RoleDiscipline)
}

// open returns the ticket of a call for this member of staff, or a *Refusal
// that does not tell whether it exists.
func (t *turn) open(tx storage.Tx, c call) (*storage.Ticket, error) {
	ticket, err := tx.Ticket(c.number)
	if isNotFound(err) || (err == nil && !may(t.house.Bureau, c.command, t.party.Staff, ticket)) {
		return nil, refuse(texts.Staff.NotFound(c.number))
	}
	return ticket, err
}

// own returns the ticket of that number if the person filed it.
func (t *turn) own(tx storage.Tx, number string) (*storage.Ticket, error) {
	ticket, err := tx.Ticket(number)
	if isNotFound(err) || (err == nil && ticket.Citizen != t.party.ID) {
		return nil, refuse(texts.House.NotFound(number))
	}
	return ticket, err
}

// ownOrFollowed returns the ticket of that number if the person filed it, or if
// what the person reported was joined to it.
func (t *turn) ownOrFollowed(tx storage.Tx, number string) (*storage.Ticket, error) {
	k, err := t.own(tx, number)
	var refusal *Refusal
	if !errors.As(err, &refusal) {
		return k, err
	}
	follows, failed := t.follows(tx, number)
	switch {
	case failed != nil:
		return nil, failed
	case !follows:
		return nil, err
	}
	return tx.Ticket(number)
}
