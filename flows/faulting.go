package flows

import (
	"strings"
	"time"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// deviceFaults remembers the last broken device that people were told of.
const deviceFaults storage.Book[brokenDevice] = "hall-faults"

// brokenDevice is what a window said of it.
type brokenDevice struct {
	At    time.Time       `json:"at"`
	By    storage.StaffID `json:"by"`
	Words string          `json:"words"`
}

const (
	faultKey   = "last"
	faultEvery = 10 * time.Minute // nobody is told more often
	faultChars = 60
)

// deviceFault is 设备故障: everybody with a live number today hears what is broken
// and that the number holds.
func deviceFault(_ *Engine, t *turn, c call) Act {
	words, _ := tidy(strings.Trim(c.rest, " 　。.！!"))
	if n := utf8.RuneCountInString(words); n < 2 || n > faultChars {
		return Say(texts.Peaks.FaultUsage(faultChars))
	}
	return commit(func(tx storage.Tx) (string, error) {
		last, ok, err := deviceFaults.Find(tx, faultKey)
		if err != nil {
			return "", err
		}
		if ok && t.now.Sub(last.At) < faultEvery {
			return "", refuse(texts.Peaks.FaultSoon(clock(last.At), int(faultEvery.Minutes())))
		}
		return t.tellFault(tx, words)
	})
}

func (t *turn) tellFault(tx storage.Tx, words string) (string, error) {
	h, err := t.hall(tx)
	if err != nil {
		return "", err
	}
	told, mute := 0, 0
	for i := range h.Couples {
		c := &h.Couples[i]
		switch {
		case !c.State.Live():
			continue
		case len(c.Who) == 0:
			mute++
			continue
		}
		told++
		if err := t.tellCouple(tx, c, texts.Peaks.Fault(t.house.Bureau.Marriage.Unit, numberName(c.N), words, t.marriagePhone())); err != nil {
			return "", err
		}
	}
	e := t.hallEvent("device_fault", 0)
	e.Detail, e.Text = "", words
	if err := tx.Log(e); err != nil {
		return "", err
	}
	if told == 0 && mute == 0 {
		return texts.Peaks.FaultNone, nil
	}
	said := texts.Peaks.FaultTold(told)
	if mute > 0 {
		said = texts.Lines(said, texts.Peaks.FaultMute(mute))
	}
	return said, deviceFaults.Put(tx, faultKey, brokenDevice{At: t.now, By: t.party.Staff.ID, Words: words})
}
