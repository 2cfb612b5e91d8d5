package flows

import (
	"slices"

	"minqing/flows/disclosure"
	"minqing/storage"
)

// looked records that the member of staff who speaks opened a ticket that tells
// something of a person: an event, and a line in the book of looks, once a day each.
// What goes further than the view (电话, 照片) is an event of the ticket every time.
func (t *turn) looked(tx storage.Tx, k *storage.Ticket) error {
	s := t.party.Staff
	if !seen(t.house.Bureau, s, k).Personal() {
		return nil
	}
	i := slices.IndexFunc(s.Roles, func(r storage.Role) bool {
		return disclosure.Of(matter(k), r, relation(t.house.Bureau, s, r, k)).Personal()
	})
	return t.noteLook(tx, k, s.Roles[i])
}

// noteLook writes down the first look of a day, in the role that allows it.
func (t *turn) noteLook(tx storage.Tx, k *storage.Ticket, r storage.Role) error {
	s := t.party.Staff
	key := k.Number + "/" + today(t.now) + "/" + string(s.ID)
	if _, before, err := storage.Looks.Find(tx, key); before || err != nil {
		return err
	}
	if err := storage.Looks.Put(tx, key, storage.Look{At: t.now, Unit: s.Unit, Role: r}); err != nil {
		return err
	}
	return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: storage.ActLook, Detail: k.Number})
}

// openDesk opens a ticket for a member of staff: the look is committed before
// anything is shown.
func (t *turn) openDesk(number string) Act {
	d := &desk{Number: number, At: "one"}
	return Act{
		Commit: func(tx storage.Tx) (string, error) { return d.look(tx, t) },
		Then:   func(string) Act { return deskFlow.start(t, d) },
	}
}

// look is the desk's filing: the look at the ticket that is about to be opened.
func (d *desk) look(tx storage.Tx, t *turn) (string, error) {
	k, err := t.open(tx, call{command: &command{bound: true}, number: d.Number})
	if err != nil {
		return "", err
	}
	return "", t.looked(tx, k)
}
