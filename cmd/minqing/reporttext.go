package main

import (
	"fmt"
	"io"

	"minqing/configs"
	"minqing/flows/figures"
)

// textColumns are the figures that fit a terminal beside the name: the first of every
// table and what is late.
var textColumns = []string{"收件", "受理", "办结", "上报待解决", "在办", "超期未办结", "不予受理", "撤回", "整改率", "按期率", "满意率"}

func writeReportText(out io.Writer, b *configs.Bureau, r *figures.Report) error {
	if _, err := fmt.Fprintf(out, "%s 群众意见统计\n%s（截至 %s）\n", b.Name, periodName(r.Period), dated(r.Made, "2006-01-02 15:04")); err != nil {
		return err
	}
	for _, t := range tablesOf(r) {
		rows := [][]string{append([]string{t.by}, textColumns...)}
		for _, row := range t.rows {
			rows = append(rows, textRow(t.named(row), row.Figures))
		}
		rows = append(rows, textRow(totalName, r.Total))
		if _, err := fmt.Fprintf(out, "\n%s\n", t.title); err != nil {
			return err
		}
		if err := writeTable(out, rows); err != nil {
			return err
		}
	}
	return writeReportTail(out, r)
}

func textRow(name string, f figures.Figures) []string {
	row := []string{name}
	for _, title := range textColumns {
		for _, c := range reportColumns {
			if c.title == title {
				row = append(row, c.cell(f).csv())
			}
		}
	}
	return row
}

func writeReportTail(out io.Writer, r *figures.Report) error {
	f := r.Total
	lines := []string{""}
	if f.Response.N > 0 {
		lines = append(lines, fmt.Sprintf("首次回应：一半在 %d 小时内，九成在 %d 小时内（%d 件）", f.Response.Median, f.Response.Ninety, f.Response.N))
	}
	if f.Closing.N > 0 {
		lines = append(lines, fmt.Sprintf("办结：一半在 %d 个工作日内，九成在 %d 个工作日内（%d 件）", f.Closing.Median, f.Closing.Ninety, f.Closing.N))
	}
	if f.Rated()+f.Mistaken > 0 {
		lines = append(lines, fmt.Sprintf("评价 %d 件：非常满意 %d、满意 %d、基本满意 %d、不满意 %d、非常不满意 %d；误评 %d 件",
			f.Rated(), f.Grades[5], f.Grades[4], f.Grades[3], f.Grades[2], f.Grades[1], f.Mistaken))
	}
	if f.Merged > 0 {
		lines = append(lines, fmt.Sprintf("并入别单 %d 件", f.Merged))
	}
	for _, line := range append(lines, reportNotes(r)...) {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}
