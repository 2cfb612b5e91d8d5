package main

import (
	"fmt"

	"minqing/flows/calendar"
)

// dueCommand counts working days by the bureau's calendar.
type dueCommand struct {
	configFlag
	From string `arg:"" name:"DATE" help:"起算日，YYYY-MM-DD；当天不算。"`
	Days int    `arg:"" name:"N" help:"多少个工作日。"`
}

// Run is `minqing due`.
func (c *dueCommand) Run(a *app) error {
	from, err := calendar.ParseDay(c.From)
	if err != nil {
		return usage(fmt.Sprintf("没有“%s”这一天；日期写成 2026-02-12 这样", c.From))
	}
	if c.Days < 0 || c.Days > 10_000 {
		return usage("工作日数应当是 0 到 10000")
	}
	s, err := a.read(c.Config)
	if err != nil {
		return err
	}
	due := s.bureau.Calendar.AddWorking(from, c.Days)
	for _, year := range s.bureau.Calendar.Assumed(from, due) {
		fmt.Fprintf(a.stderr, "注意：日历里没有 %d 年的放假安排，暂按周一至周五计算\n", year)
	}
	_, err = fmt.Fprintln(a.stdout, due.Format("2006-01-02"))
	return err
}
