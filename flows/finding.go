package flows

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/disclosure"
	"minqing/flows/fold"
	"minqing/flows/phones"
	"minqing/flows/spans"
	"minqing/flows/texts"
	"minqing/storage"
	"minqing/storage/wording"
)

// finding is 查询 by words: what was asked for, and the page of results on view.
type finding struct {
	desk
	Asked string
	Page  string // cursor of the page on view; empty: the first
	Next  string
	Back  time.Time // how far back was looked, when patience ended
}

var findFlow Flow = form(flow[finding]{
	name:   "find",
	title:  "查询",
	browse: true,
	begin:  func(f *finding) string { return f.At },
	steps: []step[finding]{
		{name: "found", look: (*finding).lookFound, note: (*finding).noteFound, say: (*finding).sayFound, options: (*finding).lines, take: (*finding).takeFound},
		{name: "one", look: func(f *finding, tx storage.Tx, t *turn) error { return f.lookOne(tx, t) },
			say: func(f *finding, t *turn) string { return f.sayOne(t) }, take: func(*finding, *turn) Move { return Elsewhere }},
	},
	file: func(tx storage.Tx, f *finding, t *turn) (string, error) { return f.look(tx, t) },
})

// lettersFlows are about finding tickets and about the words that go to citizens.
func lettersFlows() []Flow { return []Flow{findFlow, answerFlow, speakingFlow, phraseFlow} }

// longestSearch is how many characters one search takes: the answer repeats them.
const longestSearch = 60

// find is 查询: a ticket by its number or in focus, or tickets by words.
func find(e *Engine, t *turn, c call) Act {
	switch {
	case c.number != "" && c.rest == "":
		return t.openDesk(c.number)
	case c.number != "":
		return Say(texts.Finding.Usage)
	case strings.TrimSpace(c.rest) == "" && t.session.Focus != "":
		return t.openDesk(t.session.Focus)
	case strings.TrimSpace(c.rest) == "":
		return Say(texts.Finding.Usage)
	}
	if utf8.RuneCountInString(c.rest) > longestSearch {
		return Say(texts.Staff.TooLong(longestSearch))
	}
	if _, phone := phones.Parse(c.rest); !phone && almostNumber.MatchString(strings.Map(fold.Rune, c.rest)) {
		return Say(texts.Staff.BadNumber(c.name, c.example()))
	}
	if _, wrong := t.searchFor(c.rest); wrong != "" {
		return Say(wrong)
	}
	return Act{
		// A search is a look at personal data: who asked for what, and when, stays.
		Commit: func(tx storage.Tx) (string, error) {
			return "", tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: actSearch, Text: c.rest})
		},
		Then: func(string) Act { return findFlow.start(t, &finding{Asked: c.rest}) },
	}
}

// actSearch is the house's event of a 查询 by words.
const actSearch storage.Action = "search"

// How long a search may take, so that the answer is there within the turn, and how
// many words it takes.
const (
	searchPatience = 1500 * time.Millisecond
	mostTerms      = 6
	longestTerm    = 30
)

// searchFor reads what was typed: states, a unit, a stretch of time, and words. What
// it can't search by is said.
func (t *turn) searchFor(typed string) (q storage.Search, wrong string) {
	if number, ok := phones.Parse(typed); ok { // 138 0013 8000
		typed = number
	}
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" 　\t\n,，、;；", r) }) {
		if states := statesNamed(word); len(states) > 0 {
			q.States = append(q.States, states...)
			continue
		}
		if unit := t.unitNamed(word); unit != "" {
			q.Unit = unit
			continue
		}
		if span, ok := spans.Read(word, t.now); ok {
			q.From, q.Until = span.From, span.Until
			continue
		}
		n := utf8.RuneCountInString(wording.Normal(word))
		if n < 2 || n > longestTerm {
			return q, texts.Finding.WordLength(word, longestTerm)
		}
		q.Terms = append(q.Terms, word)
	}
	if len(q.Terms) > mostTerms {
		return q, texts.Finding.TooMany(mostTerms)
	}
	return q, ""
}

// statesNamed are the states that a word names: one, or all that are open or closed.
func statesNamed(word string) (states []storage.State) {
	said := fold.Text(word)
	switch said {
	case fold.Text(texts.Finding.Open):
		return storage.OpenStates
	case fold.Text(texts.Finding.Closed):
		return slices.DeleteFunc(slices.Clone(storage.States), storage.State.Open)
	}
	for _, s := range storage.States {
		if said == fold.Text(texts.StateNames[string(s)]) {
			return []storage.State{s}
		}
	}
	return nil
}

