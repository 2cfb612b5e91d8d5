package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// closing is 办结: the four things that must be in place (四个到位).
type closing struct {
	Number string
	storage.Done

	Doubted string `json:",omitempty"` // words that should be put otherwise; said again, they stand
}

var closingFlow Flow = form(flow[closing]{
	name:    "closing",
	title:   "办结",
	summary: texts.Closing.Check,
	steps: []step[closing]{
		closingStep("responsible", texts.Closing.Items.Responsible, texts.Closing.Responsible, false, func(c *closing) *string { return &c.Responsible }),
		closingStep("measures", texts.Closing.Items.Measures, texts.Closing.Measures, false, func(c *closing) *string { return &c.Measures }),
		closingStep("result", texts.Closing.Items.Result, texts.Closing.Result, true, func(c *closing) *string { return &c.Result }),
		closingStep("promise", texts.Closing.Items.Promise, texts.Closing.Promise, true, func(c *closing) *string { return &c.Promise }),
	},
	file: func(tx storage.Tx, c *closing, t *turn) (string, error) {
		return onTicket(tx, t, "办结", c.Number, "", func(tx storage.Tx, t *turn, call call, k *storage.Ticket) (string, error) {
			return resolve(tx, t, c, k)
		})
	},
})

// longestItem is how many characters one of the four takes: the citizen reads two of
// them in one message.
const longestItem = 500

// closingStep asks for one of the four in free text. What the citizen will be told is
// looked at as an answer is.
func closingStep(name, item, ask string, told bool, field func(*closing) *string) step[closing] {
	return step[closing]{
		name: name, say: say[closing](ask), item: item,
		value: func(c *closing) string { return *field(c) },
		take: func(c *closing, t *turn) Move {
			words := strings.TrimSpace(t.Text)
			if t.says(texts.WordSkip) {
				return Again(texts.Lines(texts.Closing.Needed, ask))
			}
			if t.Kind != Text || utf8.RuneCountInString(words) < 1 || t.says(notAnswers...) {
				return Again(ask)
			}
			if utf8.RuneCountInString(words) > longestItem {
				return Again(texts.Staff.TooLong(longestItem))
			}
			if advice := t.amiss(words); told && len(advice) > 0 && words != c.Doubted {
				c.Doubted = words
				return Again(texts.Manners.Twice(advice))
			}
			*field(c) = words
			return Next
		},
	}
}

func startClosing(_ *Engine, t *turn, c call) Act {
	return allowed(t, c, func() Act { return closingFlow.start(t, &closing{Number: c.number}) })
}

// resolve closes a ticket, or asks for a leader's approval where the bureau wants it.
func resolve(tx storage.Tx, t *turn, c *closing, k *storage.Ticket) (string, error) {
	if err := t.maySubmit(k); err != nil {
		return "", err
	}
	if t.approved(k) {
		return propose(tx, t, c, k)
	}
	return closeTicket(tx, t, c, k)
}

// maySubmit refuses a second closing while the first waits for approval.
func (t *turn) maySubmit(k *storage.Ticket) error {
	if err := t.legal(k, storage.ActResolve); err != nil {
		return err
	}
	if pending(k) == storage.ActPropose {
		return refuse(texts.Moves.AwaitsDecision(k.Number))
	}
	return nil
}

func closeTicket(tx storage.Tx, t *turn, c *closing, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActResolve, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		done := c.Done
		k.Private.Done = &done
		k.Responded = first(k.Responded, t.now)
		e.Text = texts.Closing.Told(done.Result, done.Promise)
		e.Detail = texts.Closing.Kept(done.Responsible, done.Measures) // for the desk
		result, promise := texts.Plain(done.Result), texts.Plain(done.Promise)
		said, more := heard(k, texts.Staff.Closed, texts.Paper.Closed)(c.Number), ""
		if days, until := t.reviewUntil(k); until != "" { // what the law gives them they must be told
			more = texts.Due.Review(days, until)
			said, e.Text = texts.Lines(said, texts.Due.ReviewToo(days, until)), texts.Lines(e.Text, more)
		}
		words := texts.Lines(texts.Notices.Resolved(c.Number, result, promise), more)
		if err := t.tell(tx, k, storage.NoticeResolved, words); err != nil {
			return "", err
		}
		return said, t.answerMerged(tx, k, storage.NoticeResolved, func(number string) string {
			return texts.Lines(texts.Notices.Done(number, result, promise), more)
		})
	})
}
