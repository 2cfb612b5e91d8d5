package storagetest

import (
	"testing"

	"minqing/storage"
)

var forgetTests = map[string]func(*testing.T, *storeCase){
	"what was sealed can never be read again":         testForgotten,
	"the ticket lives on":                             testForgottenMoves,
	"notices that waited fail":                        testForgottenNotices,
	"others are untouched":                            testForgetOther,
	"who comes back is new":                           testComesBack,
	"staff who are forgotten are not bound any more":  testForgetStaff,
	"forgetting a stranger or twice does no harm":     testForgetTwice,
	"filing the same key again finds the ticket gone": testForgottenKey,
	"a ticket without a citizen is forgotten alone":   testForgetTicket,
}

func (c *storeCase) forget(openid string) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error { return tx.ForgetPerson(c.s.PersonOf(openid)) })
}

func (c *storeCase) meet(openid string) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		return tx.PutPerson(&storage.Person{ID: c.s.PersonOf(openid), OpenID: openid, Since: c.now})
	})
}

// story files a ticket of somebody we know, with a history.
func (c *storeCase) story(openid string) (number string) {
	c.t.Helper()
	c.meet(openid)
	number = c.file(c.ticket(openid)).Number
	c.attach(number, "media-1")
	c.move(number, storage.ActAccept, "", nil)
	c.move(number, storage.ActTake, "我来办", func(t *storage.Ticket) { t.Owner = "s1" })
	return number
}

func testForgotten(_ *testing.T, c *storeCase) {
	number := c.story("o-li")
	c.forget("o-li")
	t := c.read(number)
	c.want(t.Private, storage.Private{Gone: true})
	c.want([]any{t.Citizen, t.State, t.Kind, t.Events}, []any{"", storage.InProgress, "投诉", 3})
	events := c.events(number)
	c.want([]any{len(events), events[0].Actor.ID, events[2].Text, events[2].Gone}, []any{3, "", "", true})
	c.want(c.attachments(number)[0].MediaID, "")
	c.want(c.numbers(storage.Query{Citizen: c.s.PersonOf("o-li")}), []string(nil))
	c.want(c.numbers(storage.Query{}), []string{number})
	c.view(func(tx storage.Tx) error {
		_, err := tx.Person(c.s.PersonOf("o-li"))
		c.wantErr(err, storage.ErrForgotten)
		page, err := tx.Tickets(storage.Query{})
		if !page.Tickets[0].Private.Gone {
			c.t.Error("a list does not say that the person is gone")
		}
		return err
	})
}

func testForgottenMoves(_ *testing.T, c *storeCase) {
	number := c.story("o-li")
	stale := c.read(number)
	c.forget("o-li")
	c.move(number, storage.ActNote, "市民已注销", nil)
	c.update(func(tx storage.Tx) error { // a ticket that was read before
		stale.State = storage.Resolved
		return tx.Move(stale, storage.Event{At: c.now, Action: storage.ActResolve, From: storage.InProgress, To: storage.Resolved, Text: "办结"})
	})
	t := c.read(number)
	c.want(t.Private, storage.Private{Gone: true})
	c.want([]any{t.Citizen, t.State}, []any{"", storage.Resolved})
	events := c.events(number)
	c.want([]any{events[3].Text, events[3].Gone, events[4].Text}, []any{"市民已注销", false, "办结"})
}

func testForgottenNotices(_ *testing.T, c *storeCase) {
	number := c.story("o-li")
	delivered := c.enqueue(c.notice("o-li", number, "1"))
	c.deliver(delivered)
	c.hold(c.enqueue(c.notice("o-li", number, "2")))
	waiting := c.enqueue(c.notice("o-li", number, "3"))
	c.enqueue(c.notice("o-wang", "", "wang"))
	var sent *storage.Notice
	c.view(func(tx storage.Tx) (err error) { sent, err = tx.Notice(waiting); return err })
	c.forget("o-li")
	c.wantTexts(c.held("o-li"))
	c.wantTexts(c.due(c.now), "wang")
	// The worker had it in hand when the person was forgotten.
	sent.State = storage.Delivered
	c.update(func(tx storage.Tx) error { return tx.SettleNotice(sent) })
	c.view(func(tx storage.Tx) error {
		list, err := tx.TicketNotices(number)
		for i, want := range []storage.NoticeState{storage.Delivered, storage.Failed, storage.Failed} {
			c.want([]any{list[i].State, list[i].Text, list[i].To}, []any{want, "", ""})
		}
		waiting, held, _ := tx.OutboxDepth(c.now)
		c.want([]int{waiting, held}, []int{1, 0})
		return err
	})
	_ = c.s.Update(c.ctx, func(tx storage.Tx) error {
		_, err := tx.Enqueue(c.notice("o-li", "", "4"))
		c.wantErr(err, storage.ErrForgotten)
		return err
	})
}

