package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// entry is 入站表 as far as it is filled in. It is made to be done in few messages:
// what came with the command is not asked, and 完成 ends the questions.
type entry struct {
	At     string // the step to begin at
	Focus  string // the sighting that is open, which the person may come from
	Place  string // its place
	Ticket string // the sighting the person comes from; empty: came alone
	Kind   string // of that sighting

	Name, Sex                   string
	Age                         int
	Home, Reason, State, Things string
	Checks                      []string
	Photos                      []piece
	IDMark                      string
	Given                       []string // steps that are answered and were never asked

	identity string // typed in this turn: never in the session, which keeps its mark
	before   string // earlier stays, as found for the summary
}

// mostWords is how long a line of the register may be, adult the age from which
// nobody is a child (未成年人).
const (
	mostWords = 200
	adult     = 18
)

var entryFlow = newEntryFlow()

func newEntryFlow() *flow[entry] {
	ask, items := texts.Register, texts.Register.Items
	f := &flow[entry]{name: "entry", title: "入站", summary: ask.EntryHead, file: fileEntry,
		begin: func(e *entry) string { return e.At }}
	f.steps = []step[entry]{
		{name: "from", look: (*entry).lookFocus, say: say[entry](ask.From), options: (*entry).origins, take: (*entry).takeFrom,
			item: items.From, value: func(e *entry) string { return orElse(e.Ticket, ask.FromAlone) }},
		{name: "name", say: say[entry](ask.Name), take: (*entry).takeName,
			item: items.Name, value: func(e *entry) string { return orElse(e.Name, ask.Unknown) }},
		{name: "sex", say: say[entry](ask.Sex), options: list[entry](texts.Sexes), take: (*entry).takeSex,
			item: items.Sex, value: func(e *entry) string { return orElse(e.Sex, ask.Unknown) }},
		{name: "age", say: say[entry](ask.Age), take: (*entry).takeAge,
			item: items.Age, value: func(e *entry) string { return orElse(ageWords(e.Age), ask.Unknown) }},
		{name: "identity", say: say[entry](ask.Identity), take: (*entry).takeIdentity,
			item: items.Identity, value: func(e *entry) string { return identityWords(e.IDMark) }},
		entryWords("home", items.Home, ask.Home, nil, func(e *entry) *string { return &e.Home }),
		entryWords("reason", items.Reason, ask.Reason, texts.Reasons, func(e *entry) *string { return &e.Reason }),
		entryWords("state", items.State, ask.State, texts.States, func(e *entry) *string { return &e.State }),
		entryWords("things", items.Things, ask.Things, nil, func(e *entry) *string { return &e.Things }),
		{name: "checks", say: (*entry).askChecks, take: (*entry).takeChecks, item: items.Checks, value: (*entry).checked},
		{name: "photo", say: say[entry](ask.Photo), take: (*entry).takePhoto,
			item: items.Photo, value: (*entry).photos, redo: func(e *entry) { e.Photos = nil }},
	}
	for i, s := range f.steps {
		f.steps[i] = skippable(s)
	}
	f.steps = append(f.steps, step[entry]{name: checkStep, look: (*entry).lookBefore, take: f.takeCheck,
		say: func(e *entry, t *turn) string { return texts.Paragraphs(f.readBack(e, t), e.before) }})
	return f
}

// list offers choices that are always the same.
func list[T any](names []string) func(*T, *turn) []string {
	return func(*T, *turn) []string { return names }
}

// skippable makes a step of the entry one that is not asked when it is answered
// already, until 修改 leads there, that ends the questions at 完成, and that settles
// what was typed before it.
func skippable(s step[entry]) step[entry] {
	redo, look, take := s.redo, s.look, s.take
	s.when = func(e *entry) bool { return !slices.Contains(e.Given, s.name) }
	s.redo = func(e *entry) {
		e.Given = slices.DeleteFunc(e.Given, func(g string) bool { return g == s.name })
		if redo != nil {
			redo(e)
		}
	}
	s.look = func(e *entry, tx storage.Tx, t *turn) error {
		if err := e.settle(tx); err != nil || look == nil {
			return err
		}
		return look(e, tx, t)
	}
	s.take = func(e *entry, t *turn) Move {
		if s.name != "from" && (t.says(texts.WordDone) || t.says(texts.Submits...)) {
			return enough(t)
		}
		return take(e, t)
	}
	return s
}

// enough goes to the summary.
func enough(t *turn) Move {
	if t.session.Draft.Fixing {
		return Next
	}
	return GoTo(checkStep)
}

// settle makes a mark of an identity number in the very turn it was typed in, and
// looks up the sighting that was named.
func (e *entry) settle(tx storage.Tx) error {
	if e.identity != "" {
		e.IDMark = tx.Mark(markIdentity, e.identity)
	}
	if e.Ticket == "" {
		e.Kind = ""
		return nil
	}
	k, err := sightingOf(tx, e.Ticket)
	if err == nil {
		e.Kind = k.Kind
	}
	return err
}

