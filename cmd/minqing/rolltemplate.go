package main

import (
	"fmt"
	"io"
	"path/filepath"

	"minqing/flows/informants"
	"minqing/flows/texts"
)

// rollSheet is the name of the sheet to fill in.
const rollSheet = "灾害信息员名册"

// template writes an empty roll to fill in, with the bureau's townships to choose
// from, and a sheet that says how.
func (c *rollCommand) template(a *app, s *setup) error {
	err := writeFile(c.Template, c.Force, func(w io.Writer) error {
		b, err := newWorkbook(w, filepath.Dir(c.Template), s.bureau.Name, "")
		if err != nil {
			return err
		}
		return b.finish(fillRoll(b, s))
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "已写好空白名册 %s。填好后先试：minqing roll -c %s --dry-run %s\n", c.Template, c.Config, c.Template)
	return err
}

func fillRoll(b *workbook, s *setup) error {
	widths := []float64{14, 18, 20, 24}
	var columns []column
	for i, title := range informants.Titles {
		columns = append(columns, column{title, widths[i]})
	}
	if _, err := b.sheet(rollSheet, columns); err != nil {
		return err
	}
	towns := s.bureau.Places.Townships()
	if len(towns) > 0 { // before the sheet is flushed: afterwards nothing is taken any more
		if err := (choice{sheet: rollSheet, column: "C", rows: informants.Most, from: "A", words: len(towns)}).offer(b.file); err != nil {
			return err
		}
	}
	how, err := b.sheet(choicesSheet, []column{{"乡镇（街道）", 20}, {"怎么填", 80}})
	if err != nil {
		return err
	}
	for row := range max(len(towns), len(texts.Roll.HowTo)) {
		if err := how.row(nth(towns, row), nth(texts.Roll.HowTo, row)); err != nil {
			return err
		}
	}
	return nil
}
