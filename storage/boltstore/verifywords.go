package boltstore

import (
	"bytes"

	"minqing/storage"
)

// words compares a ticket's line in the index of words with what it holds.
func (v *verifier) words(id ticketID, r *ticketRecord, p *storage.Private) {
	want, err := v.wordsValue(id, r, p)
	if err != nil {
		v.problem("ticket %s: %v", id.number(), err)
		return
	}
	if got := v.get(inWords, wordsKey(id, r)); got == nil || !bytes.Equal(got, want) {
		v.problem("ticket %s is missing in %s, or stands there with other words", id.number(), inWords.name())
	}
}

// strayWords looks for the ticket of every line.
func (v *verifier) strayWords() error {
	return v.each(inWords, func(k, _ []byte) error {
		if len(k) != whenSize {
			v.problem("%s: a key has %d bytes", inWords.name(), len(k))
			return nil
		}
		id := ticketID(k[whenSize-8:])
		r, err := v.ticketRecord(id)
		if err != nil || !bytes.Equal(wordsKey(id, &r), k) {
			v.problem("%s has a line for %s that does not fit the ticket", inWords.name(), id.number())
		}
		return nil
	})
}
