package intake

import (
	"regexp"
	"slices"

	"minqing/flows/spreadsheet"
)

// table is a sheet whose merged cells can be asked for in each of their rows.
type table struct {
	spreadsheet.Sheet
	above map[place]int // of a row within a merged cell: the position of its first
}

type place struct{ row, column int } // by position

// mostMerged bounds what merged cells may cover: a hostile file has them a million
// rows high.
const mostMerged = 200_000

func tableOf(s spreadsheet.Sheet) *table {
	t := &table{Sheet: s, above: map[place]int{}}
	at := func(n int) int {
		i, _ := slices.BinarySearchFunc(t.Rows, n, func(r spreadsheet.Row, n int) int { return r.N - n })
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

// cell is what stands in a column of a row, or in the merged cell that reaches over it.
func (t *table) cell(row, column int) string {
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

// merged reports whether a cell is a part of one that begins further up.
func (t *table) merged(row, column int) bool {
	_, ok := t.above[place{row, column}]
	return ok && t.Rows[row].At(column) == ""
}

// sums are rows below a table that are no opinions: its sum, who made it.
var sums = regexp.MustCompile(`^(合计|总计|小计|共计|制表|填表|审核|审批|单位负责人|分管领导签|备注|说明|注[:：])`)

// aside reports whether a row is no opinion at all.
func (t *table) aside(row int, h *header) bool {
	if t.cell(row, h.columns[content]) != "" && t.cell(row, h.columns[received]) != "" {
		return false
	}
	for _, cell := range t.Rows[row].Cells {
		if cell != "" {
			return sums.MatchString(cell)
		}
	}
	return false
}

var yearNamed = regexp.MustCompile(`20\d{2}`)

// year is the one that the words above the titles, or the name of the sheet, speak
// of; 0: none, or several.
func (t *table) year(h *header) int {
	year := 0
	words := []string{t.Name}
	for _, r := range t.Rows[:h.first] {
		words = append(words, r.Cells...)
	}
	for _, w := range words {
		for _, y := range yearNamed.FindAllString(w, -1) {
			if year != 0 && year != atoi(y) {
				return 0
			}
			year = atoi(y)
		}
	}
	return year
}
