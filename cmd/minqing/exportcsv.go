package main

import (
	"encoding/csv"
	"fmt"
	"io"
)

// csvTable is a CSV file in UTF-8, with the mark at its beginning by which Excel
// knows that.
type csvTable struct{ w *csv.Writer }

func newCSV(out io.Writer, columns []column) (*csvTable, error) {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	t := &csvTable{csv.NewWriter(out)}
	var titles []cell
	for _, c := range columns {
		titles = append(titles, title(c.title))
	}
	return t, t.row(titles...)
}

// row is table.
func (t *csvTable) row(cells ...cell) error {
	record := make([]string, len(cells))
	for i, c := range cells {
		record[i] = c.csv()
	}
	if err := t.w.Write(record); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func (t *csvTable) finish() error {
	t.w.Flush()
	if err := t.w.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
