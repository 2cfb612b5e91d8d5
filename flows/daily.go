package flows

import (
	"fmt"
	"regexp"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

var (
	peopleIn = regexp.MustCompile(`(\d{1,3})\s*(?:人|名|位)`)
	costIn   = regexp.MustCompile(`(?:花费|费用|花了|用去|支出|经费|共计|合计)?\s*(\d{1,7})(?:\.(\d{1,2}))?\s*元`)
)

// figuresIn reads how many people and how much money a sentence speaks of. The
// sentence stays as it is.
func figuresIn(words string) (people int, fen int64, same string) {
	folded := strings.Map(fold.Rune, words)
	if m := peopleIn.FindStringSubmatch(folded); m != nil {
		people = number(m[1])
	}
	for _, m := range costIn.FindAllStringSubmatch(folded, -1) {
		cents := m[2] + strings.Repeat("0", 2-len(m[2]))
		fen += int64(number(m[1]))*100 + int64(number(cents))
	}
	return people, fen, words
}

// dailyKey is where the nth line of a sighting lies.
func dailyKey(ticket string, n int) string { return fmt.Sprintf("%s/%02d", ticket, n) }

func (t *turn) addDaily(tx storage.Tx, k *storage.Ticket, d storage.Daily) error {
	n, since, err := 1, k.Filed, error(nil)
	events, err := tx.Events(k.Number)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Action == storage.ActArrive && d.Seconds == 0 && k.Channel != texts.ChannelPatrol { // who found somebody was there
			d.Seconds = max(1, int(e.At.Sub(since).Seconds()))
		}
	}
	err = storage.Dailies.Each(tx, storage.Range{Prefix: k.Number + "/"}, func(string, storage.Daily) (bool, error) { n++; return false, nil })
	if err != nil {
		return err
	}
	if d.Stay, err = staysOf(tx, k); err != nil { // of whoever was registered before the outcome was
		return err
	}
	return storage.Dailies.Put(tx, dailyKey(k.Number, n), d)
}

// amendDaily changes the last line of a sighting and writes down that it was
// changed. said is the answer.
func (t *turn) amendDaily(tx storage.Tx, k *storage.Ticket, words, said string, change func(*storage.Daily)) (string, error) {
	key, line := "", storage.Daily{}
	err := storage.Dailies.Each(tx, storage.Range{Prefix: k.Number + "/", Down: true}, func(at string, d storage.Daily) (bool, error) {
		key, line = at, d
		return true, nil
	})
	if err != nil {
		return "", err
	}
	if key == "" {
		return "", refuse(texts.Rescue.NotHandled(k.Number))
	}
	change(&line)
	if err := storage.Dailies.Put(tx, key, line); err != nil {
		return "", err
	}
	return t.move(tx, k, t.actor(), storage.ActRegister, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = words
		return said, nil
	})
}
