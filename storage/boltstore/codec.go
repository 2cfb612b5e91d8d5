package boltstore

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"minqing/storage"
)

// errCorrupt means that a record does not follow its format.
var errCorrupt = errors.New("record is corrupt")

// encoder writes a record. A record begins with its version; fields are only
// ever appended, and a reader takes a missing one as zero.
type encoder struct{ b []byte }

func encode(version byte, size int) *encoder {
	return &encoder{b: append(make([]byte, 0, size), version)}
}

func (e *encoder) byte(v byte)      { e.b = append(e.b, v) }
func (e *encoder) uint(v uint64)    { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) count(v int)      { e.uint(uint64(max(v, 0))) }
func (e *encoder) float(v float64)  { e.b = binary.BigEndian.AppendUint64(e.b, math.Float64bits(v)) }
func (e *encoder) text(s string)    { e.uint(uint64(len(s))); e.b = append(e.b, s...) }
func (e *encoder) bytes(s []byte)   { e.uint(uint64(len(s))); e.b = append(e.b, s...) }
func (e *encoder) time(t time.Time) { e.uint(timeNumber(t)) }

func (e *encoder) bool(v bool) {
	if v {
		e.byte(1)
	} else {
		e.byte(0)
	}
}

// timeNumber keeps a time to the millisecond, in few bytes; 0 is no time.
func timeNumber(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	ms := t.UnixMilli()
	return uint64(ms<<1^ms>>63) + 1
}

func numberTime(v uint64) time.Time {
	if v == 0 {
		return time.Time{}
	}
	v--
	return time.UnixMilli(int64(v>>1) ^ -int64(v&1)).In(storage.Zone)
}

// decoder reads a record. The first thing that is wrong sets err; after that
// and past the end of the record everything reads as zero.
type decoder struct {
	b   []byte
	err error
}

// decode begins to read a record of at most the given version.
func decode(record []byte, newest byte) *decoder {
	d := &decoder{b: record}
	if v := d.byte(); v == 0 || v > newest {
		d.fail()
	}
	return d
}

func (d *decoder) fail() {
	d.b = nil
	if d.err == nil {
		d.err = errCorrupt
	}
}

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		return 0
	}
	v := d.b[0]
	d.b = d.b[1:]
	return v
}

func (d *decoder) bool() bool { return d.byte() != 0 }

func (d *decoder) uint() uint64 {
	if len(d.b) == 0 {
		return 0
	}
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) count() int {
	v := d.uint()
	if v > math.MaxInt32 {
		d.fail()
		return 0
	}
	return int(v)
}

func (d *decoder) float() float64 {
	if len(d.b) == 0 {
		return 0
	}
	if len(d.b) < 8 {
		d.fail()
		return 0
	}
	v := math.Float64frombits(binary.BigEndian.Uint64(d.b))
	d.b = d.b[8:]
	return v
}

// bytes returns a part of the record itself: valid while the record is.
func (d *decoder) bytes() []byte {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail()
		return nil
	}
	v := d.b[:n:n]
	d.b = d.b[n:]
	return v
}

func (d *decoder) text() string    { return string(d.bytes()) }
func (d *decoder) time() time.Time { return numberTime(d.uint()) }

// take returns the next n bytes of the record, zeros where they are missing.
func (d *decoder) take(n int) []byte {
	if n > len(d.b) {
		d.fail()
		return make([]byte, n)
	}
	v := d.b[:n:n]
	d.b = d.b[n:]
	return v
}
