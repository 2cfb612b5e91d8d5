package storagetest

import (
	"testing"

	"minqing/storage"
)

// wantGone fails the test when a notice is still there.
func (c *storeCase) wantGone(id uint64) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error {
		_, err := tx.Notice(id)
		c.wantErr(err, storage.ErrNotFound)
		return nil
	})
}

// wantTold compares what a ticket's citizen was told.
func (c *storeCase) wantTold(number string, want ...string) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error {
		list, err := tx.TicketNotices(number)
		c.wantTexts(list, want...)
		return err
	})
}

// testAlert sends alerts of a sighting, one of them to the very member of staff
// who reported it.
func testAlert(_ *testing.T, c *storeCase) {
	number := c.file(c.ticket("o-wang")).Number
	var ids []uint64
	for _, openid := range []string{"o-wang", "o-zhao"} {
		alert := c.notice(openid, number, "有人倒在路边")
		alert.Kind = storage.NoticeAlert
		ids = append(ids, c.enqueue(alert))
	}
	c.wantTold(number)
	list := c.due(c.now)
	c.wantTexts(list, "有人倒在路边", "有人倒在路边")
	c.want([]any{list[0].Ticket, list[0].Kind}, []any{number, storage.NoticeAlert})
	for _, id := range ids {
		c.deliver(id)
		c.wantGone(id)
	}
}

func testFollower(_ *testing.T, c *storeCase) {
	c.meet("o-li")
	c.meet("o-wang")
	number := c.file(c.ticket("o-li")).Number
	rescue := func(openid, text string) uint64 {
		n := c.notice(openid, number, text)
		n.Kind = storage.NoticeRescue
		return c.enqueue(n)
	}
	rescue("o-li", "还在原处吗？")
	told, waits := rescue("o-wang", "已有人前往"), rescue("o-wang", "已进站")
	c.wantTexts(c.due(c.now), "还在原处吗？", "已有人前往")
	c.wantTold(number, "还在原处吗？")
	c.deliver(told)
	c.wantGone(told)
	c.hold(waits)
	c.wantTexts(c.held("o-wang"), "已进站")
	c.forget("o-li") // what the follower waits for is sealed under the follower's key
	c.wantTexts(c.held("o-wang"), "已进站")
	c.forget("o-wang")
	c.wantTexts(c.held("o-wang"))
	c.wantTold(number, "")
}

// testFailedUnlisted forgets somebody whose notice failed before: neither list
// leads there from the person.
func testFailedUnlisted(_ *testing.T, c *storeCase) {
	number := c.file(c.ticket("o-li")).Number
	for _, n := range []storage.Notice{c.notice("o-wang", "", "您好。"), c.notice("o-wang", number, "已有人前往")} {
		id := c.enqueue(n)
		c.settle(id, func(n *storage.Notice) { n.State, n.Why = storage.Failed, "refused" })
		c.view(func(tx storage.Tx) error {
			n, err := tx.Notice(id)
			if err == nil {
				c.want([]any{n.State, n.Why, n.Text, n.To, n.Ticket == number}, []any{storage.Failed, "refused", "", "", n.Ticket != ""})
			}
			return err
		})
	}
	c.forget("o-wang") // Verify opens everything that is left
}
