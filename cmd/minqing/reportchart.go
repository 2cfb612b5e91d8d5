package main

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"minqing/configs"
	"minqing/flows/figures"
)

// Charts are drawn as SVG within the page. What is in a chart stands in the table
// below it, too, so that it is read aloud from there.

// chartWide is the width of every chart in its own units.
const chartWide = 1000

// drawing is an SVG while it is being drawn. Every text is escaped by it.
type drawing struct{ b strings.Builder }

func (d *drawing) rect(class string, x, y, w, h float64) {
	fmt.Fprintf(&d.b, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="2"/>`, class, x, y, max(w, 0), h)
}

func (d *drawing) text(class string, x, y float64, s string) {
	fmt.Fprintf(&d.b, `<text class="%s" x="%.1f" y="%.1f">%s</text>`, class, x, y, html.EscapeString(s))
}

func (d *drawing) finish(label string, high float64) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %d %.0f" role="img" aria-label="%s">%s</svg>`,
		chartWide, high, html.EscapeString(label), d.b.String()))
}

// barChart draws a line a row: how many came in, and how many of them were put right.
func barChart(t reportTable) template.HTML {
	const line, left, right = 30.0, 160.0, 150.0
	most, d := 1, drawing{}
	for _, r := range t.rows {
		most = max(most, r.Received)
	}
	for i, r := range t.rows {
		y := float64(i) * line
		scale := (chartWide - left - right) / float64(most)
		d.text("name", left-10, y+19, shortened(t.named(r), 10))
		d.rect("received", left, y+6, float64(r.Received)*scale, 18)
		d.rect("resolved", left, y+6, float64(r.Resolved)*scale, 18)
		d.text("value", left+float64(r.Received)*scale+8, y+19, fmt.Sprintf("%d / %d　%s", r.Resolved, r.Received, r.Rate()))
	}
	return d.finish(t.title+"：每行是办结数、收件数和整改率", float64(len(t.rows))*line+4)
}

// monthChart draws two columns a month: what came in, and what of it was put right.
func monthChart(rows []figures.Row) template.HTML {
	const high, foot, top = 240.0, 30.0, 20.0
	most, d := 1, drawing{}
	for _, r := range rows {
		most = max(most, r.Received)
	}
	step := chartWide / float64(max(len(rows), 1))
	wide := min(step*0.36, 36)
	scale := (high - foot - top) / float64(most)
	every := 1 + len(rows)/19 // years of months have no room for every name
	for i, r := range rows {
		middle := step * (float64(i) + 0.5)
		d.rect("received", middle-wide, high-foot-float64(r.Received)*scale, wide, float64(r.Received)*scale)
		d.rect("resolved", middle, high-foot-float64(r.Resolved)*scale, wide, float64(r.Resolved)*scale)
		if i%every == 0 {
			d.text("month", middle, high-foot+18, strings.TrimPrefix(r.Name, "20"))
			if r.Received > 0 {
				d.text("month", middle, high-foot-float64(r.Received)*scale-6, fmt.Sprint(r.Received))
			}
		}
	}
	d.rect("axis", 0, high-foot, chartWide, 1)
	return d.finish("按月：左柱是收件数，右柱是其中办结数", high)
}

// gradeChart draws the five grades as one line, best first, and says them as rows.
func gradeChart(b *configs.Bureau, f figures.Figures) (template.HTML, []pageRow) {
	var d drawing
	var rows []pageRow
	x, all := 0.0, float64(f.Rated())
	for grade := 5; grade >= 1; grade-- {
		name := fmt.Sprint(grade)
		if g, ok := b.Rating(grade); ok {
			name = g.Name
		}
		n := f.Grades[grade]
		w := chartWide * float64(n) / all
		d.rect(fmt.Sprint("grade", grade), x, 4, w-1, 30)
		if w > 40 {
			d.text(fmt.Sprint("on", grade), x+w/2, 24, fmt.Sprint(n))
		}
		x += w
		rows = append(rows, pageRow{name, []string{fmt.Sprint(n), figures.Percent(n, f.Rated())}})
	}
	return d.finish("满意度：从非常满意到非常不满意", 38), rows
}

func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
