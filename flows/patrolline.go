package flows

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// clockAhead is an hour at the head of a patrol line: 21:40, 21点40.
var clockAhead = regexp.MustCompile(`^(\d{1,2})(?::|点|时)(\d{2})?分?$`)

// patrolLine is a whole report in one line:
// 【巡查】21:40 东门桥洞 男 约50岁 拒绝进站 已发棉被.
func patrolLine(_ *Engine, t *turn, c call) Act {
	r, at := t.readPatrolLine(c.rest)
	if r.Place == "" {
		return Say(texts.Report.LineUsage)
	}
	if at != "" {
		r.Words = append([]string{at}, r.Words...)
	}
	t.session.Draft = storage.Draft{Instance: t.house.NewID()}
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			line := *r
			return fileReport(tx, &line, t)
		},
		Then: func(said string) Act {
			t.session.Draft = storage.Draft{}
			focusOnFiled(t, said)
			return Say(said)
		},
	}
}

// readPatrolLine takes the line apart: an hour, the place, and what is known of
// outcomes and deeds; everything else stays as words.
func (t *turn) readPatrolLine(typed string) (r *report, at string) {
	r = new(report)
	tidied, _ := tidy(typed)
	words := listed(tidied)
	if len(words) > 0 {
		if m := clockAhead.FindStringSubmatch(strings.Map(fold.Rune, words[0])); m != nil && number(m[1]) < 24 {
			at, words = words[0], words[1:]
		}
	}
	if len(words) == 0 {
		return r, at
	}
	r.Place, words = words[0], words[1:]
	for _, w := range words {
		if o := outcomeOf(w); o != "" && r.Outcome == "" {
			r.Outcome = o
		}
	}
	if len(words) > 0 {
		r.Words = []string{strings.Join(words, " ")}
	}
	for _, c := range texts.Conditions {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, c) }) {
			r.Conditions = append(r.Conditions, c)
		}
	}
	return r, at
}

// outcomeOf reads an outcome out of a word of the street: 拒绝进站 is a refusal,
// not an entry.
func outcomeOf(word string) string {
	for _, o := range texts.OutcomeWords {
		if strings.Contains(word, o.Word) {
			return o.Outcome
		}
	}
	return ""
}

// clock is the hour of a moment.
func clock(at time.Time) string { return at.In(storage.Zone).Format("15:04") }
