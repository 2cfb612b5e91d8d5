package boltstore

import (
	"fmt"
	"time"

	"minqing/storage"
)

func inviteByCode(hash []byte) []byte { return append([]byte{'c'}, hash...) }
func inviteByStaff(key []byte) []byte { return append([]byte{'s'}, key...) }

// PutInvite stores an invitation; an earlier one for the same member of staff ends.
func (t *tx) PutInvite(code string, i storage.Invite) error {
	if err := t.mayWrite(); err != nil {
		return fmt.Errorf("put invite: %w", err)
	}
	key, ok := staffKey(i.Staff)
	if !ok {
		return fmt.Errorf("put invite: %q is not the id of staff", i.Staff)
	}
	if hash := t.get(inInvites, inviteByStaff(key)); hash != nil {
		t.del(inInvites, inviteByCode(hash))
	}
	hash := t.store.key.InviteHash(code)
	e := encode(1, 24)
	e.bytes(key)
	e.time(i.Expires)
	t.put(inInvites, inviteByCode(hash), e.b)
	t.put(inInvites, inviteByStaff(key), hash)
	return t.broken
}

// TakeInvite uses a code up. It finds by a keyed hash, so the time it takes
// tells nothing about the codes there are.
func (t *tx) TakeInvite(code string, now time.Time) (i storage.Invite, err error) {
	if err := t.mayWrite(); err != nil {
		return i, fmt.Errorf("take invite: %w", err)
	}
	hash := t.store.key.InviteHash(code)
	record := t.get(inInvites, inviteByCode(hash))
	if record == nil {
		return i, fmt.Errorf("take invite: %w", storage.ErrNotFound)
	}
	d := decode(record, 1)
	key := d.bytes()
	i = storage.Invite{Staff: staffID(key), Expires: d.time()}
	if d.err != nil {
		return i, fmt.Errorf("take invite: %w", d.err)
	}
	byStaff := inviteByStaff(key)
	t.del(inInvites, inviteByCode(hash))
	t.del(inInvites, byStaff)
	if t.broken != nil {
		return i, t.broken
	}
	if !now.Before(i.Expires) {
		return storage.Invite{}, fmt.Errorf("take invite: %w", storage.ErrNotFound)
	}
	return i, nil
}
