package storagetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"minqing/storage"
)

var ticketTests = map[string]func(*testing.T, *storeCase){
	"numbers have no gaps and no repeats under 64 writers": testNumbers,
	"numbers begin anew with each day and letter":          testNumberDays,
	"a number past 9999 grows a digit":                     testNumberGrows,
	"the day is China's":                                   testNumberZone,
	"filing a key twice finds the first":                   testKeyTwice,
	"filing a key at once files one":                       testKeyAtOnce,
	"every field of a ticket is kept":                      testTicketFields,
	"every field of an event is kept, in order":            testEventFields,
	"a move keeps what a list does not show":               testMoveListed,
	"two clerks who take at once: one wins":                testTakeAtOnce,
	"a ticket that is not there is not found":              testNoTicket,
	"what is put away keeps how it ended":                  testArchived,
	"running a function again changes nothing":             testRunAgain,
}

func testArchived(_ *testing.T, c *storeCase) {
	for _, end := range []storage.State{storage.Resolved, storage.Rated, storage.Declined, storage.Withdrawn, storage.Merged} {
		t := c.ticket("o-li")
		t.State = end
		number := c.file(t).Number
		c.want(c.read(number).End(), end)
		c.move(number, storage.ActArchive, "", nil)
		c.move(number, storage.ActNote, "noted", nil)
		got := c.read(number)
		c.want(got.State, storage.Archived)
		c.want(got.End(), end)
	}
}

func testNumbers(_ *testing.T, c *storeCase) {
	const writers, each = 64, 4
	numbers := make([]string, writers*each)
	together(writers, func(i int) {
		for j := range each {
			var t storage.Ticket
			err := c.s.Update(c.ctx, func(tx storage.Tx) error {
				t = c.ticket(fmt.Sprint("o-", i))
				_, err := tx.File(storage.LetterFeedback, &t, c.filed(&t))
				return err
			})
			if err != nil {
				c.t.Errorf("writer %d: %v", i, err)
			}
			numbers[i*each+j] = t.Number
		}
	})
	slices.Sort(numbers)
	for i, n := range numbers {
		if want := storage.FormatNumber(storage.LetterFeedback, c.now, uint64(i+1)); n != want {
			c.t.Fatalf("number %d is %s, want %s", i+1, n, want)
		}
	}
	c.want(len(c.numbers(storage.Query{})), writers*each)
}

func testNumberDays(_ *testing.T, c *storeCase) {
	next := func(letter string, days int) string {
		t := c.ticket("o-li")
		t.Filed = c.now.AddDate(0, 0, days)
		c.update(func(tx storage.Tx) error {
			filed := t
			_, err := tx.File(letter, &filed, c.filed(&filed))
			t.Number = filed.Number
			return err
		})
		return t.Number
	}
	c.want(next("F", 0), "F2611230001")
	c.want(next("J", 0), "J2611230001")
	c.want(next("F", 0), "F2611230002")
	c.want(next("F", 1), "F2611240001")
	c.want(next("F", -1), "F2611220001") // collected on paper the day before
	c.want(next("J", 0), "J2611230002")
	c.want(next("F", 0), "F2611230003")
}

func testNumberGrows(_ *testing.T, c *storeCase) {
	var last string
	c.update(func(tx storage.Tx) error {
		for range 10_001 {
			t := c.ticket("o-li")
			if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
				return err
			}
			last = t.Number
		}
		return nil
	})
	c.want(last, "F26112310001")
	c.want(c.read(last).Number, last)
	c.want(c.file(c.ticket("o-li")).Number, "F26112310002")
}

func testNumberZone(_ *testing.T, c *storeCase) {
	t := c.ticket("o-li")
	t.Filed = time.Date(2026, 11, 23, 16, 30, 0, 0, time.UTC) // past midnight in China
	c.want(c.file(t).Number, "F2611240001")
}

func testKeyTwice(_ *testing.T, c *storeCase) {
	t := c.ticket("o-li")
	t.Key = "instance-1"
	first := c.file(t)
	other := c.ticket("o-li")
	other.Key, other.Kind, other.Filed = "instance-1", "求助", c.now.AddDate(0, 0, 1)
	c.update(func(tx storage.Tx) error {
		again := other
		fresh, err := tx.File(storage.LetterFeedback, &again, c.filed(&again))
		if fresh {
			c.t.Error("filed a second time")
		}
		c.want(again.Number, first.Number)
		c.want(again.Kind, first.Kind)
		c.want(again.Private.Text, first.Private.Text)
		return err
	})
	c.want(len(c.events(first.Number)), 1)
	c.want(c.numbers(storage.Query{}), []string{first.Number})
}

