package storagetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"minqing/storage"
)

var listTests = map[string]func(*testing.T, *storeCase){
	"every index lists newest first, in pages":        testIndexes,
	"a list follows every move":                       testListFollows,
	"states choose, and several merge":                testListStates,
	"a list keeps to when tickets were filed":         testFiledSpan,
	"due lists open tickets, earliest first":          testDueList,
	"pages stay true while tickets come in":           testPagesAreStable,
	"an empty list is one empty page":                 testEmptyList,
	"a page has 20, and no more than 100":             testPageSizes,
	"a wrong cursor and two indexes at once are told": testWrongQuery,
}

// spread files n tickets over two citizens, two units and two owners, a minute
// apart, and returns their numbers newest first.
func (c *storeCase) spread(n int) (numbers []string) {
	c.update(func(tx storage.Tx) error {
		numbers = nil
		for i := range n {
			t := c.ticket(fmt.Sprint("o-", i%2))
			t.Filed = c.now.Add(time.Duration(i) * time.Minute)
			t.Unit = []string{"殡葬管理股", "养老服务股"}[i/2%2]
			t.Owner = []storage.StaffID{"s1", "s2", ""}[i%3]
			t.State = []storage.State{storage.Submitted, storage.InProgress, storage.Resolved, storage.Assigned}[i%4]
			t.Due = c.now.AddDate(0, 0, 10-i%5)
			letter := []string{storage.LetterFeedback, storage.LetterSighting}[i/5%2]
			if _, err := tx.File(letter, &t, c.filed(&t)); err != nil {
				return err
			}
			numbers = append(numbers, t.Number)
		}
		return nil
	})
	slices.Reverse(numbers)
	return numbers
}

// chosen keeps the numbers of the tickets that match.
func (c *storeCase) chosen(numbers []string, match func(t *storage.Ticket) bool) (chosen []string) {
	for _, n := range numbers {
		if match(c.read(n)) {
			chosen = append(chosen, n)
		}
	}
	return chosen
}

func testIndexes(_ *testing.T, c *storeCase) {
	all := c.spread(45)
	zero := c.s.PersonOf("o-0")
	for name, test := range map[string]struct {
		q     storage.Query
		match func(t *storage.Ticket) bool
	}{
		"all":     {storage.Query{}, func(*storage.Ticket) bool { return true }},
		"citizen": {storage.Query{Citizen: zero}, func(t *storage.Ticket) bool { return t.Citizen == zero }},
		"owner":   {storage.Query{Owner: "s2"}, func(t *storage.Ticket) bool { return t.Owner == "s2" }},
		"unit":    {storage.Query{Unit: "养老服务股"}, func(t *storage.Ticket) bool { return t.Unit == "养老服务股" }},
	} {
		want := c.chosen(all, test.match)
		if len(want) < 10 {
			c.t.Fatalf("by %s: only %d", name, len(want))
		}
		for _, limit := range []int{0, 1, 7, 100} {
			test.q.Limit = limit
			if got := c.numbers(test.q); !slices.Equal(got, want) {
				c.t.Errorf("by %s, %d a page:\n%v, want\n%v", name, limit, got, want)
			}
		}
	}
}

func testListFollows(_ *testing.T, c *storeCase) {
	t := c.ticket("o-li")
	t.State = storage.Accepted
	n := c.file(t).Number
	lists := func(where string, want ...storage.Query) {
		c.t.Helper()
		for _, q := range []storage.Query{
			{States: []storage.State{storage.Accepted}}, {States: []storage.State{storage.InProgress}},
			{States: []storage.State{storage.Resolved}}, {Owner: "s1"}, {Owner: "s2"},
			{Unit: "殡葬管理股"}, {Unit: "办公室"}, {Citizen: t.Citizen}, {Due: true},
		} {
			expect := slices.ContainsFunc(want, func(w storage.Query) bool { return fmt.Sprint(w) == fmt.Sprint(q) })
			if got := slices.Contains(c.numbers(q), n); got != expect {
				c.t.Errorf("%s: in list %+v: %v, want %v", where, q, got, expect)
			}
		}
	}
	mine := storage.Query{Citizen: t.Citizen}
	lists("accepted", storage.Query{States: []storage.State{storage.Accepted}}, storage.Query{Unit: "殡葬管理股"}, mine, storage.Query{Due: true})
	c.move(n, storage.ActTake, "", func(t *storage.Ticket) { t.Owner = "s1" })
	lists("taken", storage.Query{States: []storage.State{storage.InProgress}}, storage.Query{Unit: "殡葬管理股"}, mine,
		storage.Query{Due: true}, storage.Query{Owner: "s1"})
	c.move(n, storage.ActNote, "", func(t *storage.Ticket) { t.Owner, t.Unit = "s2", "办公室" })
	lists("handed over", storage.Query{States: []storage.State{storage.InProgress}}, storage.Query{Unit: "办公室"}, mine,
		storage.Query{Due: true}, storage.Query{Owner: "s2"})
	c.move(n, storage.ActResolve, "", func(t *storage.Ticket) { t.Closed = c.now })
	lists("resolved", storage.Query{States: []storage.State{storage.Resolved}}, storage.Query{Unit: "办公室"}, mine, storage.Query{Owner: "s2"})
}

