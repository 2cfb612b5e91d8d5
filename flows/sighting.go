package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// sighting is what somebody told us of a person in the street.
type sighting struct {
	What  string
	Place string
	Point *storage.Point
	Words []string
	Media []piece
	Phone string
}

// sightingCategory is where the bureau file routes what is seen in the street.
const sightingCategory = "救助管理站"

var sightingFlow Flow = form(flow[sighting]{
	name:    "sighting",
	title:   "街头救助",
	summary: texts.Check.Head,
	steps: []step[sighting]{
		{name: "what", say: (*sighting).askWhat, options: (*sighting).kinds, take: (*sighting).takeWhat,
			item: texts.Sighting.Items.What, value: func(s *sighting) string { return s.What }},
		{name: "place", say: (*sighting).askPlace, take: (*sighting).takePlace,
			item: texts.Sighting.Items.Place, value: func(s *sighting) string { return s.Place }},
		{name: "more", say: say[sighting](texts.Sighting.More), take: (*sighting).takeMore,
			item: texts.Sighting.Items.More, value: (*sighting).more},
		{name: "phone", say: say[sighting](texts.Sighting.Phone), take: (*sighting).takePhone,
			item: texts.Sighting.Items.Phone, value: func(s *sighting) string { return orElse(s.Phone, texts.Feedback.NoPhone) }},
	},
	file: fileSighting,
})

func (s *sighting) askWhat(t *turn) string { return texts.Sighting.What(t.house.Bureau.Hotline) }

func (s *sighting) kinds(*turn) []string { return texts.Sighting.Kinds }

func (s *sighting) takeWhat(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, texts.Sighting.Kinds))
	}
	s.What = texts.Sighting.Kinds[t.choice]
	return Next
}

// askPlace puts the emergency number first where minutes count.
func (s *sighting) askPlace(t *turn) string {
	first := ""
	switch s.What {
	case texts.Sighting.Kinds[0], texts.Sighting.Kinds[1]:
		first = texts.Sighting.Critical(t.house.Bureau.Hotline)
	case texts.Sighting.Kinds[2]:
		first = texts.Sighting.Danger(t.house.Bureau.Hotline)
	}
	return texts.Paragraphs(first, texts.Sighting.Place)
}

func (s *sighting) takePlace(t *turn) Move {
	place, point, ok := placeOf(t)
	if !ok {
		return Again(texts.Sighting.PlaceAgain)
	}
	s.Place, s.Point = place, point
	return Next
}

func (s *sighting) takeMore(t *turn) Move {
	p, ok := pieceOf(t.Message)
	switch {
	case t.says(texts.WordDone, texts.WordSkip):
		return Next
	case ok && len(s.Media) >= storage.MaxAttachments:
		return Again(texts.Feedback.Full(storage.MaxAttachments))
	case ok:
		s.Media = append(s.Media, p)
	case t.Kind == Text && utf8.RuneCountInString(strings.Join(s.Words, "")+t.Text) > t.house.Chars:
		return Again(texts.Feedback.TooLong(t.house.Chars))
	case t.Kind == Text && t.said != "":
		words, _ := tidy(t.Text)
		s.Words = append(s.Words, words)
	default:
		return Again(texts.Sighting.More)
	}
	return Again(texts.Sighting.MoreKept)
}

func (s *sighting) more() string {
	words := strings.Join(s.Words, "\n")
	if n := len(s.Media); n > 0 {
		words += "（" + texts.Tickets.Attachments(n) + "）"
	}
	return orElse(words, texts.Sighting.None)
}

func (s *sighting) takePhone(t *turn) Move {
	if t.says(texts.WordSkip, texts.WordAnon) {
		s.Phone = ""
		return Next
	}
	phone, ok := parsePhone(t.Text)
	if t.Kind != Text || !ok {
		return Again(texts.Feedback.PhoneAgain)
	}
	s.Phone = phone
	return Next
}

func fileSighting(tx storage.Tx, s *sighting, t *turn) (string, error) {
	ticket := storage.Ticket{
		Kind: s.What, Category: sightingCategory,
		Urgent:  s.What != texts.Sighting.Kinds[4],
		Private: storage.Private{Phone: s.Phone, Text: strings.Join(s.Words, "\n"), Place: s.Place, Point: s.Point},
	}
	if _, err := t.fileTicket(tx, storage.LetterSighting, &ticket, s.Media); err != nil {
		return "", err
	}
	return texts.Sighting.Filed(ticket.Number, t.house.Bureau.Hotline), nil
}
