package flows

import (
	"minqing/flows/texts"
	"minqing/storage"
)

// approved reports whether a leader must agree before a ticket is closed.
func (t *turn) approved(k *storage.Ticket) bool {
	c, ok := t.house.Bureau.Category(k.Category)
	return ok && c.Approval && !isSighting(k)
}

// propose is 办结 where a leader must agree: what was written is kept, the ticket
// stays open, and the citizen hears nothing yet.
func propose(tx storage.Tx, t *turn, c *closing, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActPropose, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		done := c.Done
		k.Private.Done, k.Proposed, k.Asked = &done, t.now, 0
		e.Text = texts.Closing.Told(done.Result, done.Promise)
		e.Detail = texts.Closing.Kept(done.Responsible, done.Measures)
		if err := t.askAbove(tx, k, storage.ActPropose); err != nil {
			return "", err
		}
		words := texts.Moves.ProposedTo(k.Number, t.party.Staff.Name, texts.Plain(done.Measures), texts.Plain(done.Result), texts.Plain(done.Promise))
		return texts.Moves.Proposed(k.Number), t.tellAbove(tx, k, words)
	})
}

// approve closes what was proposed, in the words of whoever did the work.
func (t *turn) approve(tx storage.Tx, k *storage.Ticket) (string, error) {
	asked, err := t.asking(tx, k)
	if err != nil {
		return "", err
	}
	c := &closing{Number: k.Number}
	if k.Private.Done != nil { // gone with the person
		c.Done = *k.Private.Done
	}
	said, err := closeTicket(tx, t, c, k)
	if err != nil {
		return "", err
	}
	return said, t.tellAsker(tx, k, asked, texts.Moves.Approved(k.Number, t.party.Staff.Name))
}
