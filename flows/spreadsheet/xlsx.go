package spreadsheet

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads every worksheet that is shown.
func readXLSX(data []byte, most int) (sheets []Sheet, err error) {
	defer func() {
		if recover() != nil { // a file made to break the library must not end the program
			sheets, err = nil, ErrBroken
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked, RawCellValue: true})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size") {
			return nil, ErrTooLarge
		}
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	late, err := counts1904(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	for _, name := range f.GetSheetList() {
		if shown, err := f.GetSheetVisible(name); err != nil || !shown {
			continue
		}
		s, err := readWorksheet(f, name, most, late)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		return nil, ErrEmpty
	}
	return sheets, nil
}

// counts1904 reports whether days are counted from 1904, as Excel on a Mac once did.
func counts1904(f *excelize.File) (bool, error) {
	p, err := f.GetWorkbookProps()
	return err == nil && p.Date1904 != nil && *p.Date1904, err
}

func readWorksheet(f *excelize.File, name string, most int, late bool) (s Sheet, err error) {
	s.Name = name
	rows, err := f.Rows(name)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return s, err
		}
		for i := range cells {
			if cells[i] = strings.TrimSpace(cells[i]); late {
				cells[i] = from1904(cells[i])
			}
		}
		if cells = trimmed(cells); len(cells) == 0 {
			continue
		}
		if len(s.Rows) == most {
			s.More = true
			return s, nil // merged cells of so long a table are nobody's concern
		}
		s.Rows = append(s.Rows, Row{N: n, Cells: cells})
	}
	if err := rows.Error(); err != nil {
		return s, err
	}
	if err := fillFormulas(f, &s); err != nil {
		return s, err
	}
	s.Merges, err = mergesOf(f, name)
	return s, err
}

// fillFormulas works out the cells whose formula came without its value, as programs
// write them; Excel and WPS keep the value beside it. What cannot be worked out stands
// as the formula itself, which no column takes for an empty cell.
func fillFormulas(f *excelize.File, s *Sheet) error {
	wide := 0
	for _, r := range s.Rows {
		wide = max(wide, len(r.Cells))
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		for column := range min(wide, mostColumns) {
			if column < len(r.Cells) && r.Cells[column] != "" {
				continue
			}
			value, err := formulaAt(f, s.Name, column+1, r.N)
			if err != nil {
				return err
			}
			if value == "" {
				continue
			}
			for len(r.Cells) <= column {
				r.Cells = append(r.Cells, "")
			}
			r.Cells[column] = value
		}
	}
	return nil
}

// formulaAt is what the formula of a cell comes to; "": it has none.
func formulaAt(f *excelize.File, sheet string, column, row int) (string, error) {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "", err
	}
	formula, err := f.GetCellFormula(sheet, cell)
	if err != nil || formula == "" {
		return "", err
	}
	value, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return "=" + formula, nil
	}
	return strings.TrimSpace(value), nil
}

// from1904 is a serial number of a day as the other workbooks count it; what is
// none stays.
func from1904(cell string) string {
	if n, err := strconv.ParseFloat(cell, 64); err == nil && len(cell) >= 5 && n > 30_000 && n < 80_000 {
		return strconv.FormatFloat(n+1462, 'f', -1, 64)
	}
	return cell
}

func mergesOf(f *excelize.File, name string) (all []Merge, err error) {
	merged, err := f.GetMergeCells(name, true)
	if err != nil {
		return nil, err
	}
	for _, m := range merged[:min(len(merged), mostMerges)] {
		column, first, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return nil, err
		}
		_, last, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return nil, err
		}
		if last > first && column <= mostColumns {
			all = append(all, Merge{Column: column - 1, First: first, Last: last})
		}
	}
	return all, nil
}
