package boltstore

import (
	"context"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// TestUnreadableNotice: a notice that was spoilt on disk holds up its own person
// and nobody else; the error tells of it.
func TestUnreadableNotice(t *testing.T) {
	s := openNew(t)
	at := time.Date(2026, 11, 23, 9, 30, 0, 0, storage.Zone)
	var spoilt uint64
	err := s.Update(context.Background(), func(tx storage.Tx) error {
		for i, openid := range []string{"o-li", "o-zhao"} {
			who := s.PersonOf(openid)
			if err := tx.PutPerson(&storage.Person{ID: who, OpenID: openid, Since: at}); err != nil {
				return err
			}
			id, err := tx.Enqueue(storage.Notice{To: who, Kind: storage.NoticeReply, Text: openid, Created: at})
			if err != nil {
				return err
			}
			if i == 0 {
				spoilt = id
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	flip := func() {
		err := s.db.Update(func(b *bolt.Tx) error {
			records := inNotices.open(b)
			record := append([]byte(nil), records.Get(key64(spoilt))...)
			record[len(record)-1] ^= 1
			return records.Put(key64(spoilt), record)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	flip()
	defer flip() // the file is verified at the end
	var due []storage.Notice
	err = s.View(context.Background(), func(tx storage.Tx) (err error) {
		due, err = tx.DueNotices(at, 10)
		return err
	})
	if err == nil {
		t.Error("nobody hears of the spoilt notice")
	}
	if len(due) != 1 || due[0].Text != "o-zhao" {
		t.Errorf("due: %+v", due)
	}
}
