package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"minqing/storage"
)

var transactionTests = map[string]func(*testing.T, *storeCase){
	"an error leaves nothing behind":                testRollback,
	"a panic leaves nothing behind and goes on":     testPanic,
	"one writer's error does not touch the others":  testNeighbours,
	"one writer's panic does not touch the others":  testPanickingNeighbour,
	"an update sees what it wrote, others do not":   testIsolation,
	"a view does not write":                         testViewWrites,
	"a transaction ends with its function":          testOver,
	"a context that has ended stops before it runs": testEndedContext,
	"who gives up while waiting wrote nothing":      testGivesUpWriting,
	"a notice, attachment or timer is announced":    testWrote,
	"nothing else is announced":                     testWroteNothing,
	"a book that was written is announced":          testWroteBook,
	"another book, or an error, is not":             testWroteNoBook,
}

func testRollback(_ *testing.T, c *storeCase) {
	before := c.file(c.ticket("o-li"))
	err := c.s.Update(c.ctx, func(tx storage.Tx) error {
		t := c.ticket("o-wang")
		t.Key = "instance-1"
		if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
			return err
		}
		if _, err := tx.Enqueue(c.notice("o-wang", t.Number, "已收到")); err != nil {
			return err
		}
		if err := tx.MarkDone("message-1", "已收到", c.now); err != nil {
			return err
		}
		if err := tx.PutStaff(&storage.Staff{Name: "王芳"}); err != nil {
			return err
		}
		return errOnPurpose
	})
	c.wantErr(err, errOnPurpose)
	c.want(c.numbers(storage.Query{}), []string{before.Number})
	c.view(func(tx storage.Tx) error {
		if _, ok := tx.Done("message-1"); ok {
			c.t.Error("the message counts as done")
		}
		if _, ok := tx.NextNotice(); ok {
			c.t.Error("a notice waits")
		}
		staff, err := tx.AllStaff()
		c.want(len(staff), 0)
		return err
	})
	after := c.ticket("o-wang")
	after.Key = "instance-1"
	c.want(c.file(after).Number, "F2611230002")
}

func testPanic(_ *testing.T, c *storeCase) {
	func() {
		defer func() { c.want(recover(), "on purpose") }()
		_ = c.s.Update(c.ctx, func(tx storage.Tx) error {
			t := c.ticket("o-li")
			_, _ = tx.File(storage.LetterFeedback, &t, c.filed(&t))
			panic("on purpose")
		})
		c.t.Error("the panic did not reach the caller")
	}()
	c.want(c.numbers(storage.Query{}), []string(nil))
	c.want(c.file(c.ticket("o-li")).Number, "F2611230001")
}

// testNeighbours runs many writers at once, every fourth of which fails after
// it wrote and another before it did.
func testNeighbours(_ *testing.T, c *storeCase) {
	const n = 40
	together(n, func(i int) {
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			if i%4 == 1 {
				return errOnPurpose
			}
			t := c.ticket(fmt.Sprint("o-", i))
			if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
				return err
			}
			if i%4 == 0 {
				return errOnPurpose
			}
			return nil
		})
		if fails := i%4 < 2; fails != errors.Is(err, errOnPurpose) || !fails && err != nil {
			c.t.Errorf("writer %d: %v", i, err)
		}
	})
	c.want(len(c.numbers(storage.Query{})), n/2)
	c.want(c.file(c.ticket("o-li")).Number, fmt.Sprintf("F261123%04d", n/2+1))
}

func testPanickingNeighbour(_ *testing.T, c *storeCase) {
	const n = 20
	var panics atomic.Int32
	together(n, func(i int) {
		defer func() {
			if recover() != nil {
				panics.Add(1)
			}
		}()
		err := c.s.Update(c.ctx, func(tx storage.Tx) error {
			if i%5 == 0 {
				panic("on purpose")
			}
			t := c.ticket(fmt.Sprint("o-", i))
			_, err := tx.File(storage.LetterFeedback, &t, c.filed(&t))
			return err
		})
		if err != nil {
			c.t.Errorf("writer %d: %v", i, err)
		}
	})
	c.want(panics.Load(), n/5)
	c.want(len(c.numbers(storage.Query{})), n-n/5)
}

