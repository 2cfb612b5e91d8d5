package informants

import (
	"minqing/flows/places"
	"minqing/flows/spreadsheet"
	"minqing/flows/texts"
	"minqing/storage"
)

// Member is one of a sheet.
type Member struct {
	Row   int    // as Excel counts
	Phone string // bare digits
	storage.Informant
}

// Most is how many a sheet may have: they go into the store in one commit, or none of
// them does.
const Most = 3000

// MostRows is how many rows of a file are worth reading: the members, what stands
// above and below, and one more, which shows that there are too many.
const MostRows = Most + 200

// Options are what a sheet is read against.
type Options struct {
	Places    *places.Gazetteer // of the bureau; an empty one knows no township, and none is strange
	Worksheet string            // empty: the one that looks right
}

// Reading is what a file says, and what is wrong with it.
type Reading struct {
	Sheet    string   // the worksheet; empty for CSV
	Header   int      // the row of the titles
	Others   []string // worksheets that look like a roll, too, and weren't read
	Members  []Member
	Problems spreadsheet.Problems
}

// Read makes a roll of the tables of a file. It goes through all of it, so that
// everything wrong is said at once.
func Read(sheets []spreadsheet.Sheet, o Options) Reading {
	r := &reader{Options: o, rows: map[string]int{}, ditto: map[int]string{}}
	t, h, others := sheetTitles.Choose(sheets, o.Worksheet)
	if t == nil {
		r.Problems.Wrong(0, texts.Table.NoSheet(o.Worksheet))
		return r.Reading
	}
	for _, other := range others {
		r.Problems.Warn(0, texts.Roll.OtherSheet(other))
	}
	if r.Others = others; !sheetTitles.Check(t, &h, &r.Problems) {
		return r.Reading
	}
	r.Sheet, r.Header = t.Name, t.Rows[h.Last].N
	for row := h.Last + 1; row < len(t.Rows); row++ {
		r.row(t, &h, row)
	}
	switch {
	case t.More, len(r.Members)+r.refused > Most:
		r.Problems.Wrong(0, texts.Roll.TooMany(Most))
	case len(r.Members) == 0 && !r.Problems.Forbid():
		r.Problems.Wrong(0, texts.Roll.Nothing)
	}
	return r.Reading
}

// reader gathers what it finds.
type reader struct {
	Options
	Reading
	rows    map[string]int // of a phone
	ditto   map[int]string // what stood last in a column
	refused int            // rows that have errors
}
