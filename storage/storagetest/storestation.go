package storagetest

import (
	"fmt"
	"testing"
	"time"

	"minqing/storage"
)

func (c *storeCase) putAttachment(a storage.Attachment) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error { mine := a; return tx.PutAttachment(&mine) })
}

func (c *storeCase) wantReferenced(hash string, want bool) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error {
		got, err := tx.Referenced(hash)
		c.want([]any{got, err}, []any{want, nil})
		return nil
	})
}

func testStationAttachments(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	c.want(c.attachments("R2026-0001"), []storage.Attachment(nil))
	c.attach(ticket.Number, "of the ticket")
	first, second := c.attach("R2026-0001", "first"), c.attach("R2026-0001", "second")
	c.attach("R2026-10001", "of another")
	c.want([]int{first.N, second.N}, []int{1, 2})
	c.view(func(tx storage.Tx) error {
		due, err := tx.DueAttachments(c.now, 10)
		var ids []string
		for _, a := range due {
			ids = append(ids, a.Ticket+" "+a.MediaID)
		}
		c.want(ids, []string{"R2026-0001 first", "R2026-0001 second", "R2026-10001 of another", ticket.Number + " of the ticket"})
		return err
	})
	first.State, first.Hash, first.Type, first.Bytes = storage.Kept, c.keep("station"), "image/jpeg", 7
	c.putAttachment(*first)
	second.NextTry = c.now.Add(time.Minute)
	c.putAttachment(*second)
	first.NextTry = c.now
	c.want(c.attachments("R2026-0001"), []storage.Attachment{*first, *second})
	c.forget("o-li")
	c.want(c.attachments("R2026-0001"), []storage.Attachment{*first, *second})
}

func testStationTenth(_ *testing.T, c *storeCase) {
	for i := range storage.MaxAttachments {
		c.attach("R2026-0001", fmt.Sprint(i))
	}
	c.update(func(tx storage.Tx) error {
		ok, err := tx.Attach(&storage.Attachment{Ticket: "R2026-0001", Kind: storage.Photo, MediaID: "10", Added: c.now})
		if ok {
			c.t.Error("the tenth was taken")
		}
		return err
	})
	c.attach("R2026-0002", "the first of another")
}

func testThinned(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	for _, number := range []string{ticket.Number, "R2026-0001"} {
		a := c.attach(number, "media")
		a.State, a.Hash, a.Bytes = storage.Kept, c.keep("picture of "+number), 42
		c.wantReferenced(a.Hash, false)
		c.putAttachment(*a)
		c.wantReferenced(a.Hash, true)
		thinned := *a
		thinned.State = storage.Thinned // its hash is still there
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			mine := thinned
			if err := tx.PutAttachment(&mine); err != nil {
				return err
			}
			needed, err := tx.Referenced(a.Hash)
			c.want([]any{needed, err}, []any{false, nil})
			return errOnPurpose
		})
		c.wantErr(err, errOnPurpose)
		c.wantReferenced(a.Hash, true)
		c.putAttachment(thinned)
		c.wantReferenced(a.Hash, false)
		got := c.attachments(number)[0]
		c.want([]any{got.State, got.Hash, got.Bytes}, []any{storage.Thinned, "", 42})
		if files, ok := c.s.(storage.Files); ok {
			if err := files.Remove(c.ctx, a.Hash); err != nil {
				c.t.Error(err)
			}
		}
	}
	c.want(c.attach(ticket.Number, "later").N, 2)
}

// testSharedFile keeps the same picture for two, and lets them go one by one;
// one of them meanwhile gets another.
func testSharedFile(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	same, other := c.keep("picture"), c.keep("another")
	var list []storage.Attachment
	for _, number := range []string{ticket.Number, ticket.Number, "R2026-0001"} {
		a := c.attach(number, "media")
		a.State, a.Hash = storage.Kept, same
		c.putAttachment(*a)
		list = append(list, *a)
	}
	list[0].State = storage.Thinned
	c.putAttachment(list[0])
	c.wantReferenced(same, true)
	list[1].Hash = other
	c.putAttachment(list[1])
	c.wantReferenced(same, true)
	c.wantReferenced(other, true)
	list[2].State = storage.Thinned
	c.putAttachment(list[2])
	c.wantReferenced(same, false)
	c.wantReferenced(other, true)
	for _, hash := range []string{"", same[:len(same)-1], other[:len(other)-1]} {
		c.wantReferenced(hash, false)
	}
}
