// Package triage reads one message and says whether somebody is in danger now,
// so that the telephone numbers come first, whatever the talk was about. It is
// words and rules, nothing learnt: a miss may cost a life and a false alarm
// costs one line, so where the two pull apart it speaks. It keeps nothing and
// needs nothing; any number of goroutines may use it at once.
//
// What counts as danger follows the bureau's definition: life, health or safety
// at stake, a minor alone or harmed, somebody lost who cannot find home, lying
// outside in hard weather, an old person ill-treated, words of dying. Haste,
// repeated complaints, mourning and want alone do not count.
package triage

// Finding is what danger a message speaks of. The zero Finding is none.
type Finding struct {
	Medical  bool // 120: unconscious, bleeding, fits, poison, burns, birth, drowning
	Police   bool // 110: weapons, fights, robbery, abduction, somebody about to jump
	Fire     bool // 119: fire, gas, people trapped
	Child    bool // 110 and the protection of minors (未保): alone, left, harmed
	Violence bool // 110 and 12338: violence at home, old people ill-treated
	Exposed  bool // the 24 h line: outside in hard weather, or lost (走失)
	Despair  bool // somebody speaks of dying; Police is set too. Answer gently
}

// Urgent reports whether there is any danger at all.
func (f Finding) Urgent() bool { return f != Finding{} }

// and is both findings together.
func (f Finding) and(g Finding) Finding {
	return Finding{
		Medical:  f.Medical || g.Medical,
		Police:   f.Police || g.Police,
		Fire:     f.Fire || g.Fire,
		Child:    f.Child || g.Child,
		Violence: f.Violence || g.Violence,
		Exposed:  f.Exposed || g.Exposed,
		Despair:  f.Despair || g.Despair,
	}
}

// Read says what danger text speaks of. Text is as typed: full-width and
// traditional characters are understood. Its cost grows with the length of
// text; it neither fails nor panics, on bytes that are not UTF-8 either.
func Read(text string) Finding {
	found := readEnglish(text)
	plain := clauses(text)
	may := possible(plain)
	for i := range rules {
		if r := &rules[i]; may.has(i) && found.and(r.is) != found && r.holds(plain) {
			found = found.and(r.is)
		}
	}
	if !found.Medical && !found.Police && !found.Fire {
		found = found.and(gathered(plain))
	}
	return found
}
