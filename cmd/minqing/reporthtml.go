package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"minqing/configs"
	"minqing/flows/figures"
)

//go:embed report.gohtml
var reportPage string

var reportTemplate = template.Must(template.New("report").Parse(reportPage))

// pageReport is what the page shows. It needs nothing from anywhere: styles and charts
// are in it.
type pageReport struct {
	Bureau, Period, Made string
	Cards                []pageCard
	Tables               []pageTable
	Grades               template.HTML // the chart of the grades; empty: nobody gave one
	GradeRows            []pageRow
	Notes                []string
}

type pageCard struct{ Name, Value, Note string }

// pageTable is a chart and the table that says the same.
type pageTable struct {
	Title, By string
	Chart     template.HTML
	Titles    []string
	Rows      []pageRow
	Total     pageRow
}

type pageRow struct {
	Name  string
	Cells []string
}

func writeReportHTML(out io.Writer, b *configs.Bureau, r *figures.Report) error {
	p := pageReport{
		Bureau: b.Name, Period: periodName(r.Period), Made: dated(r.Made, "2006-01-02 15:04"),
		Cards: cardsOf(r.Total), Notes: reportNotes(r),
	}
	for _, t := range tablesOf(r) {
		p.Tables = append(p.Tables, pageTableOf(t, r.Total))
	}
	if r.Total.Rated() > 0 {
		p.Grades, p.GradeRows = gradeChart(b, r.Total)
	}
	if err := reportTemplate.Execute(out, p); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

func cardsOf(f figures.Figures) []pageCard {
	cards := []pageCard{
		{"收件", fmt.Sprint(f.Received), fmt.Sprintf("受理 %d", f.Accepted)},
		{"办结", fmt.Sprint(f.Resolved), fmt.Sprintf("在办 %d", f.Pending)},
		{"整改率", f.Rate(), fmt.Sprintf("上报待解决 %d", f.Escalated)},
		{"按期率", f.OnTime(), fmt.Sprintf("超期未办结 %d", f.Overdue)},
		{"满意率", f.Satisfaction(), fmt.Sprintf("评价 %d，差评 %d", f.Rated(), f.Bad())},
	}
	if f.Closing.N > 0 {
		cards = append(cards, pageCard{"办结用时", fmt.Sprintf("%d 个工作日", f.Closing.Median), fmt.Sprintf("一半在这之内，九成在 %d 个之内", f.Closing.Ninety)})
	}
	return cards
}

func pageTableOf(t reportTable, total figures.Figures) pageTable {
	p := pageTable{Title: t.title, By: t.by, Total: pageRowOf(totalName, total)}
	for _, c := range reportColumns {
		p.Titles = append(p.Titles, c.title)
	}
	for _, row := range t.rows {
		p.Rows = append(p.Rows, pageRowOf(t.named(row), row.Figures))
	}
	if t.by == "月份" {
		p.Chart = monthChart(t.rows)
	} else {
		p.Chart = barChart(t)
	}
	return p
}

func pageRowOf(name string, f figures.Figures) pageRow {
	row := pageRow{Name: name}
	for _, c := range reportCells(f) {
		row.Cells = append(row.Cells, c.csv())
	}
	return row
}
