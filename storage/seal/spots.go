package seal

import (
	"crypto/cipher"
	"encoding/binary"
)

// SpotCount is how many spots a pair of characters has.
const SpotCount = 4

// Spotter tells at which spots of a record's filter a pair of characters is noted.
// They hang on the record, too: whoever sees the filters of two records without the
// key can't tell whether they have a pair in common, nor how often any occurs. It is
// for one goroutine.
type Spotter struct {
	block    cipher.Block
	in, spot [16]byte
}

// Spotter returns a new one.
func (k *Key) Spotter() *Spotter { return &Spotter{block: k.words} }

// Of returns the spots of a pair of the kind in the record that place names. Kinds
// keep apart what is looked for in different ways, such as words and names.
func (s *Spotter) Of(kind byte, a, b rune, place [8]byte) [SpotCount]uint32 {
	binary.BigEndian.PutUint32(s.in[:], uint32(a)) // a rune has 21 bits: the first byte is free
	binary.BigEndian.PutUint32(s.in[4:], uint32(b))
	s.in[0] = kind
	copy(s.in[8:], place[:])
	s.block.Encrypt(s.spot[:], s.in[:])
	return [SpotCount]uint32{
		binary.BigEndian.Uint32(s.spot[:]), binary.BigEndian.Uint32(s.spot[4:]),
		binary.BigEndian.Uint32(s.spot[8:]), binary.BigEndian.Uint32(s.spot[12:]),
	}
}
