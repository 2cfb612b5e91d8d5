package flows

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// surveyRoles may hand out surveys, and see what came back.
var surveyRoles = []storage.Role{storage.RoleDispatcher, storage.RoleAdmin, storage.RoleLeader}

// opinionCommands ask what people think: 测评 and 征求意见.
func opinionCommands() []*command {
	manage := func(opinions bool) func(*Engine, *turn, call) Act {
		return func(_ *Engine, t *turn, c call) Act { return t.manageSurveys(c, opinions) }
	}
	return append(visitCommands(),
		&command{name: "测评", usage: "测评 新建 名称 [股室] 发放数", help: "测评表：新建、发放、录入、结束；单发“测评”看回收和满意率", roles: surveyRoles, run: manage(false)},
		&command{name: "征求意见", usage: "征求意见 新建 名称 [股室] 发放数", help: "征求意见表，写了意见的都转成工单", roles: surveyRoles, run: manage(true)})
}

// manageSurveys is what staff do with surveys, by the first word.
func (t *turn) manageSurveys(c call, opinions bool) Act {
	what, rest, _ := strings.Cut(strings.TrimSpace(strings.ReplaceAll(c.rest, "　", " ")), " ")
	id, more, _ := strings.Cut(strings.TrimSpace(rest), " ")
	switch what {
	case "":
		return t.listSurveys(opinions)
	case "新建":
		return commit(func(tx storage.Tx) (string, error) { return t.newSurvey(tx, rest, opinions) })
	case "发放":
		return t.changeSurvey(id, opinions, func(s *storage.Survey) (string, error) {
			n, err := strconv.Atoi(strings.TrimRight(fold.Text(more), "份"))
			if err != nil || n < 0 || n > mostForms {
				return "", refuse(texts.Survey.SentUsage(c.name))
			}
			s.Sent = n
			return texts.Survey.SentNow(s.ID, n, s.Returned()), nil
		})
	case "结束":
		return t.changeSurvey(id, opinions, func(s *storage.Survey) (string, error) {
			if !s.Open(t.now) {
				return "", refuse(texts.Survey.EndedBefore(s.ID))
			}
			s.Ended = t.now
			return texts.Lines(texts.Survey.Ended(s.ID), t.surveyLine(s)), nil
		})
	case "录入":
		return t.typeForms(c.name, id, more, opinions)
	}
	return Say(texts.Survey.Usage(c.name))
}

const (
	mostForms  = 100000 // more than any campaign hands out
	mostMonths = 10     // longer than any lasts
)

var formsSent = regexp.MustCompile(`^(\d{1,6})份?$`)

// newSurvey is 测评 新建: name, unit if any, forms handed out, and until when.
func (t *turn) newSurvey(tx storage.Tx, typed string, opinions bool) (string, error) {
	s := storage.Survey{Opinions: opinions, By: t.party.Staff.ID, Made: t.now}
	var name []string
	sent := -1
	for _, w := range strings.Fields(typed) {
		unit := t.ownUnit(w)
		switch m := formsSent.FindStringSubmatch(strings.Map(fold.Rune, w)); {
		case strings.HasPrefix(w, "到") || strings.HasPrefix(w, "至"):
			end, _, ok := t.untilWhen([]string{w})
			if !ok || end.After(t.now.AddDate(0, mostMonths, 0)) { // a day that is past is read as next year's
				return "", refuse(texts.Survey.BadEnd)
			}
			s.Until = limits.EndOf(end)
		case m != nil:
			sent = number(m[1])
		case unit != "":
			s.Unit = unit
		default:
			name = append(name, w)
		}
	}
	s.Name, s.Sent = strings.Join(name, " "), max(0, sent)
	if s.Name == "" || utf8.RuneCountInString(s.Name) > 30 || sent < 0 || sent > mostForms {
		return "", refuse(texts.Survey.Usage(surveyName(opinions)))
	}
	last, _, err := storage.Counters.Find(tx, "survey")
	if err != nil {
		return "", err
	}
	last.N++
	s.ID = strconv.Itoa(last.N)
	return texts.Survey.Made(surveyName(opinions), s.ID, s.Name, t.placeOf(&s), s.Sent, surveyScene+s.ID, day(s.Until)), firstError(
		func() error { return storage.Counters.Put(tx, "survey", last) },
		func() error { return storage.Surveys.Put(tx, s.ID, s) },
		func() error {
			return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "survey", Detail: s.ID, Text: s.Name})
		})
}