func testIsolation(_ *testing.T, c *storeCase) {
	c.update(func(tx storage.Tx) error {
		t := c.ticket("o-li")
		if _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); err != nil {
			return err
		}
		page, err := tx.Tickets(storage.Query{Unit: "殡葬管理股"})
		if err != nil {
			return err
		}
		c.want(len(page.Tickets), 1)
		c.want(c.numbers(storage.Query{}), []string(nil))
		return nil
	})
	c.want(len(c.numbers(storage.Query{})), 1)
}

func testViewWrites(_ *testing.T, c *storeCase) {
	filed := c.file(c.ticket("o-li"))
	c.view(func(tx storage.Tx) error {
		t := c.ticket("o-li")
		for name, write := range map[string]func() error{
			"File":         func() error { _, err := tx.File(storage.LetterFeedback, &t, c.filed(&t)); return err },
			"Move":         func() error { return tx.Move(filed, storage.Event{Action: storage.ActNote}) },
			"Log":          func() error { return tx.Log(storage.Event{Action: "bind"}) },
			"PutPerson":    func() error { return tx.PutPerson(&storage.Person{ID: filed.Citizen}) },
			"ForgetPerson": func() error { return tx.ForgetPerson(filed.Citizen) },
			"ForgetTicket": func() error { return tx.ForgetTicket(filed.Number) },
			"PutStaff":     func() error { return tx.PutStaff(&storage.Staff{Name: "王芳"}) },
			"PutInvite":    func() error { return tx.PutInvite("code", storage.Invite{Staff: "s1", Expires: c.now}) },
			"Enqueue":      func() error { _, err := tx.Enqueue(c.notice("o-li", "", "")); return err },
			"Attach":       func() error { _, err := tx.Attach(&storage.Attachment{Ticket: filed.Number}); return err },
			"MarkDone":     func() error { return tx.MarkDone("message", "", c.now) },
			"SetTimer":     func() error { return tx.SetTimer(storage.Timer{Key: "timer", At: c.now}) },
			"DropTimer":    func() error { return tx.DropTimer("timer") },
			"PutRecord":    func() error { return tx.PutRecord("book", "key", nil) },
			"DropRecord":   func() error { return tx.DropRecord("book", "key") },
		} {
			if write() == nil {
				c.t.Errorf("%s wrote in a view", name)
			}
		}
		return nil
	})
	c.want(c.numbers(storage.Query{}), []string{filed.Number})
}

func testOver(_ *testing.T, c *storeCase) {
	var kept []storage.Tx
	keep := func(tx storage.Tx) error { kept = append(kept, tx); return nil }
	c.update(keep)
	c.view(keep)
	for _, tx := range kept {
		if _, err := tx.Ticket("F2611230001"); err == nil || errors.Is(err, storage.ErrNotFound) {
			c.t.Errorf("reading after the end: %v", err)
		}
		if err := tx.Log(storage.Event{Action: "bind"}); err == nil {
			c.t.Error("writing after the end went through")
		}
		if _, err := tx.Record("book", "key"); err == nil || errors.Is(err, storage.ErrNotFound) {
			c.t.Errorf("reading a book after the end: %v", err)
		}
		if _, err := tx.DueTimers(c.now, 1); err == nil {
			c.t.Error("reading timers after the end went through")
		}
	}
}

func testEndedContext(_ *testing.T, c *storeCase) {
	ended, cancel := context.WithCancel(c.ctx)
	cancel()
	fn := func(storage.Tx) error { c.t.Error("it ran"); return nil }
	c.wantErr(c.s.Update(ended, fn), context.Canceled)
	c.wantErr(c.s.View(ended, fn), context.Canceled)
}

