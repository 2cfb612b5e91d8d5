package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// speaking are words for a citizen that wait for a yes: they are long, or something in
// them should be put otherwise.
type speaking struct {
	Command, Number string
	Head            string // of the command, before the words: 延期's days
	Words           string
}

var speakingFlow Flow = form(flow[speaking]{
	name:  "speaking",
	title: "发给反映人",
	steps: []step[speaking]{{
		name:    "send",
		say:     (*speaking).show,
		options: func(*speaking, *turn) []string { return []string{texts.Manners.Send} },
		take:    (*speaking).take,
	}},
	file: func(tx storage.Tx, s *speaking, t *turn) (string, error) {
		return onTicket(tx, t, s.Command, s.Number, s.Head+s.Words, t.engine.command(s.Command).tells)
	},
})

func (s *speaking) show(t *turn) string {
	return texts.Manners.Check(s.Number, texts.Plain(s.Words), t.amiss(s.Words))
}

// take sends at a yes; other words stand in for those shown, and are shown in turn.
func (s *speaking) take(t *turn) Move {
	if s.Command == "" { // what another release kept could not be read
		return Quit(texts.Manners.Anew)
	}
	if t.choice == 0 {
		return Finish
	}
	words := strings.TrimSpace(t.Text)
	if c, ok := t.engine.parse(t); ok {
		if c.name != s.Command || c.number != "" && c.number != s.Number {
			return Again(texts.Manners.LooksLikeCommand(c.name))
		}
		_, words = told(c)
	}
	if t.Kind != Text || !reasoned(words) || t.says(notAnswers...) {
		return Again(texts.Manners.Again)
	}
	if utf8.RuneCountInString(words) > longestWords {
		return Again(texts.Staff.TooLong(longestWords))
	}
	s.Words = words
	return Ask
}

// aloud makes a command of a staffMove whose words a citizen will read.
func aloud(e *Engine, t *turn, c call) Act {
	head, words := told(c)
	if !t.asksYes(words) || utf8.RuneCountInString(c.rest) > longestWords { // too much is refused there
		return moving(c.tells)(e, t, c)
	}
	return allowed(t, c, func() Act {
		return speakingFlow.start(t, &speaking{Command: c.name, Number: c.number, Head: head, Words: words})
	})
}

// told parts what was typed into what is only for the house and what a citizen reads.
func told(c call) (head, words string) {
	words = strings.TrimSpace(c.rest)
	if c.action == storage.ActExtend {
		_, why := daysIn(words)
		head, words = words[:len(words)-len(why)], why
	}
	return head, words
}
