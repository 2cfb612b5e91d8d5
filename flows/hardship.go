package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/limits"
	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// hardship is 救急难: somebody cannot eat, buy medicine or find a roof tonight. One
// sentence is enough; it goes to the window and to the township in the same commit, with
// a date of its own.
type hardship struct {
	Words    string
	Media    []piece
	Place    string
	Point    *storage.Point
	Township string
	Phone    string
}

var hardshipFlow Flow = form(flow[hardship]{
	name:  "hardship",
	title: texts.Hardship.Title,
	begin: func(h *hardship) string {
		if h.Words != "" {
			return "town"
		}
		return ""
	},
	steps: []step[hardship]{
		{name: "words", say: say[hardship](texts.Hardship.Ask), take: (*hardship).takeWords},
		{name: "town", say: say[hardship](texts.Hardship.Town), when: func(h *hardship) bool { return h.Township == "" }, take: (*hardship).takeTown},
		{name: "phone", say: say[hardship](texts.Hardship.Phone), take: (*hardship).takePhone},
	},
	file: fileHardship,
})

// hardshipCommands are for everybody; the word is never shown to be official.
func hardshipCommands() []*command {
	return []*command{{name: "救急难", usage: "救急难 一句话", help: "遇到吃饭、治病、住处的急难，一句话求助", anywhere: true,
		run: func(_ *Engine, t *turn, c call) Act { return hardshipFlow.start(t, t.hardshipIn(c.rest)) }}}
}

// hardshipIn is what a sentence already tells.
func (t *turn) hardshipIn(words string) *hardship {
	words, _ = tidy(words)
	if utf8.RuneCountInString(words) < minWords {
		return &hardship{}
	}
	return &hardship{Words: words, Township: t.where(words, nil).township}
}

// criesHardship reports whether words speak of urgent hardship, by the bureau's list.
func (t *turn) criesHardship(words string) bool {
	folded := fold.Text(words)
	return slices.ContainsFunc(t.house.Bureau.Hardship.Words, func(w string) bool { return strings.Contains(folded, fold.Text(w)) })
}

func (h *hardship) takeWords(t *turn) Move {
	if p, ok := pieceOf(t.Message); ok && p.Kind == storage.Voice {
		h.Words, h.Media = texts.Feedback.VoiceDescription, []piece{p}
		return Next
	}
	if t.Kind != Text || utf8.RuneCountInString(strings.TrimSpace(t.Text)) < minWords {
		return Again(texts.Hardship.Ask)
	}
	*h = *t.hardshipIn(t.Text)
	return Next
}

func (h *hardship) takeTown(t *turn) Move {
	if t.says(texts.WordSkip, "不知道", "说不清") {
		return Next
	}
	words, point, ok := placeOf(t)
	if !ok {
		return Again(texts.Hardship.Town)
	}
	h.Place, h.Point = words, point
	h.Township = t.where(words, point).township
	return Next
}

func (h *hardship) takePhone(t *turn) Move {
	if t.says(texts.Hardship.NoPhone...) {
		return Finish
	}
	phone, ok := phones.Parse(t.Text)
	if t.Kind != Text || !ok {
		return Again(texts.Hardship.PhoneAgain)
	}
	h.Phone = phone
	return Finish
}

func fileHardship(tx storage.Tx, h *hardship, t *turn) (string, error) {
	k := storage.Ticket{
		Kind: texts.KindHelp, Category: t.house.Bureau.Hardship.Category, Procedure: limits.Hardship, Township: h.Township,
		Private: storage.Private{Text: h.Words, Place: h.Place, Point: h.Point, Phone: h.Phone},
	}
	if _, err := t.fileTicket(tx, storage.LetterFeedback, &k, h.Media); err != nil {
		return "", err
	}
	return t.hardshipFiled(&k), nil
}

// hardshipFiled is what the citizen hears with the number: whom else to ring.
func (t *turn) hardshipFiled(k *storage.Ticket) string {
	contact, _ := t.house.Bureau.Hardship.Contact(k.Township)
	u, _ := t.house.Bureau.Unit(k.Unit)
	return texts.Hardship.Filed(k.Number, u.Name, u.Phone, contact.Name, contact.Phone, day(k.Due))
}

// asHardship lets a request or a question that speaks of urgent hardship go the short
// way, whichever form it came by.
func (t *turn) asHardship(k *storage.Ticket) {
	if k.Procedure != "" || k.Conduct || k.Kind != texts.KindHelp && k.Kind != texts.KindQuestion || !t.criesHardship(k.Private.Text) {
		return
	}
	k.Procedure = limits.Hardship
	if k.Township == "" {
		k.Township = t.where(texts.Lines(k.Private.Place, k.Private.Text), k.Private.Point).township
	}
}

// toWindow sends urgent hardship past the desk: taken in and given to the window at
// once. The township's people and the dispatchers hear in the same commit; whoever of
// them takes it first has it.
func (t *turn) toWindow(tx storage.Tx, k *storage.Ticket) error {
	bot := storage.Actor{Kind: storage.BySystem}
	if _, err := t.move(tx, k, bot, storage.ActAccept, nothing); err != nil {
		return err
	}
	_, err := t.move(tx, k, bot, storage.ActAssign, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		c, _ := t.house.Bureau.Category(t.house.Bureau.Hardship.Category)
		k.Unit, e.Detail, k.Sent = c.Unit, c.Unit, t.now
		return "", nil
	})
	if err != nil {
		return err
	}
	return t.tellHardship(tx, k)
}

// tellHardship tells the window and the desk, who ring the township's office as well,
// and those of that office who are bound.
func (t *turn) tellHardship(tx storage.Tx, k *storage.Ticket) error {
	town, _ := t.house.Bureau.Hardship.Contact(k.Township)
	a, err := t.reach(tx, k, texts.Alerts.Hardship(k.Number, k.Township, town.Name, town.Phone, day(k.Due)), responsible(k), dispatchers)
	if err != nil {
		return err
	}
	r, err := t.callRoll(tx)
	if err != nil {
		return err
	}
	there := r.mayStandIn(k, func(s *storage.Staff) bool { return t.house.Bureau.Hardship.Serves(s.Name, k.Township) && !a.has(s) })
	return t.tellStaff(tx, k, texts.Alerts.Hardship(k.Number, k.Township, "", "", day(k.Due)), audience{who: there})
}