func surveyName(opinions bool) string {
	if opinions {
		return "征求意见"
	}
	return "测评"
}

// ownUnit finds a unit of the bureau's own by its name; "": it is none.
func (t *turn) ownUnit(typed string) string {
	for _, u := range t.house.Bureau.Units {
		if !u.Outside && fold.Text(u.Name) == fold.Text(typed) {
			return u.Name
		}
	}
	return ""
}

// changeSurvey lets one survey change, and writes down that it was.
func (t *turn) changeSurvey(id string, opinions bool, change func(*storage.Survey) (string, error)) Act {
	return commit(func(tx storage.Tx) (string, error) {
		s, err := t.survey(tx, id, opinions)
		if err != nil {
			return "", err
		}
		said, err := change(s)
		if err != nil {
			return "", err
		}
		return said, firstError(
			func() error { return storage.Surveys.Put(tx, s.ID, *s) },
			func() error {
				return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "survey", Detail: s.ID, Text: said})
			})
	})
}

// survey finds one by what was typed of its number.
func (t *turn) survey(tx storage.Tx, typed string, opinions bool) (*storage.Survey, error) {
	s, ok, err := storage.Surveys.Find(tx, strings.TrimSuffix(fold.Text(typed), "号"))
	if err == nil && (!ok || s.Opinions != opinions) {
		return nil, refuse(texts.Survey.NoSuch(surveyName(opinions)))
	}
	return &s, err
}

// listSurveys is 测评 alone: the newest campaigns, and the grades by unit.
func (t *turn) listSurveys(opinions bool) Act {
	var all []storage.Survey
	return Act{
		Look: func(tx storage.Tx) error {
			all = nil
			return storage.Surveys.Each(tx, storage.Range{}, func(_ string, s storage.Survey) (bool, error) {
				if s.Opinions == opinions {
					all = append(all, s)
				}
				return false, nil
			})
		},
		Then: func(string) Act {
			if len(all) == 0 {
				return Say(texts.Survey.None(surveyName(opinions)))
			}
			slices.SortFunc(all, func(a, b storage.Survey) int { return number(b.ID) - number(a.ID) })
			var lines []string
			for i := range all[:min(len(all), 10)] {
				lines = append(lines, t.surveyLine(&all[i]))
			}
			return Say(texts.Paragraphs(texts.Lines(lines...), t.byUnit(all)))
		},
	}
}

func (t *turn) surveyLine(s *storage.Survey) string {
	return texts.Survey.Line(s.ID, s.Name, t.placeOf(s), s.Sent, s.Returned(), s.Paper, s.Words, s.Tickets, s.Open(t.now), t.gradeCounts(s.Grades))
}

// gradeCounts are the grades as the bureau calls them, best first, and how many of a
// hundred are content: 基本满意 is not bad.
func (t *turn) gradeCounts(grades [6]int) string {
	var parts []string
	all, good := 0, 0
	for _, r := range t.house.Bureau.Ratings {
		n := grades[r.Grade]
		parts = append(parts, r.Name+strconv.Itoa(n))
		if all += n; !r.Bad {
			good += n
		}
	}
	return texts.Survey.Grades(parts, good, all)
}

// byUnit adds campaigns up by unit, in the bureau's order.
func (t *turn) byUnit(all []storage.Survey) string {
	sums := map[string][6]int{}
	for _, s := range all {
		sum := sums[t.placeOf(&s)]
		for g, n := range s.Grades {
			sum[g] += n
		}
		sums[t.placeOf(&s)] = sum
	}
	if len(sums) < 2 {
		return ""
	}
	lines := []string{texts.Survey.ByUnit}
	for _, name := range append(t.unitNames(), t.house.Bureau.Name) {
		if sum, ok := sums[name]; ok {
			lines = append(lines, name+"："+t.gradeCounts(sum))
		}
	}
	return texts.Lines(lines...)
}
