package main

import (
	"io"
	"os"

	"minqing/configs"
	"minqing/flows/figures"
)

// writeReportXLSX writes a workbook with one sheet a table, ready to print, and a first
// one that says what is counted how.
func writeReportXLSX(out io.Writer, b *configs.Bureau, r *figures.Report) error {
	book, err := newWorkbook(out, os.TempDir(), b.Name, periodName(r.Period))
	if err != nil {
		return err
	}
	err = overviewSheet(book, b, r)
	for _, t := range tablesOf(r) {
		if err == nil {
			err = tableSheet(book, t, r.Total)
		}
	}
	return book.finish(err)
}

// overviewSheet is 总表: every figure of the whole, and the notes.
func overviewSheet(book *workbook, b *configs.Bureau, r *figures.Report) error {
	s, err := book.sheet("总表", []column{{"", 24}, {"", 18}, {"", 90}})
	if err != nil {
		return err
	}
	w := &summary{sheet: s}
	w.line(title(b.Name+" 群众意见统计"), words(periodName(r.Period)))
	w.line(words("截至"), moment(r.Made))
	w.line()
	w.line(title("指标"), title("数"))
	for _, c := range reportColumns {
		w.line(words(c.title), c.cell(r.Total))
	}
	for grade := 5; grade >= 1; grade-- {
		name := ""
		if g, ok := b.Rating(grade); ok {
			name = g.Name
		}
		w.line(words("　"+name), count(r.Total.Grades[grade]))
	}
	w.line()
	for _, note := range reportNotes(r) {
		w.line(words("说明"), words(""), words(note))
	}
	return w.failed
}

func tableSheet(book *workbook, t reportTable, total figures.Figures) error {
	columns := []column{{t.by, 18}}
	for _, c := range reportColumns {
		columns = append(columns, column{c.title, c.width})
	}
	s, err := book.sheet(t.title, columns)
	if err != nil {
		return err
	}
	w := &summary{sheet: s}
	for _, row := range t.rows {
		w.line(append([]cell{words(t.named(row))}, reportCells(row.Figures)...)...)
	}
	w.line(append([]cell{title(totalName)}, reportCells(total)...)...)
	return w.failed
}

func reportCells(f figures.Figures) []cell {
	var cells []cell
	for _, c := range reportColumns {
		cells = append(cells, c.cell(f))
	}
	return cells
}
