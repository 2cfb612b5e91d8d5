package boltstore

import (
	"encoding/binary"

	"minqing/storage"
)

// whyForgotten is what a notice says that was to somebody who is forgotten.
const whyForgotten = "forgotten"

// failLine ends everything that still waits for a person. Those of tickets stay
// for staff to see, without a word of what they said or whom they were for.
func (t *tx) failLine(p personKey) error {
	var ids []uint64
	t.with(inLine, p[:], func(k, _ []byte) bool {
		ids = append(ids, binary.BigEndian.Uint64(k[16:]))
		return true
	})
	for _, id := range ids {
		n, err := t.noticeOpen(id)
		if err != nil {
			return err
		}
		n.State, n.Why = storage.Failed, whyForgotten
		t.relineup(p, &n)
		if err := t.putNotice(&n, personKey{}); err != nil {
			return err
		}
	}
	return nil
}

// forgetNotices cuts the link from what a ticket's citizen was told to the citizen.
func (t *tx) forgetNotices(ticket ticketID) error {
	var ids []uint64
	t.with(noticesOf, ticket[:], func(k, _ []byte) bool {
		ids = append(ids, binary.BigEndian.Uint64(k[8:]))
		return true
	})
	for _, id := range ids {
		n, err := t.noticeOpen(id)
		if err != nil {
			return err
		}
		if err := t.putNotice(&n, personKey{}); err != nil {
			return err
		}
	}
	return nil
}
