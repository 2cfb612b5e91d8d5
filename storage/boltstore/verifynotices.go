package boltstore

import (
	"bytes"
	"encoding/binary"

	"minqing/storage"
)

// notices reads every notice, and looks for its places in the indexes.
func (v *verifier) notices() error {
	err := v.each(inNotices, func(k, val []byte) error {
		v.report.Notices++
		if len(k) != 8 {
			v.problem("notices: a key has %d bytes", len(k))
			return nil
		}
		id := binary.BigEndian.Uint64(k)
		n, to, err := v.decodeNotice(id, val)
		if err != nil {
			v.problem("notice %d: %v", id, err)
			return nil
		}
		l, inIt := readLine(lineKey(to, id), v.get(inLine, lineKey(to, id)))
		pending := n.State == storage.Waiting || n.State == storage.Held
		want := lineOf(id, &n)
		if pending != inIt || inIt && !bytes.Equal(l.record(), want.record()) {
			v.problem("notice %d and the line of its person disagree", id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.each(noticesOf, func(k, _ []byte) error {
		if len(k) != 16 || v.get(inNotices, k[8:]) == nil || v.get(inTickets, k[:8]) == nil {
			v.problem("%s has an entry without a notice or a ticket", noticesOf.name())
		}
		return nil
	})
}

// lines checks the index of due notices and the counts against the lines.
func (v *verifier) lines() error {
	var waiting, held uint64
	due := make(map[string]bool)
	var person personKey
	found := false
	err := v.each(inLine, func(k, val []byte) error {
		l, ok := readLine(k, val)
		if !ok || v.get(inNotices, key64(l.id)) == nil {
			v.problem("a line has an entry without a notice")
			return nil
		}
		if p := personKey(k[:16]); p != person {
			person, found = p, false
		}
		if !l.waiting {
			held++
			return nil
		}
		waiting++
		if !found {
			found = true
			due[string(l.dueKey())] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = v.each(dueNotices, func(k, _ []byte) error {
		if !due[string(k)] {
			v.problem("the index of due notices has an entry too many")
		}
		delete(due, string(k))
		return nil
	})
	if len(due) > 0 {
		v.problem("the index of due notices lacks %d entries", len(due))
	}
	if waiting != v.bucket(inLine).Sequence() || held != v.bucket(dueNotices).Sequence() {
		v.problem("%d notices wait and %d are held, but %d and %d were counted", waiting, held,
			v.bucket(inLine).Sequence(), v.bucket(dueNotices).Sequence())
	}
	return err
}