func testKeyAtOnce(_ *testing.T, c *storeCase) {
	together(16, func(int) {
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			t := c.ticket("o-li")
			t.Key = "instance-1"
			_, err := tx.File(storage.LetterFeedback, &t, c.filed(&t))
			return err
		})
		if err != nil {
			c.t.Error(err)
		}
	})
	c.want(c.numbers(storage.Query{}), []string{"F2611230001"})
	c.want(len(c.events("F2611230001")), 1)
}

func testTicketFields(_ *testing.T, c *storeCase) {
	want := c.ticket("o-li")
	number, events, citizen := "F2611230001", 1, want.Citizen
	private := want.Private
	fill(reflect.ValueOf(&want).Elem().FieldByName("Private").FieldByName("Name"), new(int))
	n := 100
	for _, name := range []string{"Key", "Kind", "Category", "Unit", "Owner", "Channel", "Anonymous", "Conduct", "Urgent", "Media", "Reopened", "Rating", "Township", "Sign", "Outcome",
		"Procedure", "Mistaken", "CallGrade", "Returns", "Asked", "Extended", "Barred"} {
		fill(reflect.ValueOf(&want).Elem().FieldByName(name), &n)
	}
	for i, at := range []*time.Time{&want.Due, &want.Updated, &want.Responded, &want.Closed, &want.Urged, &want.Sent, &want.Proposed} {
		*at = c.now.Add(time.Duration(i+1)*time.Hour + time.Millisecond)
	}
	want.State, want.Ended = storage.InProgress, storage.Rated
	want.Private = private
	want.Private.Point = &storage.Point{Lat: 30.287459, Lng: -120.15358}
	want.Private.Done = &storage.Done{Responsible: "王芳", Measures: "更换灯泡", Result: "已修好", Promise: "每月巡查"}
	wantTicket := func() {
		c.t.Helper()
		want.Number, want.Events, want.Citizen = number, events, citizen
		got := c.read(number)
		for v, p := range map[*storage.Ticket]*storage.Private{got: &got.Private, &want: &want.Private} {
			for _, at := range []*time.Time{&v.Filed, &v.Due, &v.Updated, &v.Responded, &v.Closed, &v.Urged, &v.Sent, &v.Proposed} {
				*at = at.UTC()
			}
			_ = p
		}
		if !reflect.DeepEqual(got, &want) {
			c.t.Errorf("got\n%+v %+v %+v\nwant\n%+v %+v %+v", got, got.Private.Point, got.Private.Done, &want, want.Private.Point, want.Private.Done)
		}
	}
	c.file(want)
	wantTicket()
	want.Private.Text, want.Private.Point, want.Rating = "换了说法", nil, 5
	want.Unit, want.Owner, want.State = "办公室", "s7", storage.Resolved
	want.Township, want.Outcome = "", "进站"
	events++
	c.update(func(tx storage.Tx) error {
		moved := want
		return tx.Move(&moved, storage.Event{At: c.now, Action: storage.ActResolve, From: storage.InProgress, To: storage.Resolved})
	})
	wantTicket()
}

func testEventFields(_ *testing.T, c *storeCase) {
	filed := c.file(c.ticket("o-li"))
	c.move(filed.Number, storage.ActAccept, "", nil)
	c.update(func(tx storage.Tx) error {
		return tx.Log(storage.Event{At: c.now, Action: "bind", Text: "王芳", Actor: storage.Actor{Kind: storage.ByStaff, ID: "s1"}})
	})
	c.move(filed.Number, storage.ActTake, "我来办", func(t *storage.Ticket) { t.Owner = "s1" })
	c.update(func(tx storage.Tx) error {
		t, err := tx.Ticket(filed.Number)
		if err != nil {
			return err
		}
		return tx.Move(t, storage.Event{
			At: c.now.Add(time.Hour), Action: storage.ActExtend, From: t.State, To: t.State,
			Text: "需要更多时间", Detail: `{"days":3}`, Actor: storage.Actor{Kind: storage.BySystem, ID: ""},
		})
	})
	got := c.events(filed.Number)
	citizen := storage.Actor{Kind: storage.ByCitizen, ID: string(filed.Citizen)}
	clerk := storage.Actor{Kind: storage.ByStaff, ID: "s1"}
	want := []storage.Event{
		{Action: storage.ActFile, To: storage.Submitted, Actor: citizen},
		{Action: storage.ActAccept, From: storage.Submitted, To: storage.Accepted, Actor: clerk},
		{Action: storage.ActTake, From: storage.Accepted, To: storage.InProgress, Actor: clerk, Text: "我来办"},
		{Action: storage.ActExtend, From: storage.InProgress, To: storage.InProgress, Actor: storage.Actor{Kind: storage.BySystem},
			Text: "需要更多时间", Detail: `{"days":3}`},
	}
	if len(got) != len(want) {
		c.t.Fatalf("%d events, want %d", len(got), len(want))
	}
	for i := range want {
		want[i].Ticket, want[i].At = filed.Number, c.now
		if i == 3 {
			want[i].At = c.now.Add(time.Hour)
		}
		if i > 0 && got[i].Seq <= got[i-1].Seq {
			c.t.Errorf("event %d has sequence %d after %d", i, got[i].Seq, got[i-1].Seq)
		}
		want[i].Seq = got[i].Seq
		want[i].At, got[i].At = want[i].At.UTC(), got[i].At.UTC()
		c.want(got[i], want[i])
	}
	c.want(c.read(filed.Number).Events, 4)
}

