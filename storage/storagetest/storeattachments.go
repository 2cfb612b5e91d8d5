package storagetest

import (
	"fmt"
	"testing"
	"time"

	"minqing/storage"
)

var attachmentTests = map[string]func(*testing.T, *storeCase){
	"attachments are kept in the order they came": testAttachments,
	"the tenth is not taken":                      testTenth,
	"downloads are due in their time":             testDueAttachments,
	"an attachment needs its ticket":              testAttachNowhere,
	"pictures of the register lie apart":          testStationAttachments,
	"the station has no more room than a ticket":  testStationTenth,
	"thinning lets go of the file":                testThinned,
	"a file that two have is needed by both":      testSharedFile,
}

func (c *storeCase) attach(number, mediaID string) *storage.Attachment {
	c.t.Helper()
	var a storage.Attachment
	c.update(func(tx storage.Tx) error {
		a = storage.Attachment{Ticket: number, Kind: storage.Photo, MediaID: mediaID, Added: c.now}
		ok, err := tx.Attach(&a)
		if !ok && err == nil {
			return fmt.Errorf("not taken")
		}
		return err
	})
	return &a
}

// keep puts a file beside the store where that can be done.
func (c *storeCase) keep(data string) (hash string) {
	c.t.Helper()
	files, ok := c.s.(storage.Files)
	if !ok {
		return "abcdef"
	}
	hash, err := files.Keep(c.ctx, []byte(data))
	if err != nil {
		c.t.Fatal(err)
	}
	return hash
}

func (c *storeCase) attachments(number string) (list []storage.Attachment) {
	c.t.Helper()
	c.view(func(tx storage.Tx) (err error) {
		list, err = tx.Attachments(number)
		return err
	})
	return list
}

func testAttachments(_ *testing.T, c *storeCase) {
	one, other := c.file(c.ticket("o-li")), c.file(c.ticket("o-li"))
	c.want(c.attachments(one.Number), []storage.Attachment(nil))
	var want []storage.Attachment
	for i := range 3 {
		want = append(want, *c.attach(one.Number, fmt.Sprint("media-", i)))
		c.attach(other.Number, "other")
	}
	for i := range want {
		c.want([]any{want[i].N, want[i].State, want[i].MediaID}, []any{i + 1, storage.Fetching, fmt.Sprint("media-", i)})
	}
	a := &want[1]
	a.State, a.Hash, a.Type, a.Bytes, a.Tries, a.Why = storage.Kept, c.keep("picture"), "image/jpeg", 123456, 2, "slow"
	c.update(func(tx storage.Tx) error { mine := *a; return tx.PutAttachment(&mine) })
	for i := range want {
		want[i].NextTry = c.now
	}
	c.want(c.attachments(one.Number), want)
}

func testTenth(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	for i := range storage.MaxAttachments {
		c.attach(ticket.Number, fmt.Sprint(i))
	}
	c.update(func(tx storage.Tx) error {
		ok, err := tx.Attach(&storage.Attachment{Ticket: ticket.Number, Kind: storage.Photo, MediaID: "10", Added: c.now})
		if ok {
			c.t.Error("the tenth was taken")
		}
		return err
	})
	c.want(len(c.attachments(ticket.Number)), storage.MaxAttachments)
}

func testDueAttachments(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	var list []*storage.Attachment
	for i := range 3 {
		list = append(list, c.attach(ticket.Number, fmt.Sprint(i)))
	}
	put := func(a *storage.Attachment) {
		c.update(func(tx storage.Tx) error { mine := *a; return tx.PutAttachment(&mine) })
	}
	list[0].NextTry = c.now.Add(time.Minute)
	put(list[0])
	list[1].State, list[1].Hash = storage.Kept, c.keep("picture")
	put(list[1])
	due := func(at time.Time, limit int) (ids []string) {
		c.view(func(tx storage.Tx) error {
			found, err := tx.DueAttachments(at, limit)
			for _, a := range found {
				ids = append(ids, a.MediaID)
			}
			return err
		})
		return ids
	}
	c.want(due(c.now, 10), []string{"2"})
	c.want(due(c.now.Add(time.Minute), 10), []string{"2", "0"})
	c.want(due(c.now.Add(time.Minute), 1), []string{"2"})
	list[2].State, list[2].Why = storage.Lost, "expired"
	put(list[2])
	c.view(func(tx storage.Tx) error {
		at, ok := tx.NextAttachment()
		if !ok || !at.Equal(c.now.Add(time.Minute)) {
			c.t.Errorf("the next is due at %s, %v", at, ok)
		}
		return nil
	})
	list[0].State = storage.Lost
	put(list[0])
	c.view(func(tx storage.Tx) error {
		if _, ok := tx.NextAttachment(); ok {
			c.t.Error("another is due")
		}
		return nil
	})
}

func testAttachNowhere(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	tests := map[string]func(tx storage.Tx) error{
		"put to the station": func(tx storage.Tx) error { return tx.PutAttachment(&storage.Attachment{Ticket: "R2026-0001", N: 1}) },
		"put":                func(tx storage.Tx) error { return tx.PutAttachment(&storage.Attachment{Ticket: ticket.Number, N: 1}) },
	}
	for _, number := range []string{"F2611239999", "", "R2026", "R2026-001", "R2026-00001", "R20260001", "R0020260001", "R1026-0001", "r2026-0001", "2026-0001", "R2026--001", "R02026-0001"} {
		tests[fmt.Sprintf("attach to %q", number)] = func(tx storage.Tx) error {
			_, err := tx.Attach(&storage.Attachment{Ticket: number, Added: c.now})
			c.wantErr(err, storage.ErrNotFound)
			return err
		}
	}
	for name, write := range tests {
		if err := c.s.Update(c.ctx, write); err == nil {
			c.t.Errorf("%s went through", name)
		}
	}
}
