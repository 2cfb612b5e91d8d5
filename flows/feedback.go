package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/limits"
	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// feedback is what one resident has told us so far.
type feedback struct {
	Kind, Category string
	Words          []string
	Media          []piece
	Place          string
	Point          *storage.Point
	Phone          string
	Anonymous      bool
	Redo           bool // 修改 of the description: the next words replace the old
}

var feedbackFlow Flow = form(flow[feedback]{
	name:    "feedback",
	title:   "我要反映",
	summary: texts.Check.Head,
	begin: func(f *feedback) string {
		if f.Kind != "" { // said with the first word: 投诉
			return "category"
		}
		return ""
	},
	steps: []step[feedback]{
		{name: "kind", say: say[feedback](texts.Feedback.Kind), options: kindNames, take: (*feedback).takeKind,
			item: texts.Feedback.Items.Kind, value: func(f *feedback) string { return f.Kind }},
		{name: "category", say: say[feedback](texts.Feedback.Category), options: categoryNames[feedback], take: (*feedback).takeCategory,
			item: texts.Feedback.Items.Category, value: func(f *feedback) string { return f.Category }},
		{name: "describe", say: (*feedback).askDescription, take: (*feedback).takeDescription,
			item: texts.Feedback.Items.Text, value: (*feedback).description, redo: func(f *feedback) { f.Redo = true }},
		{name: "place", say: say[feedback](texts.Feedback.Place), take: (*feedback).takePlace,
			item: texts.Feedback.Items.Place, value: func(f *feedback) string { return orElse(f.Place, texts.Feedback.NoPlace) }},
		{name: "phone", say: say[feedback](texts.Feedback.Phone), take: (*feedback).takePhone,
			item: texts.Feedback.Items.Phone, value: (*feedback).contact},
	},
	file: fileFeedback,
})

// say is a question that is always the same.
func say[T any](text string) func(*T, *turn) string { return func(*T, *turn) string { return text } }

func kindNames(_ *feedback, t *turn) []string {
	names := make([]string, 0, len(t.house.Bureau.Kinds))
	for _, k := range t.house.Bureau.Kinds {
		names = append(names, k.Name)
	}
	return names
}

func categoryNames[T any](_ *T, t *turn) []string {
	names := make([]string, 0, len(t.house.Bureau.Categories))
	for _, c := range t.house.Bureau.Categories {
		names = append(names, c.Name)
	}
	return names
}

func (f *feedback) takeKind(t *turn) Move {
	if t.choice < 0 {
		return f.unchosen(t, kindNames(f, t))
	}
	f.Kind = t.house.Bureau.Kinds[t.choice].Name
	return Next
}

func (f *feedback) takeCategory(t *turn) Move {
	i := t.choice
	if i < 0 {
		i = categoryByAlias(t)
	}
	if i < 0 {
		return f.unchosen(t, categoryNames(f, t))
	}
	f.Category = t.house.Bureau.Categories[i].Name
	return Next
}

// unchosen answers words where a number was asked. Whoever has nothing to eat is not sent
// back to the list: nothing is lost but a number.
func (f *feedback) unchosen(t *turn, names []string) Move {
	if t.Kind == Text && t.criesHardship(t.Text) {
		return Switch(hardshipFlow, t.hardshipIn(t.Text))
	}
	return Again(unchoosable(t, names))
}

// categoryByAlias takes other words for a category, such as 坟墓.
func categoryByAlias(t *turn) int {
	for i, c := range t.house.Bureau.Categories {
		for _, a := range c.Aliases {
			if t.says(a) {
				return i
			}
		}
	}
	return -1
}

// unchoosable answers what is none of the choices, with the way out. A command of staff
// does nothing in the middle of a form, and whoever typed it must learn why.
func unchoosable(t *turn, names []string) string {
	if c, ok := t.engine.parse(t); ok && t.party.Staff != nil && (c.bound || len(c.roles) > 0) && c.open(t.party.Staff) {
		return texts.Lines(texts.Staff.InForm(c.name), texts.Numbered(names))
	}
	if t.danger { // whoever is in danger is not told to send a number
		return texts.Lines(texts.House.GoOn, texts.Numbered(names))
	}
	return texts.Lines(texts.House.Unchoosable(len(names)), texts.Numbered(names))
}

// minWords is how many characters make a description somebody can act on.
const minWords = 5

func (f *feedback) takeDescription(t *turn) Move {
	return f.takeWords(t, minWords, texts.Feedback.TooShort)
}

