package flows

import (
	"strings"

	"minqing/flows/texts"
	"minqing/flows/triage"
	"minqing/storage"
)

// mostTriaged is how many characters of a message are searched for danger; who
// writes more has said it by then.
const mostTriaged = 2000

// emergency is what to say first when the message speaks of danger, in any flow
// and at any step; empty when it does not. A choice from a list is no message, nor is a
// staff code, whose letters may spell anything.
func (e *Engine) emergency(t *turn) string {
	if t.Kind != Text || t.Tapped || isDigits(t.said) && !dialled[t.said].Urgent() || bindsOnly(t.Text) {
		return ""
	}
	words := t.Text
	if r := []rune(words); len(r) > mostTriaged {
		words = string(r[:mostTriaged])
	}
	found := triage.Read(words)
	f := e.current(t)
	if f == nil || f.browses() { // in a form a figure answers its question
		if number, ok := dialled[t.said]; ok {
			found = number
		}
	}
	if !found.Urgent() {
		return ""
	}
	if f != nil && f.takes(t) {
		return ""
	}
	t.danger = true
	say := func(when bool, what string) string {
		if when {
			return what
		}
		return ""
	}
	s := texts.Emergency
	return texts.Lines(
		say(found.Despair, s.Despair), say(found.Medical, s.Medical), say(found.Police && !found.Despair, s.Police), say(found.Fire, s.Fire),
		say(found.Child, s.Child), say(found.Violence, s.Violence), s.Hotline(e.house.Bureau.Hotline))
}

// InDanger is what to say first where the house cannot even read whom it talks to: while
// the store is away somebody may need 120 all the same.
func (e *Engine) InDanger(m Message) string {
	return e.emergency(e.newTurn(new(storage.Session), Party{}, m))
}

// dialled is what somebody wants who sends the number instead of calling it.
var dialled = map[string]triage.Finding{"110": {Police: true}, "120": {Medical: true}, "119": {Fire: true}, "12338": {Violence: true, Police: true}}

// tidy is what somebody wrote, fit for a ticket: identity numbers hidden, slurs
// written neutrally (疑似精神障碍人员). It tells whether a number was hidden.
func tidy(words string) (tidied string, hidden bool) {
	masked, hidden := maskIDs(strings.TrimSpace(words))
	return triage.Neutral(masked), hidden
}

// urgent reports whether a ticket's words speak of danger.
func urgent(k *storage.Ticket) bool { return triage.Read(k.Private.Text).Urgent() }
