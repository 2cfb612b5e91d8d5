package boltstore

import (
	"context"
	"testing"
	"time"

	"minqing/storage"
)

// A whole small life of a ticket, read back through every list.
func TestOneTicket(t *testing.T) {
	s := openNew(t)
	ctx := context.Background()
	at := time.Date(2026, 11, 23, 9, 30, 0, 0, storage.Zone)
	li := s.PersonOf("o-li")
	ticket := storage.Ticket{
		Key: "flow-1", Citizen: li, Kind: "投诉", Category: "殡仪馆", Unit: "殡葬管理股", State: storage.Submitted,
		Channel: "微信", Filed: at, Due: at.AddDate(0, 0, 5), Updated: at,
		Private: storage.Private{Name: "李明", Phone: "13800138000", Text: "路灯坏了", Point: &storage.Point{Lat: 30.1, Lng: 120.2}},
	}
	err := s.Update(ctx, func(tx storage.Tx) error {
		if err := tx.PutPerson(&storage.Person{ID: li, OpenID: "o-li", Since: at}); err != nil {
			return err
		}
		mine := ticket
		fresh, err := tx.File("F", &mine, storage.Event{At: at, Actor: storage.Actor{Kind: storage.ByCitizen, ID: string(li)},
			Action: storage.ActFile, To: storage.Submitted, Text: "路灯坏了"})
		if err != nil || !fresh || mine.Number != "F2611230001" {
			t.Errorf("filed %v %q %v", fresh, mine.Number, err)
		}
		if _, err := tx.Enqueue(storage.Notice{To: li, Ticket: mine.Number, Kind: storage.NoticeAccepted, Text: "已受理", Created: at}); err != nil {
			return err
		}
		_, err = tx.Attach(&storage.Attachment{Ticket: mine.Number, Kind: storage.Photo, MediaID: "media-1", Added: at})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(ctx, func(tx storage.Tx) error {
		for name, q := range map[string]storage.Query{
			"all": {}, "citizen": {Citizen: li}, "unit": {Unit: "殡葬管理股"}, "due": {Due: true},
			"state": {States: []storage.State{storage.Submitted}},
		} {
			page, err := tx.Tickets(q)
			if err != nil || len(page.Tickets) != 1 || page.Tickets[0].Number != "F2611230001" || page.Next != "" {
				t.Errorf("by %s: %+v, %v", name, page, err)
			}
		}
		got, err := tx.Ticket("F2611230001")
		if err != nil || got.Private.Name != "李明" || got.Private.Point.Lng != 120.2 || !got.Due.Equal(ticket.Due) || got.Media != 0 {
			t.Errorf("%+v, %v", got, err)
		}
		events, err := tx.Events("F2611230001")
		if err != nil || len(events) != 1 || events[0].Text != "路灯坏了" || events[0].Actor.ID != string(li) {
			t.Errorf("%+v, %v", events, err)
		}
		due, err := tx.DueNotices(at, 10)
		if err != nil || len(due) != 1 || due[0].Text != "已受理" {
			t.Errorf("%+v, %v", due, err)
		}
		media, err := tx.DueAttachments(at, 10)
		if err != nil || len(media) != 1 || media[0].MediaID != "media-1" || media[0].N != 1 {
			t.Errorf("%+v, %v", media, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if r := wantSound(t, s); r.Tickets != 1 || r.Events != 1 || r.Notices != 1 {
		t.Errorf("%+v", r)
	}
}
