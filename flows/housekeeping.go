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
	patrolsDrop  = 100            // records a night, so that no transaction grows long
	patrolMonths = 24             // how long the rounds are kept
)

// Wind sets the timers that always stand. It runs whenever the house opens.
func (e *Engine) Wind(tx storage.Tx) error {
	return firstError(
		func() error { return e.windPatrol(tx) },
		func() error { return e.windRegister(tx) },
		func() error { return e.windEve(tx) },
		func() error { return e.windRetention(tx) },
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

// ringClean lets go of what has served its turn: joins whose drafts are gone,
// shifts that nobody ended, rounds of long ago.
func ringClean(t *turn, tx storage.Tx) error {
	if err := t.engine.windClean(tx); err != nil {
		return err
	}
	var joins, shifts, rounds []string
	err := firstError(
		func() error {
			return storage.Joins.Each(tx, storage.Range{}, func(key string, j storage.Join) (bool, error) {
				if t.now.Sub(j.At) > joinsKept {
					joins = append(joins, key)
				}
				return false, nil
			})
		},
		func() error {
			return storage.Shifts.Each(tx, storage.Range{}, func(key string, s storage.Shift) (bool, error) {
				if t.now.Sub(s.Since) > longestShift {
					shifts = append(shifts, key)
				}
				return false, nil
			})
		},
		func() error {
			return storage.Patrols.Each(tx, storage.Range{}, func(key string, p storage.Patrol) (bool, error) {
				if t.now.AddDate(0, -patrolMonths, 0).Before(p.At) {
					return true, nil
				}
				rounds = append(rounds, key)
				return len(rounds) == patrolsDrop, nil
			})
		})
	if err != nil {
		return err
	}
	return firstError(
		func() error { return drop(tx, storage.Joins, joins) },
		func() error { return t.dropSamples(tx) },
		func() error { return t.dropMarks(tx) },
		func() error { return dropReminders(tx) },
		func() error { return drop(tx, storage.Shifts, shifts) },
		func() error { return drop(tx, storage.Patrols, rounds) },
		func() error { return t.dropLooks(tx) },
		func() error { return t.emptyHalls(tx) })
}

func drop[T any](tx storage.Tx, b storage.Book[T], keys []string) error {
	for _, k := range keys {
		if err := b.Drop(tx, k); err != nil {
			return err
		}
	}
	return nil
}
