package flows

import (
	"errors"
	"fmt"

	"minqing/flows/texts"
	"minqing/storage"
)

// Flow is one conversation, whatever it gathers.
type Flow interface {
	// Name is stable: sessions of an older release hold it.
	Name() string
	// Title is what a citizen calls it.
	Title() string

	browses() bool
	check() error
	start(t *turn, answers any) Act
	resume(t *turn) Act
	answer(t *turn) (Act, bool)
	back(t *turn) (Act, bool)
	takes(t *turn) bool
	cancelled(t *turn) string
}

// flow is a Flow that gathers a T. It reads top to bottom as the conversation.
type flow[T any] struct {
	name  string
	title string
	steps []step[T]

	// browse marks a flow that holds nothing of the person's: it is never kept
	// as a draft, and any command or menu entry simply ends it.
	browse bool

	// file commits what was gathered and returns what to say. It may run more
	// than once and touches only tx.
	file func(tx storage.Tx, a *T, t *turn) (string, error)

	// filed is told that a Commit or Keep filed what is known, so that the next one
	// files only what came since.
	filed func(*T)

	// done is told what was said when the flow ended with a filing; it may change
	// the session, which the filing itself must not.
	done func(t *turn, said string)

	// left is what to say when somebody cancels after a part was filed; nil or "":
	// nothing was.
	left func(*T) string

	// begin names the step to start at, given what is known; nil or "": the first.
	begin func(*T) string

	// summary, if not empty, reads back what was gathered before filing.
	summary string
}

// step is one question. Names are unique in a flow and stable.
type step[T any] struct {
	name string
	say  func(*T, *turn) string
	take func(*T, *turn) Move

	// options are the step's choices: the number, the name or a tap is the same
	// answer, and words among them are not taken for a menu entry.
	options func(*T, *turn) []string

	// look reads what the question needs from the store. It may run more than once.
	look func(*T, storage.Tx, *turn) error

	// note records that what was looked up is shown. It commits, and may run more than once.
	note func(*T, storage.Tx, *turn) error

	// when tells, after look, whether the question is asked at all; nil: it is.
	when func(*T) bool

	// item and value are the step's line in the summary; item "" has none.
	item  string
	value func(*T) string

	// redo is told that 修改 N leads here again, for steps that collect.
	redo func(*T)
}

// checkStep is the engine's own step that reads back and asks for 提交.
const checkStep = "check"

// form completes a flow that ends with the engine's summary.
func form[T any](f flow[T]) *flow[T] {
	if f.summary != "" {
		g := &f
		f.steps = append(f.steps, step[T]{name: checkStep, say: g.readBack, take: g.takeCheck})
	}
	return &f
}

func (f *flow[T]) Name() string  { return f.name }
func (f *flow[T]) Title() string { return f.title }
func (f *flow[T]) browses() bool { return f.browse }

// check finds what would only show in the middle of a conversation.
func (f *flow[T]) check() error {
	seen := map[string]bool{}
	for _, s := range f.steps {
		if s.name == "" || s.say == nil || s.take == nil {
			return fmt.Errorf("flow %s: step %q is incomplete", f.name, s.name)
		}
		if seen[s.name] {
			return fmt.Errorf("flow %s: step %q stands twice", f.name, s.name)
		}
		if s.item != "" && s.value == nil {
			return fmt.Errorf("flow %s: step %q has no value for the summary", f.name, s.name)
		}
		seen[s.name] = true
	}
	if len(f.steps) == 0 {
		return fmt.Errorf("flow %s: no steps", f.name)
	}
	return nil
}

// start begins the flow anew, with answers (a *T) or nothing known.
func (f *flow[T]) start(t *turn, answers any) Act {
	a, ok := answers.(*T)
	if !ok {
		a = new(T)
	}
	t.session.Draft = storage.Draft{Flow: f.name, Instance: t.house.NewID()}
	first := 0
	if f.begin != nil {
		first = f.at(f.begin(a))
	}
	return f.enter(t, a, first)
}

// resume asks the current question again.
func (f *flow[T]) resume(t *turn) Act {
	a := f.read(t)
	return f.enter(t, a, f.at(t.session.Draft.Step))
}

// answer takes the message at the current step; false when it was not meant for
// this flow, which has then ended.
func (f *flow[T]) answer(t *turn) (Act, bool) {
	a := f.read(t)
	i := f.at(t.session.Draft.Step)
	t.session.Draft.Touched = t.now
	if s := f.steps[i]; s.options != nil {
		t.choice = t.pickSpoken(s.options(a, t))
	}
	m := f.steps[i].take(a, t)
	if m.kind == moveElsewhere {
		t.session.Draft = storage.Draft{}
		return Act{}, false
	}
	return f.move(t, a, i, m), true
}

func (f *flow[T]) move(t *turn, a *T, i int, m Move) Act {
	switch m.kind {
	case moveAgain:
		f.write(t, a)
		return Say(m.text)
	case moveAsk:
		return f.enter(t, a, i)
	case moveQuit:
		t.session.Draft = storage.Draft{}
		return Say(m.text)
	case moveSwitch:
		return m.flow.start(t, m.with)
	case moveFinish:
		return f.commit(t, a, func(said string) Act {
			t.session.Draft = storage.Draft{}
			if f.done != nil {
				f.done(t, said)
			}
			return Say(said)
		})
	case moveGoTo:
		if t.session.Draft.Fixing { // a detour from the summary, which is the way back
			return f.enter(t, a, f.at(m.step))
		}
		return f.forward(t, a, i, f.at(m.step))
	case moveCommit:
		return f.commit(t, a, func(said string) Act {
			f.nowFiled(a)
			if t.session.Draft.Fixing {
				t.session.Draft.Fixing = false
				return before(said, f.enter(t, a, f.at(checkStep)))
			}
			next := i + 1
			if m.step != "" {
				next = f.at(m.step)
			}
			return before(said, f.forward(t, a, i, next))
		})
	case moveKeep:
		return f.commit(t, a, func(said string) Act {
			f.nowFiled(a)
			f.write(t, a)
			return Say(orElse(said, m.text))
		})
	}
	if t.session.Draft.Fixing {
		t.session.Draft.Fixing = false
		return f.enter(t, a, f.at(checkStep))
	}
	if i+1 == len(f.steps) {
		return f.move(t, a, i, Finish)
	}
	return f.forward(t, a, i, i+1)
}

// commit files what is known; the answers as they are now, for fn may run again.
func (f *flow[T]) commit(t *turn, a *T, then func(string) Act) Act {
	f.write(t, a)
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			b := *a
			said, err := f.file(tx, &b, t)
			var refusal *Refusal
			if !f.browse && errors.As(err, &refusal) {
				err = refuse(texts.Lines(refusal.Text, texts.House.WayOut))
			}
			return said, err
		},
		Then: then,
	}
}
