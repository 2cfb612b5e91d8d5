package flows

import (
	"minqing/flows/texts"
	"minqing/storage"
)

// supervise is 督办: a leader's words to whoever has the ticket, and to whoever assigns.
func supervise(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.actor(), storage.ActSupervise, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if !reasoned(c.rest) {
			return "", refuse(texts.Moves.SuperviseUsage(k.Number))
		}
		e.Text = c.rest
		who, err := t.hearers(tx, k)
		if err != nil {
			return "", err
		}
		words := texts.Moves.SupervisedYou(k.Number, t.party.Staff.Name, texts.Plain(c.rest))
		return texts.Moves.Supervised(k.Number), t.notify(tx, k, words, who, dispatchers)
	})
}
