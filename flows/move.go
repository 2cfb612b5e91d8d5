package flows

// Move is where a conversation goes after an answer. The set is closed.
type Move struct {
	kind moveKind
	text string
	step string
	flow Flow
	with any
}

type moveKind int

const (
	moveNext moveKind = iota
	moveAgain
	moveAsk
	moveGoTo
	moveCommit
	moveKeep
	moveFinish
	moveQuit
	moveElsewhere
	moveSwitch
)

var (
	// Next goes to the following step; past the last one the flow is filed.
	Next = Move{kind: moveNext}
	// Ask repeats the question of the step, as after a choice that is none.
	Ask = Move{kind: moveAsk}
	// Commit files what is known so far and goes on.
	Commit = Move{kind: moveCommit}
	// Finish files what is known and ends the flow.
	Finish = Move{kind: moveFinish}
	// Elsewhere ends a browsing flow: the message was not meant for it.
	Elsewhere = Move{kind: moveElsewhere}
)

// Again stays at the step and says so.
func Again(text string) Move { return Move{kind: moveAgain, text: text} }

// Keep files what is known so far and stays at the step. It says the text, unless
// the filing has something to say itself.
func Keep(text string) Move { return Move{kind: moveKeep, text: text} }

// To goes on at the named step instead of the following one, after a Commit.
func (m Move) To(step string) Move {
	m.step = step
	return m
}

// GoTo continues at the named step.
func GoTo(step string) Move { return Move{kind: moveGoTo, step: step} }

// Quit ends the flow without filing.
func Quit(text string) Move { return Move{kind: moveQuit, text: text} }

// Switch ends this flow and begins another with what is known.
func Switch(f Flow, with any) Move { return Move{kind: moveSwitch, flow: f, with: with} }
