package informants

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/phones"
	"minqing/flows/spreadsheet"
	"minqing/flows/texts"
	"minqing/storage"
)

// row reads one row; whatever is wrong with it is said, not only the first.
func (r *reader) row(t *spreadsheet.Table, h *spreadsheet.Header, row int) {
	n := t.Rows[row].N
	if sheetTitles.Repeated(h, t.Rows[row]) || empty(t.Rows[row], h) {
		return
	}
	get := func(column int) string {
		cell := t.Cell(row, h.Columns[column])
		if spreadsheet.Ditto(cell) {
			cell = r.ditto[column]
		}
		r.ditto[column] = cell
		return cell
	}
	who, number := get(name), get(phone)
	where, place := get(township), get(village)
	if number == "" && (who == "" || t.Rows[row].Below()) {
		r.Problems.Warn(n, texts.Roll.Aside)
		return
	}
	before := len(r.Problems)
	m := Member{Row: n, Phone: r.phone(n, number), Informant: storage.Informant{
		Name: r.words(n, name, who, texts.Roll.NoName), Township: r.township(n, where)}}
	m.Village = strings.TrimPrefix(r.words(n, village, place, ""), m.Township)
	if r.Problems[before:].Forbid() {
		r.refused++
		return
	}
	r.Members = append(r.Members, m)
}

// empty reports whether nothing stands in any of our columns.
func empty(row spreadsheet.Row, h *spreadsheet.Header) bool {
	for _, column := range h.Columns {
		if row.At(column) != "" {
			return false
		}
	}
	return true
}

// most is how many characters a cell of a column has at most.
var most = [...]int{name: 20, township: 20, village: 30}

// words reads a name without the blanks that are put into it to make it as long as
// the others; missing is said when it is empty, if anything is.
func (r *reader) words(n, column int, cell, missing string) string {
	cell = strings.Join(strings.Fields(cell), "")
	switch size := utf8.RuneCountInString(cell); {
	case size == 0 && missing != "":
		r.Problems.Wrong(n, missing)
	case size > most[column]:
		r.Problems.Wrong(n, texts.Roll.Long(titles[column][0], size, most[column]))
	case digitRun.MatchString(strings.Map(fold.Rune, cell)):
		r.Problems.Wrong(n, texts.Roll.Digits(titles[column][0]))
	}
	return cell
}

// digitRun is no part of a name: somebody's number slipped a column, and would be
// shown to everybody.
var digitRun = regexp.MustCompile(`\d{5}`)

// township is the one that the gazetteer knows by these words; another is kept as it
// stands.
func (r *reader) township(n int, cell string) string {
	cell = r.words(n, township, cell, texts.Roll.NoTownship)
	if cell == "" || len(r.Places.Townships()) == 0 {
		return cell
	}
	if digitRun.MatchString(strings.Map(fold.Rune, cell)) {
		return cell
	}
	if known := r.Places.TownshipIn(cell); known != "" {
		return known
	}
	r.Problems.Warn(n, texts.Roll.StrangeTownship(cell))
	return cell
}

// phone reads a number; no two have the same.
func (r *reader) phone(n int, cell string) string {
	if cell == "" {
		r.Problems.Wrong(n, texts.Roll.NoPhone)
		return ""
	}
	number, ok := phones.Parse(digits(cell))
	if !ok {
		r.Problems.Wrong(n, texts.Roll.BadPhone)
		return ""
	}
	if first, twice := r.rows[number]; twice {
		r.Problems.Wrong(n, texts.Roll.SamePhone(phones.Mask(number), first))
		return number
	}
	r.rows[number] = n
	return number
}

var scientific = regexp.MustCompile(`^1(\.\d{1,10})?[eE]\+?10$|^1\d{10}\.0+$`)

// digits undoes what programs make of a number that they take for a quantity
// (1.3800138E10), and the mark that keeps them from it.
func digits(cell string) string {
	cell = strings.TrimPrefix(cell, "'")
	if !scientific.MatchString(cell) {
		return cell
	}
	f, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	return strconv.FormatFloat(f, 'f', 0, 64)
}
