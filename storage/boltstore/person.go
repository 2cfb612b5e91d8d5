package boltstore

import (
	"errors"
	"fmt"

	"minqing/storage"
)

// Person returns what we know of a WeChat user.
func (t *tx) Person(id storage.PersonID) (*storage.Person, error) {
	p, r, err := t.knownPerson(id)
	if err != nil {
		return nil, fmt.Errorf("read person: %w", err)
	}
	person := &storage.Person{
		ID: id, Since: r.since, Noticed: r.noticed, Left: r.left,
		Sends: r.sends, BindFails: r.bindFails, BindLocked: r.bindLocked,
	}
	if len(r.openID) > 0 {
		box, err := t.boxOf(p, false)
		if err != nil {
			return nil, fmt.Errorf("read person: %w", err)
		}
		openID, err := box.Open(r.openID, inPersons.place(p[:]))
		if err != nil {
			return nil, fmt.Errorf("read person: %w", err)
		}
		person.OpenID = string(openID)
	}
	return person, nil
}

func (t *tx) knownPerson(id storage.PersonID) (p personKey, r personRecord, err error) {
	if err := t.mayRead(); err != nil {
		return p, r, err
	}
	if p, err = parsePerson(id); err != nil || p.nobody() {
		return p, r, storage.ErrNotFound
	}
	r, err = t.person(p)
	switch {
	case err != nil:
	case r.forgotten:
		err = storage.ErrForgotten
	case !r.met:
		err = storage.ErrNotFound
	}
	return p, r, err
}

// PutPerson stores a person. One who was forgotten begins anew, with a new key.
func (t *tx) PutPerson(person *storage.Person) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("put person: %w", err)
	}
	p, err := parsePerson(person.ID)
	if err != nil || p.nobody() {
		return fmt.Errorf("put person: %q is not the id of a person", person.ID)
	}
	r, err := t.person(p)
	if err != nil {
		return fmt.Errorf("put person: %w", err)
	}
	if r.forgotten {
		r = personRecord{}
		t.putPerson(p, r)
	}
	box, err := t.boxOf(p, true)
	if err != nil {
		return fmt.Errorf("put person: %w", err)
	}
	if r, err = t.person(p); err != nil {
		return fmt.Errorf("put person: %w", err)
	}
	r.met, r.left = true, person.Left
	r.since, r.noticed = person.Since, person.Noticed
	r.bindFails, r.bindLocked = person.BindFails, person.BindLocked
	r.sends = person.Sends
	if extra := len(r.sends) - storage.SendsKept; extra > 0 {
		r.sends = r.sends[extra:]
	}
	r.openID = box.Seal([]byte(person.OpenID), inPersons.place(p[:]))
	t.putPerson(p, r)
	return nil
}

// ForgetPerson destroys the person's key and every link to the person.
func (t *tx) ForgetPerson(id storage.PersonID) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("forget person: %w", err)
	}
	p, err := parsePerson(id)
	if err != nil || p.nobody() {
		return fmt.Errorf("forget person: %w", storage.ErrNotFound)
	}
	r, err := t.person(p)
	if err != nil {
		return fmt.Errorf("forget person: %w", err)
	}
	if len(r.key) > 0 {
		t.store.key.Forget(r.key, inPersons.place(p[:]))
	}
	for _, forget := range []func(personKey) error{t.failLine, t.forgetTickets, t.unbind} {
		if err := forget(p); err != nil {
			return fmt.Errorf("forget person: %w", err)
		}
	}
	t.putPerson(p, personRecord{forgotten: true})
	return nil
}

// forgetTickets cuts the link from the person's tickets to the person.
func (t *tx) forgetTickets(p personKey) error {
	var ids []ticketID
	t.with(byCitizen, p[:], func(k, _ []byte) bool {
		id, _ := toTicketID(k[len(k)-8:])
		ids = append(ids, id)
		return true
	})
	for _, id := range ids {
		old, err := t.ticketRecord(id)
		if err == nil {
			err = t.emptyTicket(id, &old)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// emptyTicket leaves of a ticket what tells of nobody.
func (t *tx) emptyTicket(id ticketID, old *ticketRecord) error {
	gone := *old
	gone.citizen, gone.gone, gone.sealed, gone.key = personKey{}, true, nil, nil
	if err := t.replaceTicket(id, old, &gone); err != nil {
		return err
	}
	if err := t.putWords(id, old, &gone, &storage.Private{}); err != nil {
		return err
	}
	return t.forgetNotices(id)
}

// ForgetTicket destroys the key of a ticket that came without a citizen.
func (t *tx) ForgetTicket(number string) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("forget ticket: %w", err)
	}
	id, old, err := t.findTicket(number)
	switch {
	case err != nil:
	case !old.citizen.nobody():
		err = errors.New("it has a citizen, who is forgotten whole")
	case !old.gone:
		if len(old.key) > 0 {
			t.store.key.Forget(old.key, inTickets.place(id[:]))
		}
		err = t.emptyTicket(id, &old)
	}
	if err != nil {
		return fmt.Errorf("forget ticket %s: %w", number, err)
	}
	return nil
}
