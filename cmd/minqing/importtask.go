package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"minqing/flows"
	"minqing/flows/calendar"
	"minqing/flows/intake"
	"minqing/storage"
)

// importTask makes tickets of opinions, all in one commit, and sends what became of
// each.
type importTask struct {
	Batch    string
	DryRun   bool
	Opinions []intake.Opinion
}

// bound is how large the task may be on its way through the control socket: so many
// opinions, each as long as it may be, would not all be; what people write is.
func (*importTask) bound() int64 { return 64 << 20 }

func (t *importTask) do(ctx context.Context, h *house, out io.Writer) error {
	if err := t.check(h); err != nil {
		return err
	}
	e, err := newEngine(h)
	if err != nil {
		return err
	}
	var taken []flows.Taken
	if t.DryRun {
		err = h.store.View(ctx, func(tx storage.Tx) (err error) {
			taken, err = e.Foresee(tx, t.Batch, t.Opinions)
			return err
		})
	} else {
		err = h.store.Update(ctx, func(tx storage.Tx) (err error) {
			taken, err = e.Import(tx, t.Batch, t.Opinions)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("导入：%w", err)
	}
	return json.NewEncoder(out).Encode(taken)
}

// check holds the opinions against the server's own bureau file, which may be older
// than the one that the command has just read.
func (t *importTask) check(h *house) error {
	if len(t.Opinions) > intake.Most {
		return fmt.Errorf("一次最多导入%d条", intake.Most)
	}
	today := calendar.Day(h.now())
	for _, o := range t.Opinions {
		c, known := h.bureau.Category(o.Category)
		switch {
		case !known || c.Name != o.Category:
			return fmt.Errorf("第%d行：运行中的服务还没有“%s”这个类别；改过机构文件请先重启服务", o.Row, o.Category)
		case o.Channel == "" || o.Text == "" || o.Received.IsZero() || o.Received.After(today) || o.Closed.After(today):
			return fmt.Errorf("第%d行不完整", o.Row)
		}
	}
	return nil
}