// sightingOf is the sighting somebody comes from. The station receives whoever is
// brought, so every sighting is its own; nothing of it is shown here but the place.
func sightingOf(tx storage.Tx, number string) (*storage.Ticket, error) {
	k, err := tx.Ticket(number)
	if isNotFound(err) {
		return nil, refuse(texts.Staff.NotFound(number))
	}
	if err == nil && !isSighting(k) {
		return nil, refuse(texts.Rescue.OnlySightings)
	}
	return k, err
}

func (e *entry) lookFocus(tx storage.Tx, _ *turn) error {
	e.Place = ""
	if e.Focus == "" {
		return nil
	}
	k, err := tx.Ticket(e.Focus)
	if err == nil {
		e.Place = k.Private.Place
	}
	if isNotFound(err) {
		e.Focus = ""
	}
	return ignoreNotFound(err)
}

// placeShown is how much of a place stands in a list.
const placeShown = 20

func (e *entry) origins(*turn) []string {
	if e.Focus == "" {
		return []string{texts.Register.FromAlone}
	}
	place := []rune(texts.Plain(e.Place))
	return []string{texts.Register.FromJ(e.Focus, string(place[:min(len(place), placeShown)])), texts.Register.FromAlone}
}

func (e *entry) takeFrom(t *turn) Move {
	typed, isNumber := storage.ParseNumber(t.Text)
	switch {
	case t.choice == 0 && e.Focus != "":
		e.Ticket = e.Focus
	case t.choice >= 0:
		e.Ticket = ""
	case t.Kind == Text && isNumber:
		e.Ticket = typed
	default:
		return Again(texts.Lines(texts.Register.BadFrom, texts.Numbered(e.origins(t))))
	}
	return Next
}

func (e *entry) takeName(t *turn) Move {
	if t.says(texts.WordSkip) {
		e.Name = ""
		return Next
	}
	if t.Kind != Text || t.said == "" {
		return Again(texts.Register.Name)
	}
	if utf8.RuneCountInString(t.Text) > mostWords {
		return Again(texts.Register.TooLong(mostWords))
	}
	if !e.read(t.Text, t) {
		return Again(texts.Register.BadID)
	}
	return Next
}

func (e *entry) takeSex(t *turn) Move {
	sex, rest := sexAhead(t.said)
	switch {
	case t.says(texts.WordSkip), t.choice == len(texts.Sexes)-1:
		e.Sex = ""
	case t.choice >= 0:
		e.Sex = texts.Sexes[t.choice]
	case sex != "":
		e.Sex = sex
		if years, ok := parseAge(rest); ok {
			e.Age = years
			e.given("age")
		}
	default:
		return Again(unchoosable(t, texts.Sexes))
	}
	return Next
}

func (e *entry) takeAge(t *turn) Move {
	years, ok := parseAge(t.Text)
	switch {
	case t.says(texts.WordSkip, texts.Register.Unknown, "不知道"):
		e.Age = 0
	case t.Kind == Text && ok:
		e.Age = years
	default:
		return Again(texts.Register.Age)
	}
	return Next
}

func (e *entry) takeIdentity(t *turn) Move {
	if t.says(texts.WordSkip, "没有", "无") {
		e.IDMark = ""
		return Next
	}
	r, ok := parseResident(t.Text, t.now)
	if t.Kind != Text || !ok {
		return Again(texts.Register.BadID)
	}
	e.identity, e.Sex, e.Age = r.Number, r.Sex, r.Age
	return Next
}

// entryWords is a step for words or ticks of a list, both optional.
func entryWords(name, item, ask string, names []string, field func(*entry) *string) step[entry] {
	s := step[entry]{name: name, item: item, say: say[entry](ask),
		value: func(e *entry) string { return orElse(*field(e), texts.Register.Unknown) }}
	if names != nil {
		s.options = list[entry](names)
	}
	s.take = func(e *entry, t *turn) Move {
		words, _ := tidy(t.Text)
		chosen, ticks := ticked(t.said, names)
		ticks = ticks && names != nil
		switch {
		case t.says(texts.WordSkip, texts.Register.Unknown):
			words = ""
		case t.Kind != Text || words == "":
			return Again(ask)
		case ticks:
			words = strings.Join(chosen, "、")
		case names != nil && isDigits(strings.ReplaceAll(t.said, " ", "")):
			return Again(unchoosable(t, names))
		case utf8.RuneCountInString(words) > mostWords:
			return Again(texts.Register.TooLong(mostWords))
		}
		*field(e) = words
		return Next
	}
	return s
}
