package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// sighting is what somebody told us of a person in the street.
type sighting struct {
	What  string
	Place string
	Point *storage.Point
	Sign  string // the signboard whose code was scanned: the place is known
	Words []string
	Media []piece
	Phone string

	Number string // where the report went, once a part of it is filed
	Joined bool   // it went to a sighting that somebody reported before
	Near   string // an open sighting that may be the same person
	Nearby string // and what may be told of it
	Sure   bool   // the reporter says that it is
	Insist bool   // the reporter says that it is another person
	Sent   sent
}

// sent is how much of a sighting is filed already.
type sent struct {
	What, Place, Phone string
	Words, Media       int
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
		{name: "same", look: (*sighting).lookSame, when: (*sighting).doubtful,
			say: (*sighting).askSame, options: (*sighting).sameOrNot, take: (*sighting).takeSame},
		{name: "more", say: say[sighting](texts.Sighting.More), take: (*sighting).takeMore,
			item: texts.Sighting.Items.More, value: (*sighting).more},
		{name: "phone", say: say[sighting](texts.Sighting.Phone), take: (*sighting).takePhone,
			item: texts.Sighting.Items.Phone, value: func(s *sighting) string { return orElse(s.Phone, texts.Feedback.NoPhone) }},
	},
	file:  fileSighting,
	filed: (*sighting).nowFiled,
	left:  (*sighting).cancelled,
})

func (s *sighting) askWhat(t *turn) string { return texts.Sighting.What(t.house.Bureau.Hotline) }

func (s *sighting) kinds(*turn) []string { return texts.Sighting.Kinds }

// pressing reports whether the team is called before the report is complete:
// all kinds but the last, 一般流浪乞讨.
func pressing(kind string) bool { return kind != texts.Sighting.Kinds[len(texts.Sighting.Kinds)-1] }

func (s *sighting) takeWhat(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, texts.Sighting.Kinds))
	}
	s.What = texts.Sighting.Kinds[t.choice]
	return s.onward(Next)
}

// onward files at once what cannot wait, as soon as its place is known. Whether
// it can wait hangs on the weather, too, so the filing decides.
func (s *sighting) onward(otherwise Move) Move {
	if s.Place == "" {
		return otherwise
	}
	return Commit.To("same")
}

// emergency is the line that comes first where minutes count.
func (s *sighting) emergency(t *turn) string {
	switch s.What {
	case texts.Sighting.Kinds[0]:
		return texts.Sighting.Critical(t.house.Bureau.Hotline)
	case texts.Sighting.Kinds[1]:
		return texts.Sighting.Child(t.house.Bureau.Hotline)
	case texts.Sighting.Kinds[2]:
		return texts.Sighting.Danger(t.house.Bureau.Hotline)
	}
	return ""
}

func (s *sighting) askPlace(t *turn) string {
	return texts.Paragraphs(s.emergency(t), texts.Sighting.Place)
}

func (s *sighting) takePlace(t *turn) Move {
	place, point, ok := placeOf(t)
	if !ok {
		return Again(texts.Sighting.PlaceAgain)
	}
	if place != s.Place {
		s.Sign = ""
	}
	s.Place, s.Point = place, point
	return s.onward(Next)
}

func (s *sighting) takeMore(t *turn) Move {
	p, ok := pieceOf(t.Message)
	switch {
	case t.says(texts.WordDone, texts.WordSkip) && s.Joined:
		return Finish // who it is and where to call belongs to the first report
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
	case t.Kind == Location && t.Point != nil:
		place, point, _ := placeOf(t)
		s.Place, s.Point = place, point
	default:
		return Again(texts.Sighting.More)
	}
	if s.Number != "" {
		return Keep(texts.Sighting.MoreKept)
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
	if t.says(texts.WordAnon) || t.says(texts.Hardship.NoPhone...) {
		s.Phone = ""
		return Next
	}
	phone, ok := phones.Parse(t.Text)
	if t.Kind != Text || !ok {
		return Again(texts.Feedback.PhoneAgain)
	}
	s.Phone = phone
	return Next
}

func (s *sighting) cancelled() string {
	if s.Number == "" {
		return ""
	}
	return texts.Sighting.Left(s.Number, s.Joined)
}
