package storagetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minqing/storage"
)

var findTests = map[string]func(*testing.T, *storeCase){
	"words are found wherever the citizen wrote them":     testFindWords,
	"a term is met by a category, a kind or a channel":    testFindNames,
	"names and the ends of phones are found":              testFindPeople,
	"who asked to stay unknown isn't found by name":       testFindAnonymous,
	"every part of a search narrows it":                   testFindNarrows,
	"what was added later is found, what staff write not": testFindLater,
	"a move changes what is found":                        testFindMoved,
	"nobody finds by words of somebody who was forgotten": testFindForgotten,
	"Sees decides what is found, and by what":             testFindSees,
	"pages are newest first and complete":                 testFindPages,
	"patience ends a search, which goes on later":         testFindPatience,
	"what a failed update filed isn't found":              testFindRolledBack,
	"every term of many is found, and nothing else":       testFindAmongMany,
	"a wrong cursor is told":                              testFindCursor,
}

// find lists the numbers of the tickets found, all pages.
func (c *storeCase) find(q storage.Search) (numbers []string) {
	c.t.Helper()
	for {
		found := c.findPage(q)
		for _, k := range found.Tickets {
			numbers = append(numbers, k.Number)
		}
		if q.After = found.Next; q.After == "" {
			return numbers
		}
	}
}

func (c *storeCase) findPage(q storage.Search) (found storage.Found) {
	c.t.Helper()
	c.view(func(tx storage.Tx) (err error) {
		found, err = tx.Find(q)
		return err
	})
	return found
}

// finds fails unless terms find exactly these.
func (c *storeCase) finds(term string, numbers ...string) {
	c.t.Helper()
	if got := c.find(storage.Search{Terms: []string{term}}); !slices.Equal(got, numbers) {
		c.t.Errorf("%q finds %v, want %v", term, got, numbers)
	}
}

// said is a ticket with the words.
func (c *storeCase) said(openid, text, place string) storage.Ticket {
	t := c.ticket(openid)
	t.Private.Text, t.Private.Place = text, place
	return t
}

func testFindWords(_ *testing.T, c *storeCase) {
	one := c.file(c.said("o-li", "殡仪馆门口鞭炮纸乱飞，没人扫。", "人民路 12 号"))
	for _, term := range []string{"鞭炮", "鞭炮纸乱飞", "乱飞没人扫", "殯儀館", "人民路12号", "民路１２", "飞，没"} {
		c.finds(term, one.Number)
	}
	for _, term := range []string{"纸鞭", "扫人", "人民路13号", "鞭炮纸太多", "鞭"} { // one character is no word
		c.finds(term)
	}
	two := c.file(c.said("o-wang", "我想反应窗口A座排队太久", ""))
	c.finds("反映窗口", two.Number)
	c.finds("反应窗口", two.Number)
	c.finds("ａ座", two.Number)
	got := c.findPage(storage.Search{Terms: []string{"鞭炮"}}).Tickets
	c.want([]any{len(got), got[0].Private.Text, got[0].Private.Place}, []any{1, "殡仪馆门口鞭炮纸乱飞，没人扫。", "人民路 12 号"})
}

func testFindNames(_ *testing.T, c *storeCase) {
	grave := c.said("o-li", "后山又动工了", "")
	grave.Category, grave.Kind, grave.Channel = "殡葬-乱建坟墓", "举报", "座谈会"
	one := c.file(grave)
	two := c.file(c.said("o-wang", "举报乱建坟墓，座谈会上说过", ""))
	c.finds("乱建坟墓", two.Number, one.Number)
	c.finds("举报", two.Number, one.Number)
	c.finds("座谈会", two.Number, one.Number)
	c.finds("殡葬-乱建坟墓", one.Number)
	c.finds("坟", one.Number)
}

