package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"minqing/flows"
	"minqing/flows/figures"
	"minqing/flows/ledger"
	"minqing/storage"
)

// reportCommand tells the figures of a period: `minqing report`. The counting is done
// where the data are; what comes over is a few tables.
type reportCommand struct {
	configFlag
	From   string `placeholder:"日期" help:"从哪一天收到的算起，YYYY-MM-DD；不写就是今年1月1日。"`
	To     string `placeholder:"日期" help:"到哪一天收到的为止，YYYY-MM-DD，含当天；不写就是起始那一年的12月31日。"`
	Format string `enum:"text,json,xlsx,html,brief" default:"text" placeholder:"text|json|xlsx|html|brief" help:"格式：text 屏幕上看，json 给程序，xlsx 打印，html 带图表的网页，brief 民情简报草稿（不写日期就是上月）。"`
	Out    string `arg:"" optional:"" name:"OUT" help:"要写的文件；不写就写到标准输出，xlsx、html 在终端上则写成当前目录里的文件。"`
	Force  bool   `help:"覆盖已有的文件。"`
}

// Run is `minqing report`.
func (c *reportCommand) Run(a *app) error {
	period, err := c.period(a.now())
	if err != nil {
		return err
	}
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	task := reportTask{Period: period, Sealed: c.Format == "brief"} // which is for everybody to read
	r, err := a.count(s, task)
	if err != nil {
		return err
	}
	if c.Format != "brief" {
		return c.deliver(a, func(out io.Writer) error { return reportFormats[c.Format](out, s.bureau, r) })
	}
	task.Period = flows.Before(period)
	before, err := a.count(s, task)
	if err != nil {
		return err
	}
	return c.deliver(a, func(out io.Writer) error {
		_, err := fmt.Fprintln(out, flows.Brief(s.bureau.Name, periodName(period), "", r, before))
		return err
	})
}

// count has tickets counted where the data are.
func (a *app) count(s *setup, t reportTask) (*figures.Report, error) {
	var sent bytes.Buffer
	if err := a.perform(s, "report", &t, &sent); err != nil {
		return nil, err
	}
	r := new(figures.Report)
	if err := json.Unmarshal(sent.Bytes(), r); err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	return r, nil
}

// period is what was asked for: without flags this year (of a bulletin, the month
// before this one), with one of them the
// year of that day from there or to there.
func (c *reportCommand) period(now time.Time) (p ledger.Period, err error) {
	if p.From, err = dayFlag("--from", c.From); err != nil {
		return p, err
	}
	if p.To, err = dayFlag("--to", c.To); err != nil {
		return p, err
	}
	year, month, _ := now.In(storage.Zone).Date()
	switch {
	case !p.From.IsZero() && p.To.IsZero():
		p.To = ledger.Year(p.From.Year()).To
	case p.From.IsZero() && !p.To.IsZero():
		p.From = ledger.Year(p.To.Year()).From
	case p.From.IsZero() && c.Format == "brief":
		p = ledger.Month(year, month-1)
	case p.From.IsZero():
		p = ledger.Year(year)
	}
	if p.To.Before(p.From) {
		return p, usage("--to 不能早于 --from")
	}
	return p, nil
}

// deliver writes the report to the file that was named, and else to standard output.
// What nobody can read on a terminal becomes a file of the period's name there.
func (c *reportCommand) deliver(a *app, write func(io.Writer) error) error {
	out := c.Out
	if out == "" && (c.Format == "xlsx" || c.Format == "html") && isTerminal(a.stdout) {
		out = fmt.Sprintf("统计 %s.%s", c.name(a.now()), c.Format)
	}
	if out == "" {
		return write(a.stdout)
	}
	if err := writeFile(out, c.Force, write); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.stdout, "已写到 %s\n", out)
	return err
}

func (c *reportCommand) name(now time.Time) string {
	p, _ := c.period(now)
	return periodName(p)
}
