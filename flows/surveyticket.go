package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// countWords counts a sentence, and makes a ticket of one that asks for work: with a
// bad grade, or on 征求意见表 at all. Nobody's name is on it. key makes it once.
func (t *turn) countWords(tx storage.Tx, s *storage.Survey, a storage.SurveyAnswer, key string) (number string, err error) {
	s.Words++
	if !s.Opinions && !t.bad(a.Grade) || utf8.RuneCountInString(a.Words) < 2 {
		return "", nil
	}
	category := t.categoryOf(s.Unit, s.Name+a.Words)
	if about := t.conductIn(a.Words); about != "" && t.bad(a.Grade) { // not to the unit that it is about
		category = about
	}
	k := storage.Ticket{
		Key: key, Kind: t.opinionKind(t.bad(a.Grade)), Category: category, Channel: texts.ChannelSurvey, Anonymous: true,
		Private: storage.Private{Text: texts.Survey.Said(s.Name, t.gradeName(a.Grade), a.Words)},
	}
	if s.Opinions {
		k.Channel = texts.ChannelOpinions
	}
	fresh, err := t.fileAs(tx, storage.LetterFeedback, &k, nil, storage.Actor{Kind: storage.ByCitizen})
	if fresh {
		s.Tickets++
	}
	return k.Number, err
}

// opinionKind is the kind of a ticket out of somebody's opinion: 投诉 where they are
// not content, else 建议; the bureau's first where it knows neither.
func (t *turn) opinionKind(bad bool) string {
	want := texts.KindSuggestion
	if bad {
		want = texts.KindComplaint
	}
	if _, ok := t.house.Bureau.Kind(want); ok || len(t.house.Bureau.Kinds) == 0 {
		return want
	}
	return t.house.Bureau.Kinds[0].Name
}

// conductIn is the category of complaints about staff, when the words speak of how
// somebody behaves; "": they do not.
func (t *turn) conductIn(words string) string {
	for _, c := range t.house.Bureau.Categories {
		if c.Conduct && slices.ContainsFunc(append([]string{c.Name}, c.Aliases...), func(name string) bool { return strings.Contains(words, name) }) {
			return c.Name
		}
	}
	return ""
}

// categoryOf is the category of a unit's matters: of its own the one that the words
// name, else the first; where it has none, the bureau's last, which takes what belongs
// nowhere.
func (t *turn) categoryOf(unit, words string) string {
	var own []configs.Category
	for _, c := range t.house.Bureau.Categories {
		if unit != "" && c.Unit == unit {
			own = append(own, c)
		}
	}
	if len(own) == 0 {
		all := t.house.Bureau.Categories
		return all[len(all)-1].Name
	}
	for _, c := range own {
		if slices.ContainsFunc(append([]string{c.Name}, c.Aliases...), func(name string) bool { return strings.Contains(words, name) }) {
			return c.Name
		}
	}
	return own[0].Name
}
