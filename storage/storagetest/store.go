package storagetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// OpenStore opens an empty store that closes with the test.
type OpenStore func(t testing.TB) storage.Store

// TestStore proves the promises of storage.Store.
func TestStore(t *testing.T, open func(t testing.TB) storage.Store) {
	for group, tests := range map[string]map[string]func(*testing.T, *storeCase){
		"transactions": transactionTests,
		"tickets":      ticketTests,
		"lists":        listTests,
		"finding":      findTests,
		"people":       peopleTests,
		"staff":        staffTests,
		"notices":      noticeTests,
		"attachments":  attachmentTests,
		"timers":       timerTests,
		"books":        bookTests,
		"messages":     onceTests,
		"forgetting":   forgetTests,
	} {
		t.Run(group, func(t *testing.T) {
			for name, run := range tests {
				t.Run(name, func(t *testing.T) {
					c := newSessionCase(t)
					run(t, &storeCase{t: t, s: open(t), ctx: c.ctx, now: c.clock.Now()})
				})
			}
		})
	}
}

// CheckClean fails the test when the pages of a bbolt file are not in order.
// The file must be closed.
func CheckClean(t testing.TB, path string) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, PreLoadFreelist: true, Timeout: time.Second})
	if err != nil {
		t.Errorf("check %s: %v", path, err)
		return
	}
	defer db.Close()
	err = db.View(func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			t.Errorf("check %s: %v", path, err)
		}
		return nil
	})
	if err != nil {
		t.Errorf("check %s: %v", path, err)
	}
}

// storeCase is one test's store, and the steps that the tests share. Each step
// fails the test when it fails.
type storeCase struct {
	t   *testing.T
	s   storage.Store
	ctx context.Context
	now time.Time // a morning in November 2026
}

// errOnPurpose is how a test makes a transaction fail.
var errOnPurpose = errors.New("on purpose")

func (c *storeCase) update(fn func(tx storage.Tx) error) {
	c.t.Helper()
	if err := c.s.Update(c.ctx, fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *storeCase) view(fn func(tx storage.Tx) error) {
	c.t.Helper()
	if err := c.s.View(c.ctx, fn); err != nil {
		c.t.Fatal(err)
	}
}

// ticket is a matter of somebody's, ready to be filed.
func (c *storeCase) ticket(openid string) storage.Ticket {
	return storage.Ticket{
		Citizen: c.s.PersonOf(openid), Kind: "投诉", Category: "殡仪馆", Unit: "殡葬管理股", Channel: "微信",
		State: storage.Submitted, Filed: c.now, Updated: c.now, Due: c.now.AddDate(0, 0, 5),
		Private: storage.Private{Name: "李明", Phone: "13800138000", Text: "路灯坏了三天。", Place: "民政局门口"},
	}
}

// filed is the event that files a ticket.
func (c *storeCase) filed(t *storage.Ticket) storage.Event {
	return storage.Event{
		At: t.Filed, Action: storage.ActFile, To: t.State,
		Actor: storage.Actor{Kind: storage.ByCitizen, ID: string(t.Citizen)},
	}
}

// file files a ticket in an Update of its own and returns it as it then is.
func (c *storeCase) file(t storage.Ticket) *storage.Ticket {
	c.t.Helper()
	var filed storage.Ticket
	c.update(func(tx storage.Tx) error {
		filed = t
		_, err := tx.File(storage.LetterFeedback, &filed, c.filed(&filed))
		return err
	})
	return &filed
}

// move takes a ticket to another state by a clerk.
func (c *storeCase) move(number string, action storage.Action, text string, change func(t *storage.Ticket)) {
	c.t.Helper()
	c.update(func(tx storage.Tx) error {
		t, err := tx.Ticket(number)
		if err != nil {
			return err
		}
		next, err := t.Next(action)
		if err != nil {
			return err
		}
		e := storage.Event{
			At: c.now, Action: action, From: t.State, To: next, Text: text,
			Actor: storage.Actor{Kind: storage.ByStaff, ID: "s1"},
		}
		t.State, t.Updated = next, c.now
		if change != nil {
			change(t)
		}
		return tx.Move(t, e)
	})
}

// read reads a ticket back.
func (c *storeCase) read(number string) *storage.Ticket {
	c.t.Helper()
	var t *storage.Ticket
	c.view(func(tx storage.Tx) (err error) {
		t, err = tx.Ticket(number)
		return err
	})
	return t
}

func (c *storeCase) events(number string) []storage.Event {
	c.t.Helper()
	var events []storage.Event
	c.view(func(tx storage.Tx) (err error) {
		events, err = tx.Events(number)
		return err
	})
	return events
}

// numbers lists the tickets of a query, all pages.
func (c *storeCase) numbers(q storage.Query) (numbers []string) {
	c.t.Helper()
	c.view(func(tx storage.Tx) error {
		numbers = nil
		for {
			page, err := tx.Tickets(q)
			if err != nil {
				return err
			}
			for _, t := range page.Tickets {
				numbers = append(numbers, t.Number)
			}
			if q.After = page.Next; q.After == "" {
				return nil
			}
		}
	})
	return numbers
}

func (c *storeCase) want(got, want any) {
	c.t.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		c.t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func (c *storeCase) wantErr(err, want error) {
	c.t.Helper()
	if !errors.Is(err, want) {
		c.t.Errorf("got error %v, want %v", err, want)
	}
}
