package flows

import (
	"time"

	"minqing/storage"
)

// Standing timers ring every day, whatever happens.
const (
	standing     = "standing"
	cleanTimer   = "standing/clean"
	cleanAt      = "03:30"
	joinsKept    = 48 * time.Hour // longer than any draft lives
	patrolMonths = 24             // how long the rounds are kept
)

// Wind sets the timers that always stand. It runs whenever the house opens.
func (e *Engine) Wind(tx storage.Tx) error {
	return firstError(
		func() error { return e.windPatrol(tx) },
		func() error { return e.windRegister(tx) },
		func() error { return e.windEve(tx) },
		func() error { return e.windRetention(tx) },
		func() error { return e.windDecided(tx) },
		func() error { return e.windArchive(tx) },
		func() error { return e.windMonthly(tx) },
		func() error { return e.windMorning(tx) },
		func() error { return e.windCheck(tx) },
		func() error { return e.windClean(tx) })
}

func (e *Engine) windClean(tx storage.Tx) error {
	at, _ := nextHour([]string{cleanAt}, e.house.Now())
	return setTimer(tx, cleanTimer, at, nil)
}

func ringStanding(t *turn, tx storage.Tx, about string, timer storage.Timer) error {
	switch about {
	case "patrol":
		return ringPatrol(t, tx)
	case "register":
		return ringRegister(t, tx)
	case "clean":
		return ringClean(t, tx)
	case "eve":
		return ringEve(t, tx)
	case "retention":
		return ringRetention(t, tx)
	case "decided":
		return ringDecided(t, tx, timer)
	case "archive":
		return ringArchive(t, tx, timer)
	case "monthly":
		return ringMonthly(t, tx)
	case "morning":
		return ringMorning(t, tx)
	case "check":
		return ringCheck(t, tx)
	}
	return nil
}

// ringClean lets go of what has served its turn. Each book is swept a little at a time,
// so that no transaction grows long; where more is left the timer rings again at once,
// so that nothing grows faster than it is swept.
func ringClean(t *turn, tx storage.Tx) error {
	more := false
	for _, sweep := range []func(storage.Tx) (bool, error){
		t.dropJoins, t.dropShifts, t.dropPatrols, t.dropSamples, t.dropMarks, dropReminders, t.dropLooks, t.emptyHalls,
	} {
		left, err := sweep(tx)
		if err != nil {
			return err
		}
		more = more || left
	}
	if more {
		return setTimer(tx, cleanTimer, t.now, nil)
	}
	return t.engine.windClean(tx)
}

// sweepAtOnce is how many records of a book go in one transaction.
const sweepAtOnce = 500

// sweepBook drops what is over from a range of a book, which it goes through until
// done; more: it stopped before.
func sweepBook[T any](tx storage.Tx, b storage.Book[T], r storage.Range, over func(key string, v T) (old, done bool, err error)) (more bool, err error) {
	var keys []string
	err = b.Each(tx, r, func(key string, v T) (bool, error) {
		old, done, err := over(key, v)
		if old {
			keys = append(keys, key)
		}
		return done || len(keys) == sweepAtOnce, err
	})
	if err != nil {
		return false, err
	}
	return len(keys) == sweepAtOnce, drop(tx, b, keys)
}

// dropJoins lets go of joins whose drafts are gone.
func (t *turn) dropJoins(tx storage.Tx) (bool, error) {
	return sweepBook(tx, storage.Joins, storage.Range{}, func(_ string, j storage.Join) (bool, bool, error) {
		return t.now.Sub(j.At) > joinsKept, false, nil
	})
}

// dropShifts lets go of shifts that nobody ended.
func (t *turn) dropShifts(tx storage.Tx) (bool, error) {
	return sweepBook(tx, storage.Shifts, storage.Range{}, func(_ string, s storage.Shift) (bool, bool, error) {
		return t.now.Sub(s.Since) > longestShift, false, nil
	})
}

// dropPatrols lets go of rounds of long ago; their keys go by time.
func (t *turn) dropPatrols(tx storage.Tx) (bool, error) {
	return sweepBook(tx, storage.Patrols, storage.Range{}, func(_ string, p storage.Patrol) (bool, bool, error) {
		kept := t.now.AddDate(0, -patrolMonths, 0).Before(p.At)
		return !kept, kept, nil
	})
}

func drop[T any](tx storage.Tx, b storage.Book[T], keys []string) error {
	for _, k := range keys {
		if err := b.Drop(tx, k); err != nil {
			return err
		}
	}
	return nil
}
