package flows

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/flows/dates"
	"minqing/flows/fold"
	"minqing/storage"
)

// Party is who speaks, as the store knows them.
type Party struct {
	ID    storage.PersonID
	Staff *storage.Staff // nil for a citizen
}

// turn is what a step sees: the message, who sent it, and the hour. Steps read
// it; only the engine changes the session.
type turn struct {
	Message
	said    string // the text, folded for matching
	choice  int    // which of the step's options the message names; -1: none
	now     time.Time
	house   *House
	party   Party
	session *storage.Session
	engine  *Engine

	danger bool // the answer begins with whom to call in danger

	callHead string // what the call to the team begins with in this turn

	spared []storage.StaffID // who had a sighting that goes back, and is not called anew

	scraps []string // files that lost a reference in this turn of the house's own

	answers   any    // of the flow at work, as decoded by flow.read
	answersOf string // the instance they belong to
}

func (e *Engine) newTurn(s *storage.Session, p Party, m Message) *turn {
	t := &turn{Message: m, choice: -1, now: e.house.Now(), house: &e.house, party: p, session: s, engine: e}
	if m.Kind == Text || m.Kind == Click {
		t.said = fold.Text(m.Text)
	}
	return t
}

// says reports whether the message is one of the words.
func (t *turn) says(words ...string) bool {
	if t.said == "" {
		return false
	}
	for _, w := range words {
		if t.said == fold.Text(w) {
			return true
		}
	}
	return false
}

// pick finds which of the names the message means, by number or name; -1: none.
func (t *turn) pick(names []string) int {
	if n, err := strconv.Atoi(t.said); err == nil {
		if n >= 1 && n <= len(names) {
			return n - 1
		}
		return -1
	}
	for i, name := range names {
		if t.said != "" && t.said == fold.Text(name) {
			return i
		}
	}
	// "1 投诉", "1. 投诉": the whole line of the list, typed or forwarded.
	for i, name := range names {
		rest, ok := strings.CutPrefix(t.said, strconv.Itoa(i+1))
		if ok && strings.TrimLeft(rest, " .、,:") == fold.Text(name) {
			return i
		}
	}
	return -1
}

// pickSpoken is pick for a choice from a list that was shown: the voice input writes 一 and
// 第二个. 1号 is a day, and no choice.
func (t *turn) pickSpoken(names []string) int {
	if i := t.pick(names); i >= 0 || t.Kind != Text {
		return i
	}
	m := spokenChoice.FindStringSubmatch(t.said)
	if m == nil {
		return -1
	}
	if n, ok := dates.Number(m[1]); ok && n >= 1 && n <= len(names) {
		return n - 1
	}
	return -1
}

var spokenChoice = regexp.MustCompile(`^(?:我?要?选|按|第)*([0-9]{1,2}|[一二三四五六七八九十两]{1,2})(?:个|项|条|吧|[.、,])*$`)

// actor is who acts in this turn.
func (t *turn) actor() storage.Actor {
	if t.party.Staff != nil {
		return storage.Actor{Kind: storage.ByStaff, ID: string(t.party.Staff.ID)}
	}
	return storage.Actor{Kind: storage.ByCitizen, ID: string(t.party.ID)}
}

// asCitizen is the actor of what anybody may do about their own ticket.
func (t *turn) asCitizen() storage.Actor {
	return storage.Actor{Kind: storage.ByCitizen, ID: string(t.party.ID)}
}
