package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"minqing/flows/figures"
	"minqing/flows/ledger"
	"minqing/storage"
)

// reportTask counts the tickets of a period. However many there are, it has a page of
// them in memory, and no transaction lasts longer than a page. Unless
// sealed it is whole, complaints about staff under their unit and category too: whoever
// runs it has the server. What the chat shows of them is by role (flows/figuring.go).
type reportTask struct {
	Period ledger.Period
	Sealed bool // complaints about staff stand under no unit and category: for what goes round
}

func (t *reportTask) do(ctx context.Context, h *house, out io.Writer) error {
	counter := figures.NewCounter(t.Period, h.now(), h.bureau.Calendar, !t.Sealed)
	q := figures.Filed(t.Period)
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := h.store.View(ctx, func(tx storage.Tx) (err error) {
			more, err = counter.Page(tx, &q, nil)
			return err
		})
		if err != nil {
			return fmt.Errorf("count tickets: %w", err)
		}
	}
	return json.NewEncoder(out).Encode(counter.Report())
}
