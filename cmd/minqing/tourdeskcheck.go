package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"minqing/storage"
)

// checkDeskStore looks at what is left of the chapter: four tickets, two slips with their
// receipts, a rating that a call left as it was, nobody away, everything told, the chain
// whole.
func checkDeskStore(ctx context.Context, t *tour) error {
	paper, asked, hungry, burning := t.fill("{F2}"), t.fill("{F3}"), t.fill("{F4}"), t.fill("{F5}")
	err := t.world.live().store.View(ctx, func(tx storage.Tx) error {
		return errors.Join(
			checkDeskTicket(tx, paper, deskTicket{State: storage.InProgress, Unit: "社会救助股", Channel: "大走访", Returns: 1}),
			checkDeskTicket(tx, asked, deskTicket{State: storage.InProgress, Unit: "养老服务股", Channel: "微信", Extended: 1}),
			checkDeskTicket(tx, hungry, deskTicket{State: storage.Rated, Unit: "社会救助股", Channel: "微信", Rating: 2, CallGrade: 4}),
			checkDeskTicket(tx, burning, deskTicket{State: storage.Assigned, Unit: "社会救助股", Channel: "微信"}),
			checkSlip(tx, t.fill("{Z1}"), asked, "养老服务股", false),
			checkSlip(tx, t.fill("{Z2}"), burning, t.world.setup.bureau.Disaster.Unit, true),
			checkCalled(tx, hungry),
			checkBack(tx, t.world.clock.Now().In(storage.Zone).Format(time.DateOnly)))
	})
	if err != nil {
		return err
	}
	return checkChain(ctx, t)
}

// deskTicket is what must have become of a ticket.
type deskTicket struct {
	State                                storage.State
	Unit, Channel                        string
	Returns, Extended, Rating, CallGrade int
}

// checkDeskTicket looks at one ticket, and that its citizen was told everything.
func checkDeskTicket(tx storage.Tx, number string, want deskTicket) error {
	k, err := tx.Ticket(number)
	if err != nil {
		return err
	}
	got := deskTicket{k.State, k.Unit, k.Channel, k.Returns, k.Extended, k.Rating, k.CallGrade}
	if got != want {
		return fmt.Errorf("工单 %s 是 %+v，应当是 %+v", number, got, want)
	}
	notices, err := tx.TicketNotices(number)
	for _, n := range notices {
		if n.State != storage.Delivered {
			err = errors.Join(err, fmt.Errorf("工单 %s 的通知 %s 没有送达：%s", number, n.Kind, n.State))
		}
	}
	return err
}

// receipted is a slip that has its receipt: it is chased no more.
func receipted(slip string) func(*tour, storage.Tx) bool {
	return func(t *tour, tx storage.Tx) bool {
		s, err := storage.Slips.Get(tx, t.fill(slip))
		return err == nil && !s.Received.IsZero()
	}
}

// checkSlip looks at one slip: whose it is, where it went, and that it has its receipt.
func checkSlip(tx storage.Tx, number, ticket, to string, outside bool) error {
	s, err := storage.Slips.Get(tx, number)
	if err == nil && (s.Ticket != ticket || s.To != to || s.Outside != outside || s.Received.IsZero() || s.Receiver == "") {
		err = fmt.Errorf("转办单 %s 是 %+v", number, s)
	}
	return err
}

// checkCalled sees that nobody waits for a call about a ticket any more.
func checkCalled(tx storage.Tx, number string) error {
	r, waits, err := storage.CallBacks.Find(tx, number)
	if err == nil && waits {
		err = fmt.Errorf("工单 %s 还在等回访：%+v", number, r)
	}
	return err
}

// checkBack sees that nobody is away.
func checkBack(tx storage.Tx, day string) error {
	return storage.Absences.Each(tx, storage.Range{}, func(id string, a storage.Absence) (bool, error) {
		if s, away := a.On(day); away {
			return true, fmt.Errorf("%s 还在请假：%+v", id, s)
		}
		return false, nil
	})
}
