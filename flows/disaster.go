package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// disaster is 灾情快报: where, what, people, houses, in a few taps or in one sentence.
// Anybody may report; who left a number of the roll is noted for those who work on it.
type disaster struct {
	Kind, Place, People, Houses string
	Point                       *storage.Point
	Words                       []string
	Media                       []piece
	Phone                       string
	Whole                       bool // one sentence told it all
}

var disasterFlow Flow = form(flow[disaster]{
	name:  "disaster",
	title: texts.Disaster.Title,
	begin: func(d *disaster) string {
		if d.Whole {
			return "phone"
		}
		return ""
	},
	steps: []step[disaster]{
		{name: "kind", say: say[disaster](texts.Disaster.Kind), options: func(_ *disaster, t *turn) []string { return t.house.Bureau.Disaster.Kinds }, take: (*disaster).takeKind},
		{name: "place", say: say[disaster](texts.Disaster.Place), take: (*disaster).takePlace},
		{name: "people", say: say[disaster](texts.Disaster.People), take: func(d *disaster, t *turn) Move { return takeLine(t, &d.People, texts.Disaster.People) }},
		{name: "houses", say: say[disaster](texts.Disaster.Houses), take: func(d *disaster, t *turn) Move { return takeLine(t, &d.Houses, texts.Disaster.Houses) }},
		{name: "more", say: say[disaster](texts.Disaster.More), take: (*disaster).takeMore},
		{name: "phone", say: say[disaster](texts.Disaster.Phone), take: (*disaster).takePhone},
	},
	file: fileDisaster,
})

// leastReport is how many characters a report in one sentence has at least: a place
// and what happened there.
const leastReport = 10

func disasterCommands() []*command {
	return []*command{{name: "灾情快报", usage: "灾情快报 [一句话]", help: "报告灾情：地点、人员、房屋，马上转应急部门", anywhere: true,
		run: func(_ *Engine, t *turn, c call) Act {
			d := &disaster{}
			if words, _ := tidy(c.rest); utf8.RuneCountInString(words) >= leastReport {
				d.Words, d.Whole = []string{words}, true
				d.Kind = t.disasterIn(words)
			}
			return disasterFlow.start(t, d)
		}}}
}

// disasterIn finds the kind of disaster that words name; the last of the list is 其他.
func (t *turn) disasterIn(words string) string {
	kinds := t.house.Bureau.Disaster.Kinds
	for _, k := range kinds {
		if slices.ContainsFunc(append(texts.Disaster.Signs[k], k), func(w string) bool { return strings.Contains(words, w) }) {
			return k
		}
	}
	return kinds[len(kinds)-1]
}

func (d *disaster) takeKind(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, t.house.Bureau.Disaster.Kinds))
	}
	d.Kind = t.house.Bureau.Disaster.Kinds[t.choice]
	return Next
}

func (d *disaster) takePlace(t *turn) Move {
	words, point, ok := placeOf(t)
	if !ok || t.says(texts.Disaster.None...) {
		return Again(texts.Disaster.Place)
	}
	d.Place, d.Point = words, point
	return Next
}

// takeLine takes one line of words; 没有 and 跳过 mean none.
func takeLine(t *turn, field *string, ask string) Move {
	if t.says(texts.Disaster.None...) {
		*field = ""
		return Next
	}
	words, _ := tidy(t.Text)
	if t.Kind != Text || words == "" {
		return Again(ask)
	}
	*field = words
	return Next
}

func (d *disaster) takeMore(t *turn) Move {
	if t.says(texts.WordDone, texts.WordSkip) {
		return Next
	}
	if p, ok := pieceOf(t.Message); ok {
		if len(d.Media) >= storage.MaxAttachments {
			return Again(texts.Feedback.Full(storage.MaxAttachments))
		}
		d.Media = append(d.Media, p)
		return Again(texts.Disaster.Kept)
	}
	if words, _ := tidy(t.Text); t.Kind == Text && words != "" {
		d.Words = append(d.Words, words)
		return Again(texts.Disaster.Kept)
	}
	return Again(texts.Disaster.More)
}

func (d *disaster) takePhone(t *turn) Move {
	if t.says(texts.Hardship.NoPhone...) {
		return Finish
	}
	phone, ok := phones.Parse(t.Text)
	if t.Kind != Text || !ok {
		return Again(texts.Hardship.PhoneAgain)
	}
	d.Phone = phone
	return Finish
}

func fileDisaster(tx storage.Tx, d *disaster, t *turn) (string, error) {
	place := orElse(d.Place, firstSentence(d.Words))
	k := storage.Ticket{
		Kind: texts.Disaster.TicketKind, Category: t.house.Bureau.Disaster.Category, Urgent: d.People != "",
		Township: t.where(place, d.Point).township,
		Private:  storage.Private{Phone: d.Phone, Place: place, Point: d.Point, Text: d.report()},
	}
	fresh, err := t.fileTicket(tx, storage.LetterFeedback, &k, d.Media)
	if err == nil && fresh {
		err = t.noteInformant(tx, &k)
	}
	if err != nil {
		return "", err
	}
	u, _ := t.house.Bureau.Unit(t.house.Bureau.Disaster.Unit)
	return texts.Disaster.Filed(k.Number, u.Name, u.Phone), nil
}

// report is what the ticket says, a line each.
func (d *disaster) report() string {
	item := texts.Disaster.Item
	return texts.Lines(append([]string{
		item("灾种", d.Kind), item("人员", d.People), item("房屋", d.Houses),
	}, d.Words...)...)
}

func firstSentence(words []string) string {
	if len(words) == 0 {
		return ""
	}
	head, _, _ := strings.Cut(words[0], "，")
	return head
}

// noteInformant tells those who work on the report whose number of the roll was left.
// It is a note among colleagues and no part of what the reporter sees as their own:
// anybody can type a number, and must not learn by it who is on the roll.
func (t *turn) noteInformant(tx storage.Tx, k *storage.Ticket) error {
	if k.Private.Phone == "" {
		return nil
	}
	who, known, err := storage.Informants.Find(tx, tx.Mark(storage.InformantMark, k.Private.Phone))
	if err != nil || !known {
		return err
	}
	_, err = t.move(tx, k, storage.Actor{Kind: storage.BySystem}, storage.ActNote, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = texts.Disaster.Informant(who.Name, who.Township, who.Village)
		return "", nil
	})
	return err
}
