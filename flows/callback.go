package flows

import (
	"strconv"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// callBack is 回访: what the citizen says when we call after a closing.
type callBack struct {
	Number  string
	Doing   string // what is filed next, as callLook and callMissed name it; "": the call as a whole
	Grade   int    // 0: none was given
	Named   string // the grade as the bureau calls it
	Words   string
	Follows string // one of texts.CallBack.Outcomes
	detail  string
}

const (
	callLook   = "look"
	callMissed = "missed"
)

var callBackFlow Flow = form(flow[callBack]{
	name:    "callback",
	title:   "回访",
	summary: texts.CallBack.Check,
	steps: []step[callBack]{
		{name: "reached", look: (*callBack).look, say: func(c *callBack, _ *turn) string { return c.detail },
			options: func(*callBack, *turn) []string { return texts.CallBack.Reached }, take: (*callBack).takeReached},
		{name: "grade", say: (*callBack).askGrade, take: (*callBack).takeGrade,
			item: texts.CallBack.Items.Grade, value: func(c *callBack) string { return orElse(c.Named, texts.CallBack.NoGrade) }},
		{name: "words", say: say[callBack](texts.CallBack.AskWords), take: (*callBack).takeWords,
			item: texts.CallBack.Items.Words, value: func(c *callBack) string { return orElse(c.Words, texts.CallBack.NoWords) }},
		{name: "follows", say: say[callBack](texts.CallBack.AskFollows), options: func(*callBack, *turn) []string { return texts.CallBack.Outcomes },
			take: (*callBack).takeFollows, item: texts.CallBack.Items.Follows, value: func(c *callBack) string { return c.Follows }},
	},
	file: func(tx storage.Tx, c *callBack, t *turn) (string, error) {
		o, err := t.callable(tx, c.Number)
		if err != nil {
			return "", err
		}
		switch c.Doing {
		case callLook:
			return t.callPhone(tx, o)
		case callMissed:
			return t.callMissed(tx, o)
		}
		return t.called(tx, o, c)
	},
})

// opinionFlows ask what people think of the bureau's work.
func opinionFlows() []Flow { return []Flow{callBackFlow, surveyFlow, visitFlow} }

// callBackCommand is 回访: alone the list, with a number the call. The call is
// claimed first, so that nobody is called by two.
func callBackCommand() *command {
	return &command{name: "回访", usage: "回访 F…", help: "办结后电话回访，差评由别人回访；单发“回访”看等回访的", ticket: true, bare: true,
		roles: handlers, action: storage.ActCallBack,
		run: func(_ *Engine, t *turn, c call) Act {
			switch {
			case c.number == "" && almostNumber.MatchString(strings.Map(fold.Rune, c.rest)):
				return Say(texts.Staff.BadNumber(c.name, c.example()))
			case c.number == "":
				return t.callList(c.rest)
			}
			return Act{
				Commit: func(tx storage.Tx) (string, error) { return "", t.claimCall(tx, c.number) },
				Then:   func(string) Act { return callBackFlow.start(t, &callBack{Number: c.number}) },
			}
		}}
}

// look reads what whoever calls must know.
func (c *callBack) look(tx storage.Tx, t *turn) error {
	o, err := t.callable(tx, c.Number)
	if err != nil {
		return err
	}
	events, err := tx.Events(c.Number)
	if err != nil {
		return err
	}
	k := masked(o.ticket, o.fields)
	lines := []string{texts.CallBack.Head(k.Number, k.Kind, k.Category, k.Unit), staffContact(k)}
	if k.Private.Text != "" {
		lines = append(lines, texts.Staff.Words+texts.Plain(k.Private.Text))
	}
	for _, e := range onlySeen(events, o.fields) {
		switch e.Action {
		case storage.ActReply, storage.ActResolve:
			lines = append(lines, hour(e.At)+" "+texts.ActionNames[string(e.Action)]+"："+texts.Plain(e.Text))
		case storage.ActRate:
			lines = append(lines, hour(e.At)+" "+texts.CallBack.Said(t.gradeName(number(e.Detail)), texts.Plain(e.Text)))
		}
	}
	tail := texts.CallBack.Call
	if k.Private.Phone == "" {
		tail = texts.CallBack.NoPhone
	}
	c.detail = texts.Paragraphs(texts.Lines(lines...), tail)
	return nil
}

// gradeName is what the bureau calls a grade.
func (t *turn) gradeName(grade int) string {
	r, _ := t.house.Bureau.Rating(grade)
	return orElse(r.Name, strconv.Itoa(grade))
}

func (c *callBack) takeReached(t *turn) Move {
	c.Doing = ""
	switch {
	case t.says(texts.WordPhone):
		c.Doing = callLook
		return Keep("")
	case t.choice == 0:
		return Next
	case t.choice == 1:
		c.Doing = callMissed
		return Finish
	}
	return Again(texts.Lines(texts.CallBack.Again, texts.Numbered(texts.CallBack.Reached)))
}

// grades are the five as taps: the grade, not a place in a list, is the answer.
func (t *turn) grades() string {
	var lines []string
	for _, r := range t.house.Bureau.Ratings {
		lines = append(lines, texts.Tap(ratingLine(r.Grade, r.Name), ratingWords(r.Grade), r.Grade))
	}
	return texts.Lines(lines...)
}

func (c *callBack) askGrade(t *turn) string {
	return texts.Lines(texts.CallBack.AskGrade, t.grades(), texts.CallBack.GradeSkip)
}

func (c *callBack) takeGrade(t *turn) Move {
	if c.Grade, c.Named = 0, ""; t.says(texts.WordSkip, texts.CallBack.NoGrade) {
		return Next
	}
	if c.Grade = gradeOf(t, t.Text); t.Kind != Text || c.Grade == 0 {
		return Again(c.askGrade(t))
	}
	c.Named = t.gradeName(c.Grade)
	return Next
}

func (c *callBack) takeWords(t *turn) Move {
	if t.says(texts.WordSkip) {
		c.Words = ""
		return Next
	}
	if t.Kind != Text || t.said == "" {
		return Again(texts.CallBack.AskWords)
	}
	c.Words, _ = tidy(t.Text)
	return Next
}

func (c *callBack) takeFollows(t *turn) Move {
	if t.choice < 0 {
		return Again(unchoosable(t, texts.CallBack.Outcomes))
	}
	c.Follows = texts.CallBack.Outcomes[t.choice]
	return Next
}
