package flows

import (
	"cmp"
	"errors"
	"strings"

	"minqing/configs"
	"minqing/storage"
)

// awaiting says which tickets wait for a role.
func awaiting(s *storage.Staff, b *configs.Bureau) []storage.Query {
	var q []storage.Query
	if s.Has(reaching...) {
		q = append(q, storage.Query{Owner: s.ID, States: []storage.State{storage.InProgress, storage.Assigned}})
	}
	if s.Has(storage.RoleDispatcher) {
		q = append(q, storage.Query{States: []storage.State{storage.Submitted, storage.Accepted, storage.Returned, storage.Reopened}})
	}
	if s.Has(storage.RoleClerk) && s.Unit != "" {
		q = append(q, storage.Query{Unit: s.Unit, States: []storage.State{storage.Assigned}})
	}
	untaken := []storage.State{storage.Submitted, storage.Accepted, storage.Assigned, storage.Reopened}
	if s.Has(storage.RoleClerk) && s.Unit == b.Rescue.Unit && !s.Has(storage.RoleOutreach) { // the station's own, which nobody assigns first
		q = append(q, storage.Query{Unit: s.Unit, States: []storage.State{storage.Submitted, storage.Accepted, storage.Reopened, storage.Returned}})
	}
	if u, ok := b.ConductUnit(); ok && s.Has(storage.RoleDiscipline) {
		q = append(q, storage.Query{Unit: u.Name, States: untaken})
	}
	if s.Has(storage.RoleOutreach) {
		q = append(q, storage.Query{States: untaken})
	}
	if s.Has(storage.RoleLeader) {
		q = append(q, storage.Query{States: []storage.State{storage.Reopened, storage.Escalated}})
	}
	if s.Has(storage.RoleClerk) && b.Hardship.Anywhere(s.Name) { // whoever of the township goes to see; the rest is not in scope
		c, _ := b.Category(b.Hardship.Category)
		q = append(q, storage.Query{Unit: c.Unit, States: []storage.State{storage.Assigned}})
	}
	return q
}

// errEnough ends a walk through the tickets.
var errEnough = errors.New("enough")

// lateBelow is what is late in the units that a leader answers for: the morning's
// message tells of it and points here.
func (t *turn) lateBelow(tx storage.Tx) (found []*storage.Ticket, err error) {
	if !t.party.Staff.Has(storage.RoleLeader) {
		return nil, nil
	}
	err = dueUntil(tx, t.now, func(k *storage.Ticket) error {
		if may(t.house.Bureau, t.engine.command("督办"), t.party.Staff, k) {
			found = append(found, k)
		}
		if len(found) == mostAwaiting {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, err
}

// How many tickets of one sort a desk looks through, so that what is due first is found
// behind whatever came in over a holiday, and how many it lists.
const (
	mostLooked   = 20000
	mostAwaiting = 500
)

// mine collects from a list what is in the person's scope.
func mine(tx storage.Tx, b *configs.Bureau, s *storage.Staff, q storage.Query) (found []*storage.Ticket, err error) {
	for seen := 0; seen < mostLooked; {
		page, err := tx.Tickets(q)
		if err != nil {
			return nil, err
		}
		for i := range page.Tickets {
			if k := &page.Tickets[i]; may(b, &command{bound: true}, s, k) {
				found = append(found, k)
			}
		}
		if q.After = page.Next; q.After == "" {
			break
		}
		seen += len(page.Tickets)
	}
	return found, nil
}

// soonest puts first where life is at stake, then what is due first; what has no
// date comes last.
func soonest(a, b *storage.Ticket) int {
	if a.Urgent != b.Urgent {
		return map[bool]int{true: -1, false: 1}[a.Urgent]
	}
	if a.Due.IsZero() != b.Due.IsZero() {
		return map[bool]int{true: 1, false: -1}[a.Due.IsZero()]
	}
	return cmp.Or(a.Due.Compare(b.Due), strings.Compare(a.Number, b.Number))
}
