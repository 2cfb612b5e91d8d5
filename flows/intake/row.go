package intake

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/calendar"
	"minqing/flows/spreadsheet"
	"minqing/flows/texts"
	"minqing/storage"
)

// fewest is how many characters an opinion has at least.
const fewest = 2

// row reads one row; whatever is wrong with it is said, not only the first.
func (r *reader) row(t *spreadsheet.Table, h *spreadsheet.Header, row int) {
	n := t.Rows[row].N
	switch {
	case sheetTitles.Repeated(h, t.Rows[row]):
		return
	case aside(t, row, h):
		r.warn(n, texts.Intake.Aside)
		return
	}
	before := len(r.Problems)
	get := func(f field) string { return r.same(f, t.Cell(row, h.Columns[f])) }
	if t.Merged(row, h.Columns[content]) {
		r.wrong(n, texts.Intake.MergedText)
	}
	o := Opinion{Row: n,
		Channel: r.channel(n, get(channel)), Received: r.received(n, get(received)),
		Category: r.category(n, get(category)), Text: r.text(n, get(content)),
		Kind: r.kind(n, get(kind)),
		Done: storage.Done{Responsible: r.words(n, responsible, get), Measures: r.words(n, measures, get),
			Result: r.words(n, outcome, get), Promise: r.words(n, promise, get)},
	}
	o.Result = r.result(n, get(result))
	o.Closed = r.closed(n, get(closed), &o)
	if r.Problems[before:].Forbid() {
		r.refused++
		return
	}
	r.Opinions = append(r.Opinions, o)
}

// same takes 同上 for what stands above.
func (r *reader) same(f field, cell string) string {
	if spreadsheet.Ditto(cell) {
		return r.ditto[f]
	}
	r.ditto[f] = cell
	return cell
}

func (r *reader) channel(n int, cell string) string {
	if cell == "" {
		r.wrong(n, texts.Intake.NoChannel)
		return ""
	}
	name, known, near := Channel(r.Bureau, cell)
	switch {
	case known:
	case utf8.RuneCountInString(name) > longestName:
		r.wrong(n, texts.Intake.LongChannel(short(name)))
	case near != "":
		r.warn(n, texts.Intake.NearChannel(name, near))
	default:
		r.warn(n, texts.Intake.NewChannel(name))
	}
	return name
}

// longestName is how many characters the name of a channel has at most.
const longestName = 20

func (r *reader) category(n int, cell string) string {
	if cell == "" {
		r.wrong(n, texts.Intake.NoCategory)
		return ""
	}
	name, known, near := Category(r.Bureau, cell)
	switch {
	case known:
	case near != "":
		r.wrong(n, texts.Intake.NearCategory(short(cell), near))
	default:
		var names []string
		for _, c := range r.Bureau.Categories {
			names = append(names, c.Name)
		}
		r.wrong(n, texts.Intake.NoSuchCategory(short(cell), names))
	}
	return name
}

func (r *reader) kind(n int, cell string) string {
	name, known := Kind(r.Bureau, cell)
	if !known {
		r.wrong(n, texts.Intake.NoSuchKind(short(cell)))
	}
	return name
}

func (r *reader) text(n int, cell string) string {
	cell = unguarded(cell)
	switch size := utf8.RuneCountInString(cell); {
	case size == 0:
		r.wrong(n, texts.Intake.NoText)
	case size < fewest:
		r.wrong(n, texts.Intake.ShortText)
	case size > r.Chars:
		r.wrong(n, texts.Intake.LongText(titles[content][0], size, r.Chars))
	}
	return cell
}

// unguarded takes off the mark that keeps a spreadsheet from reading a text as a
// formula.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.IndexAny(rest, "=+-@＝＋－＠") == 0 {
		return rest
	}
	return cell
}

// words reads one of the four 到位 items.
func (r *reader) words(n int, f field, get func(field) string) string {
	cell := unguarded(get(f))
	if size := utf8.RuneCountInString(cell); size > r.Chars {
		r.wrong(n, texts.Intake.LongText(titles[f][0], size, r.Chars))
	}
	return cell
}

func (r *reader) result(n int, cell string) Result {
	name, ok := resultOf(cell)
	if !ok {
		r.wrong(n, texts.Intake.NoSuchResult(short(cell)))
	}
	if ok && cell != "" && cell != string(name) {
		r.warn(n, texts.Intake.ReadAs(cell, string(name)))
	}
	return name
}

func (r *reader) received(n int, cell string) time.Time {
	if cell == "" {
		r.wrong(n, texts.Intake.NoDate)
		return time.Time{}
	}
	return r.day(n, titles[received][0], cell)
}

// closed reads the day of the result and what goes with it.
func (r *reader) closed(n int, cell string, o *Opinion) time.Time {
	at := time.Time{}
	if cell != "" {
		at = r.day(n, titles[closed][0], cell)
	}
	switch {
	case cell != "" && o.Result == "":
		r.wrong(n, texts.Intake.DateNoResult)
	case cell != "" && o.Result == InProgress:
		r.warn(n, texts.Intake.DateWhileOpen)
		return time.Time{}
	case !at.IsZero() && at.Before(o.Received):
		r.wrong(n, texts.Intake.ClosedBefore)
	case cell == "" && o.Result == Resolved:
		r.warn(n, texts.Intake.ClosedUnknown)
		at = o.Received
	case cell == "" && (o.Result == Declined || o.Result == Escalated):
		at = o.Received
	}
	if d := o.Done; o.Result == Resolved && (d.Responsible == "" || d.Measures == "" || d.Result == "" || d.Promise == "") {
		r.warn(n, texts.Intake.NotFull)
	}
	return at
}

// day reads a cell that names a day, not later than today.
func (r *reader) day(n int, title, cell string) time.Time {
	at, err := Day(cell, r.Year)
	shown := short(cell)
	switch {
	case errors.Is(err, errNotReal):
		r.wrong(n, texts.Intake.NotReal(title, shown))
	case errors.Is(err, errNoYear):
		r.wrong(n, texts.Intake.NoYear(title, shown))
	case errors.Is(err, errOrder):
		r.wrong(n, texts.Intake.TwoWays(title, shown))
	case err != nil:
		r.wrong(n, texts.Intake.NotADate(title, shown))
	case at.After(calendar.Day(r.Now)):
		r.wrong(n, texts.Intake.Future(title, shown))
		return time.Time{}
	}
	if _, without := Day(cell, 0); r.titleYear && errors.Is(without, errNoYear) {
		r.warn(n, texts.Intake.YearOfTitle(r.Year))
	}
	return at
}

// short is a cell as an error may show it: enough to find it.
func short(cell string) string {
	const most = 20
	if r := []rune(cell); len(r) > most {
		return string(r[:most]) + "…"
	}
	return cell
}
