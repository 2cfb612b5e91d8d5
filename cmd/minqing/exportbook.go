package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"minqing/flows/calendar"
	"minqing/storage"
)

// column is one column of a table. Its width is in characters of Latin; one of
// Chinese takes two.
type column struct {
	title string
	width float64
}

// table is where rows go: a sheet of a workbook, or a CSV file.
type table interface {
	row(cells ...cell) error
}

// workbook is an XLSX file that is written sheet by sheet, row by row. What has
// been written lies in scratch files beside the file to be, not in memory.
type workbook struct {
	file           *excelize.File
	out            io.Writer
	bureau, period string // for the head of every printed page
	styles         map[cellKind]int
	sheets         int
	last           *sheet
	most           int // rows that a sheet takes
}

func newWorkbook(out io.Writer, scratch, bureau, period string) (*workbook, error) {
	b := &workbook{file: excelize.NewFile(excelize.Options{TmpDir: scratch}), out: out, bureau: bureau, period: period, most: sheetRows}
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(out) })
	if err := b.makeStyles(); err != nil {
		return nil, errors.Join(err, b.file.Close())
	}
	return b, nil
}

func (b *workbook) makeStyles() error {
	day, minute, yuan := "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0.00"
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	b.styles = map[cellKind]int{}
	for kind, style := range map[cellKind]*excelize.Style{
		asText:   {Alignment: top},
		asCount:  {NumFmt: 1},
		asMoney:  {CustomNumFmt: &yuan},
		asDay:    {CustomNumFmt: &day},
		asMoment: {CustomNumFmt: &minute},
		asTitle: {
			Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EEF5"}},
			Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true},
		},
	} {
		style.Border = border
		if style.Alignment == nil {
			style.Alignment = &excelize.Alignment{Vertical: "top"}
		}
		id, err := b.file.NewStyle(style)
		if err != nil {
			return fmt.Errorf("make style: %w", err)
		}
		b.styles[kind] = id
	}
	return nil
}

// sheet begins a sheet, below those there are. Its titles, if it has any, are
// repeated on every printed page.
func (b *workbook) sheet(name string, columns []column) (*sheet, error) {
	s := &sheet{book: b, name: name, columns: columns}
	return s, s.begin()
}

// sheetRows is how many rows a sheet takes before the next one begins. Excel would
// take twice as many, slowly; and no sheet may come near 4 GiB.
const sheetRows = 500_000

// sheet is one table of a workbook; a long one goes on in a sheet "名 (2)".
type sheet struct {
	book    *workbook
	name    string
	columns []column
	part    int
	stream  *excelize.StreamWriter
	rows    int
}

func (s *sheet) begin() error {
	if err := s.book.flush(); err != nil {
		return err
	}
	s.part++
	name := s.name
	if s.part > 1 {
		name = fmt.Sprintf("%s (%d)", s.name, s.part)
	}
	if err := s.book.add(name); err != nil {
		return fmt.Errorf("add sheet %s: %w", name, err)
	}
	if err := s.layOut(name); err != nil {
		return fmt.Errorf("lay out sheet %s: %w", name, err)
	}
	s.book.last, s.rows = s, 0
	if s.columns[0].title == "" {
		return nil
	}
	var titles []cell
	for _, c := range s.columns {
		titles = append(titles, title(c.title))
	}
	return s.row(titles...)
}

func (b *workbook) add(name string) error {
	b.sheets++
	if b.sheets == 1 {
		return b.file.SetSheetName(b.file.GetSheetName(0), name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// layOut makes a sheet ready to print: A4 across, as wide as the page, the titles
// on every page.
func (s *sheet) layOut(name string) error {
	f, a4, across, wide, tall, fit := s.book.file, 9, "landscape", 1, 0, true
	margin := 0.4
	plain := strings.NewReplacer("&", "&&")
	steps := []func() error{
		func() error { return f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}) },
		func() error {
			return f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &across, FitToWidth: &wide, FitToHeight: &tall})
		},
		func() error {
			return f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin})
		},
		func() error {
			return f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
				OddHeader: "&L" + plain.Replace(s.book.bureau) + "&C&14" + name + "&R" + s.book.period, OddFooter: "&C第 &P 页，共 &N 页"})
		},
	}
	if s.columns[0].title != "" {
		steps = append(steps, func() error {
			return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name})
		})
	}
	steps = append(steps, func() (err error) { s.stream, err = f.NewStreamWriter(name); return err }, s.setColumns)
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) setColumns() error {
	for i, c := range s.columns {
		if err := s.stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if s.columns[0].title == "" {
		return nil
	}
	return s.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// row is table.
func (s *sheet) row(cells ...cell) error {
	if s.rows == s.book.most {
		if err := s.begin(); err != nil {
			return err
		}
	}
	s.rows++
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = excelize.Cell{StyleID: s.book.styles[c.kind], Value: c.value()}
	}
	at, err := excelize.CoordinatesToCellName(1, s.rows)
	if err == nil {
		err = s.stream.SetRow(at, values)
	}
	if err != nil {
		return fmt.Errorf("write row %d of %s: %w", s.rows, s.name, err)
	}
	return nil
}

// value is the cell as the sheet holds it: a text is always a text, never a formula.
func (c cell) value() any {
	switch {
	case c.kind == asCount:
		return c.n
	case c.kind == asMoney:
		return float64(c.n) / 100
	case c.kind == asDay && !c.at.IsZero():
		return calendar.Day(c.at)
	case c.kind == asMoment && !c.at.IsZero():
		return c.at.In(storage.Zone)
	case c.text != "":
		return c.text
	}
	return nil
}

func (b *workbook) flush() error {
	if b.last == nil {
		return nil
	}
	s := b.last
	b.last = nil
	if err := s.stream.Flush(); err != nil {
		return fmt.Errorf("write sheet %s: %w", s.name, err)
	}
	return nil
}

// finish writes the file, if nothing went wrong before, and lets go of the scratch.
func (b *workbook) finish(failed error) error {
	if failed == nil {
		failed = b.flush()
	}
	if failed == nil {
		failed = b.file.Write(io.Discard) // to out: see SetZipWriter
	}
	return errors.Join(failed, b.file.Close())
}