func testMoveListed(_ *testing.T, c *storeCase) {
	t := c.ticket("o-li")
	t.Key, t.Township, t.Sign = "instance-1", "城关镇", "sign-7"
	filed := c.file(t)
	c.update(func(tx storage.Tx) error {
		page, err := tx.Tickets(storage.Query{})
		if err != nil {
			return err
		}
		listed := page.Tickets[0]
		c.want([]any{listed.Township, listed.Sign, listed.Events}, []any{"城关镇", "sign-7", 1})
		if listed.Private != (storage.Private{}) {
			c.t.Errorf("a list shows %+v", listed.Private)
		}
		listed.State = storage.Accepted
		return tx.Move(&listed, storage.Event{At: c.now, Action: storage.ActAccept, From: storage.Submitted, To: storage.Accepted})
	})
	got := c.read(filed.Number)
	c.want(got.State, storage.Accepted)
	c.want(got.Private, filed.Private)
	c.want([]any{got.Key, got.Township, got.Sign}, []any{"instance-1", "城关镇", "sign-7"})
}

func testTakeAtOnce(_ *testing.T, c *storeCase) {
	t := c.ticket("o-li")
	t.State = storage.Accepted
	number := c.file(t).Number
	owners := make([]storage.StaffID, 8)
	together(len(owners), func(i int) {
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			t, err := tx.Ticket(number)
			if err != nil {
				return err
			}
			if t.Owner == "" {
				t.Owner, t.State = storage.StaffID(fmt.Sprintf("s%d", i+1)), storage.InProgress
				if err := tx.Move(t, storage.Event{At: c.now, Action: storage.ActTake, From: storage.Accepted, To: t.State}); err != nil {
					return err
				}
			}
			owners[i] = t.Owner
			return nil
		})
		if err != nil {
			c.t.Error(err)
		}
	})
	for _, o := range owners {
		c.want(o, c.read(number).Owner)
	}
	c.want(len(c.events(number)), 2)
}

func testNoTicket(_ *testing.T, c *storeCase) {
	c.view(func(tx storage.Tx) error {
		for _, number := range []string{"", "F", "F2611230001", "F26112300001", "f2611230001", "F261123000x", "😀2611230001"} {
			_, err := tx.Ticket(number)
			c.wantErr(err, storage.ErrNotFound)
			_, err = tx.Events(number)
			c.wantErr(err, storage.ErrNotFound)
		}
		return nil
	})
}

// testRunAgain runs one function twice in a row within a transaction that fails,
// and then for good: as when a neighbour spoils the commit.
func testRunAgain(_ *testing.T, c *storeCase) {
	var number string
	fn := func(tx storage.Tx) error {
		t := c.ticket("o-li")
		t.Key = "instance-1"
		fresh, err := tx.File(storage.LetterFeedback, &t, c.filed(&t))
		if err != nil || !fresh {
			return fmt.Errorf("filed %v: %w", fresh, err)
		}
		number = t.Number
		_, err = tx.Enqueue(c.notice("o-li", number, "已收到"))
		return err
	}
	for range 3 {
		_ = c.s.Update(c.ctx, func(tx storage.Tx) error {
			if err := fn(tx); err != nil {
				c.t.Error(err)
			}
			return errOnPurpose
		})
	}
	c.update(fn)
	c.want(number, "F2611230001")
	c.want(c.read(number).Private.Text, "路灯坏了三天。")
	c.want(len(c.held("o-li")), 0)
	c.want(len(c.due(c.now)), 1)
}
