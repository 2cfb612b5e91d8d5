package flows

import (
	"time"

	"minqing/flows/hall"
	"minqing/flows/queue"
	"minqing/flows/texts"
	"minqing/storage"
)

// hallTimer closes the day when the office does.
const hallTimer = "hall/"

// closingGrace is how long after closing the day's queue is put away: who was
// called by then is still served.
const closingGrace = 2 * time.Minute

// windHall makes sure that a day with numbers is closed when the office is.
func (t *turn) windHall(tx storage.Tx, h *storage.Hall) error {
	if h.Over {
		return tx.DropTimer(hallTimer + h.Day)
	}
	d, err := t.officeDay(h)
	if err != nil {
		return err
	}
	if !d.Open { // 停办 may be taken back: whoever has a number was told that it is kept
		day, err := time.ParseInLocation(time.DateOnly, h.Day, storage.Zone)
		if err != nil {
			return err
		}
		if d = t.engine.office.On(day, nil); !d.Open {
			return setTimer(tx, hallTimer+h.Day, t.orSoon(day.Add(shutEnds)), nil)
		}
	}
	return setTimer(tx, hallTimer+h.Day, t.orSoon(d.Closes().Add(closingGrace)), nil)
}

// shutEnds is when a day ends on which the office was not open at all.
const shutEnds = 20 * time.Hour

// orSoon is a moment, or the end of the grace when it is over.
func (t *turn) orSoon(at time.Time) time.Time {
	if at.Before(t.now) {
		return t.now.Add(closingGrace)
	}
	return at
}

// ringHall ends a day: what is left is closed with a kind word, and what the day
// teaches about waiting is kept, without people. The word names the day, for it may be
// read on a later one, by somebody who has a new number by then.
func ringHall(t *turn, tx storage.Tx, day string, _ storage.Timer) error {
	h, ok, err := storage.Halls.Find(tx, day)
	if err != nil || !ok || h.Over {
		return err
	}
	for _, c := range hall.End(&h, t.now) {
		if err := t.tellCouple(tx, &c, texts.Queue.Closed(dayName(day), numberName(c.N), t.marriagePhone())); err != nil {
			return err
		}
	}
	if err := t.learn(tx, &h); err != nil {
		return err
	}
	return storage.Halls.Put(tx, h.Day, h)
}

// learn keeps what a day teaches: its figures for the estimator, and a record of
// it for advice.
func (t *turn) learn(tx storage.Tx, h *storage.Hall) error {
	at, err := time.ParseInLocation(time.DateOnly, h.Day, storage.Zone)
	if err != nil {
		return err
	}
	o, err := overrideOf(h)
	if err != nil {
		return err
	}
	d := t.engine.office.On(at, o)
	past := storage.HallDay{Sort: d.Sort(), Taken: h.Last}
	history := queue.DayHistory{Day: queueDay(h, d), Served: served(h)}
	for _, c := range h.Couples {
		switch c.State {
		case storage.CoupleDone, storage.CoupleCalled:
			past.Done++
		case storage.CoupleClosed:
			history.Unserved = append(history.Unserved, c.At)
		}
		past.Missed += c.Misses
	}
	for _, s := range history.Served {
		past.Served = append(past.Served, storage.HallService{Taken: s.Taken, Called: s.Called, Ended: s.Ended, Window: s.Window})
	}
	past.Windows = len(h.Windows)
	prior, _, err := hallPriors.Find(tx, past.Sort)
	if err != nil {
		return err
	}
	prior.Add(t.estimator(), history)
	return firstError(
		func() error { return hallPriors.Put(tx, past.Sort, prior) },
		func() error { return storage.HallPast.Put(tx, h.Day, past) })
}
