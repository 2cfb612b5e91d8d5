package redisstore

import (
	"encoding/binary"
	"errors"
	"time"

	"minqing/storage"
)

// A session is written as a row of fields, each a tag, the length and the
// bytes; a list is its field repeated. Nothing is written for an empty value, and
// a tag that the reader doesn't know is passed over: so an older and a newer
// release can read each other's sessions. A tag is never used again for
// something else.
//
// It is written by hand because it stands twice in every turn: reflection costs
// twenty times as much.

// The fields of a session, and of a contact (tagSaved is common to both).
const (
	tagSaved   = 1
	tagDraft   = 2
	tagParked  = 3
	tagFocus   = 4
	tagNoticed = 5
	tagTurn    = 6

	tagMessage = 2
	tagClick   = 3
)

// The fields of a draft.
const (
	tagFlow     = 1
	tagStep     = 2
	tagInstance = 3
	tagTrail    = 4
	tagFixing   = 5
	tagAnswers  = 6
	tagTouched  = 7
	tagOffered  = 8
)

// The fields of a turn.
const (
	tagID    = 1
	tagReply = 2
)

// encodeSession writes everything of the session but user, lease and contact.
func encodeSession(s *storage.Session, saved time.Time) []byte {
	b := make([]byte, 0, room(s))
	b = putTime(b, tagSaved, saved)
	b = putDraft(b, tagDraft, &s.Draft)
	for i := range s.Parked {
		b = putDraft(b, tagParked, &s.Parked[i])
	}
	b = putString(b, tagFocus, s.Focus)
	b = putInt(b, tagNoticed, s.Noticed)
	for _, t := range s.Turns {
		var at int
		b, at = begin(b, tagTurn)
		b = putString(b, tagID, t.ID)
		b = putString(b, tagReply, t.Reply)
		b = end(b, at)
	}
	return b
}

// room is about how long the encoded session will be, rather more than less, so
// that it is written into one piece of memory.
func room(s *storage.Session) int {
	const field, draft = 8, 128
	n := draft + len(s.Focus) + len(s.Draft.Answers)
	for i := range s.Parked {
		n += draft + len(s.Parked[i].Answers)
	}
	for i := range s.Turns {
		n += field + len(s.Turns[i].ID) + len(s.Turns[i].Reply)
	}
	return n
}

func putDraft(b []byte, tag byte, d *storage.Draft) []byte {
	b, at := begin(b, tag)
	b = putString(b, tagFlow, d.Flow)
	b = putString(b, tagStep, d.Step)
	b = putString(b, tagInstance, d.Instance)
	for _, step := range d.Trail {
		b = putItem(b, tagTrail, step)
	}
	b = putBool(b, tagFixing, d.Fixing)
	if len(d.Answers) > 0 {
		b = putItem(b, tagAnswers, d.Answers)
	}
	b = putTime(b, tagTouched, d.Touched)
	b = putBool(b, tagOffered, d.Offered)
	return end(b, at)
}

func encodeContact(c storage.Contact, saved time.Time) []byte {
	b := make([]byte, 0, 48)
	b = putTime(b, tagSaved, saved)
	b = putTime(b, tagMessage, c.Message)
	return putTime(b, tagClick, c.Click)
}

// begin starts a field that holds fields; end fills in its length.
func begin(b []byte, tag byte) ([]byte, int) { return append(b, tag, 0), len(b) + 2 }

func end(b []byte, at int) []byte {
	n := len(b) - at
	if n < 0x80 {
		b[at-1] = byte(n)
		return b
	}
	var length [binary.MaxVarintLen64]byte
	k := binary.PutUvarint(length[:], uint64(n))
	b = append(b, length[:k-1]...) // room for the longer length
	copy(b[at+k-1:], b[at:at+n])
	copy(b[at-1:], length[:k])
	return b
}

func putItem[T string | []byte](b []byte, tag byte, v T) []byte {
	b = binary.AppendUvarint(append(b, tag), uint64(len(v)))
	return append(b, v...)
}

func putString(b []byte, tag byte, v string) []byte {
	if v == "" {
		return b
	}
	return putItem(b, tag, v)
}

func putBool(b []byte, tag byte, v bool) []byte {
	if !v {
		return b
	}
	return append(b, tag, 0)
}

func putInt(b []byte, tag byte, v int) []byte {
	if v == 0 {
		return b
	}
	b, at := begin(b, tag)
	return end(binary.AppendVarint(b, int64(v)), at)
}

func putTime(b []byte, tag byte, v time.Time) []byte {
	if v.IsZero() {
		return b
	}
	b, at := begin(b, tag)
	b = binary.AppendVarint(b, v.Unix())
	return end(binary.AppendUvarint(b, uint64(v.Nanosecond())), at)
}

var errBroken = errors.New("decode: broken off")
