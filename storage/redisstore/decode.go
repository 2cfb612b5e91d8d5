package redisstore

import (
	"encoding/binary"
	"time"

	"minqing/storage"
)

// The decoded strings are parts of the one string given, so that reading a
// session costs few allocations.

func decodeSession(in string, s *storage.Session) (saved time.Time, err error) {
	for len(in) > 0 {
		var tag byte
		var v string
		if tag, v, in, err = field(in); err != nil {
			return saved, err
		}
		switch tag {
		case tagSaved:
			saved, err = timeOf(v)
		case tagDraft:
			err = decodeDraft(v, &s.Draft)
		case tagParked:
			s.Parked = append(s.Parked, storage.Draft{})
			err = decodeDraft(v, &s.Parked[len(s.Parked)-1])
		case tagFocus:
			s.Focus = v
		case tagNoticed:
			var n int64
			n, _, err = intOf(v)
			s.Noticed = int(n)
		case tagTurn:
			err = decodeTurn(v, s)
		}
		if err != nil {
			return saved, err
		}
	}
	return saved, nil
}

func decodeDraft(in string, d *storage.Draft) (err error) {
	for len(in) > 0 {
		var tag byte
		var v string
		if tag, v, in, err = field(in); err != nil {
			return err
		}
		switch tag {
		case tagFlow:
			d.Flow = v
		case tagStep:
			d.Step = v
		case tagInstance:
			d.Instance = v
		case tagTrail:
			d.Trail = append(d.Trail, v)
		case tagFixing:
			d.Fixing = true
		case tagAnswers:
			d.Answers = []byte(v)
		case tagTouched:
			d.Touched, err = timeOf(v)
		case tagOffered:
			d.Offered = true
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func decodeTurn(in string, s *storage.Session) (err error) {
	var t storage.Turn
	for len(in) > 0 {
		var tag byte
		var v string
		if tag, v, in, err = field(in); err != nil {
			return err
		}
		switch tag {
		case tagID:
			t.ID = v
		case tagReply:
			t.Reply = v
		}
	}
	if s.Turns == nil {
		s.Turns = make([]storage.Turn, 0, storage.TurnsKept+1) // room for the turn at work
	}
	s.Turns = append(s.Turns, t)
	return nil
}

func decodeContact(in string) (c storage.Contact, saved time.Time, err error) {
	for len(in) > 0 {
		var tag byte
		var v string
		if tag, v, in, err = field(in); err != nil {
			return c, saved, err
		}
		switch tag {
		case tagSaved:
			saved, err = timeOf(v)
		case tagMessage:
			c.Message, err = timeOf(v)
		case tagClick:
			c.Click, err = timeOf(v)
		}
		if err != nil {
			return storage.Contact{}, saved, err
		}
	}
	return c, saved, nil
}

// field cuts the next field off.
func field(in string) (tag byte, value, rest string, err error) {
	tag, in = in[0], in[1:]
	n, in, err := uintOf(in)
	if err != nil || n > uint64(len(in)) {
		return 0, "", "", errBroken
	}
	return tag, in[:n], in[n:], nil
}

func uintOf(in string) (v uint64, rest string, err error) {
	for i := 0; i < len(in) && i < binary.MaxVarintLen64; i++ {
		v |= uint64(in[i]&0x7f) << (7 * i)
		if in[i] < 0x80 {
			return v, in[i+1:], nil
		}
	}
	return 0, "", errBroken
}

// intOf undoes the zigzag of binary.AppendVarint.
func intOf(in string) (v int64, rest string, err error) {
	u, rest, err := uintOf(in)
	return int64(u>>1) ^ -int64(u&1), rest, err
}

func timeOf(in string) (time.Time, error) {
	seconds, in, err := intOf(in)
	if err != nil {
		return time.Time{}, err
	}
	nanos, _, err := uintOf(in)
	if err != nil {
		return time.Time{}, err
	}
	return time.Unix(seconds, int64(nanos)).In(storage.Zone), nil
}
