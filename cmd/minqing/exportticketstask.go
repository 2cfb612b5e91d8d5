package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"minqing/flows/ledger"
	"minqing/storage"
)

// exportTicketsTask sends the tickets that were filed in a period, oldest first.
// However many there are, it has a page of them in memory, and no transaction is
// open while it sends.
type exportTicketsTask struct {
	Period  ledger.Period
	Private bool
}

func (t *exportTicketsTask) do(ctx context.Context, h *house, out io.Writer) error {
	if err := noteExport(ctx, h, "tickets", t.Period, t.Private); err != nil {
		return err
	}
	pages, err := t.pages(ctx, h)
	if err != nil {
		return err
	}
	send := json.NewEncoder(out)
	for _, p := range slices.Backward(pages) {
		lines, err := t.read(ctx, h, p)
		if err != nil {
			return err
		}
		for _, line := range slices.Backward(lines) {
			if err := send.Encode(line); err != nil {
				return fmt.Errorf("send ticket: %w", err)
			}
		}
	}
	return nil
}

// leaf is where a page of the list begins. The newest has its tickets at once:
// what is filed meanwhile would stand before them, and is not exported.
type leaf struct {
	after  string
	newest []storage.Ticket
}

// pages goes once through the list, which is newest first, back to the beginning
// of the period.
func (t *exportTicketsTask) pages(ctx context.Context, h *house) (all []leaf, err error) {
	for after := ""; ; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var found storage.Page
		err := h.store.View(ctx, func(tx storage.Tx) (err error) {
			found, err = ticketsAfter(tx, after)
			return err
		})
		if err != nil {
			return nil, err
		}
		p := leaf{after: after}
		if after == "" {
			p.newest = found.Tickets
		}
		all = append(all, p)
		if after = found.Next; after == "" || t.past(found.Tickets) {
			return all, nil
		}
	}
}

func ticketsAfter(tx storage.Tx, after string) (storage.Page, error) {
	return tx.Tickets(storage.Query{After: after, Limit: 100})
}

// past reports whether a page reaches beyond the beginning of the period.
func (t *exportTicketsTask) past(tickets []storage.Ticket) bool {
	from := t.Period.From
	return !from.IsZero() && tickets[len(tickets)-1].Filed.Before(from)
}

func (t *exportTicketsTask) read(ctx context.Context, h *house, p leaf) (lines []ticketLine, err error) {
	err = h.store.View(ctx, func(tx storage.Tx) error {
		lines = nil
		tickets := p.newest
		if p.after != "" {
			found, err := ticketsAfter(tx, p.after)
			if err != nil {
				return err
			}
			tickets = found.Tickets
		}
		for i := range tickets {
			if !t.Period.Has(tickets[i].Filed) {
				continue
			}
			line, err := t.line(tx, &tickets[i])
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	return lines, err
}

func (t *exportTicketsTask) line(tx storage.Tx, k *storage.Ticket) (l ticketLine, err error) {
	if t.Private {
		if k, err = tx.Ticket(k.Number); err != nil {
			return l, err
		}
	}
	l.Ticket = *k
	l.Ticket.Key, l.Ticket.Citizen, l.Ticket.Private = "", "", t.shown(k)
	l.Owner, err = staffName(tx, k.Owner)
	return l, err
}

// shown is what may leave the house of what a citizen wrote: not who it was, the
// phone masked, and nothing about a member of staff, which is for 纪检 alone.
func (t *exportTicketsTask) shown(k *storage.Ticket) storage.Private {
	p := k.Private
	switch {
	case !t.Private || k.Conduct:
		return storage.Private{}
	case p.Gone:
		return storage.Private{Text: "（当事人的信息已删除）"}
	}
	p.Name, p.Phone, p.Point = "", maskedPhone(p.Phone), nil
	return p
}

// maskedPhone shows a phone as the desk shows it: 138****8000.
func maskedPhone(phone string) string {
	if len(phone) < 8 {
		return strings.Repeat("*", len(phone))
	}
	return phone[:3] + strings.Repeat("*", len(phone)-7) + phone[len(phone)-4:]
}

// staffName is the name of a member of staff, of one who has left, too.
func staffName(tx storage.Tx, id storage.StaffID) (string, error) {
	s, err := tx.Staff(id)
	if errors.Is(err, storage.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return s.Name, nil
}

// noteExport writes down that a ledger leaves the house, and whether with people
// in it, before the first line does.
func noteExport(ctx context.Context, h *house, what string, p ledger.Period, people bool) error {
	detail := what + " " + periodName(p)
	if people {
		detail += "，含个人信息"
	}
	e := storage.Event{At: h.now(), Actor: storage.Actor{Kind: storage.BySystem}, Action: "export", Detail: detail}
	if err := h.store.Update(ctx, func(tx storage.Tx) error { return tx.Log(e) }); err != nil {
		return fmt.Errorf("note the export: %w", err)
	}
	return nil
}
