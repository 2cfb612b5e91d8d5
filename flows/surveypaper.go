package flows

import (
	"fmt"
	"regexp"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// paperForm is one form on paper as somebody typed it.
type paperForm struct {
	No    string // printed on it; "": none
	Grade int
	Words string
}

// mostTyped is how many forms one message may hold.
const mostTyped = 60

var (
	formNumber = regexp.MustCompile(`^(\d{1,6})号$`)
	oneGrade   = regexp.MustCompile(`^[1-5]$`)
)

// readForms reads forms: 5 4 4 2 一句话 are four, and the sentence is the last one's.
// A line, or what stands before a semicolon, begins anew. 12号 before a grade is the
// form's number. bad is what could not be read.
func readForms(typed string) (forms []paperForm, bad string) {
	for _, line := range strings.FieldsFunc(typed, func(r rune) bool { return r == '\n' || r == ';' || r == '；' }) {
		no, begun := "", false
		words := strings.Fields(strings.NewReplacer("　", " ", "，", " ", ",", " ", "、", " ").Replace(line))
		for i, w := range words {
			folded := strings.Map(fold.Rune, w)
			if m := formNumber.FindStringSubmatch(folded); m != nil && no == "" {
				no = strings.TrimLeft(m[1], "0")
				continue
			}
			if oneGrade.MatchString(folded) {
				forms = append(forms, paperForm{No: no, Grade: number(folded)})
				no, begun = "", true
				continue
			}
			if !begun || no != "" {
				return nil, w
			}
			forms[len(forms)-1].Words, _ = tidy(strings.Join(words[i:], " "))
			break
		}
		if no != "" {
			return nil, no + "号"
		}
	}
	return forms, ""
}

// typeForms is 测评 录入: what came back on paper, all of a message or nothing.
func (t *turn) typeForms(name, id, typed string, opinions bool) Act {
	forms, bad := readForms(typed)
	switch {
	case bad != "":
		return Say(texts.Survey.BadForm(bad, name))
	case len(forms) == 0:
		return Say(texts.Survey.TypeUsage(name))
	case len(forms) > mostTyped:
		return Say(texts.Survey.TooMany(mostTyped))
	}
	return commit(func(tx storage.Tx) (string, error) {
		s, err := t.survey(tx, id, opinions)
		if err != nil {
			return "", err
		}
		had := s.Tickets
		for i, f := range forms {
			if err := t.typeForm(tx, s, i, f); err != nil {
				return "", err
			}
		}
		return texts.Survey.Typed(len(forms), s.Tickets-had, s.Returned(), s.Sent), firstError(
			func() error { return storage.Surveys.Put(tx, s.ID, *s) },
			func() error {
				return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "survey", Detail: s.ID, Text: texts.Survey.TypedLog(len(forms))})
			})
	})
}

// typeForm counts the nth form of a message. A form's number is counted once.
func (t *turn) typeForm(tx storage.Tx, s *storage.Survey, n int, f paperForm) error {
	mark := tx.Mark("survey-form", fmt.Sprintf("%s#%d", t.ID, n))
	key := s.ID + "/" + today(t.now) + "/" + mark
	if f.No != "" {
		key = s.ID + "/form/" + f.No
	}
	if _, before, err := storage.SurveyAnswers.Find(tx, key); before || err != nil {
		if err == nil {
			err = refuse(texts.Survey.FormTwice(f.No))
		}
		return err
	}
	a := storage.SurveyAnswer{Grade: f.Grade, Words: f.Words, Paper: true}
	s.Grades[f.Grade]++
	s.Paper++
	if f.Words != "" {
		var err error
		if a.Ticket, err = t.countWords(tx, s, a, mark); err != nil {
			return err
		}
	}
	return storage.SurveyAnswers.Put(tx, key, a)
}