func testForgetOther(_ *testing.T, c *storeCase) {
	number := c.story("o-wang")
	before := c.read(number)
	c.story("o-li")
	c.forget("o-li")
	c.want(c.read(number), before)
	c.want(c.events(number)[2].Text, "我来办")
}

func testComesBack(_ *testing.T, c *storeCase) {
	old := c.story("o-li")
	c.forget("o-li")
	number := c.story("o-li")
	c.want(c.read(number).Private.Text, "路灯坏了三天。")
	c.want(c.read(old).Private, storage.Private{Gone: true})
	c.want(c.numbers(storage.Query{Citizen: c.s.PersonOf("o-li")}), []string{number})
	c.enqueue(c.notice("o-li", number, "您好。"))
	c.wantTexts(c.due(c.now), "您好。")
}

func testForgetStaff(_ *testing.T, c *storeCase) {
	c.meet("o-wang")
	s := c.hire(storage.Staff{Name: "王芳", Person: c.s.PersonOf("o-wang")})
	c.forget("o-wang")
	c.view(func(tx storage.Tx) error {
		_, err := tx.StaffOf(c.s.PersonOf("o-wang"))
		c.wantErr(err, storage.ErrNotFound)
		got, err := tx.Staff(s.ID)
		c.want([]any{got.Name, got.Person}, []any{"王芳", ""})
		return err
	})
}

func testForgetTwice(_ *testing.T, c *storeCase) {
	number := c.story("o-li")
	for range 2 {
		c.forget("o-li")
		c.forget("o-wang")
	}
	c.want(c.read(number).Private, storage.Private{Gone: true})
}

func testForgottenKey(_ *testing.T, c *storeCase) {
	c.meet("o-li")
	t := c.ticket("o-li")
	t.Key = "instance-1"
	number := c.file(t).Number
	c.forget("o-li")
	c.update(func(tx storage.Tx) error {
		again := t
		fresh, err := tx.File(storage.LetterFeedback, &again, c.filed(&again))
		c.want([]any{fresh, again.Number, again.Private}, []any{false, number, storage.Private{Gone: true}})
		return err
	})
}

func testForgetTicket(_ *testing.T, c *storeCase) {
	paper := c.ticket("o-li")
	paper.Citizen, paper.Key = "", "sheet 1"
	number := c.file(paper).Number
	c.move(number, storage.ActNote, "老人住在村口第三家", nil)
	other := paper
	other.Key = "sheet 2"
	kept := c.file(other).Number
	c.move(kept, storage.ActNote, "留着的", nil)
	li := c.story("o-li")
	c.want(c.events(number)[1].Text, "老人住在村口第三家")

	for range 2 {
		c.update(func(tx storage.Tx) error { return tx.ForgetTicket(number) })
	}
	t := c.read(number)
	c.want([]any{t.Private, t.State, t.Events}, []any{storage.Private{Gone: true}, storage.Submitted, 2})
	e := c.events(number)[1]
	c.want([]any{e.Text, e.Gone, e.Action}, []any{"", true, storage.ActNote})
	c.move(number, storage.ActNote, "已过保存期限", nil)
	c.want(c.events(number)[2].Text, "已过保存期限")
	c.want(c.read(kept).Private, other.Private)
	c.want(c.events(kept)[1].Text, "留着的")
	c.update(func(tx storage.Tx) error {
		if tx.ForgetTicket(li) == nil {
			c.t.Error("a ticket was taken from its citizen")
		}
		c.wantErr(tx.ForgetTicket("F9901010001"), storage.ErrNotFound)
		return nil
	})
	c.want(c.read(li).Private.Text, c.ticket("o-li").Private.Text)
}
