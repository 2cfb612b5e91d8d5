package seal

import (
	"bytes"
	"testing"
)

// The spots of a pair are the same each time, and others for another kind, pair,
// order, record or key.
func TestSpots(t *testing.T) {
	k, err := NewKey(bytes.Repeat([]byte{7}, KeySize))
	if err != nil {
		t.Fatal(err)
	}
	other, err := NewKey(bytes.Repeat([]byte{8}, KeySize))
	if err != nil {
		t.Fatal(err)
	}
	place := [8]byte{1, 2, 3}
	s := k.Spotter()
	want := s.Of(1, '殡', '仪', place)
	if got := k.Spotter().Of(1, '殡', '仪', place); got != want {
		t.Errorf("%v, and then %v", want, got)
	}
	for name, got := range map[string][SpotCount]uint32{
		"kind": s.Of(2, '殡', '仪', place), "pair": s.Of(1, '殡', '馆', place), "order": s.Of(1, '仪', '殡', place),
		"record": s.Of(1, '殡', '仪', [8]byte{1, 2, 4}), "key": other.Spotter().Of(1, '殡', '仪', place),
	} {
		if got == want {
			t.Errorf("another %s has the same spots", name)
		}
	}
	if s.Of(1, 0x10FFFF, 0x20000, place) == s.Of(1, 0xFFFF, 0x20000, place) {
		t.Error("a high plane is cut off")
	}
}
