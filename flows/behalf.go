package flows

import (
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/calendar"
	"minqing/flows/dates"
	"minqing/flows/fold"
	"minqing/flows/intake"
	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// behalf is 代录: what a dispatcher writes down for a citizen who came by paper, phone
// or visit.
type behalf struct {
	feedback
	Channel string
	Strange string // a channel that the bureau doesn't know: what is said of it
	Day     string // on which it was received, 2006-01-02
	Name    string // of the citizen
	Alike   string // a ticket of the same channel, day and words
	Apart   string // the one that was said to be another matter
}

var behalfFlow Flow = form(flow[behalf]{
	name:    "behalf",
	title:   "代录",
	summary: texts.Paper.Check,
	begin:   (*behalf).begins,
	steps: []step[behalf]{
		{name: "channel", say: say[behalf](texts.Paper.Channel), options: paperChannels, take: (*behalf).takeChannel,
			item: texts.Paper.Items.Channel, value: func(b *behalf) string { return b.Channel }},
		{name: "kind", say: (*behalf).askKind, options: func(b *behalf, t *turn) []string { return kindNames(&b.feedback, t) },
			take: func(b *behalf, t *turn) Move { return b.takeKind(t) },
			item: texts.Feedback.Items.Kind, value: func(b *behalf) string { return b.Kind }},
		{name: "category", say: say[behalf](texts.Paper.Category), options: categoryNames[behalf],
			take: func(b *behalf, t *turn) Move { return b.takeCategory(t) },
			item: texts.Feedback.Items.Category, value: func(b *behalf) string { return b.Category }},
		{name: "describe", say: (*behalf).askWords, take: (*behalf).takeText,
			item: texts.Feedback.Items.Text, value: func(b *behalf) string { return b.description() }, redo: func(b *behalf) { b.Redo = true }},
		{name: "received", say: func(_ *behalf, t *turn) string { return texts.Paper.Received(day(t.now)) }, take: (*behalf).takeDay,
			item: texts.Paper.Items.Received, value: func(b *behalf) string { return b.Day }},
		{name: "place", say: say[behalf](texts.Paper.Place), take: func(b *behalf, t *turn) Move { return b.takePlace(t) },
			item: texts.Feedback.Items.Place, value: func(b *behalf) string { return orElse(b.Place, texts.Feedback.NoPlace) }},
		{name: "who", say: say[behalf](texts.Paper.Who), take: (*behalf).takeWho,
			item: texts.Paper.Items.Who, value: (*behalf).who},
		{name: "same", look: (*behalf).lookAlike, when: func(b *behalf) bool { return b.Alike != b.Apart }, say: (*behalf).askSame,
			options: func(*behalf, *turn) []string { return texts.Paper.SameChoices }, take: (*behalf).takeSame},
	},
	file: fileBehalf,
	done: func(t *turn, said string) { t.session.Focus = paperNumber.FindString(said) },
})

// paperNumber is the number that an answer tells.
var paperNumber = regexp.MustCompile(`F\d{10,}`)

// begins goes past what a single line has said already.
func (b *behalf) begins() string {
	switch {
	case b.Channel == "":
		return ""
	case b.Category == "" || len(b.Words) == 0:
		return "kind"
	}
	return "same"
}

// paperChannels are the channels but 微信, where citizens file for themselves.
func paperChannels(_ *behalf, t *turn) []string {
	var names []string
	for _, c := range t.house.Bureau.Channels {
		if c != channelChat {
			names = append(names, c)
		}
	}
	return names
}

// channelChat is the channel of what a citizen files here.
const channelChat = "微信"

func (b *behalf) takeChannel(t *turn) Move {
	names := paperChannels(b, t)
	if t.choice >= 0 {
		b.Channel, b.Strange = names[t.choice], ""
		return Next
	}
	words := strings.TrimSpace(t.Text)
	name, known, near := intake.Channel(t.house.Bureau, words)
	if size := utf8.RuneCountInString(words); !known && (t.Kind != Text || size < 2 || size > 20 || isDigits(t.said)) {
		return Again(texts.Lines(texts.Paper.BadChannel(len(names)), texts.Numbered(names)))
	}
	b.Channel, b.Strange = name, ""
	if !known {
		b.Strange = texts.Paper.Strange(texts.Plain(name), near)
	}
	return Next
}

func (b *behalf) askKind(*turn) string { return texts.Lines(b.Strange, texts.Paper.Kind) }

func (b *behalf) askWords(t *turn) string {
	if b.Redo {
		return texts.Lines(texts.Paper.Describe, texts.Feedback.Replaces)
	}
	if b.chars() > 0 || len(b.Media) > 0 {
		return b.askDescription(t)
	}
	return texts.Paper.Describe
}

// leastOnPaper is how many characters are enough: paper says no more than 申请低保.
const leastOnPaper = 2

func (b *behalf) takeText(t *turn) Move { return b.takeWords(t, leastOnPaper, texts.Paper.TooShort) }

func (b *behalf) takeDay(t *turn) Move {
	if t.says(texts.WordToday, texts.WordSkip) {
		b.Day = today(t.now)
		return Next
	}
	if t.Kind != Text {
		return Again(texts.Paper.DayAgain)
	}
	at, _, why := t.receivedOn(t.Text)
	if why != "" {
		return Again(why)
	}
	b.Day = at.Format(time.DateOnly)
	return Next
}

// receivedOn reads the day on which something was received, and the words that name
// it, or says why it can't be.
func (t *turn) receivedOn(words string) (at time.Time, named, why string) {
	m, ok, err := t.engine.dates.Past(words, t.now)
	var impossible *dates.ImpossibleError
	switch {
	case errors.As(err, &impossible):
		return at, "", texts.Paper.NoSuchDay
	case err != nil, !ok, len(m.Days) != 1:
		return at, "", texts.Paper.DayAgain
	case m.Days[0].After(calendar.Day(t.now)):
		return at, m.Words, texts.Paper.DayToCome(m.Days[0].Format("2006年1月2日"))
	case m.Days[0].Year() < 2000:
		return at, m.Words, texts.Paper.DayTooOld
	}
	return m.Days[0], m.Words, ""
}

// phoneIn finds digits that should be a phone.
var phoneIn = regexp.MustCompile(`[+(]?\d[\d ()—–-]{5,}\d`)

var contactLabels = strings.NewReplacer("姓名", "", "电话", "", "手机", "", "：", " ", ":", " ", "，", " ", ",", " ", "、", " ")

func (b *behalf) takeWho(t *turn) Move {
	next := *b
	next.Name, next.Phone, next.Anonymous = "", "", false
	switch {
	case t.says(texts.WordSkip):
	case t.says(texts.WordAnon):
		next.Anonymous = true
	case t.Kind != Text:
		return Again(texts.Paper.WhoAgain)
	default:
		words := contactLabels.Replace(strings.TrimSpace(t.Text))
		if digits := phoneIn.FindString(strings.Map(fold.Rune, words)); digits != "" {
			phone, ok := phones.Parse(digits)
			if !ok {
				return Again(texts.Paper.WhoAgain)
			}
			at := strings.Index(strings.Map(fold.Rune, words), digits)
			next.Phone, words = phone, cutRunes(words, strings.Map(fold.Rune, words)[:at], digits)
		}
		next.Name = strings.Join(strings.Fields(words), " ")
		if size := utf8.RuneCountInString(next.Name); size > 20 || size < 2 && (size == 1 || next.Phone == "") {
			return Again(texts.Paper.WhoAgain)
		}
	}
	*b = next
	return Next
}

// cutRunes leaves out of words the part that, folded, follows before: folding keeps
// every character in its place.
func cutRunes(words, before, part string) string {
	r := []rune(words)
	from := utf8.RuneCountInString(before)
	return string(r[:from]) + " " + string(r[from+utf8.RuneCountInString(part):])
}

func (b *behalf) who() string {
	if b.Anonymous {
		return texts.Feedback.Anonymous
	}
	return orElse(strings.TrimSpace(b.Name+" "+b.Phone), texts.Paper.Nobody)
}

func (b *behalf) received() time.Time {
	at, err := calendar.ParseDay(b.Day)
	if err != nil {
		return time.Time{}
	}
	return at
}

func (b *behalf) mark(tx storage.BookTx) string {
	return paperMark(tx, b.Channel, b.received(), strings.Join(b.Words, "\n"))
}

func (b *behalf) lookAlike(tx storage.Tx, _ *turn) (err error) {
	if b.Alike, err = "", nil; len(b.Words) > 0 {
		b.Alike, err = writtenDown(tx, b.mark(tx))
	}
	if b.Alike == "" {
		b.Apart = ""
	}
	return err
}

func (b *behalf) askSame(t *turn) string {
	return texts.Paper.Same(b.Alike, dayOf(b.received(), t.now))
}

func (b *behalf) takeSame(t *turn) Move {
	switch t.choice {
	case 0:
		return Quit(texts.Paper.NotAgain(b.Alike))
	case 1:
		b.Apart = b.Alike
		return Next
	}
	return Again(unchoosable(t, texts.Paper.SameChoices))
}

// fileBehalf looks again for the same words: they may have been changed, or written
// down by somebody else, since it was asked.
func fileBehalf(tx storage.Tx, b *behalf, t *turn) (string, error) {
	if !t.engine.command("代录").open(t.party.Staff) {
		return "", refuse(texts.House.NotUnderstood)
	}
	if !b.described() {
		return "", refuse(texts.Paper.NoWords)
	}
	mark := ""
	if len(b.Words) > 0 {
		mark = b.mark(tx)
		alike, err := writtenDown(tx, mark)
		if err != nil {
			return "", err
		}
		if alike != b.Apart {
			return "", refuse(texts.Paper.SameAtEnd(alike))
		}
	}
	k := storage.Ticket{
		Key: t.session.Draft.Instance, Kind: b.Kind, Category: b.Category, Channel: b.Channel, Anonymous: b.Anonymous, Filed: b.received(),
		Private: storage.Private{Name: b.Name, Phone: b.Phone, Text: orElse(strings.Join(b.Words, "\n"), texts.Feedback.VoiceDescription), Place: b.Place, Point: b.Point},
	}
	if sameDay(k.Filed, t.now) {
		k.Filed = t.now
	}
	if _, err := t.filePaper(tx, &k, t.actor(), "", b.Media); err != nil {
		return "", err
	}
	if mark != "" {
		if err := writeDown(tx, mark, storage.Written{Ticket: k.Number}); err != nil {
			return "", err
		}
	}
	if k.Conduct {
		return texts.Paper.Conduct(k.Number), t.toDiscipline(tx, &k)
	}
	due := dayOf(k.Due, t.now)
	if due != "" {
		due += texts.Paper.Due
	}
	if k.Overdue(t.now) {
		due = texts.Paper.Overdue
	}
	return texts.Lines(texts.Paper.Filed(k.Number, dayOf(k.Filed, t.now), due, unitOf(t.house.Bureau, k.Category)), t.toldBy(&k)), nil
}
