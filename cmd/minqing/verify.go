package main

import (
	"context"
	"fmt"
	"io"
)

// verifyCommand checks that the data are whole.
type verifyCommand struct{ configFlag }

// Run is `minqing verify`.
func (c *verifyCommand) Run(a *app) error {
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "verify", &verifyTask{}, a.stdout)
}

type verifyTask struct{}

func (*verifyTask) do(ctx context.Context, h *house, out io.Writer) error {
	report, err := h.store.Verify(ctx)
	if err != nil {
		return err
	}
	for _, p := range report.Problems {
		fmt.Fprintln(out, p)
	}
	if n := len(report.Problems); n > 0 {
		return fmt.Errorf("核对 %s：发现 %d 处问题，请用备份恢复", h.config.Data, n)
	}
	_, err = fmt.Fprintf(out, "核对无误：工单 %d 件，事件 %d 条（链完整），通知 %d 条，媒体文件 %d 个。\n",
		report.Tickets, report.Events, report.Notices, report.Media)
	return err
}

// compactCommand gives back the space of what was removed.
type compactCommand struct{ configFlag }

// Run is `minqing compact`.
func (c *compactCommand) Run(a *app) error {
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	return a.perform(s, "compact", &compactTask{}, a.stdout)
}

type compactTask struct{}

func (*compactTask) do(ctx context.Context, h *house, out io.Writer) error {
	before, after, err := h.store.Compact(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "已整理：%.1f MB → %.1f MB。\n", megabytes(before), megabytes(after))
	return err
}

func megabytes(bytes int64) float64 { return float64(bytes) / (1 << 20) }
