package flows

import (
	"slices"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// global takes the words that mean the same everywhere.
func (e *Engine) global(t *turn) (Act, bool) {
	f := e.current(t)
	switch {
	case t.says(texts.WordMenu, "0"):
		e.park(t)
		return e.showMenu(t, ""), true
	case t.says(texts.WordHelp):
		return e.help(t), true
	case strings.HasPrefix(t.said, texts.WordHelp+" "):
		if said, ok := e.helpOn(t, strings.TrimSpace(strings.TrimPrefix(t.said, texts.WordHelp))); ok {
			return Say(said), true
		}
		return e.help(t), true
	case t.says(texts.WordContinue):
		return e.proceed(t), true
	case t.says(texts.WordCancel) && f != nil && f.browses():
		t.session.Draft = storage.Draft{}
		return e.showMenu(t, ""), true
	case t.says(texts.WordCancel) && f != nil:
		said := orElse(f.cancelled(t), texts.House.Cancelled)
		t.session.Draft = storage.Draft{}
		return e.showMenu(t, said), true
	case t.says(texts.WordCancel):
		return e.showMenu(t, texts.House.NoDraft), true
	case t.says(texts.WordBack) && f != nil:
		t.session.Draft.Offered = false
		if act, ok := f.back(t); ok {
			return act, true
		}
		t.session.Draft = storage.Draft{}
		return e.showMenu(t, texts.House.NothingLeft), true
	case t.says(texts.WordBack):
		return e.showMenu(t, ""), true
	}
	return Act{}, false
}

func (e *Engine) help(t *turn) Act {
	text := texts.House.Help
	if t.party.Staff != nil {
		text = texts.Paragraphs(text, e.staffHelp(t.party.Staff))
	}
	if f := e.current(t); f != nil && !f.browses() {
		return before(text, f.resume(t))
	}
	return Say(text)
}

// proceed goes on with the draft at work, or with the last one left.
func (e *Engine) proceed(t *turn) Act {
	s := t.session
	if f := e.current(t); f != nil && !f.browses() {
		s.Draft.Offered = false
		return f.resume(t)
	}
	if len(s.Parked) == 0 {
		return e.showMenu(t, texts.House.NoDraft)
	}
	last := len(s.Parked) - 1
	s.Draft, s.Parked = s.Parked[last], slices.Clone(s.Parked[:last])
	s.Draft.Offered = false
	return e.current(t).resume(t)
}

// maxParked is how many drafts are kept for a person besides the one at work.
const maxParked = 3

// park keeps the draft at work for later, if there is anything in it to keep.
// An older draft of the same flow gives way.
func (e *Engine) park(t *turn) {
	s := t.session
	d := s.Draft
	s.Draft = storage.Draft{}
	if f := e.flows[d.Flow]; f == nil || f.browses() || len(d.Trail) == 0 {
		return
	}
	d.Offered = false
	s.Parked = slices.DeleteFunc(slices.Clone(s.Parked), func(p storage.Draft) bool { return p.Flow == d.Flow })
	s.Parked = append(s.Parked, d)
	if n := len(s.Parked) - maxParked; n > 0 {
		s.Parked = slices.Clone(s.Parked[n:])
	}
}

// jump takes what leads elsewhere from the middle of a flow: a menu entry by
// name, a command with a ticket number, and, where nothing is at stake, any
// command. Words that the current step asked for are its own.
func (e *Engine) jump(t *turn) (Act, bool) {
	f := e.current(t)
	if f != nil && f.takes(t) {
		return Act{}, false
	}
	if t.said != "" && !isDigits(t.said) {
		if i := t.pick(e.entries(t)); i >= 0 {
			e.park(t)
			return e.menu[i].start(t, nil), true
		}
	}
	if t.party.Staff == nil && t.asksHuman() { // 人工服务 by another name
		e.park(t)
		return humanFlow.start(t, nil), true
	}
	c, ok := e.parse(t)
	if !ok {
		return Act{}, false
	}
	if f != nil && !f.browses() && c.number == "" && c.stay == "" && c.slip == "" && !c.command.anywhere {
		return Act{}, false
	}
	if !c.command.open(t.party.Staff) {
		return e.forbidden(t, c)
	}
	left := t.session.Draft.Instance
	e.park(t)
	act := e.run(t, c)
	if n := len(t.session.Parked); f != nil && n > 0 && t.session.Parked[n-1].Instance == left && f.Title() != c.name { // or the next answer would be lost without a word
		act = before(texts.House.Kept(f.Title()), act)
	}
	return act, true
}

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
