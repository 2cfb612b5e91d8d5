package spreadsheet

import (
	"regexp"
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
)

// Titles know the columns of a kind of table by the words above them.
type Titles struct {
	names    []string // ours, by column
	required []int
	of       map[string]int
	plain    func(string) string
}

// Aside is the column of a title that is known and of no use: 序号.
const Aside = -1

// NewTitles returns titles: for each column its words, the first of which is ours, the
// columns that must be there, and titles to pass over without a word. Words are
// compared as plain makes them.
func NewTitles(words [][]string, required []int, aside []string, plain func(string) string) *Titles {
	ts := &Titles{required: required, of: map[string]int{}, plain: plain}
	for column, all := range words {
		ts.names = append(ts.names, all[0])
		for _, w := range all {
			ts.of[plain(w)] = column
		}
	}
	for _, w := range aside {
		ts.of[plain(w)] = Aside
	}
	return ts
}

// Plain is a word as it is matched: half width, simplified, without blanks and dashes.
func Plain(words string) string {
	return strings.Map(func(r rune) rune {
		switch r = fold.Rune(r); r {
		case ' ', '-', '—', '·', '、', '_', '"', '\'':
			return -1
		}
		return r
	}, words)
}

// bracketed is what explains a title: 收到日期（年月日）, *内容.
var bracketed = regexp.MustCompile(`\([^)]*\)|\[[^]]*\]|[*:]`)

func (ts *Titles) column(cell string) (column int, known bool) {
	column, known = ts.of[bracketed.ReplaceAllString(ts.plain(cell), "")]
	return column, known
}

// Header is where a table begins and which column is which.
type Header struct {
	First, Last int      // rows of the table's titles, by position in Rows; First < 0: none found
	Columns     []int    // where each column of Titles stands; < 0: nowhere
	extra       []string // titles that nobody asked for
	twice       []int    // columns that stand twice
	found       int
}

const (
	deepest    = 30 // a title further down is no title
	mostLevels = 3  // rows of a title with merged cells
)

// header finds the titles wherever they stand, in as few rows as hold them all.
// Where cells were merged, a column's title is the lowest that we know.
func (ts *Titles) header(rows []Row) Header {
	best := Header{First: -1}
	for first := range rows[:min(len(rows), deepest)] {
		for levels := 1; levels <= mostLevels && first+levels <= len(rows); levels++ {
			h := ts.titled(rows, first, first+levels-1)
			if h.found > best.found || h.found == best.found && first <= best.Last && levels <= best.Last-best.First {
				best = h
			}
		}
	}
	return best
}

func (ts *Titles) titled(rows []Row, first, last int) Header {
	h := Header{First: first, Last: last, Columns: slices.Repeat([]int{-1}, len(ts.names))}
	width := 0
	for _, r := range rows[first : last+1] {
		width = max(width, len(r.Cells))
	}
	own := false // the last row has a title of its own
	for at := range width {
		column, name := Aside, ""
		for row := last; row >= first && column == Aside; row-- {
			cell := rows[row].At(at)
			if c, ok := ts.column(cell); ok {
				column, own = c, own || row == last
			}
			if name == "" {
				name = cell
			}
		}
		switch {
		case column == Aside && name == "":
		case column == Aside:
			if _, ok := ts.column(name); !ok {
				h.extra = append(h.extra, name)
			}
		case h.Columns[column] >= 0:
			h.twice = append(h.twice, column)
		default:
			h.Columns[column] = at
			h.found++
		}
	}
	if !own && last > first {
		h.found = 0
	}
	return h
}

// missing are the required titles that weren't found.
func (ts *Titles) missing(h *Header) (names []string) {
	for _, column := range ts.required {
		if h.Columns[column] < 0 {
			names = append(names, ts.names[column])
		}
	}
	return names
}

// has reports whether the titles are enough to call it such a table.
func (ts *Titles) has(h *Header) bool {
	return h.First >= 0 && h.found >= 2 && len(ts.missing(h)) < len(ts.required)
}

// whole reports whether every title is there that must be.
func (ts *Titles) whole(h *Header) bool { return h.First >= 0 && len(ts.missing(h)) == 0 }

// Repeated reports whether a row is the titles again, as on every printed page.
func (ts *Titles) Repeated(h *Header, r Row) bool {
	n := 0
	for column, at := range h.Columns {
		if c, ok := ts.column(r.At(at)); ok && at >= 0 && c == column {
			n++
		}
	}
	return n >= 2
}

// Choose takes the sheet whose titles are known best, the first of several, or the one
// of that name; others are further sheets that could be meant. It is nil when there
// is no sheet.
func (ts *Titles) Choose(sheets []Sheet, name string) (best *Table, chosen Header, others []string) {
	var whole []string
	for _, s := range sheets {
		if name != "" && s.Name != name {
			continue
		}
		h := ts.header(s.Rows)
		if ts.whole(&h) && s.Name != "" {
			whole = append(whole, s.Name)
		}
		if best == nil || h.found > chosen.found {
			best, chosen = TableOf(s), h
		}
	}
	if best != nil {
		whole = slices.DeleteFunc(whole, func(n string) bool { return n == best.Name })
	}
	return best, chosen, whole
}

// Check reports whether the table can be read by its titles, and says what hinders it.
func (ts *Titles) Check(t *Table, h *Header, p *Problems) bool {
	if !ts.has(h) {
		var names []string
		for _, column := range ts.required {
			names = append(names, ts.names[column])
		}
		p.Wrong(0, texts.Table.NoHeader(names))
		return false
	}
	at := t.Rows[h.Last].N
	missing := ts.missing(h)
	if len(missing) > 0 {
		p.Wrong(at, texts.Table.Lacks(missing))
	}
	for _, column := range h.twice {
		p.Wrong(at, texts.Table.Twice(ts.names[column]))
	}
	if len(h.extra) > 0 {
		p.Warn(at, texts.Table.Unused(h.extra))
	}
	return len(missing) == 0 && len(h.twice) == 0
}
