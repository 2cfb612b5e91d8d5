package flows

import (
	"slices"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// marriage is 婚姻登记: the office's hours, papers, queue and peak days. It
// holds nothing of the person's.
type marriage struct {
	At     string
	Words  string // the question about a day
	Topic  string // what the step about several things shows
	detail string
}

var marriageFlow Flow = form(flow[marriage]{
	name:   "marriage",
	title:  marriageCategory,
	browse: true,
	begin:  func(m *marriage) string { return m.At },
	steps: []step[marriage]{
		{name: "topic", say: (*marriage).head, options: func(*marriage, *turn) []string { return texts.Marriage.Topics }, take: (*marriage).takeTopic},
		{name: "hours", look: (*marriage).lookHours, say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "now", look: seeHall(queueNow), say: (*marriage).shown, take: (*marriage).takeAny},
		{name: "mine", look: seeHall(myNumber), say: (*marriage).shown, take: (*marriage).takeAny},
		{name: "peaks", look: (*marriage).lookPeaks, say: (*marriage).shown, take: (*marriage).takeHours},
		{name: "end", say: func(*marriage, *turn) string { return "" }, take: (*marriage).takeAny},
	},
	file: func(tx storage.Tx, _ *marriage, t *turn) (string, error) {
		return t.onHall(tx, func(h *storage.Hall) (string, error) { return takeNumber(t, tx, h, call{}) })
	},
})

func (m *marriage) head(t *turn) string {
	u, _ := t.house.Bureau.Unit(t.house.Bureau.Marriage.Unit)
	return texts.Marriage.Head(orElse(u.Address, t.house.Bureau.Address), orElse(u.Phone, t.house.Bureau.Phone))
}

func (m *marriage) takeTopic(t *turn) Move {
	switch t.choice {
	case 0:
		m.Words = ""
		return GoTo("hours")
	case 1:
		return Switch(papersFlow, nil)
	case 2:
		return GoTo("now")
	case 3:
		return Commit.To("end")
	case 4:
		return GoTo("mine")
	case 5:
		return GoTo("peaks")
	case 6:
		return Switch(marriageMessageFlow, nil)
	}
	return m.takeHours(t)
}

func (m *marriage) shown(*turn) string { return m.detail }

func (m *marriage) takeAny(*turn) Move { return Elsewhere }

// takeHours takes a question about another day.
func (m *marriage) takeHours(t *turn) Move {
	if _, asked := t.daysNamed(t.Text); asked && t.Kind == Text {
		m.Words = strings.TrimSpace(t.Text)
		return GoTo("hours")
	}
	return Elsewhere
}

// seeHall makes a step's look of a view of the day's queue.
func seeHall(view func(*turn, storage.Tx, *storage.Hall) (string, error)) func(*marriage, storage.Tx, *turn) error {
	return func(m *marriage, tx storage.Tx, t *turn) error {
		h, err := t.hall(tx)
		if err == nil {
			m.detail, err = view(t, tx, h)
		}
		return err
	}
}

// marriageCategory is the category of the bureau file that the marriage office
// answers for.
const marriageCategory = "婚姻登记"

// marriageMessageFlow takes a question that staff must answer.
var marriageMessageFlow Flow = form(flow[message]{
	name:  "marriage-message",
	title: "婚姻登记咨询",
	steps: []step[message]{{
		name: "words",
		say:  say[message](texts.Browse.MarriageAsk),
		take: func(m *message, t *turn) Move { return m.take(t, texts.Browse.MarriageAgain) },
	}},
	file: leave(marriageCategory),
})

// marriageWords finds what somebody asks about the marriage office in their own
// words: the queue, the hours of a day, the papers. Nobody's marriage is told of.
func (e *Engine) marriageWords(t *turn) (Act, bool) {
	if t.Kind != Text || t.said == "" {
		return Act{}, false
	}
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(t.said, w) })
	}
	about := has(texts.Marriage.About...)
	_, day := t.daysNamed(t.Text)
	switch {
	case has(texts.Marriage.AsksNumber...), about && has(texts.Marriage.AsksQueue...):
		return marriageFlow.start(t, &marriage{At: "now"}), true
	case about && has(texts.Marriage.AsksPapers...):
		return papersAsked(t), true
	case has(texts.Marriage.AsksHours...) && (about || day):
		return marriageFlow.start(t, &marriage{At: "hours", Words: strings.TrimSpace(t.Text)}), true
	case about && day:
		return marriageFlow.start(t, &marriage{At: "hours", Words: strings.TrimSpace(t.Text)}), true
	case has("高峰日"):
		return marriageFlow.start(t, &marriage{At: "peaks"}), true
	}
	return Act{}, false
}
