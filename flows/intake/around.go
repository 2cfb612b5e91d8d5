package intake

import (
	"regexp"

	"minqing/flows/spreadsheet"
)

// aside reports whether a row is no opinion at all.
func aside(t *spreadsheet.Table, row int, h *spreadsheet.Header) bool {
	if t.Cell(row, h.Columns[content]) != "" && t.Cell(row, h.Columns[received]) != "" {
		return false
	}
	return t.Rows[row].Below()
}

var yearNamed = regexp.MustCompile(`20\d{2}`)

// titleYear is the year that the words above the titles, or the name of the sheet,
// speak of; 0: none, or several.
func titleYear(t *spreadsheet.Table, h *spreadsheet.Header) int {
	year := 0
	words := []string{t.Name}
	for _, r := range t.Rows[:h.First] {
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