func testListStates(_ *testing.T, c *storeCase) {
	all := c.spread(40)
	for _, states := range [][]storage.State{
		{storage.Resolved}, {storage.Submitted, storage.Assigned}, storage.OpenStates,
		{storage.Assigned, storage.Assigned}, {storage.Archived},
	} {
		for name, q := range map[string]storage.Query{
			"all": {}, "citizen": {Citizen: c.s.PersonOf("o-1")}, "owner": {Owner: "s1"}, "unit": {Unit: "殡葬管理股"},
		} {
			q.States, q.Limit = states, 3
			want := c.chosen(all, func(t *storage.Ticket) bool {
				return slices.Contains(states, t.State) && (q.Citizen == "" || t.Citizen == q.Citizen) &&
					(q.Owner == "" || t.Owner == q.Owner) && (q.Unit == "" || t.Unit == q.Unit)
			})
			if got := c.numbers(q); !slices.Equal(got, want) {
				c.t.Errorf("by %s in %v:\n%v, want\n%v", name, states, got, want)
			}
		}
	}
	c.want(c.numbers(storage.Query{States: []storage.State{"nonsense"}}), []string(nil))
}

func testFiledSpan(_ *testing.T, c *storeCase) {
	all := c.spread(40)
	at := func(minute int) time.Time { return c.now.Add(time.Duration(minute) * time.Minute) }
	for name, q := range map[string]storage.Query{
		"all": {}, "citizen": {Citizen: c.s.PersonOf("o-1")}, "owner": {Owner: "s1"}, "unit": {Unit: "殡葬管理股"},
	} {
		for _, span := range [][2]time.Time{{at(10), at(30)}, {at(25), {}}, {{}, at(7)}, {at(-5), at(0)}, {at(20), at(20)}, {at(39), at(60)}} {
			q.From, q.Before, q.Limit = span[0], span[1], 3
			want := c.chosen(all, func(t *storage.Ticket) bool {
				return !t.Filed.Before(q.From) && (q.Before.IsZero() || t.Filed.Before(q.Before)) && (q.Citizen == "" || t.Citizen == q.Citizen) &&
					(q.Owner == "" || t.Owner == q.Owner) && (q.Unit == "" || t.Unit == q.Unit)
			})
			if got := c.numbers(q); !slices.Equal(got, want) {
				c.t.Errorf("by %s from %v before %v:\n%v, want\n%v", name, q.From, q.Before, got, want)
			}
		}
	}
}

func testDueList(_ *testing.T, c *storeCase) {
	all := c.spread(30)
	for _, states := range [][]storage.State{nil, {storage.Submitted}, {storage.Submitted, storage.Resolved}} {
		want := c.chosen(all, func(t *storage.Ticket) bool {
			return t.Open() && (states == nil || slices.Contains(states, t.State))
		})
		got := c.numbers(storage.Query{Due: true, States: states, Limit: 4})
		var before time.Time
		for _, n := range got {
			due := c.read(n).Due
			if due.Before(before) {
				c.t.Errorf("%s is due before the one above it", n)
			}
			before = due
		}
		slices.Sort(got)
		slices.Sort(want)
		c.want(got, want)
	}
	undated := c.ticket("o-li")
	undated.Due = time.Time{}
	if slices.Contains(c.numbers(storage.Query{Due: true}), c.file(undated).Number) {
		c.t.Error("a ticket without a date is listed as due")
	}
}

func testPagesAreStable(_ *testing.T, c *storeCase) {
	all := c.spread(30)
	q := storage.Query{Limit: 10}
	var got []string
	for round := 0; ; round++ {
		var page storage.Page
		c.view(func(tx storage.Tx) (err error) {
			page, err = tx.Tickets(q)
			return err
		})
		for _, t := range page.Tickets {
			got = append(got, t.Number)
		}
		if q.After = page.Next; q.After == "" {
			break
		}
		newer := c.ticket("o-0")
		newer.Filed = c.now.Add(time.Hour + time.Duration(round)*time.Minute)
		c.file(newer)
		last := page.Tickets[len(page.Tickets)-1] // the cursor's own ticket moves away
		c.move(last.Number, storage.ActNote, "", func(t *storage.Ticket) { t.State = storage.Archived })
	}
	c.want(got, all)
}

func testEmptyList(_ *testing.T, c *storeCase) {
	for _, q := range []storage.Query{
		{}, {Owner: "s1"}, {Unit: "办公室"}, {Due: true}, {Citizen: c.s.PersonOf("o-li")}, {Citizen: "nonsense"},
		{States: []storage.State{storage.Resolved}},
	} {
		c.view(func(tx storage.Tx) error {
			page, err := tx.Tickets(q)
			if len(page.Tickets) != 0 || page.Next != "" {
				c.t.Errorf("%+v lists %+v", q, page)
			}
			return err
		})
	}
}

func testPageSizes(_ *testing.T, c *storeCase) {
	c.spread(110)
	for limit, want := range map[int]int{0: 20, 1: 1, 100: 100, 1000: 100} {
		c.view(func(tx storage.Tx) error {
			page, err := tx.Tickets(storage.Query{Limit: limit})
			c.want(len(page.Tickets), want)
			if page.Next == "" {
				c.t.Errorf("a page of %d is the last", limit)
			}
			return err
		})
	}
}

func testWrongQuery(_ *testing.T, c *storeCase) {
	c.file(c.ticket("o-li"))
	for _, q := range []storage.Query{
		{After: "nonsense"}, {After: "😀"}, {Due: true, Owner: "s1"}, {Unit: "办公室", Citizen: c.s.PersonOf("o-li")},
		{Due: true, From: c.now}, {Due: true, Before: c.now},
	} {
		c.view(func(tx storage.Tx) error {
			if _, err := tx.Tickets(q); err == nil {
				c.t.Errorf("%+v is taken", q)
			}
			return nil
		})
	}
}
