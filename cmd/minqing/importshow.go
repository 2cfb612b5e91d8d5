package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"minqing/flows"
	"minqing/flows/intake"
	"minqing/flows/texts"
	"minqing/storage"
)

// show tells what was imported, or would be.
func (c *importCommand) show(a *app, r *intake.Reading, taken []flows.Taken) error {
	w := &importView{reading: r, taken: taken}
	for i, k := range taken {
		if k.Fresh {
			w.fresh = append(w.fresh, r.Opinions[i])
		} else {
			w.there = append(w.there, i)
		}
	}
	w.warnThere(a.stderr, c.File)
	w.warnAlone(a.stderr, c.File)
	done := fmt.Sprintf("已导入 %d 件", len(w.fresh))
	if c.DryRun {
		done = fmt.Sprintf("试运行，没有导入。会导入 %d 件", len(w.fresh))
	}
	lines := []string{fmt.Sprintf("读到 %d 条意见（%s）。", len(r.Opinions), tableRead(c.File, r.Sheet, r.Header)), done + fmt.Sprintf("，早已在库 %d 件。", len(w.there))}
	if len(w.fresh) > 0 {
		lines = append(lines,
			"渠道："+tally(w.fresh, func(o intake.Opinion) string { return o.Channel }),
			"类别："+tally(w.fresh, func(o intake.Opinion) string { return o.Category }),
			"结果："+tally(w.fresh, resultName))
	}
	switch first, last := w.numbers(); first {
	case "":
	case last:
		lines = append(lines, "工单号 "+first+"。")
	default:
		lines = append(lines, "工单号 "+first+" 至 "+last+"。")
	}
	_, err := fmt.Fprintln(a.stdout, strings.Join(lines, "\n"))
	return err
}

func resultName(o intake.Opinion) string {
	if o.Result == "" {
		return "未办"
	}
	return string(o.Result)
}

type importView struct {
	reading *intake.Reading
	taken   []flows.Taken
	fresh   []intake.Opinion
	there   []int // positions of what was there already
}

// numbers are the lowest and the highest of the new tickets.
func (w *importView) numbers() (first, last string) {
	for _, k := range w.taken {
		if !k.Fresh || k.Number == "" {
			continue
		}
		if first == "" || k.Number < first {
			first = k.Number
		}
		last = max(last, k.Number)
	}
	return first, last
}

// tally counts by a name, the most frequent first.
func tally(all []intake.Opinion, name func(intake.Opinion) string) string {
	counts := map[string]int{}
	var names []string
	for _, o := range all {
		n := name(o)
		if counts[n]++; counts[n] == 1 {
			names = append(names, n)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	for i, n := range names {
		names[i] = fmt.Sprintf("%s %d", n, counts[n])
	}
	return strings.Join(names, "、")
}

// warnThere names the rows that are there already, and those of which the sheet knows
// an end that the desk does not.
func (w *importView) warnThere(out io.Writer, file string) {
	if len(w.there) == 0 {
		return
	}
	var rows []int
	for _, i := range w.there {
		rows = append(rows, w.taken[i].Row)
		if o := w.reading.Opinions[i]; o.Result != "" && o.Result != intake.InProgress && w.taken[i].State.Open() && !(o.Result == intake.Escalated && w.taken[i].State == storage.Escalated) {
			fmt.Fprintf(out, "%s:%d: 警告: 表里写“%s”，库里的 %s 还是“%s”，没有改动；请在公众号里办结\n", file, o.Row, o.Result, w.taken[i].Number, texts.StateNames[string(w.taken[i].State)])
		}
	}
	fmt.Fprintf(out, "%s: 警告: %s早已在库，不再导入；如果是另一张表里不同的人提的，请加 --batch 名称\n", file, rowsNamed(rows))
}

// warnAlone names the open rows whose 责任人 has no ticket yet.
func (w *importView) warnAlone(out io.Writer, file string) {
	var rows []int
	for _, k := range w.taken {
		if k.Alone {
			rows = append(rows, k.Row)
		}
	}
	if len(rows) > 0 {
		fmt.Fprintf(out, "%s: 警告: %s没有办完，责任人不是该股室已绑定的经办人，已派到股室等人接单\n", file, rowsNamed(rows))
	}
}
