package storagetest

import (
	"fmt"
	"testing"
	"time"

	"minqing/storage"
)

var noticeTests = map[string]func(*testing.T, *storeCase){
	"every field of a notice is kept":                            testNoticeFields,
	"one person's notices come one by one, in order":             testNoticeOrder,
	"people do not wait for each other":                          testNoticesApart,
	"a notice that failed for now is tried later":                testNoticeRetry,
	"a notice that can never go lets the next go":                testNoticeFails,
	"held notices come out in order":                             testHeld,
	"a held notice does not keep later ones from it":             testHeldThenWaiting,
	"a held notice that waits again is first in line":            testHeldAgain,
	"what is due for one person comes in order":                  testDueFor,
	"what a failed try left waiting is told at the next contact": testTriedIsTold,
	"a delivered notice keeps no text":                           testDelivered,
	"what was told belongs to its ticket":                        testTicketNotices,
	"the outbox tells its depth":                                 testDepth,
	"settling what is gone is told":                              testSettleGone,
	"an alert is for staff alone":                                testAlert,
	"who follows a ticket is told, and not as its citizen":       testFollower,
	"what failed is not kept with a name that nobody can find":   testFailedUnlisted,
}

// notice is something to tell somebody.
func (c *storeCase) notice(openid, ticket, text string) storage.Notice {
	return storage.Notice{To: c.s.PersonOf(openid), Ticket: ticket, Kind: storage.NoticeAnswer, Text: text, Created: c.now}
}

func (c *storeCase) enqueue(n storage.Notice) (id uint64) {
	c.t.Helper()
	c.update(func(tx storage.Tx) (err error) {
		id, err = tx.Enqueue(n)
		return err
	})
	return id
}

// due lists what may be tried at a time.
func (c *storeCase) due(at time.Time) (list []storage.Notice) {
	c.t.Helper()
	c.view(func(tx storage.Tx) (err error) {
		list, err = tx.DueNotices(at, 100)
		return err
	})
	return list
}

func (c *storeCase) held(openid string) (list []storage.Notice) {
	c.t.Helper()
	c.view(func(tx storage.Tx) (err error) {
		list, err = tx.HeldNotices(c.s.PersonOf(openid))
		return err
	})
	return list
}

// settle changes a notice.
func (c *storeCase) settle(id uint64, change func(n *storage.Notice)) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		n, err := tx.Notice(id)
		if err != nil {
			return err
		}
		change(n)
		return tx.SettleNotice(n)
	})
}

func (c *storeCase) deliver(id uint64) {
	c.t.Helper()
	c.settle(id, func(n *storage.Notice) { n.State, n.Channel, n.Settled = storage.Delivered, "chat", c.now })
}

func (c *storeCase) hold(id uint64) {
	c.t.Helper()
	c.settle(id, func(n *storage.Notice) { n.State, n.Why = storage.Held, "no window" })
}

func (c *storeCase) wantTexts(list []storage.Notice, want ...string) {
	c.t.Helper()
	texts := []string{}
	for _, n := range list {
		texts = append(texts, n.Text)
	}
	c.want(texts, want)
}

func testNoticeFields(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	want := c.notice("o-li", ticket.Number, "已修好。")
	want.Picture, want.Template = "abcdef", map[string]string{"thing": "路灯", "when": "今天"}
	want.ID = c.enqueue(want)
	want.State, want.NextTry = storage.Waiting, c.now
	read := func() storage.Notice {
		var n *storage.Notice
		c.view(func(tx storage.Tx) (err error) {
			n, err = tx.Notice(want.ID)
			return err
		})
		return *n
	}
	c.want(read(), want)
	want.State, want.Why, want.Channel, want.Tries = storage.Failed, "blocked", "template", 4
	want.Settled = c.now.Add(time.Hour)
	c.settle(want.ID, func(n *storage.Notice) { *n = want })
	c.want(read(), want)
	if next := c.enqueue(want); next <= want.ID {
		c.t.Errorf("notice %d follows %d", next, want.ID)
	}
}

func testNoticeOrder(_ *testing.T, c *storeCase) {
	for i := range 3 {
		c.enqueue(c.notice("o-li", "", fmt.Sprint(i)))
	}
	for i := range 3 {
		list := c.due(c.now)
		c.wantTexts(list, fmt.Sprint(i))
		c.deliver(list[0].ID)
	}
	c.wantTexts(c.due(c.now))
	c.view(func(tx storage.Tx) error {
		if at, ok := tx.NextNotice(); ok {
			c.t.Errorf("another is due at %s", at)
		}
		return nil
	})
}

