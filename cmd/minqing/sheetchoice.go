package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// choicesSheet is the sheet of an empty table that says how to fill it in, and holds
// what its columns choose from.
const choicesSheet = "说明"

// choice lets a column of a sheet choose from a column of the other. Another word may
// be typed all the same.
type choice struct {
	sheet, column string
	rows          int // that offer it, below the titles
	from          string
	words         int
}

func (c choice) offer(f *excelize.File) error {
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s2:%s%d", c.column, c.column, c.rows+1)
	v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$2:$%s$%d", choicesSheet, c.from, c.from, c.words+1))
	v.ShowErrorMessage = false
	return f.AddDataValidation(c.sheet, v)
}

// nth is a word of a list as a cell; an empty one past its end.
func nth(list []string, n int) cell {
	if n < len(list) {
		return words(list[n])
	}
	return words("")
}