func testFindPeople(_ *testing.T, c *storeCase) {
	li := c.said("o-li", "路灯坏了", "")
	li.Private.Name, li.Private.Phone = "欧阳小明", "13800138000"
	one := c.file(li)
	zhang := c.said("o-zhang", "路灯又坏了", "")
	zhang.Private.Name, zhang.Private.Phone = "小明", "0999-7000101"
	two := c.file(zhang)
	c.finds("欧阳小明", one.Number)
	c.finds("小明", two.Number, one.Number)
	for _, term := range []string{"8000", "13800138000", "138 0013 8000", "13899998000"} {
		c.finds(term, one.Number)
	}
	c.finds("0101", two.Number)
	for _, term := range []string{"8001", "13900138000", "0013", "明欧"} {
		c.finds(term)
	}
	c.finds("小明路灯") // a name and words are apart
}

func testFindAnonymous(_ *testing.T, c *storeCase) {
	t := c.said("o-li", "路灯坏了", "")
	t.Private.Name, t.Private.Phone, t.Anonymous = "欧阳小明", "13800138000", true
	one := c.file(t)
	c.finds("欧阳小明")
	c.finds("8000")
	c.finds("路灯", one.Number)
}

func testFindNarrows(_ *testing.T, c *storeCase) {
	var all []string
	for i := range 24 {
		t := c.said(fmt.Sprint("o-", i), []string{"鞭炮太吵", "鞭炮和垃圾", "垃圾没人收"}[i%3], "")
		t.Filed = c.now.AddDate(0, 0, i)
		t.Unit = []string{"殡葬管理股", "养老服务股"}[i%2]
		t.State = []storage.State{storage.Submitted, storage.InProgress, storage.Resolved, storage.Archived}[i/2%4]
		all = append(all, c.file(t).Number)
	}
	slices.Reverse(all)
	for _, q := range []storage.Search{
		{}, {Terms: []string{"鞭炮"}}, {Terms: []string{"鞭炮", "垃圾"}}, {Terms: []string{"垃圾", "没有的词"}},
		{States: []storage.State{storage.InProgress}}, {States: []storage.State{storage.Resolved, storage.InProgress}},
		{Terms: []string{"鞭炮"}, States: []storage.State{storage.InProgress}}, {Terms: []string{"鞭炮"}, States: []storage.State{storage.Resolved}},
		{Unit: "养老服务股"}, {Unit: "养老服务股", Terms: []string{"垃圾"}}, {Unit: "没有的股"}, {Unit: "没有的股", Terms: []string{"垃圾"}},
		{From: c.now.AddDate(0, 0, 5), Until: c.now.AddDate(0, 0, 15)}, {From: c.now.AddDate(0, 0, 20)}, {Until: c.now.AddDate(0, 0, 1)},
		{Terms: []string{"鞭炮"}, Unit: "殡葬管理股", States: storage.OpenStates, From: c.now.AddDate(0, 0, 2), Until: c.now.AddDate(0, 0, 20)},
		{States: []storage.State{storage.Merged}}, {From: c.now.AddDate(1, 0, 0)},
	} {
		want := c.chosen(all, func(t *storage.Ticket) bool {
			for _, term := range q.Terms {
				if !strings.Contains(t.Private.Text, term) {
					return false
				}
			}
			return (q.Unit == "" || q.Unit == t.Unit) && (len(q.States) == 0 || slices.Contains(q.States, t.State)) &&
				!t.Filed.Before(q.From) && (q.Until.IsZero() || t.Filed.Before(q.Until))
		})
		for _, q.Limit = range []int{0, 1, 5} {
			if got := c.find(q); !slices.Equal(got, want) {
				c.t.Errorf("%+v finds\n%v, want\n%v", q, got, want)
			}
		}
	}
}

func testFindLater(_ *testing.T, c *storeCase) {
	one := c.file(c.said("o-li", "路灯坏了", "")).Number
	c.move(one, storage.ActNote, "已联系供电所", nil)
	c.update(func(tx storage.Tx) error { // from a list, without its Private part
		page, err := tx.Tickets(storage.Query{})
		if err != nil {
			return err
		}
		t := &page.Tickets[0]
		return tx.Move(t, storage.Event{
			At: c.now, Action: storage.ActSupplement, From: t.State, To: t.State, Text: "电线杆也歪了",
			Actor: storage.Actor{Kind: storage.ByCitizen, ID: string(t.Citizen)},
		})
	})
	c.finds("电线杆", one)
	c.finds("路灯", one)
	c.finds("供电所")
	c.want(c.find(storage.Search{Terms: []string{"路灯", "电线杆"}}), []string{one})
}

