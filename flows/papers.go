package flows

import (
	"slices"
	"strings"

	"minqing/flows/texts"
	"minqing/flows/wedlock"
)

// papers is 所需材料. It holds the case on view and nothing of the person's: birthdays are
// reckoned with in the turn that brings them, and are never part of it.
type papers struct {
	Case  wedlock.Topic
	shown string // the answer to the words of this turn
}

const papersTitle = "所需材料"

var papersFlow Flow = form(flow[papers]{
	name:   "papers",
	title:  papersTitle,
	browse: true,
	begin: func(p *papers) string {
		if p.shown != "" {
			return "told"
		}
		return ""
	},
	steps: []step[papers]{
		{name: "case", say: (*papers).common, options: func(*papers, *turn) []string { return paperCases() }, take: (*papers).takeCase},
		{name: "told", say: (*papers).told, take: (*papers).takeMore},
	},
})

// papersAsked answers a question about papers in words, and asks the case where it isn't
// clear.
func papersAsked(t *turn) Act {
	p := &papers{}
	if p.hear(t, true) {
		return papersFlow.start(t, p)
	}
	return papersFlow.start(t, &papers{})
}

func (p *papers) common(t *turn) string {
	return texts.Paragraphs(texts.Papers.Common(t.marriagePhone()), texts.Papers.Which)
}

func paperCases() []string {
	var names []string
	for _, c := range texts.Papers.Cases {
		names = append(names, c.Name)
	}
	return names
}

func (p *papers) told(t *turn) string {
	if p.shown == "" {
		p.shown = p.answer(t, p.Case)
	}
	return p.shown
}

func (p *papers) takeCase(t *turn) Move {
	if t.choice >= 0 {
		p.shown = p.answer(t, wedlock.Cases[t.choice])
		return GoTo("told")
	}
	if p.hear(t, true) {
		return GoTo("told")
	}
	return noSuchCase(t)
}

// noSuchCase asks again for a number that is none of the list.
func noSuchCase(t *turn) Move {
	if isDigits(t.said) {
		return Again(texts.House.Unchoosable(len(wedlock.Cases)))
	}
	return Elsewhere
}

// takeMore takes another case or question after an answer, and the days and birthdays that
// the answer asked for.
func (p *papers) takeMore(t *turn) Move {
	own := p.ownAnswer(t)
	switch i := t.pick(paperCases()); {
	case t.says(papersTitle):
		return GoTo("case")
	case i >= 0:
		return Again(p.answer(t, wedlock.Cases[i]))
	case t.says(texts.Papers.OwnAnswer) && own != "":
		return Again(texts.Paragraphs(own, texts.Papers.More))
	case p.hear(t, true):
		return Again(p.shown)
	}
	return noSuchCase(t)
}

// mostAsked is how many bytes a question has; whoever writes more tells a story.
const mostAsked = 900

// hear reads words and makes the answer; false when they are about something else. inside
// tells that the person is talking of papers already.
func (p *papers) hear(t *turn, inside bool) bool {
	if t.Kind != Text || t.said == "" || len(t.said) > mostAsked {
		return false
	}
	topic := wedlock.Read(t.said, inside)
	if topic == wedlock.Others {
		p.shown = p.answer(t, topic)
		return true
	}
	if _, identity := maskIDs(t.Text); identity && (inside || topic != wedlock.None) {
		p.shown = texts.Papers.NoIdentity
		return true
	}
	if (inside || wedlock.Concerns(t.said)) && (p.hearApplied(t, topic) || p.hearAges(t, topic)) {
		return true
	}
	if topic == wedlock.None && !t.namesDay() {
		topic = wedlock.May(t.said)
	}
	if topic == wedlock.None {
		return false
	}
	p.shown = p.answer(t, topic)
	return true
}

// answer is what is said of a topic: the list, what must be asked by phone, and the law.
func (p *papers) answer(t *turn, topic wedlock.Topic) string {
	p.Case = topic
	text, source := paperText(topic)
	ask := ""
	switch topic {
	case wedlock.Divorce, wedlock.Cooling:
		ask = texts.Papers.AskApplied
	case wedlock.Age:
		ask = texts.Papers.NotKept
	}
	return texts.Paragraphs(texts.Lines(text, p.local(t), texts.Papers.Source(source)), ask, texts.Papers.More)
}

func paperText(topic wedlock.Topic) (text, source string) {
	if i := slices.Index(wedlock.Cases, topic); i >= 0 {
		c := texts.Papers.Cases[i]
		return c.Text, c.Source
	}
	c := texts.Papers.Points[string(topic)]
	return c.Text, c.Source
}

// paperQuestions are the shipped questions that hold what a bureau does about a topic.
var paperQuestions = map[wedlock.Topic][]string{
	wedlock.Marry: {"faq-01"}, wedlock.Straits: {"faq-04", "faq-01"}, wedlock.Overseas: {"faq-05", "faq-01"}, wedlock.Foreign: {"faq-05", "faq-01"},
	wedlock.Divorce: {"faq-07"}, wedlock.Cooling: {"faq-07"}, wedlock.Reissue: {"faq-09"}, wedlock.Proxy: {"faq-09"}, wedlock.NoPaper: {"faq-09"},
	wedlock.Record: {"faq-12"}, wedlock.Archive: {"faq-12"}, wedlock.Others: {"faq-12"}, wedlock.Photo: {"faq-01"},
}

// local is what the bureau has not said yet, to be asked by phone; where it has said it all,
// where to read that.
func (p *papers) local(t *turn) string {
	var blanks []string
	for _, id := range paperQuestions[p.Case] {
		if q, ok := faqByID(t.house.Bureau, id); ok {
			for _, what := range q.Blanks() {
				if !slices.Contains(blanks, what) {
					blanks = append(blanks, what)
				}
			}
		}
	}
	switch {
	case len(blanks) > 0:
		return texts.Papers.AskFirst(strings.Join(blanks, "；"), t.marriagePhone())
	case p.ownAnswer(t) != "":
		return texts.Lines(texts.Papers.Own(), texts.Papers.Phone(t.marriagePhone()))
	}
	return texts.Papers.Phone(t.marriagePhone())
}

// ownAnswer is what the bureau's own questions say of the case on view.
func (p *papers) ownAnswer(t *turn) string {
	var answers []string
	for _, id := range paperQuestions[p.Case] {
		if q, ok := faqByID(t.house.Bureau, id); ok {
			answers = append(answers, q.Answer(t.marriagePhone()))
		}
	}
	return texts.Paragraphs(answers...)
}
