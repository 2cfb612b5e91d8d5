package boltstore

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"minqing/storage"
)

// ticketID is a ticket's number in 8 bytes that sort by day: yymmdd in three,
// the letter in one, the sequence in four.
type ticketID [8]byte

func parseTicketID(number string) (id ticketID, ok bool) {
	if len(number) < 11 || number[0] < 'A' || number[0] > 'Z' {
		return id, false
	}
	day, err := strconv.ParseUint(number[1:7], 10, 32)
	if err != nil {
		return id, false
	}
	seq, err := strconv.ParseUint(number[7:], 10, 32)
	if err != nil {
		return id, false
	}
	id = makeTicketID(number[0], uint32(day), uint32(seq))
	return id, id.number() == number
}

func makeTicketID(letter byte, day, seq uint32) (id ticketID) {
	binary.BigEndian.PutUint32(id[:], day<<8|uint32(letter))
	binary.BigEndian.PutUint32(id[4:], seq)
	return id
}

func (id ticketID) number() string {
	b := make([]byte, 1, 12)
	b[0] = id.letter()
	b = appendPadded(b, uint64(id.day()), 6)
	return string(appendPadded(b, uint64(id.seq()), 4))
}

func (id ticketID) letter() byte { return id[3] }
func (id ticketID) day() uint32  { return binary.BigEndian.Uint32(id[:]) >> 8 }
func (id ticketID) seq() uint32  { return binary.BigEndian.Uint32(id[4:]) }

func appendPadded(b []byte, v uint64, width int) []byte {
	for limit := uint64(10); width > 1; width, limit = width-1, limit*10 {
		if v < limit {
			b = append(b, strings.Repeat("0", width-1)...)
			break
		}
	}
	return strconv.AppendUint(b, v, 10)
}

func toTicketID(b []byte) (id ticketID, ok bool) {
	if len(b) != len(id) {
		return id, false
	}
	return ticketID(b), true
}

// personKey is a PersonID in 16 bytes; all zero is nobody.
type personKey [16]byte

func parsePerson(id storage.PersonID) (p personKey, err error) {
	if id == "" {
		return p, nil
	}
	if len(id) != 32 {
		return p, fmt.Errorf("%q is not the id of a person", id)
	}
	if _, err := hex.Decode(p[:], []byte(id)); err != nil {
		return p, fmt.Errorf("%q is not the id of a person", id)
	}
	return p, nil
}

func (p personKey) id() storage.PersonID {
	if p.nobody() {
		return ""
	}
	return storage.PersonID(hex.EncodeToString(p[:]))
}

func (p personKey) nobody() bool { return p == personKey{} }

// stamp is a time in 4 bytes that sort: seconds, held within 1970 to 2106.
func stamp(t time.Time) []byte {
	s := min(max(t.Unix(), 0), 1<<32-1)
	return binary.BigEndian.AppendUint32(nil, uint32(s))
}

// moment is a time in 8 bytes that sort, to the millisecond.
func moment(t time.Time) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(t.UnixMilli(), 0)))
}

func momentTime(b []byte) time.Time {
	return time.UnixMilli(int64(binary.BigEndian.Uint64(b))).In(storage.Zone)
}

func key64(v uint64) []byte { return binary.BigEndian.AppendUint64(nil, v) }

func join(parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b := make([]byte, 0, n)
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}
