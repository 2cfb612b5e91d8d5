package storagetest

import (
	"testing"
	"time"

	"minqing/storage"
)

var onceTests = map[string]func(*testing.T, *storeCase){
	"a message that was done is known with its reply": testDone,
	"a message is done with its change or not at all": testDoneTogether,
	"what was done is forgotten in time":              testDoneForgotten,
}

func (c *storeCase) markDone(identity, reply string, at time.Time) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error { return tx.MarkDone(identity, reply, at) })
}

func (c *storeCase) wantDone(identity, reply string, done bool) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error {
		got, ok := tx.Done(identity)
		c.want([]any{got, ok}, []any{reply, done})
		return nil
	})
}

func testDone(_ *testing.T, c *storeCase) {
	c.wantDone("gh|o-li|1|42", "", false)
	c.markDone("gh|o-li|1|42", "已收到，编号 F2611230001。", c.now)
	c.markDone("gh|o-li|1|43", "", c.now)
	c.wantDone("gh|o-li|1|42", "已收到，编号 F2611230001。", true)
	c.wantDone("gh|o-li|1|43", "", true)
	c.wantDone("gh|o-li|1|4", "", false)
}

func testDoneTogether(_ *testing.T, c *storeCase) {
	together(16, func(int) {
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			if _, ok := tx.Done("message"); ok {
				return nil
			}
			t := c.ticket("o-li")
			if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
				return err
			}
			return tx.MarkDone("message", t.Number, c.now)
		})
		if err != nil {
			c.t.Error(err)
		}
	})
	c.want(c.numbers(storage.Query{}), []string{"F2611230001"})
	c.wantDone("message", "F2611230001", true)
}

func testDoneForgotten(_ *testing.T, c *storeCase) {
	c.markDone("first", "1", c.now)
	c.markDone("second", "2", c.now.Add(30*time.Minute))
	c.wantDone("first", "1", true)
	c.markDone("third", "3", c.now.Add(2*time.Hour))
	c.wantDone("first", "", false)
	c.wantDone("second", "", false)
	c.wantDone("third", "3", true)
}
