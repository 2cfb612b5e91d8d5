package storagetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/storage"
)

func testFindPages(_ *testing.T, c *storeCase) {
	all := c.spread(45)
	for _, limit := range []int{0, 1, 7, 100} {
		if got := c.find(storage.Search{Terms: []string{"路灯"}, Limit: limit}); !slices.Equal(got, all) {
			c.t.Errorf("%d a page:\n%v, want\n%v", limit, got, all)
		}
	}
	last := c.findPage(storage.Search{Terms: []string{"路灯"}, Limit: 100})
	c.want([]any{len(last.Tickets), last.Next, last.Back}, []any{45, "", time.Time{}})
	first := c.findPage(storage.Search{Terms: []string{"路灯"}})
	c.want(len(first.Tickets), 20)
	newer := c.ticket("o-li") // leaves the pages alone
	newer.Filed = c.now.Add(time.Hour)
	c.file(newer)
	c.want(c.find(storage.Search{Terms: []string{"路灯"}, After: first.Next}), all[20:])
}

func testFindPatience(_ *testing.T, c *storeCase) {
	const n = 1200
	c.update(func(tx storage.Tx) error {
		for i := range n {
			t := c.said("o-li", "垃圾没人收", "")
			t.Filed = c.now.Add(time.Duration(i) * time.Minute)
			if i%500 == 0 {
				t.Private.Text = "鞭炮太吵"
			}
			if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
				return err
			}
		}
		return nil
	})
	q := storage.Search{Terms: []string{"鞭炮"}, Patience: 1}
	var got []string
	stops := 0
	for back := c.now.AddDate(1, 0, 0); ; stops++ {
		found := c.findPage(q)
		for _, k := range found.Tickets {
			got = append(got, k.Number)
		}
		if q.After = found.Next; q.After == "" {
			break
		}
		if !found.Back.Before(back) {
			c.t.Fatalf("it looked back to %v, and then to %v", back, found.Back)
		}
		back = found.Back
	}
	c.want([]any{len(got), stops > 1}, []any{3, true})
	c.want(got, c.find(storage.Search{Terms: []string{"鞭炮"}}))
}

func testFindRolledBack(_ *testing.T, c *storeCase) {
	err := c.s.Update(c.ctx, func(tx storage.Tx) error {
		t := c.said("o-li", "路灯坏了", "")
		if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
			return err
		}
		if found, err := tx.Find(storage.Search{Terms: []string{"路灯"}}); err != nil || len(found.Tickets) != 1 {
			c.t.Errorf("its own transaction finds %+v, %v", found, err)
		}
		return errOnPurpose
	})
	c.wantErr(err, errOnPurpose)
	c.finds("路灯")
}

func testFindAmongMany(_ *testing.T, c *storeCase) {
	subjects := []string{"路灯", "鞭炮", "垃圾", "坟墓", "低保", "饭菜", "护栏", "水管", "补贴", "窗口"}
	text := func(i int) string {
		return fmt.Sprintf("我想说说%s的事，还有第%d排的%s，请派人来看。", subjects[i%10], 100+i, subjects[i/10%10])
	}
	var numbers, texts []string
	c.update(func(tx storage.Tx) error {
		numbers, texts = nil, nil
		for i := range 300 {
			t := c.said(fmt.Sprint("o-", i%7), text(i), "")
			t.Private.Phone = ""
			if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
				return err
			}
			numbers, texts = append(numbers, t.Number), append(texts, t.Private.Text)
		}
		return nil
	})
	for _, term := range append(subjects, "第123排", "说说饭菜", "12", "排的坟墓", "没人说过的") {
		var want []string
		for i := len(texts) - 1; i >= 0; i-- {
			if strings.Contains(texts[i], term) {
				want = append(want, numbers[i])
			}
		}
		c.finds(term, want...)
	}
}

func testFindCursor(_ *testing.T, c *storeCase) {
	c.view(func(tx storage.Tx) error {
		if _, err := tx.Find(storage.Search{After: "nonsense"}); err == nil {
			c.t.Error("nonsense is taken for a cursor")
		}
		return nil
	})
}
