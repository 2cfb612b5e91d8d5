package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/limits"
	"minqing/flows/texts"
	"minqing/storage"
)

// message is a question left for staff: 人工服务, and 婚姻登记 for what the bot
// cannot answer itself.
type message struct {
	Words string
	Media []piece
}

func (m *message) take(t *turn, again string) Move {
	words := strings.TrimSpace(t.Text)
	if p, ok := pieceOf(t.Message); ok && p.Kind == storage.Voice {
		m.Words, m.Media = texts.Feedback.VoiceDescription, []piece{p}
		return Finish
	}
	if t.Kind != Text || utf8.RuneCountInString(words) < minWords {
		return Again(again)
	}
	m.Words, _ = tidy(words)
	return Finish
}

// leave is the filing of a message as a consultation of that category.
func leave(category string) func(storage.Tx, *message, *turn) (string, error) {
	return func(tx storage.Tx, m *message, t *turn) (string, error) {
		ticket := storage.Ticket{Kind: "咨询", Category: category, Private: storage.Private{Text: m.Words}}
		if _, err := t.fileTicket(tx, storage.LetterFeedback, &ticket, m.Media); err != nil {
			return "", err
		}
		if ticket.Procedure == limits.Hardship {
			return t.hardshipFiled(&ticket), nil
		}
		return texts.Browse.HumanFiled(ticket.Number, day(ticket.Due)), nil
	}
}

var humanFlow Flow = form(flow[message]{
	name:  "human",
	title: "人工服务",
	steps: []step[message]{{
		name: "words",
		say: func(_ *message, t *turn) string {
			b := t.house.Bureau
			return texts.Browse.Human(b.Phone, b.Hours, b.Hotline)
		},
		take: func(m *message, t *turn) Move { return m.take(t, texts.Browse.HumanAgain) },
	}},
	file: leave("其他"),
})
