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
	Problems []Problem
}

// Wrong reports whether anything forbids to import it.
func (r *Reading) Wrong() bool {
	for _, p := range r.Problems {
		if !p.Warning {
			return true
		}
	}
	return false
}

// Read makes opinions of the tables of a file. It goes through all of it, so that
// everything wrong is said at once.
func Read(sheets []spreadsheet.Sheet, o Options) Reading {
	r := &reader{Options: o, grouped: map[string]int{}, ditto: map[field]string{}}
	t, h := r.choose(sheets)
	switch {
	case t == nil:
		return r.Reading
	case !r.titles(t, &h):
		return r.Reading
	}
	r.Sheet, r.Header = t.Name, t.Rows[h.last].N
	if r.Year == 0 {
		if r.Year = t.year(&h); r.Year != 0 {
			r.titleYear = true
		}
	}
	for row := h.last + 1; row < len(t.Rows); row++ {
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
	grouped   map[string]int // a warning → its place among the problems
	titleYear bool           // the year was taken from the title
	refused   int            // rows that have errors
	ditto     map[field]string
}

func (r *reader) wrong(row int, text string) {
	p := Problem{Text: text}
	if row > 0 {
		p.Rows = []int{row}
	}
	r.Problems = append(r.Problems, p)
}

// warn says once what holds for many rows.
func (r *reader) warn(row int, text string) {
	i, ok := r.grouped[text]
	if !ok {
		i = len(r.Problems)
		r.grouped[text] = i
		r.Problems = append(r.Problems, Problem{Warning: true, Text: text})
	}
	if row > 0 {
		r.Problems[i].Rows = append(r.Problems[i].Rows, row)
	}
}

// choose takes the table whose titles we know best, the first of several.
func (r *reader) choose(sheets []spreadsheet.Sheet) (best *table, chosen header) {
	chosen.first = -1
	var others []string
	for _, s := range sheets {
		if r.Worksheet != "" && s.Name != r.Worksheet {
			continue
		}
		t := tableOf(s)
		h := headerOf(t)
		if best == nil || h.found > chosen.found {
			if best != nil && chosen.whole() {
				others = append(others, best.Name)
			}
			best, chosen = t, h
		} else if h.whole() {
			others = append(others, s.Name)
		}
	}
	if best == nil {
		r.wrong(0, texts.Intake.NoSheet(r.Worksheet))
	}
	for _, name := range others {
		if name != "" {
			r.warn(0, texts.Intake.OtherSheet(name))
		}
	}
	return best, chosen
}

// titles reports whether the table can be read by its titles.
func (r *reader) titles(t *table, h *header) bool {
	if !h.has() {
		r.wrong(0, texts.Intake.NoHeader(Titles))
		return false
	}
	at := t.Rows[h.last].N
	if names := h.missing(); len(names) > 0 {
		r.wrong(at, texts.Intake.Lacks(names))
	}
	for _, name := range h.twice {
		r.wrong(at, texts.Intake.Twice(name))
	}
	if len(h.extra) > 0 {
		r.warn(at, texts.Intake.Unused(h.extra))
	}
	return len(h.missing()) == 0 && len(h.twice) == 0
}