func (t *turn) unitNamed(word string) string {
	for _, u := range t.house.Bureau.Units {
		if fold.Text(u.Name) == fold.Text(word) && !slices.ContainsFunc(categoryNames[finding](nil, t), func(name string) bool { return name == u.Name }) {
			return u.Name
		}
	}
	return ""
}

// mayFind tells a search what the person who asks sees of a ticket.
func (t *turn) mayFind(k *storage.Ticket) (storage.Parts, bool) {
	f := seen(t.house.Bureau, t.party.Staff, k)
	return storage.Parts{
		Words: f.Has(disclosure.Words), Place: f.Has(disclosure.Place),
		Name: f.Has(disclosure.NameMasked) || f.Has(disclosure.Name), Phone: f.Has(disclosure.PhoneMasked),
	}, f != 0
}

func (f *finding) lookFound(tx storage.Tx, t *turn) error {
	if t.party.Staff == nil {
		return refuse(texts.House.NotUnderstood)
	}
	q, _ := t.searchFor(f.Asked)
	q.Sees, q.After, q.Limit, q.Patience = t.mayFind, f.Page, pageSize, searchPatience
	found, err := tx.Find(q)
	if err != nil {
		return err
	}
	f.Numbers, f.Lines, f.Next, f.Back = nil, nil, found.Next, found.Back
	for i := range found.Tickets {
		k := &found.Tickets[i]
		f.Numbers = append(f.Numbers, k.Number)
		f.Lines = append(f.Lines, t.foundLine(k, q.Terms))
	}
	return nil
}

// noteFound records a look at every ticket of which the list shows where it was or what
// was said: whoever finds has seen.
func (f *finding) noteFound(tx storage.Tx, t *turn) error {
	for _, number := range f.Numbers {
		k, err := tx.Ticket(number)
		if err == nil {
			err = t.looked(tx, k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// foundLine is one result: what it is, where it stands, and where it happened or
// what was said around the word, as far as the person sees it.
func (t *turn) foundLine(k *storage.Ticket, terms []string) string {
	state := texts.StateNames[string(k.State)]
	if k.Overdue(t.now) {
		state += texts.Staff.Overdue
	}
	p := masked(k, seen(t.house.Bureau, t.party.Staff, k)).Private
	return texts.Finding.Line(k.Number, k.Kind, k.Category, state, day(k.Filed), texts.Plain(snippet(p, terms)))
}

// snippetSize is how many characters of a ticket a result shows.
const snippetSize = 16

// snippet is the place, or what was said around the first term that stands there.
func snippet(p storage.Private, terms []string) string {
	text, _ := maskIDs(strings.Join(strings.Fields(p.Text), " "))
	if p.Gone {
		return texts.House.Gone
	}
	for _, term := range terms {
		if i := indexFolded(text, term); i >= 0 {
			return around([]rune(text), i)
		}
	}
	if p.Place != "" {
		return around([]rune(p.Place), 0)
	}
	return around([]rune(text), 0)
}

// indexFolded is at which character of a text a term stands, in whatever width and
// case; -1: not as it was typed.
func indexFolded(text, term string) int {
	folded := strings.Map(fold.Rune, text)
	i := strings.Index(folded, strings.Map(fold.Rune, term))
	if i < 0 {
		return -1
	}
	return utf8.RuneCountInString(folded[:i])
}

// around cuts a few characters out of a text, from a little before one of them.
func around(text []rune, at int) string {
	from := max(0, min(at-4, len(text)-snippetSize))
	to := min(len(text), from+snippetSize)
	cut := string(text[from:to])
	if from > 0 {
		cut = "…" + cut
	}
	if to < len(text) {
		cut += "…"
	}
	return cut
}

func (f *finding) sayFound(*turn) string {
	back := day(f.Back)
	switch {
	case len(f.Numbers) == 0 && f.Page != "" && back == "":
		return texts.Finding.NoMore(f.Asked)
	case len(f.Numbers) == 0 && back == "":
		return texts.Finding.None(texts.Plain(f.Asked))
	case back != "":
		return texts.Finding.SoFar(texts.Plain(f.Asked), len(f.Numbers), f.Back.In(storage.Zone).Format("2006年1月2日"))
	}
	return texts.Finding.Found(texts.Plain(f.Asked), len(f.Numbers), f.Page != "", f.Next != "")
}

func (f *finding) lines(*turn) []string {
	lines := slices.Clone(f.Lines)
	if f.Next != "" {
		lines = append(lines, texts.Staff.Older)
	}
	return lines
}

func (f *finding) takeFound(t *turn) Move {
	switch {
	case t.choice < 0:
		return Elsewhere
	case t.choice == len(f.Lines):
		f.Page = f.Next
		return Ask
	}
	f.Number = f.Numbers[t.choice]
	return Commit.To("one")
}
