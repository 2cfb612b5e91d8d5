package spreadsheet

import (
	"regexp"
	"slices"
)

// Table is a sheet whose merged cells can be asked for in each of their rows.
type Table struct {
	Sheet
	above map[place]int // of a row within a merged cell: the position of its first
}

type place struct{ row, column int } // by position

// mostMerged bounds what merged cells may cover: a hostile file has them a million
// rows high.
const mostMerged = 200_000

// TableOf makes a table of a sheet.
func TableOf(s Sheet) *Table {
	t := &Table{Sheet: s, above: map[place]int{}}
	at := func(n int) int {
		i, _ := slices.BinarySearchFunc(t.Rows, n, func(r Row, n int) int { return r.N - n })
		return i
	}
	for _, m := range s.Merges {
		first := at(m.First)
		if first == len(t.Rows) || t.Rows[first].N != m.First {
			continue // nothing stands in the first
		}
		for row := first + 1; row < len(t.Rows) && t.Rows[row].N <= m.Last && len(t.above) < mostMerged; row++ {
			t.above[place{row, m.Column}] = first
		}
	}
	return t
}

// Cell is what stands in a column of a row, or in the merged cell that reaches over it.
func (t *Table) Cell(row, column int) string {
	if column < 0 {
		return ""
	}
	if words := t.Rows[row].At(column); words != "" {
		return words
	}
	if first, ok := t.above[place{row, column}]; ok {
		return t.Rows[first].At(column)
	}
	return ""
}

// Merged reports whether a cell is a part of one that begins further up.
func (t *Table) Merged(row, column int) bool {
	_, ok := t.above[place{row, column}]
	return ok && t.Rows[row].At(column) == ""
}

// below is how what stands below a table begins: its sum, who made it.
var below = regexp.MustCompile(`^(合计|总计|小计|共计|制表|填表|审核|审批|单位负责人|分管领导签|备注|说明|注[:：])`)

// Below reports whether a row belongs to no table, but stands below one: its sum, who
// made it.
func (r Row) Below() bool {
	for _, cell := range r.Cells {
		if cell != "" {
			return below.MatchString(cell)
		}
	}
	return false
}

// Ditto reports whether a cell says: as above.
func Ditto(cell string) bool {
	switch cell {
	case "同上", "〃", "″", "“", "”", "\"", "''":
		return true
	}
	return false
}
