package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/ledger"
	"minqing/storage"
)

// exportCommand writes a ledger (台账) to a file. The task runs where the data are
// and sends lines; the file is made here, so that a large one is no burden on the
// server.
type exportCommand struct {
	configFlag
	What    string `arg:"" enum:"tickets,rescues,queue" placeholder:"tickets|rescues|queue" help:"tickets 工单，rescues 救助台账，queue 婚姻登记排队台账（没有任何人的信息）。"`
	Out     string `arg:"" name:"OUT" help:"要写的文件，.xlsx 或 .csv。"`
	From    string `placeholder:"日期" help:"从哪一天起，YYYY-MM-DD。"`
	To      string `placeholder:"日期" help:"到哪一天止，YYYY-MM-DD，含当天。"`
	Names   bool   `help:"救助台账里写出姓名；不加就只写姓（张*）。"`
	Private bool   `help:"工单里写出诉求内容、地点和遮住中间几位的电话；不加就不写。"`
	Force   bool   `help:"覆盖已有的文件。"`
}

// Run is `minqing export`.
func (c *exportCommand) Run(a *app) error {
	period, err := c.check()
	if err != nil {
		return err
	}
	s, err := a.readable(c.Config)
	if err != nil {
		return err
	}
	rows := 0
	err = writeFile(c.Out, c.Force, func(w io.Writer) (err error) {
		switch c.What {
		case "rescues":
			rows, err = c.rescues(a, s, period, w)
		case "queue":
			rows, err = c.queue(a, s, period, w)
		default:
			rows, err = c.tickets(a, s, period, w)
		}
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, c.advice())
	_, err = fmt.Fprintf(a.stdout, "已导出 %d 行到 %s。\n", rows, c.Out)
	return err
}

// check reads what was typed, before anything is opened.
func (c *exportCommand) check() (p ledger.Period, err error) {
	switch {
	case c.extension() != ".csv" && c.extension() != ".xlsx":
		return p, usage(fmt.Sprintf("%s：文件名应当以 .xlsx 或 .csv 结尾", c.Out))
	case c.Names && c.What != "rescues":
		return p, usage("--names 只用于 rescues")
	case c.Private && c.What != "tickets":
		return p, usage("--private 只用于 tickets")
	}
	if p.From, err = dayFlag("--from", c.From); err != nil {
		return p, err
	}
	if p.To, err = dayFlag("--to", c.To); err != nil {
		return p, err
	}
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		return p, usage("--to 不能早于 --from")
	}
	return p, nil
}

func (c *exportCommand) extension() string { return strings.ToLower(filepath.Ext(c.Out)) }

func dayFlag(flag, typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	day, err := calendar.ParseDay(typed)
	if err != nil {
		return day, usage(fmt.Sprintf("%s “%s”应当写成 YYYY-MM-DD", flag, typed))
	}
	return day, nil
}

// advice says what of people is in the file.
func (c *exportCommand) advice() string {
	switch {
	case c.Names:
		return "注意：文件里有受助人姓名，只供本站存档，请妥善保管，不要转发"
	case c.What == "rescues":
		return "注意：姓名已隐去（张*），接领人也没有写；户籍地、说明等照登记的文字写出。要写姓名请加 --names"
	case c.What == "queue":
		return "注意：文件里没有人：谁取的号、加入用的四位数字都没有写，办的是结婚还是离婚系统里本来就没有；只留下汇总的日子，号码、取号方式和取消的号是空的"
	case c.Private:
		return "注意：文件里有群众的诉求内容和地点（反映工作人员的除外），请妥善保管，不要转发"
	}
	return "注意：文件里没有诉求内容、地点和电话；要写请加 --private"
}

// periodName is a period as the head of a sheet has it.
func periodName(p ledger.Period) string {
	name := func(t time.Time) string { return t.In(storage.Zone).Format("2006-01-02") }
	switch {
	case p.From.IsZero() && p.To.IsZero():
		return "全部"
	case p.From.IsZero():
		return "到 " + name(p.To)
	case p.To.IsZero():
		return name(p.From) + " 起"
	}
	return name(p.From) + " 至 " + name(p.To)
}

// lines takes in what a task writes, one JSON value a line, and hands the values
// over as they become whole.
type lines[T any] struct {
	each func(T) error
	rest []byte
}

// Write is io.Writer.
func (l *lines[T]) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	for {
		end := bytes.IndexByte(l.rest, '\n')
		if end < 0 {
			return len(p), nil
		}
		var v T
		if err := json.Unmarshal(l.rest[:end], &v); err != nil {
			return 0, fmt.Errorf("read line: %w", err)
		}
		l.rest = l.rest[end+1:]
		if err := l.each(v); err != nil {
			return 0, err
		}
	}
}
