package spreadsheet

import (
	"bytes"
	"errors"
)

// Sheet is one table as it lies in a file. Of a CSV file there is one for each
// separator that could be meant: whoever knows the titles knows which is right.
type Sheet struct {
	Name   string // of the worksheet; empty for CSV
	Rows   []Row  // those in which something stands, from the top
	Merges []Merge
	More   bool // there are more rows than were read
}

// Row is a row with its number as Excel counts, from 1.
type Row struct {
	N     int
	Cells []string // a date cell is its serial number; blanks at the end are left out
}

// Merge is a cell that reaches over several rows (First to Last) of a column (from 0).
// Only the first of them holds its text.
type Merge struct {
	Column, First, Last int
}

// At is the text of a cell, a column from 0; empty where there is none.
func (r Row) At(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// Errors that are told to whoever brought the file.
var (
	ErrEmpty    = errors.New("file is empty")
	ErrOld      = errors.New("file is of the old Excel, or has a password")
	ErrBroken   = errors.New("file is broken")
	ErrTooLarge = errors.New("file is too large")
	ErrEncoding = errors.New("the encoding of the text isn't known")
	ErrQuote    = errors.New("a quotation mark has no second")
)

const (
	// MostBytes is how large a file may be.
	MostBytes = 16 << 20
	// mostUnpacked is how large an XLSX file may become: a few kilobytes can unfold
	// to gigabytes.
	mostUnpacked = 64 << 20
	mostColumns  = 100
	mostMerges   = 20_000
)

// Read reads a file, at most so many rows of a table. What it is shows in the bytes,
// not in its name.
func Read(data []byte, most int) ([]Sheet, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, ErrEmpty
	case len(data) > MostBytes:
		return nil, ErrTooLarge
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, ErrOld
	case bytes.HasPrefix(data, []byte("PK")):
		return readXLSX(data, most)
	}
	return readCSV(data, most)
}

// trimmed leaves out the blanks at the end of a row.
func trimmed(cells []string) []string {
	end := min(len(cells), mostColumns)
	for end > 0 && cells[end-1] == "" {
		end--
	}
	return cells[:end]
}
