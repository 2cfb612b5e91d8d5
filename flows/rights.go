package flows

import (
	"errors"
	"slices"

	"minqing/configs"
	"minqing/flows/disclosure"
	"minqing/flows/texts"
	"minqing/storage"
)

// may reports whether a member of staff may use a command on a ticket: one of the
// roles that have the command must see the ticket at all. What is out of sight is
// answered as if it did not exist.
func may(b *configs.Bureau, c *command, s *storage.Staff, k *storage.Ticket) bool {
	for _, r := range s.Roles {
		if (c.bound || contains(c.roles, r)) && disclosure.Of(matter(k), r, relation(b, s, r, k)) != 0 {
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
