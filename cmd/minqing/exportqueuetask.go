package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"minqing/flows/hall"
	"minqing/flows/ledger"
	"minqing/storage"
)

// exportQueueTask sends the days of the marriage office's queue, one record a
// line, oldest first. Nobody is in them: who had which number never leaves the
// server. It has one day in memory, and no transaction is open while it sends.
type exportQueueTask struct{ Period ledger.Period }

func (t *exportQueueTask) do(ctx context.Context, h *house, out io.Writer) error {
	if err := noteExport(ctx, h, "queue", t.Period, false); err != nil {
		return err
	}
	days, err := t.days(ctx, h)
	if err != nil {
		return err
	}
	send := json.NewEncoder(out)
	for _, day := range days {
		r, err := queueRecord(ctx, h, day)
		if err != nil {
			return err
		}
		if err := send.Encode(r); err != nil {
			return fmt.Errorf("send day of the queue: %w", err)
		}
	}
	return nil
}

// days are those of the period of which anything is kept.
func (t *exportQueueTask) days(ctx context.Context, h *house) (days []string, err error) {
	within := storage.Range{From: dated(t.Period.From, time.DateOnly)}
	last := dated(t.Period.To, time.DateOnly)
	err = h.store.View(ctx, func(tx storage.Tx) error {
		days = nil
		for _, book := range []string{string(storage.Halls), string(storage.HallPast)} {
			err := tx.Records(book, within, func(day string, _ []byte) (done bool, err error) {
				if last != "" && day > last {
					return true, nil
				}
				days = append(days, day)
				return false, ctx.Err()
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	slices.Sort(days)
	return slices.Compact(days), err
}

// queueRecord is the record of one day: from its queue, or from what is remembered
// of it.
func queueRecord(ctx context.Context, h *house, day string) (r hall.Record, err error) {
	err = h.store.View(ctx, func(tx storage.Tx) error {
		past, remembered, err := storage.HallPast.Find(tx, day)
		if err != nil {
			return err
		}
		q, kept, err := storage.Halls.Find(tx, day)
		if err != nil {
			return err
		}
		if !kept {
			r = hall.Remembered(day, &past)
			return nil
		}
		r = hall.RecordOf(&q)
		if r.Sort = past.Sort; !remembered {
			r.Sort, err = h.daySort(day)
		}
		return err
	})
	return r, err
}

// daySort is of which sort a day is by the bureau file.
func (h *house) daySort(day string) (string, error) {
	at, err := time.ParseInLocation(time.DateOnly, day, storage.Zone)
	if err != nil {
		return "", err
	}
	return h.bureau.Office().On(at, nil).Sort(), nil
}