// takeWords collects words and pieces; of words alone there are at least so many
// characters.
func (f *feedback) takeWords(t *turn, least int, tooShort string) Move {
	next := f.replaced() // nothing of the old is gone until something new is taken
	p, hasPiece := pieceOf(t.Message)
	switch words := strings.TrimSpace(t.Text); {
	case t.says(texts.WordDone):
		return f.describedEnough(tooShort)
	case hasPiece && len(next.Media) >= storage.MaxAttachments:
		return Again(texts.Feedback.Full(storage.MaxAttachments))
	case hasPiece:
		next.Media = append(next.Media, p)
	case t.Kind == Location:
		return Again(texts.Feedback.PlaceLater)
	case t.Kind != Text || words == "":
		return Again(texts.Feedback.NotTaken)
	case !next.described() && utf8.RuneCountInString(words) < least:
		return Again(tooShort)
	case next.chars()+utf8.RuneCountInString(words) > t.house.Chars:
		return Again(texts.Feedback.TooLong(t.house.Chars))
	default:
		masked, found := tidy(words)
		next.Words = append(next.Words, masked)
		if *f = next; found {
			return Again(texts.Lines(texts.Feedback.MaskedID, f.kept()))
		}
	}
	*f = next
	return Again(f.kept())
}

// replaced is what is kept when something new is said: everything, or after 修改
// nothing of the description.
func (f *feedback) replaced() feedback {
	next := *f
	if f.Redo {
		next.Words, next.Media, next.Redo = nil, nil, false
	}
	return next
}

// askDescription says what is already there, for whoever comes back to it.
func (f *feedback) askDescription(*turn) string {
	switch {
	case f.Redo:
		return texts.Lines(texts.Feedback.Describe, texts.Feedback.Replaces)
	case f.chars() > 0 || len(f.Media) > 0:
		return f.kept()
	}
	return texts.Feedback.Describe
}

func (f *feedback) describedEnough(tooShort string) Move {
	switch {
	case f.described():
		f.Redo = false
		return Next
	case len(f.Media) > 0:
		return Again(texts.Feedback.NeedWords)
	}
	return Again(tooShort)
}

// described reports whether there is something that says what it is about.
func (f *feedback) described() bool { return f.chars() > 0 || f.hasVoice() }

func (f *feedback) chars() int {
	n := 0
	for _, w := range f.Words {
		n += utf8.RuneCountInString(w)
	}
	return n
}

func (f *feedback) count(kind storage.AttachmentKind) int {
	n := 0
	for _, p := range f.Media {
		if p.Kind == kind {
			n++
		}
	}
	return n
}

func (f *feedback) hasVoice() bool { return f.count(storage.Voice) > 0 }

func (f *feedback) kept() string {
	return texts.Feedback.Kept(f.chars(), f.count(storage.Photo), f.count(storage.Voice), f.count(storage.Video))
}

func (f *feedback) description() string {
	words := strings.Join(f.Words, "\n")
	switch {
	case words == "" && f.hasVoice():
		words = texts.Feedback.VoiceDescription
	case words == "":
		words = texts.Feedback.NoWords
	}
	if n := len(f.Media); n > 0 {
		words += "（" + texts.Tickets.Attachments(n) + "）"
	}
	return words
}

func (f *feedback) takePlace(t *turn) Move {
	place, point, ok := placeOf(t)
	switch {
	case t.says(texts.WordSkip):
		f.Place, f.Point = "", nil
		return Next
	case !ok:
		return Again(texts.Feedback.PlaceAgain)
	}
	f.Place, f.Point = place, point
	return Next
}

func (f *feedback) takePhone(t *turn) Move {
	f.Phone, f.Anonymous = "", false
	switch {
	case t.says(texts.Hardship.NoPhone...):
		return Next
	case t.says(texts.WordAnon):
		f.Anonymous = true
		return Next
	}
	phone, ok := phones.Parse(t.Text)
	if t.Kind != Text || !ok {
		return Again(texts.Feedback.PhoneAgain)
	}
	f.Phone = phone
	return Next
}

func (f *feedback) contact() string {
	switch {
	case f.Anonymous:
		return texts.Feedback.Anonymous
	case f.Phone == "":
		return texts.Feedback.NoPhone
	}
	return f.Phone
}

func fileFeedback(tx storage.Tx, f *feedback, t *turn) (string, error) {
	ticket := storage.Ticket{
		Kind: f.Kind, Category: f.Category, Anonymous: f.Anonymous,
		Private: storage.Private{Phone: f.Phone, Text: strings.Join(f.Words, "\n"), Place: f.Place, Point: f.Point},
	}
	if !f.described() {
		return "", refuse(texts.Feedback.NeedWords)
	}
	if ticket.Private.Text == "" {
		ticket.Private.Text = texts.Feedback.VoiceDescription
	}
	if _, err := t.fileTicket(tx, storage.LetterFeedback, &ticket, f.Media); err != nil {
		return "", err
	}
	return t.filedText(&ticket), nil
}

// filedText is what a citizen hears with the number.
func (t *turn) filedText(ticket *storage.Ticket) string {
	if ticket.Procedure == limits.Hardship {
		return t.hardshipFiled(ticket)
	}
	if ticket.Conduct {
		return texts.Feedback.FiledConduct(ticket.Number, day(ticket.Due))
	}
	text := texts.Feedback.Filed(ticket.Number, day(ticket.Due), "")
	if c, ok := t.house.Bureau.Category(ticket.Category); ok && c.Outside != "" {
		text = texts.Lines(text, texts.Feedback.Outside(c.Outside))
	}
	return text
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
