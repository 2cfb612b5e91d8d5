package flows

import (
	"errors"
	"regexp"
	"strconv"
	"time"

	"minqing/flows/texts"
	"minqing/flows/wedlock"
)

// half is a birthday that was begun: a year, or what was said of one.
var half = regexp.MustCompile(`[0-9]{2,4}年?(?:的|出)?生|^(?:[男女方我他她和的, ]*[0-9]{2,4}年?的?)+$|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]`)

// hearAges takes birthdays or ages and tells who is old enough, and from when. They live as
// long as this call.
func (p *papers) hearAges(t *turn, topic wedlock.Topic) bool {
	about := p.Case == wedlock.Age || topic == wedlock.Age
	persons, rest, err := wedlock.Persons(t.said, t.now, about)
	if !about && (len(persons) == 0 || persons[0].Born.IsZero() && err == nil || topic != wedlock.None && topic != wedlock.Marry) {
		return false
	}
	var wrong *wedlock.NoDayError
	switch {
	case errors.As(err, &wrong):
		p.shown = texts.Papers.NoSuchBirth(wrong.Words)
	case len(persons) == 0 && (topic != wedlock.None || !half.MatchString(t.said)):
		return false
	case len(persons) == 0, len(persons) > 2:
		p.shown = texts.Papers.AskBirths
	case len(persons) == 2 && persons[0].Sex == wedlock.Unsaid:
		p.shown = texts.Papers.AskSexes
	default:
		p.shown = agesWords(t, persons, rest)
	}
	p.Case = wedlock.Age
	return true
}

// agesWords says of one or two persons whether they are old enough on the day that the rest of
// the sentence names, else today. A birthday is told back only as the day from which it is.
func agesWords(t *turn, persons []wedlock.Person, rest string) string {
	s := &texts.Papers
	on, head := weddingDay(t, rest)
	lines := []string{head}
	together, old, told := on, 0, false
	for _, w := range persons {
		for _, sex := range sexesOf(w) {
			lines = append(lines, oneAge(w, sex, len(persons) == 1, on))
			if from := wedlock.OldEnough(w.Born, sex); !w.Born.IsZero() && from.After(together) {
				together = from
			}
		}
		if !w.Born.IsZero() {
			old++
		}
		told = told || w.Born.IsZero()
	}
	switch {
	case len(persons) == 1 || old < 2 || persons[0].Sex == persons[1].Sex:
	case together.After(on):
		lines = append(lines, s.BothFrom(fullDay(together)))
	default:
		lines = append(lines, s.BothEnough)
	}
	lines = append(lines, s.OnlyAge)
	if told {
		lines = append(lines, s.ByAge)
	}
	if old > 0 {
		lines = append(lines, s.NotKept)
	}
	return texts.Paragraphs(texts.Lines(append(lines, s.Source(s.AgeLaw))...), s.More)
}

// sexesOf are both where the words left it open.
func sexesOf(w wedlock.Person) []wedlock.Sex {
	if w.Sex == wedlock.Unsaid {
		return []wedlock.Sex{wedlock.Man, wedlock.Woman}
	}
	return []wedlock.Sex{w.Sex}
}

// weddingDay is the day asked about and how to begin; a day that is past is today.
func weddingDay(t *turn, rest string) (on time.Time, head string) {
	m, ok, err := t.engine.dates.Read(rest, t.now)
	switch {
	case err != nil || !ok || t.daysAway(m.Days[0]) == 0:
		return t.now, texts.Papers.Today
	case t.daysAway(m.Days[0]) < 0:
		return t.now, texts.Papers.DayPast(fullDay(m.Days[0]))
	}
	return m.Days[0], texts.Papers.OnDay(fullDay(m.Days[0]))
}

// oneAge is the line of one person. alone tells that nothing says which of two it is.
func oneAge(w wedlock.Person, sex wedlock.Sex, alone bool, on time.Time) string {
	s := &texts.Papers
	who := map[wedlock.Sex]string{wedlock.Man: s.Man, wedlock.Woman: s.Woman}[sex]
	if w.Sex == wedlock.Unsaid && alone {
		who = map[wedlock.Sex]string{wedlock.Man: s.IfMan, wedlock.Woman: s.IfWoman}[sex]
	}
	years := strconv.Itoa(sex.Years())
	if !w.Born.IsZero() {
		if from := wedlock.OldEnough(w.Born, sex); from.After(on) {
			return s.NotYet(who, fullDay(from), years)
		}
		return s.Enough(who, years)
	}
	told := s.Told(strconv.Itoa(w.Age), w.Nominal)
	switch atLeast, atMost := w.FullYears(); {
	case atLeast >= sex.Years():
		return s.AgeEnough(who, told)
	case atMost < sex.Years():
		return s.TooYoung(who, told, years)
	}
	return s.AgeUnsure(who, told)
}