func testNoticesApart(_ *testing.T, c *storeCase) {
	c.enqueue(c.notice("o-li", "", "li 1"))
	c.enqueue(c.notice("o-li", "", "li 2"))
	c.enqueue(c.notice("o-wang", "", "wang 1"))
	c.wantTexts(c.due(c.now), "li 1", "wang 1")
	c.view(func(tx storage.Tx) error {
		list, err := tx.DueNotices(c.now, 1)
		c.wantTexts(list, "li 1")
		return err
	})
}

func testNoticeRetry(_ *testing.T, c *storeCase) {
	first := c.enqueue(c.notice("o-li", "", "1"))
	c.enqueue(c.notice("o-li", "", "2"))
	later := c.now.Add(4 * time.Second)
	c.settle(first, func(n *storage.Notice) { n.NextTry, n.Tries = later, 1 })
	c.wantTexts(c.due(later.Add(-time.Millisecond))) // the second does not overtake
	c.wantTexts(c.due(later), "1")
	c.view(func(tx storage.Tx) error {
		at, ok := tx.NextNotice()
		if !ok || !at.Equal(later) {
			c.t.Errorf("the next is due at %s, %v, want %s", at, ok, later)
		}
		return nil
	})
	c.deliver(first)
	c.wantTexts(c.due(c.now), "2")
}

func testNoticeFails(_ *testing.T, c *storeCase) {
	first := c.enqueue(c.notice("o-li", "", "1"))
	c.enqueue(c.notice("o-li", "", "2"))
	c.settle(first, func(n *storage.Notice) { n.State, n.Why = storage.Failed, "blocked" })
	c.wantTexts(c.due(c.now), "2")
}

func testHeld(_ *testing.T, c *storeCase) {
	c.wantTexts(c.held("o-li"))
	for i := range 3 {
		c.hold(c.enqueue(c.notice("o-li", "", fmt.Sprint(i))))
	}
	c.enqueue(c.notice("o-wang", "", "wang"))
	c.wantTexts(c.held("o-li"), "0", "1", "2")
	c.wantTexts(c.held("o-wang"))
	c.wantTexts(c.due(c.now), "wang")
	for _, n := range c.held("o-li") {
		c.settle(n.ID, func(n *storage.Notice) { n.State, n.Channel = storage.Delivered, "passive" })
	}
	c.wantTexts(c.held("o-li"))
}

// A template message may go where a chat message may not, so a later notice is
// still tried; if it too is held, both come out in the order they were queued.
func testHeldThenWaiting(_ *testing.T, c *storeCase) {
	c.hold(c.enqueue(c.notice("o-li", "", "1")))
	second := c.enqueue(c.notice("o-li", "", "2"))
	c.wantTexts(c.due(c.now), "2")
	c.hold(second)
	c.wantTexts(c.held("o-li"), "1", "2")
	c.wantTexts(c.due(c.now))
}

func testHeldAgain(_ *testing.T, c *storeCase) {
	first := c.enqueue(c.notice("o-li", "", "1"))
	c.hold(first)
	second := c.enqueue(c.notice("o-li", "", "2"))
	c.settle(first, func(n *storage.Notice) { n.State, n.NextTry = storage.Waiting, c.now.Add(time.Second) })
	c.wantTexts(c.due(c.now)) // the second waits for the first
	c.wantTexts(c.due(c.now.Add(time.Second)), "1")
	c.deliver(first)
	c.wantTexts(c.due(c.now), "2")
	c.deliver(second)
}

func testDelivered(_ *testing.T, c *storeCase) {
	ticket := c.file(c.ticket("o-li"))
	told := c.enqueue(c.notice("o-li", ticket.Number, "已修好。"))
	plain := c.enqueue(c.notice("o-li", "", "您好。"))
	staff := c.notice("o-wang", ticket.Number, "有新工单")
	staff.Kind = storage.NoticeStaff
	alert := c.enqueue(staff)
	for _, id := range []uint64{told, plain, alert} {
		c.deliver(id)
	}
	c.view(func(tx storage.Tx) error {
		n, err := tx.Notice(told)
		if err != nil {
			return err
		}
		c.want([]any{n.Text, n.State, n.Channel}, []any{"", storage.Delivered, "chat"})
		for _, id := range []uint64{plain, alert} {
			_, err = tx.Notice(id)
			c.wantErr(err, storage.ErrNotFound)
		}
		return nil
	})
}

