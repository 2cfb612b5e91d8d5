package wedlock

import "regexp"

// Read finds what a folded sentence asks of the papers; None when it asks something else.
// inside tells that the person is already talking of them, so that a word is enough.
func Read(said string, inside bool) Topic {
	if !inside && !aboutUs.MatchString(said) {
		return None
	}
	if private(said) {
		return Others
	}
	if elsewhere.MatchString(said) || hours.MatchString(said) {
		return None
	}
	for _, r := range rules {
		if !r.pattern.MatchString(said) || (r.and != nil && !r.and(said)) {
			continue
		}
		if r.when.holds(said, inside) {
			return r.topic
		}
	}
	return None
}

// fromAfar reports whether a sentence speaks of somebody who isn't of the mainland.
func fromAfar(s string) bool {
	return foreign.MatchString(s) || straits.MatchString(s) || overseas.MatchString(s)
}

// May finds what a folded sentence means that asks whether somebody may marry or divorce
// and names no day: the conditions, not the hours. None when it asks no such thing.
func May(said string) Topic {
	if elsewhere.MatchString(said) || hours.MatchString(said) || atOnce.MatchString(said) {
		return None
	}
	switch m := may.FindStringSubmatch(said); {
	case m == nil:
		return None
	case m[1] == "离婚":
		return Divorce
	}
	return Barred
}

// Concerns reports whether a folded sentence speaks of marriages and of nobody else's business:
// then its birthdays and days may be meant for the reckoning here.
func Concerns(said string) bool { return formal.MatchString(said) && !elsewhere.MatchString(said) }

// Wedding reports whether a folded sentence speaks of marrying or divorce, and of no other
// office's business.
func Wedding(said string) bool { return wedding.MatchString(said) && !elsewhere.MatchString(said) }

// Elsewhere reports whether a folded sentence is what others answer.
func Elsewhere(said string) bool { return elsewhere.MatchString(said) }

// when is what besides its pattern a rule wants.
type when int

const (
	always   when = iota
	business      // somebody outside must speak of marriages
	question      // a question about papers; inside, hardly more than the case will do
)

func (w when) holds(said string, inside bool) bool {
	switch w {
	case business:
		return inside || formal.MatchString(said)
	case question:
		return asks.MatchString(said) || (inside && mere.MatchString(said))
	}
	return true
}

// rule is one way to ask. The first that fits counts, so the narrower ones stand first.
type rule struct {
	topic   Topic
	pattern *regexp.Regexp
	when    when
	and     func(said string) bool
}

var rules = []rule{
	{topic: Card, pattern: card, when: business},
	{topic: NoPaper, pattern: lost, and: func(s string) bool { return paper.MatchString(s) && part.MatchString(s) }},
	{topic: Fee, pattern: fee, when: business},
	{topic: Reissue, pattern: lost, and: paper.MatchString},
	{topic: Record, pattern: record, and: func(s string) bool { return !foreign.MatchString(s) }},
	{topic: Archive, pattern: archive, when: business},
	{topic: Refused, pattern: refused, and: func(s string) bool { return divorce.MatchString(s) || part.MatchString(s) }},
	{topic: Barred, pattern: barred, when: business},
	{topic: Cooling, pattern: cooling},
	{topic: Book, pattern: book, when: business},
	{topic: Photo, pattern: photo, when: business},
	{topic: Again, pattern: before},
	{topic: Proxy, pattern: proxy, when: business},
	{topic: Divorce, pattern: divorce, when: question},
	{topic: Divorce, pattern: divorce, and: func(s string) bool { return fromAfar(s) && !toMarry.MatchString(s) }},
	{topic: Straits, pattern: straits, when: business},
	{topic: Overseas, pattern: overseas},
	{topic: Foreign, pattern: foreign},
	{topic: Residence, pattern: away, when: business},
	{topic: Age, pattern: old, and: func(s string) bool {
		return formal.MatchString(s) && !child.MatchString(s) && !divorce.MatchString(s)
	}},
	{topic: Marry, pattern: wedding, when: question},
}
