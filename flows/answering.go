package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// answering is 回复 without the words: the next message is the answer.
type answering struct{ Number, Words string }

var answerFlow Flow = form(flow[answering]{
	name:  "answer",
	title: "回复",
	steps: []step[answering]{{
		name: "words",
		say:  func(a *answering, _ *turn) string { return texts.Staff.AskReply(a.Number) },
		take: func(a *answering, t *turn) Move {
			if c, ok := t.engine.parse(t); ok {
				return Again(texts.Staff.LooksLikeCommand(c.name, a.Number))
			}
			if a.Words = strings.TrimSpace(t.Text); t.Kind != Text || t.said == "" || t.says(notAnswers...) {
				return Again(texts.Staff.NeedReply)
			}
			if utf8.RuneCountInString(a.Words) > longestWords {
				return Again(texts.Staff.TooLong(longestWords))
			}
			if t.asksYes(a.Words) {
				return Switch(speakingFlow, &speaking{Command: "回复", Number: a.Number, Words: a.Words})
			}
			return Finish
		},
	}},
	file: func(tx storage.Tx, a *answering, t *turn) (string, error) {
		return onTicket(tx, t, "回复", a.Number, a.Words, reply)
	},
})

// notAnswers are words of the forms, typed out of habit: nobody's answer.
var notAnswers = append([]string{texts.WordDone, texts.WordSkip, texts.WordMore}, texts.Submits...)

func replyOrAsk(e *Engine, t *turn, c call) Act {
	if strings.TrimSpace(c.rest) == "" {
		return allowed(t, c, func() Act { return answerFlow.start(t, &answering{Number: c.number}) })
	}
	return aloud(e, t, c)
}

// allowed begins something longer only when it can be carried through: the
// ticket is in scope and its state allows the command.
func allowed(t *turn, c call, begin func() Act) Act {
	return Act{
		Look: func(tx storage.Tx) error {
			k, err := t.open(tx, c)
			if err != nil {
				return err
			}
			if c.action == storage.ActResolve {
				return t.maySubmit(k)
			}
			return t.legal(k, c.action)
		},
		Then: func(string) Act { return begin() },
	}
}

// onTicket performs a command's work from within a flow, rights checked again:
// much can happen between the first question and the last.
func onTicket(tx storage.Tx, t *turn, name, number, words string, do staffMove) (string, error) {
	c := call{command: t.engine.command(name), number: number, rest: words}
	if !c.open(t.party.Staff) {
		return "", refuse(texts.House.NotFound(number))
	}
	k, err := t.open(tx, c)
	if err != nil {
		return "", err
	}
	said, err := do(tx, t, c, k)
	return t.tellThem(tx, c.action, k, said, err)
}