func testTicketNotices(_ *testing.T, c *storeCase) {
	one, other := c.file(c.ticket("o-li")), c.file(c.ticket("o-li"))
	var want []uint64
	for i := range 3 {
		want = append(want, c.enqueue(c.notice("o-li", one.Number, fmt.Sprint(i))))
		c.enqueue(c.notice("o-li", other.Number, "other"))
	}
	staff := c.notice("o-wang", one.Number, "有新工单")
	staff.Kind = storage.NoticeStaff
	c.enqueue(staff)
	c.deliver(want[0])
	c.settle(want[1], func(n *storage.Notice) { n.State, n.Why = storage.Failed, "blocked" })
	c.view(func(tx storage.Tx) error {
		list, err := tx.TicketNotices(one.Number)
		var got []uint64
		var states []storage.NoticeState
		for _, n := range list {
			got, states = append(got, n.ID), append(states, n.State)
		}
		c.want(got, want)
		c.want(states, []storage.NoticeState{storage.Delivered, storage.Failed, storage.Waiting})
		return err
	})
}

func testDepth(_ *testing.T, c *storeCase) {
	want := func(waiting, held int, oldest time.Duration) {
		c.t.Helper()
		c.view(func(tx storage.Tx) error {
			w, h, o := tx.OutboxDepth(c.now.Add(time.Minute))
			c.want([]any{w, h, o}, []any{waiting, held, oldest})
			return nil
		})
	}
	want(0, 0, 0)
	first := c.enqueue(c.notice("o-li", "", "1"))
	late := c.notice("o-wang", "", "2")
	late.Created = c.now.Add(30 * time.Second)
	second := c.enqueue(late)
	want(2, 0, time.Minute)
	c.hold(first)
	want(1, 1, 30*time.Second)
	c.settle(first, func(n *storage.Notice) { n.State = storage.Waiting })
	want(2, 0, time.Minute)
	c.settle(first, func(n *storage.Notice) { n.State = storage.Failed })
	c.deliver(second)
	want(0, 0, 0)
}

func testSettleGone(_ *testing.T, c *storeCase) {
	id := c.enqueue(c.notice("o-li", "", "1"))
	var kept storage.Notice
	c.settle(id, func(n *storage.Notice) { n.State = storage.Delivered; kept = *n })
	c.wantErr(c.s.Update(c.ctx, func(tx storage.Tx) error { return tx.SettleNotice(&kept) }), storage.ErrNotFound)
}

func testDueFor(t *testing.T, c *storeCase) {
	c.file(c.ticket("o-li"))
	c.file(c.ticket("o-zhao"))
	first := c.enqueue(c.notice("o-li", "", "first"))
	c.enqueue(c.notice("o-zhao", "", "another person's"))
	c.enqueue(c.notice("o-li", "", "second"))
	later := c.notice("o-li", "", "later")
	later.NextTry = c.now.Add(time.Minute)
	c.enqueue(later)
	c.enqueue(c.notice("o-li", "", "third"))
	dueFor := func(at time.Time, limit int) (list []storage.Notice) {
		c.view(func(tx storage.Tx) (err error) {
			list, err = tx.DueFor(c.s.PersonOf("o-li"), at, limit)
			return err
		})
		return list
	}
	c.wantTexts(dueFor(c.now, 10), "first", "second", "third")
	c.wantTexts(dueFor(c.now, 2), "first", "second")
	c.wantTexts(dueFor(c.now.Add(time.Minute), 10), "first", "second", "later", "third")
	c.hold(first)
	c.wantTexts(dueFor(c.now, 10), "second", "third")
}

func testTriedIsTold(t *testing.T, c *storeCase) {
	c.file(c.ticket("o-li"))
	c.enqueue(c.notice("o-li", "", "never tried"))
	tried := c.enqueue(c.notice("o-li", "", "tried"))
	c.wantTexts(c.held("o-li"))
	c.settle(tried, func(n *storage.Notice) { n.Why, n.NextTry = "platform", c.now.Add(time.Minute) })
	c.wantTexts(c.held("o-li"), "tried")
	c.deliver(tried)
	c.wantTexts(c.held("o-li"))
}
