package intake

import (
	"time"

	"minqing/configs"
	"minqing/flows/spreadsheet"
	"minqing/flows/texts"
)

// Options are what a sheet is read against.
type Options struct {
	Bureau    *configs.Bureau
	Now       time.Time // nothing was received later
	Year      int       // of dates that have none; 0: as the title says
	Chars     int       // most characters of an opinion
	Worksheet string    // empty: the one that looks right
}

// Most is how many opinions a file may have: they go into the store in one commit, or
// none of them does, and the desk waits for it.
const Most = 3000

// MostRows is how many rows of a file are worth reading: the opinions, what stands
// above and below, and one more, which shows that there are too many.
const MostRows = Most + 200

// Reading is what a file says, and what is wrong with it.
type Reading struct {
	Sheet    string // the worksheet; empty for CSV
	Header   int    // the row of the titles
	Opinions []Opinion
	Problems spreadsheet.Problems
}

// Wrong reports whether anything forbids to import it.
func (r *Reading) Wrong() bool { return r.Problems.Forbid() }

// Read makes opinions of the tables of a file. It goes through all of it, so that
// everything wrong is said at once.
func Read(sheets []spreadsheet.Sheet, o Options) Reading {
	r := &reader{Options: o, ditto: map[field]string{}}
	t, h := r.choose(sheets)
	if t == nil || !sheetTitles.Check(t, &h, &r.Problems) {
		return r.Reading
	}
	r.Sheet, r.Header = t.Name, t.Rows[h.Last].N
	if r.Year == 0 {
		if r.Year = titleYear(t, &h); r.Year != 0 {
			r.titleYear = true
		}
	}
	for row := h.Last + 1; row < len(t.Rows); row++ {
		r.row(t, &h, row)
	}
	switch {
	case t.More, len(r.Opinions)+r.refused > Most:
		r.wrong(0, texts.Intake.TooMany(Most))
	case len(r.Opinions) == 0 && !r.Wrong():
		r.wrong(0, texts.Intake.Nothing)
	}
	return r.Reading
}

// reader gathers what it finds.
type reader struct {
	Options
	Reading
	titleYear bool // the year was taken from the title
	refused   int  // rows that have errors
	ditto     map[field]string
}

func (r *reader) wrong(row int, text string) { r.Problems.Wrong(row, text) }
func (r *reader) warn(row int, text string)  { r.Problems.Warn(row, text) }

// choose takes the table whose titles we know best, and names the others.
func (r *reader) choose(sheets []spreadsheet.Sheet) (*spreadsheet.Table, spreadsheet.Header) {
	t, h, others := sheetTitles.Choose(sheets, r.Worksheet)
	if t == nil {
		r.wrong(0, texts.Table.NoSheet(r.Worksheet))
	}
	for _, name := range others {
		r.warn(0, texts.Intake.OtherSheet(name))
	}
	return t, h
}
