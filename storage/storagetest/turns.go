package storagetest

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"

	"minqing/storage"
)

// count adds one to a counter in the session, in a turn of its own.
func count(ctx context.Context, t *testing.T, s storage.Sessions) {
	session, err := s.Open(ctx, li)
	if err != nil {
		t.Errorf("open: %v", err)
		return
	}
	n, _ := strconv.Atoi(session.Focus)
	session.Focus = strconv.Itoa(n + 1)
	if err := s.Save(ctx, session); err != nil {
		t.Errorf("save: %v", err)
	}
}

func testExclusive(t *testing.T, c *sessionCase) {
	together(100, func(int) { count(c.ctx, t, c.s) })
	c.wantFocus(li, "100")
}

func testOrder(t *testing.T, c *sessionCase) {
	const n = 20
	holder := c.open(li)
	served := make(chan int, n)
	var want []int
	for i := range n {
		ctx, waits := watched(c.ctx)
		defer waits.cancel()
		go func() {
			session, err := c.s.Open(ctx, li)
			if err != nil {
				t.Errorf("turn %d: %v", i, err)
				served <- -1
				return
			}
			served <- i
			if err := c.s.Save(c.ctx, session); err != nil {
				t.Errorf("turn %d: %v", i, err)
			}
		}()
		waits.wait(t)
		want = append(want, i)
	}
	c.save(holder)
	var got []int
	for range n {
		got = append(got, <-served)
	}
	if !slices.Equal(got, want) {
		t.Errorf("served in the order %v", got)
	}
	c.peek(li) // after the last
}

func testBusy(t *testing.T, c *sessionCase) {
	holder := c.open(li)
	wantBusy(t, c, c.s)
	ended, cancel := context.WithCancel(c.ctx)
	cancel()
	if _, err := c.s.Open(ended, li); !errors.Is(err, storage.ErrBusy) {
		t.Errorf("opening with a context that has ended: %v, want ErrBusy", err)
	}
	holder.Focus = "F2611230001"
	c.save(holder)
	c.wantFocus(li, "F2611230001")
}

// wantBusy waits for a turn and gives up.
func wantBusy(t *testing.T, c *sessionCase, s storage.Sessions) {
	t.Helper()
	ctx, waits := watched(c.ctx)
	opened := make(chan error, 1)
	go func() { _, err := s.Open(ctx, li); opened <- err }()
	waits.wait(t)
	waits.cancel()
	if err := <-opened; !errors.Is(err, storage.ErrBusy) {
		t.Fatalf("opening while another turn is at work: %v, want ErrBusy", err)
	}
}

func testGivesUp(t *testing.T, c *sessionCase) {
	holder := c.open(li)
	patient := make(chan *storage.Session, 2)
	wait := func() {
		ctx, waits := watched(c.ctx)
		t.Cleanup(waits.cancel)
		go func() {
			session, err := c.s.Open(ctx, li)
			if err != nil {
				t.Errorf("open: %v", err)
				session = &storage.Session{User: li}
			}
			patient <- session
		}()
		waits.wait(t)
	}
	wait()
	wantBusy(t, c, c.s) // leaves the middle of the line
	wait()
	c.save(holder)
	c.save(<-patient)
	c.save(<-patient)
	c.peek(li)
}

func testOtherSees(t *testing.T, c *sessionCase, p Processes) {
	session := c.open(li)
	session.Focus = "F2611230001"
	session.Contact.Message = c.clock.Now()
	c.save(session)
	got := c.openIn(p.B, li)
	if got.Focus != session.Focus || !got.Contact.Message.Equal(session.Contact.Message) {
		t.Errorf("the other process sees %+v", got)
	}
	if err := p.B.Release(c.ctx, got); err != nil {
		t.Fatal(err)
	}
}

func testExclusiveShared(t *testing.T, c *sessionCase, p Processes) {
	together(40, func(i int) {
		if i%2 == 0 {
			count(c.ctx, t, p.A)
		} else {
			count(c.ctx, t, p.B)
		}
	})
	c.wantFocus(li, "40")
}

func testBusyShared(t *testing.T, c *sessionCase, p Processes) {
	holder := c.open(li)
	wantBusy(t, c, p.B)
	holder.Focus = "F2611230001"
	c.save(holder)
	c.wantFocus(li, "F2611230001")
}

func testLeaseLost(t *testing.T, c *sessionCase, p Processes) {
	c.put(li, "F2611230001")
	slow := c.open(li)
	p.EndLease(li)
	quick := c.openIn(p.B, li)
	slow.Focus, quick.Focus = "F2611230002", "F2611230003"
	if err := p.A.Save(c.ctx, slow); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving without the lease: %v, want ErrLeaseLost", err)
	}
	if err := p.B.Save(c.ctx, quick); err != nil {
		t.Errorf("saving with the lease: %v", err)
	}
	c.wantFocus(li, "F2611230003")
	if err := p.A.Save(c.ctx, slow); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving again without the lease: %v, want ErrLeaseLost", err)
	}
	c.wantFocus(li, "F2611230003")
}

func testLeaseEnded(t *testing.T, c *sessionCase, p Processes) {
	c.put(li, "F2611230001")
	slow := c.open(li)
	p.EndLease(li)
	slow.Focus = "F2611230002"
	if err := p.A.Save(c.ctx, slow); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("saving with a lease that ended: %v, want ErrLeaseLost", err)
	}
	c.wantFocus(li, "F2611230001")
}

func testReleaseLost(t *testing.T, c *sessionCase, p Processes) {
	slow := c.open(li)
	p.EndLease(li)
	quick := c.openIn(p.B, li)
	c.release(slow)
	wantBusy(t, c, p.A)
	if err := p.B.Save(c.ctx, quick); err != nil {
		t.Errorf("saving with the lease: %v", err)
	}
}
