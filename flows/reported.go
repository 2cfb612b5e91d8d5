package flows

import (
	"fmt"

	"minqing/flows/hall"
	"minqing/flows/texts"
	"minqing/storage"
)

// EventFault is what is wrong with one of several events.
type EventFault struct {
	Index int
	Err   error // one of the errors of package hall
}

// EventFaults is why the events of a number machine were refused: all of them,
// though most may be right.
type EventFaults []EventFault

// Error names the first.
func (f EventFaults) Error() string {
	return fmt.Sprintf("%d events are wrong, first event %d: %v", len(f), f[0].Index, f[0].Err)
}

// Reported takes the events of the office's own number machine, which from then
// on gives and calls the numbers of their day. It returns how many were new. An
// error is EventFaults when an event is at fault, and then nothing was written.
func (e *Engine) Reported(tx storage.Tx, events []hall.Event) (fresh int, err error) {
	t := e.unasked()
	days := map[string]*reportedDay{}
	var faults EventFaults
	for i, event := range events {
		if fault := t.checkEvent(event); fault != nil {
			faults = append(faults, EventFault{i, fault})
			continue
		}
		d, err := reportedOn(tx, days, event.Day())
		if err != nil {
			return 0, err
		}
		changed, fault := hall.Apply(&d.hall, event)
		switch {
		case fault != nil:
			faults = append(faults, EventFault{i, fault})
		case changed:
			fresh, d.changed = fresh+1, true
		}
	}
	if len(faults) > 0 {
		return 0, faults
	}
	for _, d := range days {
		if err := t.keepReported(tx, d); err != nil {
			return 0, err
		}
	}
	return fresh, nil
}

// checkEvent lets pass what is well-formed and of today, yesterday or tomorrow:
// a machine that was cut off reports late, and its clock is its own.
func (t *turn) checkEvent(e hall.Event) error {
	if err := e.Check(); err != nil {
		return err
	}
	if day := e.Day(); day < today(t.now.AddDate(0, 0, -1)) || day > today(t.now.AddDate(0, 0, 1)) {
		return hall.ErrEventDay
	}
	return nil
}

// reportedDay is a day that events are applied to.
type reportedDay struct {
	hall    storage.Hall
	over    bool // before they were
	changed bool
}

func reportedOn(tx storage.Tx, days map[string]*reportedDay, day string) (*reportedDay, error) {
	if d := days[day]; d != nil {
		return d, nil
	}
	h, _, err := storage.Halls.Find(tx, day)
	h.Day = day
	days[day] = &reportedDay{hall: h, over: h.Over}
	return days[day], err
}

// keepReported stores a day. One that the machine closed is put away as the
// house does it by its own clock: whoever is left hears of it, and what the day
// teaches is kept.
func (t *turn) keepReported(tx storage.Tx, d *reportedDay) error {
	h := &d.hall
	switch {
	case !d.changed:
		return nil
	case h.Over && !d.over:
		for _, c := range h.Couples {
			if c.State != storage.CoupleClosed {
				continue
			}
			if err := t.tellCouple(tx, &c, texts.Queue.Closed(dayName(h.Day), numberName(c.N), t.marriagePhone())); err != nil {
				return err
			}
		}
		return firstError(
			func() error { return t.learn(tx, h) },
			func() error { return storage.Halls.Put(tx, h.Day, *h) },
			func() error { return tx.DropTimer(hallTimer + h.Day) })
	case h.Day == today(t.now) && !h.Over:
		return t.keepHall(tx, h)
	}
	return storage.Halls.Put(tx, h.Day, *h)
}
