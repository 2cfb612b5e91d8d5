package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// reported is the tables of a report, by title of the sheet: rows by name, figures by title.
type reported map[string]map[string]map[string]string

// fromJSON reads what a program would read, under the titles that people see.
func fromJSON(t *testing.T, text string) reported {
	t.Helper()
	type figures map[string]any
	var r struct {
		Total      figures            `json:"total"`
		ByChannel  map[string]figures `json:"by_channel"`
		ByUnit     map[string]figures `json:"by_unit"`
		ByCategory map[string]figures `json:"by_category"`
		ByMonth    map[string]figures `json:"by_month"`
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	read := func(f figures) map[string]string {
		row := map[string]string{}
		for key, title := range map[string]string{
			"received": "收件", "accepted": "受理", "resolved": "办结", "rate": "整改率", "escalated": "上报待解决", "pending": "在办", "overdue": "超期未办结",
			"declined": "不予受理", "withdrawn": "撤回", "merged": "并入别单", "on_time": "按期率",
		} {
			row[title] = fmt.Sprint(f[key])
		}
		content := f["satisfaction"].(map[string]any)
		row["差评"], row["误评"], row["满意率"] = fmt.Sprint(content["bad"]), fmt.Sprint(content["mistaken"]), fmt.Sprint(content["share"])
		return row
	}
	all := reported{}
	for sheet, rows := range map[string]map[string]figures{"按渠道": r.ByChannel, "按股室": r.ByUnit, "按类目": r.ByCategory, "按月": r.ByMonth} {
		all[sheet] = map[string]map[string]string{"合计": read(r.Total)}
		for name, f := range rows {
			all[sheet][name] = read(f)
		}
	}
	return all
}

// compare wants every figure of the JSON under its name and title.
func (want reported) compare(t *testing.T, where string, got reported) {
	t.Helper()
	for sheet, rows := range want {
		if len(got[sheet]) != len(rows) {
			t.Errorf("%s %s: %d rows, want %d", where, sheet, len(got[sheet]), len(rows))
		}
		for name, row := range rows {
			for title, figure := range row {
				if have := got[sheet][name][title]; have != figure {
					t.Errorf("%s %s %s %s: %q, want %q", where, sheet, name, title, have, figure)
				}
			}
		}
	}
}

func (r reported) take(sheet string, titles, row []string) {
	if r[sheet] == nil {
		r[sheet] = map[string]map[string]string{}
	}
	figures := map[string]string{}
	for i, title := range titles {
		figures[title] = row[i]
	}
	r[sheet][row[0]] = figures
}

// The workbook says what the JSON says, in a sheet a table.
func TestReportWorkbook(t *testing.T) {
	in := install(t)
	in.fill(t, theYear)
	file := filepath.Join(in.dir, "统计.xlsx")
	if got := in.report(t, "--format", "xlsx", file); !strings.Contains(got, file) {
		t.Errorf("said %q", got)
	}
	f := openBook(t, file)
	if got := strings.Join(f.GetSheetList(), " "); got != "总表 按渠道 按股室 按类目 按月" {
		t.Fatalf("sheets: %s", got)
	}
	got := reported{}
	for _, sheet := range f.GetSheetList()[1:] {
		rows := rowsOf(t, f, sheet)
		for _, row := range rows[1:] {
			got.take(sheet, rows[0], row)
		}
		if fits, err := f.GetSheetProps(sheet); err != nil || fits.FitToPage == nil || !*fits.FitToPage {
			t.Errorf("%s does not print on the width of a page: %v", sheet, err)
		}
	}
	fromJSON(t, in.report(t, "--format", "json")).compare(t, "workbook", got)
	if over := rowsOf(t, f, "总表"); field(t, []string{"", "数"}, over[7], "数") != "99.6%" {
		t.Errorf("总表: %v", over)
	}
	piped := filepath.Join(in.dir, "piped.xlsx")
	if err := os.WriteFile(piped, []byte(in.report(t, "--format", "xlsx")), 0o600); err != nil {
		t.Fatal(err)
	}
	if rows := rowsOf(t, openBook(t, piped), "按月"); len(rows) != 14 {
		t.Errorf("the workbook of a pipe has %d rows of months", len(rows))
	}
}

// The page says what the JSON says, asks nobody for anything, and is fit for everybody.
func TestReportPage(t *testing.T) {
	in := install(t)
	in.fill(t, theYear)
	file := filepath.Join(in.dir, "report.html")
	in.report(t, "--format", "html", file)
	b := openBrowser(t)
	for _, scheme := range []string{"light", "dark"} {
		p := b.tab(t, "file://"+file, 1100, 900, scheme)
		p.axe("report " + scheme)
		p.picture("report-" + scheme)
		if n := value[int](p, `performance.getEntriesByType("resource").length`); n != 0 {
			t.Errorf("the page fetched %d things", n)
		}
	}
	p := b.tab(t, "file://"+file, 390, 844, "light")
	if wide := value[int](p, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("on a phone the page is %d wide", wide)
	}
	p.picture("report-phone")
	got := reported{}
	for sheet, rows := range value[map[string][][]string](p, `Object.fromEntries([...document.querySelectorAll("section")].map((s) =>
		[s.querySelector("h2").innerText, [...s.querySelectorAll("tr")].map((r) => [...r.children].map((c) => c.innerText))]))`) {
		for _, row := range rows[1:] {
			if sheet != "满意度" {
				got.take(sheet, rows[0], row)
			}
		}
	}
	fromJSON(t, in.report(t, "--format", "json")).compare(t, "page", got)
	bars := value[[]float64](p, `[...document.querySelectorAll("section:first-of-type svg .resolved")].map((r) => Number(r.getAttribute("width")))`)
	if len(bars) != 10 || bars[0] < 10*bars[1] || bars[1] < 10*bars[2] {
		t.Errorf("the bars are not as long as the figures: %v", bars)
	}
}
