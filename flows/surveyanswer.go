package flows

import (
	"strings"

	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// surveyScene is the prefix of the code on a survey's poster.
const surveyScene = "survey-"

// surveyAnswer is what somebody says of a place: a grade, and a sentence if they like.
// The grade counts as soon as it is given.
type surveyAnswer struct {
	ID    string
	Day   string // on which the grade was given
	Grade int
	Words string
	Phone string
	Doing string // what is filed next: "grade", "words" or "phone"
	// Number is the ticket that the sentence became; "": none
	Number string
	head   string
}

var surveyFlow Flow = form(flow[surveyAnswer]{
	name:  "survey",
	title: "测评",
	steps: []step[surveyAnswer]{
		{name: "grade", look: (*surveyAnswer).look, say: (*surveyAnswer).askGrade, take: (*surveyAnswer).takeGrade},
		{name: "words", say: (*surveyAnswer).askWords, take: (*surveyAnswer).takeWords},
		{name: "phone", look: (*surveyAnswer).lookTicket, when: func(a *surveyAnswer) bool { return a.Number != "" },
			say: say[surveyAnswer](texts.Survey.AskPhone), take: (*surveyAnswer).takePhone},
	},
	left: func(a *surveyAnswer) string {
		if a.Day == "" {
			return ""
		}
		return texts.Survey.Thanks
	},
	file: fileSurveyAnswer,
})

// surveyed leads whoever scanned a survey's code to its question.
func (e *Engine) surveyed(t *turn) (Act, bool) {
	id, ok := strings.CutPrefix(t.Scene, surveyScene)
	if !ok {
		return Act{}, false
	}
	e.park(t)
	return surveyFlow.start(t, &surveyAnswer{ID: id}), true
}

func (a *surveyAnswer) look(tx storage.Tx, t *turn) error {
	s, err := t.openSurvey(tx, a.ID)
	if err != nil {
		return err
	}
	switch _, before, err := storage.SurveyMarks.Find(tx, t.surveyMark(tx, s)); {
	case err != nil:
		return err
	case before && a.Day == "":
		return refuse(texts.Survey.Twice(t.placeOf(s)))
	}
	a.head = texts.Survey.Ask(s.Name, t.placeOf(s), s.Opinions)
	return nil
}

// openSurvey returns a survey that somebody may still answer.
func (t *turn) openSurvey(tx storage.Tx, id string) (*storage.Survey, error) {
	s, ok, err := storage.Surveys.Find(tx, id)
	if err == nil && (!ok || !s.Open(t.now)) {
		return nil, refuse(texts.Survey.Over)
	}
	return &s, err
}

// placeOf is what a survey is about, in words.
func (t *turn) placeOf(s *storage.Survey) string { return orElse(s.Unit, t.house.Bureau.Name) }

// surveyMark is what keeps somebody from answering for a place twice on a day.
func (t *turn) surveyMark(tx storage.Tx, s *storage.Survey) string {
	return today(t.now) + "/" + tx.Mark("survey", strings.Join([]string{today(t.now), s.Unit, string(t.party.ID)}, "|"))
}

func (a *surveyAnswer) askGrade(t *turn) string { return texts.Lines(a.head, t.grades()) }

func (a *surveyAnswer) takeGrade(t *turn) Move {
	if a.Day != "" { // it came back to the question; what was given counts
		return Next
	}
	grade, words := gradeAndWords(t, t.Text)
	if t.Kind != Text || grade == 0 {
		return Again(texts.Lines(texts.Survey.Again, t.grades()))
	}
	a.Grade, a.Day = grade, today(t.now)
	if a.Doing = "grade"; words == "" {
		return Commit.To("words")
	}
	a.Words, _ = tidy(words)
	a.Doing = "words"
	return Commit.To("phone")
}

func (a *surveyAnswer) askWords(t *turn) string { return texts.Survey.AskWords(t.bad(a.Grade)) }

func (a *surveyAnswer) takeWords(t *turn) Move {
	switch {
	case t.says(texts.WordSkip, "没有", "无"):
		return Quit(texts.Survey.Thanks)
	case t.Kind != Text || t.said == "":
		return Again(a.askWords(t))
	}
	a.Words, _ = tidy(t.Text)
	a.Doing = "words"
	return Commit.To("phone")
}

// lookTicket finds the ticket that the sentence became.
func (a *surveyAnswer) lookTicket(tx storage.Tx, t *turn) error {
	given, _, err := storage.SurveyAnswers.Find(tx, a.key(t))
	a.Number = given.Ticket
	return err
}

func (a *surveyAnswer) takePhone(t *turn) Move {
	if t.says(texts.WordSkip, texts.WordAnon, "没有", "不留") {
		return Quit(texts.Survey.Anonymous(a.Number, t.house.Bureau.Phone))
	}
	phone, ok := phones.Parse(t.Text)
	if t.Kind != Text || !ok {
		return Again(texts.Feedback.PhoneAgain)
	}
	a.Phone, a.Doing = phone, "phone"
	return Finish
}

// key is where the answer lies: the flow instance is nobody's name.
func (a *surveyAnswer) key(t *turn) string {
	return a.ID + "/" + a.Day + "/" + t.session.Draft.Instance
}

func fileSurveyAnswer(tx storage.Tx, a *surveyAnswer, t *turn) (string, error) {
	if a.Doing == "phone" {
		return t.surveyPhone(tx, a)
	}
	given, before, err := storage.SurveyAnswers.Find(tx, a.key(t))
	if err != nil {
		return "", err
	}
	var s *storage.Survey
	if before { // the sentence may come when the survey has ended meanwhile
		kept, err := storage.Surveys.Get(tx, a.ID)
		if s = &kept; err != nil {
			return "", err
		}
	} else if s, err = t.countGrade(tx, a); err != nil {
		return "", err
	}
	given.Grade = a.Grade
	said := ""
	if a.Doing == "words" && given.Words == "" {
		given.Words = a.Words
		if given.Ticket, err = t.countWords(tx, s, given, t.session.Draft.Instance); err != nil {
			return "", err
		}
		if given.Ticket != "" { // else the flow ends with its thanks
			said = texts.Survey.Filed(given.Ticket)
		}
	}
	return said, firstError(
		func() error { return storage.Surveys.Put(tx, s.ID, *s) },
		func() error { return storage.SurveyAnswers.Put(tx, a.key(t), given) })
}

// countGrade counts an answer from the chat: once a person, place and day.
func (t *turn) countGrade(tx storage.Tx, a *surveyAnswer) (*storage.Survey, error) {
	s, err := t.openSurvey(tx, a.ID)
	if err != nil {
		return nil, err
	}
	mark := t.surveyMark(tx, s)
	if _, before, err := storage.SurveyMarks.Find(tx, mark); before || err != nil {
		if err == nil {
			err = refuse(texts.Survey.Twice(t.placeOf(s)))
		}
		return nil, err
	}
	s.Grades[a.Grade]++
	return s, storage.SurveyMarks.Put(tx, mark, true)
}

// surveyPhone adds a phone to the ticket that a sentence became. It stays without a
// person: the clerk telephones.
func (t *turn) surveyPhone(tx storage.Tx, a *surveyAnswer) (string, error) {
	k, err := tx.Ticket(a.Number)
	if err != nil {
		return "", err
	}
	return t.move(tx, k, storage.Actor{Kind: storage.ByCitizen}, storage.ActSupplement, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Private.Phone, k.Anonymous = a.Phone, false
		e.Text = texts.Survey.PhoneLeft
		return texts.Survey.WillCall(k.Number), nil
	})
}

// dropMarks lets go of the marks of days that are over.
func (t *turn) dropMarks(tx storage.Tx) (more bool, err error) {
	return sweepBook(tx, storage.SurveyMarks, storage.Range{}, func(key string, _ bool) (bool, bool, error) {
		day, _, _ := strings.Cut(key, "/")
		return day < today(t.now), day >= today(t.now), nil
	})
}
