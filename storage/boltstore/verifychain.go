package boltstore

import "bytes"

// chain follows the hashes from the first event to the last.
func (v *verifier) chain() error {
	var before []byte
	want := uint64(1)
	err := v.each(inEvents, func(k, val []byte) error {
		v.report.Events++
		seq := eventSequence(k)
		if seq != want {
			v.problem("events %d to %d are missing", want, int64(seq)-1)
		}
		want = seq + 1
		if len(val) < hashSize {
			v.problem("event %d is cut short", seq)
			return nil
		}
		body := val[:len(val)-hashSize]
		if !bytes.Equal(v.store.key.Chain(before, k, body), hashOf(val)) {
			v.problem("event %d was changed, or one before it: the chain of hashes breaks here", seq)
		}
		before = hashOf(val)
		return v.event(seq, body)
	})
	if err != nil {
		return err
	}
	if last := v.bucket(inEvents).Sequence(); want != last+1 {
		v.problem("events %d to %d are missing", want, last)
	}
	for seq, id := range v.owners {
		v.problem("event %d of ticket %s is missing", seq, id.number())
	}
	return nil
}

// event checks that an event can be read and that its ticket lists it.
func (v *verifier) event(seq uint64, body []byte) error {
	e, id, _, _, err := decodeEvent(body)
	if err != nil {
		v.problem("event %d: %v", seq, err)
		return nil
	}
	var r *ticketRecord
	if e.Ticket != "" {
		if v.owners[seq] != id {
			v.problem("event %d is not listed by ticket %s", seq, e.Ticket)
		}
		delete(v.owners, seq)
		ticket, err := v.ticketRecord(id)
		if err != nil {
			v.problem("event %d: ticket %s: %v", seq, e.Ticket, err)
			return nil
		}
		r = &ticket
	}
	if _, err := v.tx.event(seq, r); err != nil {
		v.problem("event %d: %v", seq, err)
	}
	return nil
}
