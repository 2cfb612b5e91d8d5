package flows

import (
	"encoding/json"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// relayTimer rings while an office outside has not said that it has a report.
const (
	relayTimer = "relay/"
	mostRelays = 6 // then the desk has heard it often enough
)

// relay is what the timer knows.
type relay struct {
	Times int `json:"times"`
}

// passOn takes a report of disaster in, gives it to the unit that keeps it here, and
// writes the slip with which it goes to the office in charge. Dispatchers, the unit and
// the leaders hear at once whom to ring, and until the receipt is written (回执 Z…).
func (t *turn) passOn(tx storage.Tx, k *storage.Ticket) error {
	bot := storage.Actor{Kind: storage.BySystem}
	if _, err := t.move(tx, k, bot, storage.ActAccept, nothing); err != nil {
		return err
	}
	_, err := t.move(tx, k, bot, storage.ActAssign, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		c, _ := t.house.Bureau.Category(k.Category)
		e.Detail = c.Unit
		k.SendTo(c.Unit, t.now)
		return "", nil
	})
	to, ok := t.house.Bureau.Unit(t.house.Bureau.Disaster.Unit)
	if err != nil || !ok {
		return firstError(func() error { return err }, func() error { return t.tellRelay(tx, k, "", "", 0) })
	}
	var slip storage.Slip
	_, err = t.move(tx, k, bot, storage.ActNote, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (said string, err error) {
		slip, err = t.writeSlip(tx, k, to)
		e.Detail = slip.Number + " " + to.Name
		return "", err
	})
	if err != nil {
		return err
	}
	return firstError(
		func() error { return t.tellRelay(tx, k, slip.Number, to.Name+" "+to.Phone, 0) },
		func() error { return t.setRelay(tx, slip.Number, 1) })
}

func (t *turn) tellRelay(tx storage.Tx, k *storage.Ticket, slip, office string, minutes int) error {
	return t.notify(tx, k, texts.Disaster.Pass(k.Number, k.Township, slip, office, minutes), responsible(k), dispatchers, leaders)
}

// setRelay sets the next chase; each waits twice as long as the one before.
func (t *turn) setRelay(tx storage.Tx, slip string, times int) error {
	wait := time.Duration(t.house.Bureau.Disaster.Receipt) * time.Minute << (times - 1)
	return setTimer(tx, relayTimer+slip, t.now.Add(wait), relay{Times: times})
}

func ringRelay(t *turn, tx storage.Tx, number string, timer storage.Timer) error {
	slip, err := storage.Slips.Get(tx, number)
	if err != nil || !slip.Received.IsZero() {
		return ignoreNotFound(err)
	}
	k, err := tx.Ticket(slip.Ticket)
	var r relay
	if err == nil {
		err = json.Unmarshal(timer.Data, &r)
	}
	if err != nil || !k.Open() {
		return ignoreNotFound(err)
	}
	to, _ := t.house.Bureau.Unit(slip.To)
	minutes := int(t.now.Sub(slip.At).Minutes())
	if err := t.tellRelay(tx, k, number, to.Name+" "+to.Phone, minutes); err != nil || r.Times == mostRelays {
		return err
	}
	return t.setRelay(tx, number, r.Times+1)
}
