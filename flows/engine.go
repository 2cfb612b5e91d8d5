package flows

import (
	"fmt"

	"minqing/flows/dates"
	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// Engine leads conversations. It holds no state of its own: what a person has
// said is in the session, what was promised is in the store.
type Engine struct {
	house    House
	flows    map[string]Flow
	menu     []Flow // in the order of texts.MainMenu, then the workbench
	commands []*command
	faq      *faqIndex
	dates    dates.Reader
	office   *office.Office // when the marriage office is open
}

// New builds the engine and checks every flow and command, so that a mistake in
// them stops the start and not a conversation.
func New(h House) (*Engine, error) {
	e := &Engine{house: h, flows: map[string]Flow{}, faq: indexFAQ(h.Bureau.FAQ), office: h.Bureau.Office(), dates: dates.Reader{Festival: h.Bureau.Festival}}
	e.menu = []Flow{
		feedbackFlow, sightingFlow, marriageFlow, myTicketsFlow,
		faqFlow, guideFlow, humanFlow, deskFlow,
	}
	others := append(append(registerFlows(), opinionFlows()...), closingFlow, picturesFlow, arrivalFlow, handlingFlow, reportFlow, papersFlow, marriageMessageFlow, remindFlow, myDataFlow, hardshipFlow, disasterFlow)
	others = append(others, lettersFlows()...)
	others = append(others, behalfFlow)
	for _, f := range append(others, e.menu...) {
		if err := f.check(); err != nil {
			return nil, err
		}
		if e.flows[f.Name()] != nil {
			return nil, fmt.Errorf("flow %s stands twice", f.Name())
		}
		e.flows[f.Name()] = f
	}
	for i, title := range append(texts.MainMenu[:len(texts.MainMenu):len(texts.MainMenu)], texts.Workbench) {
		if e.menu[i].Title() != title {
			return nil, fmt.Errorf("menu entry %s leads to flow %s", title, e.menu[i].Title())
		}
	}
	var err error
	e.commands, err = commandTable(h.Bureau.Rescue.Unit)
	return e, err
}

// Turn takes one message of a party. It may change the session, which the bot
// saves only when everything the Act asks for was done.
func (e *Engine) Turn(s *storage.Session, p Party, m Message) Act {
	t := e.newTurn(s, p, m)
	e.dropStale(t)
	first := e.emergency(t)
	act := e.lead(t)
	act.First = first
	return act
}

// lead finds whose the message is.
func (e *Engine) lead(t *turn) Act {
	switch t.Kind {
	case Follow, Scan:
		return e.arrive(t)
	}
	if act, ok := e.global(t); ok {
		return act
	}
	if act, ok := e.jump(t); ok {
		return act
	}
	if f := e.current(t); f != nil {
		if !f.browses() && e.idle(t) {
			return Say(texts.House.Offer(f.Title()))
		}
		t.session.Draft.Offered = false
		return e.answer(t, f)
	}
	return e.rest(t)
}

// answer gives the message to the flow at work, and to nobody's when it was not
// meant for that.
func (e *Engine) answer(t *turn, f Flow) Act {
	if act, ok := f.answer(t); ok {
		return act
	}
	return e.rest(t)
}

// current is the flow at work; nil when there is none or this release no longer
// has it.
func (e *Engine) current(t *turn) Flow { return e.flows[t.session.Draft.Flow] }

// dropStale lets go of drafts older than the house keeps them.
func (e *Engine) dropStale(t *turn) {
	s := t.session
	old := func(d storage.Draft) bool { return t.now.Sub(d.Touched) > e.house.Draft }
	if s.Draft.Flow != "" && old(s.Draft) {
		s.Draft = storage.Draft{}
	}
	var kept []storage.Draft
	for _, d := range s.Parked {
		if !old(d) && e.flows[d.Flow] != nil {
			kept = append(kept, d)
		}
	}
	s.Parked = kept
}

// idle reports, once, that the person comes back to a draft left alone.
func (e *Engine) idle(t *turn) bool {
	d := &t.session.Draft
	if d.Offered || t.now.Sub(d.Touched) <= IdleAfter {
		return false
	}
	d.Offered = true
	return true
}

// arrive greets a new follower or whoever scanned a code.
func (e *Engine) arrive(t *turn) Act {
	if act, ok := e.bindScene(t); ok {
		return act
	}
	if act, ok := e.signboard(t); ok {
		return act
	}
	if act, ok := e.surveyed(t); ok {
		return act
	}
	if act, ok := e.scanned(t); ok {
		return act
	}
	e.park(t)
	return e.showMenu(t, "")
}

// rest answers what belongs to no flow.
func (e *Engine) rest(t *turn) Act {
	if i := t.pickSpoken(e.entries(t)); i >= 0 {
		return e.menu[i].start(t, nil)
	}
	if number, ok := storage.ParseNumber(t.Text); ok && t.Kind == Text {
		return e.openTicket(t, number)
	}
	if t.Kind == Text && t.criesHardship(t.Text) {
		return hardshipFlow.start(t, t.hardshipIn(t.Text))
	}
	if act, ok := e.marriageWords(t); ok {
		return act
	}
	if act, ok := e.plainAnswer(t); ok {
		return act
	}
	if act, ok := e.glued(t); ok {
		return act
	}
	if t.danger { // "not understood" is no answer to somebody in danger
		return e.showMenu(t, "")
	}
	if act, ok := e.plainWords(t); ok {
		return act
	}
	if t.Kind == Text && t.said != "" {
		return e.showMenu(t, texts.House.NotUnderstood)
	}
	if _, ok := pieceOf(t.Message); ok || t.Kind == Location {
		return e.showMenu(t, texts.House.Loose)
	}
	return e.showMenu(t, "")
}

// entries are the menu entries that the party has.
func (e *Engine) entries(t *turn) []string {
	if t.party.Staff == nil {
		return texts.MainMenu
	}
	return append(texts.MainMenu[:len(texts.MainMenu):len(texts.MainMenu)], texts.Workbench)
}

func (e *Engine) showMenu(t *turn, first string) Act {
	parked := ""
	if n := len(t.session.Parked); n > 0 {
		parked = texts.House.Parked(e.flows[t.session.Parked[n-1].Flow].Title())
	}
	return Say(texts.Paragraphs(first, texts.House.Menu(e.house.Bureau.Name, e.entries(t), parked)))
}