func testGivesUpWriting(_ *testing.T, c *storeCase) {
	busy, goOn := make(chan struct{}), make(chan struct{})
	var once sync.Once
	var wg sync.WaitGroup
	wg.Go(func() {
		err := c.s.Update(c.ctx, func(storage.Tx) error {
			once.Do(func() { close(busy) })
			<-goOn
			return nil
		})
		if err != nil {
			c.t.Error(err)
		}
	})
	<-busy
	waiting, cancel := context.WithCancel(c.ctx)
	wg.Go(func() {
		err := c.s.Update(waiting, func(tx storage.Tx) error {
			t := c.ticket("o-li")
			_, err := tx.File(storage.LetterFeedback, &t, c.filed(&t))
			return err
		})
		c.wantErr(err, context.Canceled)
	})
	cancel()
	close(goOn)
	wg.Wait()
	c.want(c.numbers(storage.Query{}), []string(nil))
}

func testWrote(_ *testing.T, c *storeCase) {
	filed := c.file(c.ticket("o-li"))
	for name, write := range map[string]func(tx storage.Tx) error{
		"a notice": func(tx storage.Tx) error { _, err := tx.Enqueue(c.notice("o-li", "", "已收到")); return err },
		"a timer":  func(tx storage.Tx) error { return tx.SetTimer(storage.Timer{Key: "timer", At: c.now}) },
		"an attachment": func(tx storage.Tx) error {
			_, err := tx.Attach(&storage.Attachment{Ticket: filed.Number, Kind: storage.Photo, Added: c.now})
			return err
		},
	} {
		first, second := c.s.Wrote(), c.s.Wrote()
		c.update(write)
		for _, heard := range []<-chan struct{}{first, second} {
			select {
			case <-heard:
			default:
				c.t.Errorf("%s was not announced", name)
			}
		}
	}
}

func testWroteBook(_ *testing.T, c *storeCase) {
	for name, write := range map[string]func(){
		"a record":         func() { c.write("book", "key") },
		"over another":     func() { c.write("book", "key") },
		"one that is gone": func() { c.update(func(tx storage.Tx) error { return tx.DropRecord("book", "key") }) },
		"beside another":   func() { c.write("book", "key", "other") },
	} {
		c.write("book", "key")
		first, second := c.s.WroteBook("book"), c.s.WroteBook("book")
		write()
		for _, heard := range []<-chan struct{}{first, second} {
			select {
			case <-heard:
			default:
				c.t.Errorf("%s was not announced", name)
			}
		}
		select {
		case <-c.s.WroteBook("book"):
			c.t.Errorf("%s was announced to who came later", name)
		default:
		}
	}
}

func testWroteNoBook(_ *testing.T, c *storeCase) {
	wrote := c.s.WroteBook("book")
	c.file(c.ticket("o-li"))
	c.write("books", "key")
	c.write("boo", "key")
	c.update(func(tx storage.Tx) error { return tx.DropRecord("book", "nobody's") })
	_ = c.s.Update(c.ctx, func(tx storage.Tx) error {
		if err := tx.PutRecord("book", "key", nil); err != nil {
			return err
		}
		return errOnPurpose
	})
	select {
	case <-wrote:
		c.t.Error("announced without a record of the book")
	default:
	}
}

func testWroteNothing(_ *testing.T, c *storeCase) {
	wrote := c.s.Wrote()
	c.file(c.ticket("o-li"))
	c.write("book", "key")
	c.dropTimer("timer")
	_ = c.s.Update(c.ctx, func(tx storage.Tx) error {
		if _, err := tx.Enqueue(c.notice("o-li", "", "已收到")); err != nil {
			return err
		}
		return errOnPurpose
	})
	select {
	case <-wrote:
		c.t.Error("announced without a notice, an attachment or a timer")
	default:
	}
}
