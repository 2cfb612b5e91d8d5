package main

import (
	"fmt"
	"io"
	"path/filepath"

	"minqing/flows/intake"
)

// opinionSheet is the name of the sheet to fill in.
const opinionSheet = "意见台账"

// template writes an empty sheet to fill in: our titles, with the bureau's channels
// and categories and the results to choose from, and a sheet that says how.
func (c *importCommand) template(a *app, s *setup) error {
	err := writeFile(c.Template, c.Force, func(w io.Writer) error {
		b, err := newWorkbook(w, filepath.Dir(c.Template), s.bureau.Name, "")
		if err != nil {
			return err
		}
		return b.finish(fillTemplate(b, s))
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "已写好空白台账 %s。填好后先试：minqing import -c %s --dry-run %s\n", c.Template, c.Config, c.Template)
	return err
}

func fillTemplate(b *workbook, s *setup) error {
	widths := []float64{12, 12, 16, 50, 12, 12, 14, 30, 30, 24}
	var columns []column
	for i, title := range intake.Titles {
		columns = append(columns, column{title, widths[i]})
	}
	if _, err := b.sheet(opinionSheet, columns); err != nil {
		return err
	}
	var categories, results []string
	for _, c := range s.bureau.Categories {
		categories = append(categories, c.Name)
	}
	for _, r := range intake.Results {
		results = append(results, string(r))
	}
	lists := []struct {
		column string // of the sheet
		words  []string
	}{{"A", s.bureau.Channels}, {"C", categories}, {"E", results}}
	for i, list := range lists { // before the sheet is flushed: afterwards nothing is taken any more
		if err := (choice{sheet: opinionSheet, column: list.column, rows: intake.Most, from: string(rune('A' + i)), words: len(list.words)}).offer(b.file); err != nil {
			return err
		}
	}
	choices, err := b.sheet(choicesSheet, []column{{"渠道", 16}, {"类别", 20}, {"办理结果", 14}, {"怎么填", 80}})
	if err != nil {
		return err
	}
	for row := range max(len(s.bureau.Channels), len(categories), len(howToFill)) {
		if err := choices.row(nth(lists[0].words, row), nth(lists[1].words, row), nth(lists[2].words, row), nth(howToFill, row)); err != nil {
			return err
		}
	}
	return nil
}

var howToFill = []string{
	"一条意见占一行。前四列必填，后六列没有就空着，空着就是还没有办完。",
	"渠道：目录里没有的可以直接写，照原样记。",
	"收到日期、办结日期：2026-01-18、2026年1月18日都可以，要有年份。",
	"类别：按目录选，决定派给哪个股室。",
	"办理结果：已办结、上报待解决、不予受理、办理中。已办结的请写办结日期和责任人、整改措施、解决结果、承诺兑现。",
	"不要写反映人的姓名、电话、身份证号：这张表不收。",
	"同一张表导入两次，不会重复。",
}
