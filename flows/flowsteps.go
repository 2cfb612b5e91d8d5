package flows

import (
	"encoding/json"
	"fmt"
	"slices"

	"minqing/flows/texts"
	"minqing/storage"
)

// maxTrail is how many steps 返回 goes back; browsing could make it endless.
const maxTrail = 30

func (f *flow[T]) nowFiled(a *T) {
	if f.filed != nil {
		f.filed(a)
	}
}

// cancelled is what to say when the person gives up a flow of which a part is
// already filed; "" when nothing is.
func (f *flow[T]) cancelled(t *turn) string {
	if f.left == nil {
		return ""
	}
	return f.left(f.read(t))
}

// forward goes on to step j and remembers the way back.
func (f *flow[T]) forward(t *turn, a *T, i, j int) Act {
	trail := append(t.session.Draft.Trail, f.steps[i].name)
	t.session.Draft.Trail = trail[max(0, len(trail)-maxTrail):]
	return f.enter(t, a, j)
}

// enter stands at step i and asks its question.
func (f *flow[T]) enter(t *turn, a *T, i int) Act {
	s := f.steps[i]
	t.session.Draft.Step = s.name
	t.session.Draft.Touched = t.now
	ask := func(string) Act {
		if s.when != nil && !s.when(a) {
			if i+1 < len(f.steps) {
				return f.enter(t, a, i+1)
			}
			t.session.Draft = storage.Draft{} // nothing is left to ask
			if f.left == nil {
				return Say("")
			}
			return Say(f.left(a))
		}
		said := s.say(a, t)
		if s.options != nil {
			said = texts.Lines(said, texts.Numbered(s.options(a, t)))
		}
		f.write(t, a)
		return Say(said)
	}
	if s.look == nil {
		return ask("")
	}
	look := Act{Look: func(tx storage.Tx) error { return s.look(a, tx, t) }, Then: ask}
	if s.note != nil {
		look.Then = func(string) Act {
			return Act{Commit: func(tx storage.Tx) (string, error) { return "", s.note(a, tx, t) }, Then: ask}
		}
	}
	return look
}

// back returns to the step before; false at the first.
func (f *flow[T]) back(t *turn) (Act, bool) {
	trail := t.session.Draft.Trail
	if t.session.Draft.Fixing {
		t.session.Draft.Fixing = false
		return f.enter(t, f.read(t), f.at(checkStep)), true
	}
	if len(trail) == 0 {
		return Act{}, false
	}
	t.session.Draft.Trail = trail[:len(trail)-1]
	return f.enter(t, f.read(t), f.at(trail[len(trail)-1])), true
}

// takes reports whether the current step has the very words among its options.
func (f *flow[T]) takes(t *turn) bool {
	s := f.steps[f.at(t.session.Draft.Step)]
	if s.options == nil {
		return false
	}
	return t.pick(s.options(f.read(t), t)) >= 0
}

// at finds a step by name; a name that this release no longer has leads to the
// first, where nothing already answered is lost.
func (f *flow[T]) at(name string) int {
	return max(0, slices.IndexFunc(f.steps, func(s step[T]) bool { return s.name == name }))
}

// read returns the answers, decoded once a turn. Those of another release that cannot be read are
// begun anew rather than failing the turn.
func (f *flow[T]) read(t *turn) *T {
	if a, ok := t.answers.(*T); ok && t.answersOf == t.session.Draft.Instance {
		return a
	}
	a := f.decode(t)
	t.answers, t.answersOf = a, t.session.Draft.Instance
	return a
}

func (f *flow[T]) decode(t *turn) *T {
	a := new(T)
	if len(t.session.Draft.Answers) > 0 && json.Unmarshal(t.session.Draft.Answers, a) != nil {
		return new(T)
	}
	return a
}

func (f *flow[T]) write(t *turn, a *T) {
	b, err := json.Marshal(a)
	if err != nil {
		panic(fmt.Sprintf("flow %s: answers cannot be written: %v", f.name, err))
	}
	t.session.Draft.Answers = b
}

// before puts words in front of what an Act will say.
func before(words string, a Act) Act {
	if words == "" {
		return a
	}
	if a.Look == nil && a.Commit == nil {
		a.Say = texts.Paragraphs(words, a.Say)
		return a
	}
	then := a.Then
	a.Then = func(said string) Act { return before(words, then(said)) }
	return a
}
