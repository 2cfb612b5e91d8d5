package boltstore

import (
	"maps"
	"slices"

	"minqing/storage"
)

// Kinds, states and channels are written by position: append only.
var (
	noticeStates = []storage.NoticeState{storage.Waiting, storage.Held, storage.Delivered, storage.Failed}
	noticeKinds  = []storage.NoticeKind{
		storage.NoticeAccepted, storage.NoticeTaken, storage.NoticeAnswer, storage.NoticeDeclined,
		storage.NoticeResolved, storage.NoticeReply, storage.NoticePicture, storage.NoticeStaff,
		storage.NoticeAlert, storage.NoticeRescue, storage.NoticeQueue,
	}
)

// encodeNotice seals what it says under the key of whom it is for.
func (t *tx) encodeNotice(n *storage.Notice, to personKey) ([]byte, error) {
	e := encode(1, 96+len(n.Text))
	if to.nobody() {
		e.bytes(nil)
	} else {
		e.bytes(to[:])
	}
	if id, ok := parseTicketID(n.Ticket); ok {
		e.bytes(id[:])
	} else {
		e.bytes(nil)
	}
	writeOneOf(e, noticeKinds, n.Kind)
	writeOneOf(e, noticeStates, n.State)
	t.writeWord(e, n.Channel)
	t.writeWord(e, n.Why)
	e.count(n.Tries)
	e.time(n.Created)
	e.time(n.NextTry)
	e.time(n.Settled)
	e.text(n.Picture)
	if n.Text == "" && len(n.Template) == 0 {
		e.bytes(nil)
		return e.b, nil
	}
	box, err := t.boxOf(to, true)
	if err != nil {
		return nil, err
	}
	words := encode(1, 16+len(n.Text))
	words.text(n.Text)
	words.count(len(n.Template))
	for _, k := range slices.Sorted(maps.Keys(n.Template)) {
		words.text(k)
		words.text(n.Template[k])
	}
	e.bytes(box.Seal(words.b, inNotices.place(key64(n.ID))))
	return e.b, nil
}

// noticeOpen reads a notice without what it says.
func (t *tx) noticeOpen(id uint64) (storage.Notice, error) {
	record := t.get(inNotices, key64(id))
	if record == nil {
		return storage.Notice{}, storage.ErrNotFound
	}
	n, _, _, err := t.decodeOpenNotice(id, record)
	return n, err
}

func (t *tx) decodeOpenNotice(id uint64, record []byte) (n storage.Notice, to personKey, sealed []byte, err error) {
	d := decode(record, 1)
	n.ID = id
	if p := d.bytes(); len(p) == len(to) {
		to = personKey(p)
	}
	n.To = to.id()
	if id, ok := toTicketID(d.bytes()); ok {
		n.Ticket = id.number()
	}
	n.Kind = readOneOf(d, noticeKinds)
	n.State = readOneOf(d, noticeStates)
	n.Channel = t.readWord(d)
	n.Why = t.readWord(d)
	n.Tries = d.count()
	n.Created = d.time()
	n.NextTry = d.time()
	n.Settled = d.time()
	n.Picture = d.text()
	return n, to, d.bytes(), d.err
}

// decodeNotice reads a notice whole. The text of one to somebody who was
// forgotten is not there.
func (t *tx) decodeNotice(id uint64, record []byte) (n storage.Notice, to personKey, err error) {
	n, to, sealed, err := t.decodeOpenNotice(id, record)
	if err != nil || len(sealed) == 0 {
		return n, to, err
	}
	box, err := t.boxOf(to, false)
	if err != nil {
		return n, to, err
	}
	plain, err := box.Open(sealed, inNotices.place(key64(id)))
	if err != nil {
		return n, to, err
	}
	words := decode(plain, 1)
	n.Text = words.text()
	for left := words.count(); left > 0 && words.err == nil; left-- {
		if n.Template == nil {
			n.Template = make(map[string]string)
		}
		k := words.text()
		n.Template[k] = words.text()
	}
	return n, to, words.err
}

// writeOneOf writes a value by its position in a list, and one that the list
// does not have in full.
func writeOneOf[T ~string](e *encoder, list []T, v T) {
	i := slices.Index(list, v) + 1
	e.byte(byte(i))
	if i == 0 {
		e.text(string(v))
	}
}

func readOneOf[T ~string](d *decoder, list []T) T {
	i := int(d.byte())
	switch {
	case i == 0:
		return T(d.text())
	case i > len(list):
		d.fail()
		return ""
	}
	return list[i-1]
}
