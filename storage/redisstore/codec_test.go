package redisstore

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"minqing/storage"
)

func TestSessionCodec(t *testing.T) {
	want := usual()
	want.Parked = []storage.Draft{{}, {Flow: "sighting", Fixing: true, Offered: true, Answers: []byte(strings.Repeat("长", 50_000))}}
	saved := time.Date(2026, 11, 23, 9, 31, 0, 5, storage.Zone)
	var got storage.Session
	at, err := decodeSession(string(encodeSession(want, saved)), &got)
	if err != nil || !at.Equal(saved) {
		t.Fatalf("saved at %v, %v, want %v", at, err, saved)
	}
	got.User, got.Contact = want.User, want.Contact // kept elsewhere
	if !reflect.DeepEqual(&got, want) {
		t.Errorf("got %+v\nwant %+v", got, *want)
	}
}

// A newer release may add fields anywhere.
func TestUnknownFieldsArePassedOver(t *testing.T) {
	unknown := func(b []byte) []byte { return putItem(b, 200, "something newer") }
	b := unknown(nil)
	b, draft := begin(b, tagDraft)
	b = end(putString(unknown(b), tagFlow, "feedback"), draft)
	b, turn := begin(b, tagTurn)
	b = end(unknown(putString(b, tagID, "1")), turn)
	b = unknown(putString(b, tagFocus, "F2611230001"))
	var got storage.Session
	if _, err := decodeSession(string(b), &got); err != nil {
		t.Fatal(err)
	}
	if got.Draft.Flow != "feedback" || got.Focus != "F2611230001" || len(got.Turns) != 1 || got.Turns[0].ID != "1" {
		t.Errorf("read %+v", got)
	}
}

func TestTimesKeepTheirMoment(t *testing.T) {
	for _, want := range []time.Time{
		{}, time.Unix(0, 0), time.Unix(-1, 999_999_999), time.Date(1900, 1, 1, 0, 0, 0, 1, time.UTC),
		time.Date(2026, 11, 23, 9, 30, 0, 123_456_789, storage.Zone), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		got, _, err := decodeContact(string(encodeContact(storage.Contact{Message: want}, want)))
		if err != nil || !got.Message.Equal(want) {
			t.Errorf("%v came back as %v, %v", want, got.Message, err)
		}
	}
}

func FuzzDecodeSession(f *testing.F) {
	f.Add(string(encodeSession(usual(), time.Unix(1_790_000_000, 0))))
	f.Add("\x02\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80")
	f.Add("\x06\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, in string) {
		var s storage.Session
		saved, err := decodeSession(in, &s)
		if err != nil {
			return
		}
		var again storage.Session
		if _, err := decodeSession(string(encodeSession(&s, saved)), &again); err != nil || !reflect.DeepEqual(s, again) {
			t.Errorf("%q is read as %+v, written and read again as %+v, %v", in, s, again, err)
		}
	})
}
