package spreadsheet

import "slices"

// Problem is what is wrong with a sheet or its rows. A warning is no reason to
// refuse it.
type Problem struct {
	Rows    []int // as Excel counts; none: the sheet as a whole
	Warning bool
	Text    string
}

// Problems are all that is wrong with a sheet, so that it can be said at once.
type Problems []Problem

// Wrong adds an error; row 0: of the sheet as a whole.
func (p *Problems) Wrong(row int, text string) {
	problem := Problem{Text: text}
	if row > 0 {
		problem.Rows = []int{row}
	}
	*p = append(*p, problem)
}

// Warn adds a warning, and says once what holds for many rows.
func (p *Problems) Warn(row int, text string) {
	i := slices.IndexFunc(*p, func(o Problem) bool { return o.Warning && o.Text == text })
	if i < 0 {
		i = len(*p)
		*p = append(*p, Problem{Warning: true, Text: text})
	}
	if row > 0 {
		(*p)[i].Rows = append((*p)[i].Rows, row)
	}
}

// Forbid reports whether anything is no mere warning.
func (p Problems) Forbid() bool {
	return slices.ContainsFunc(p, func(o Problem) bool { return !o.Warning })
}