func testFindMoved(_ *testing.T, c *storeCase) {
	one := c.file(c.said("o-li", "路灯坏了", "人民路")).Number
	c.move(one, storage.ActNote, "", func(t *storage.Ticket) {
		t.Private.Place, t.Category, t.Filed = "解放路", "养老", t.Filed.AddDate(0, -1, 0)
	})
	c.finds("人民路")
	c.finds("解放路", one)
	c.finds("养老", one)
	c.finds("殡仪馆")
	c.want(c.find(storage.Search{Until: c.now.AddDate(0, 0, -1)}), []string{one})
	c.move(one, storage.ActNote, "", func(t *storage.Ticket) { t.Anonymous = true })
	c.finds("李明")
	c.finds("路灯", one)
}

func testFindForgotten(_ *testing.T, c *storeCase) {
	one := c.story("o-li")
	c.finds("路灯", one)
	c.finds("8000", one)
	c.forget("o-li")
	for _, term := range []string{"路灯", "8000", "李明", "民政局门口"} {
		c.finds(term)
	}
	c.finds("殡仪馆", one) // the category stays
	c.move(one, storage.ActNote, "市民已注销", nil)
	c.update(func(tx storage.Tx) error {
		t, err := tx.Ticket(one)
		if err != nil {
			return err
		}
		return tx.Move(t, storage.Event{At: c.now, Action: storage.ActSupplement, From: t.State, To: t.State,
			Text: "别人也看见了", Actor: storage.Actor{Kind: storage.ByCitizen, ID: string(c.s.PersonOf("o-wang"))}})
	})
	c.finds("别人也看见")
	two := c.story("o-li")
	c.finds("路灯", two)
}

func testFindSees(_ *testing.T, c *storeCase) {
	conduct := c.said("o-li", "窗口态度不好", "大厅二楼")
	conduct.Conduct = true
	one := c.file(conduct).Number
	two := c.file(c.said("o-wang", "窗口排队太久", "大厅一楼")).Number
	sees := func(p storage.Parts) func(t *storage.Ticket) (storage.Parts, bool) {
		return func(t *storage.Ticket) (storage.Parts, bool) {
			if t.Private != (storage.Private{}) {
				c.t.Errorf("Sees is handed %+v", t.Private)
			}
			return p, !t.Conduct
		}
	}
	all := storage.Parts{Words: true, Place: true, Name: true, Phone: true}
	no := func(change func(p *storage.Parts)) storage.Parts {
		p := all
		change(&p)
		return p
	}
	for _, test := range []struct {
		term string
		sees func(t *storage.Ticket) (storage.Parts, bool)
		want []string
	}{
		{"窗口", nil, []string{two, one}}, {"窗口", sees(all), []string{two}}, {"态度", sees(all), nil},
		{"窗口", sees(no(func(p *storage.Parts) { p.Words = false })), nil},
		{"大厅", sees(no(func(p *storage.Parts) { p.Words = false })), []string{two}},
		{"大厅", sees(no(func(p *storage.Parts) { p.Place = false })), nil},
		{"李明", sees(all), []string{two}}, {"李明", sees(no(func(p *storage.Parts) { p.Name = false })), nil},
		{"8000", sees(all), []string{two}}, {"8000", sees(no(func(p *storage.Parts) { p.Phone = false })), nil},
		{"殡仪馆", sees(storage.Parts{}), []string{two}},
	} {
		if got := c.find(storage.Search{Terms: []string{test.term}, Sees: test.sees}); !slices.Equal(got, test.want) {
			c.t.Errorf("%q finds %v, want %v", test.term, got, test.want)
		}
	}
}
