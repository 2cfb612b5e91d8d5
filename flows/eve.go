package flows

import (
	"strings"
	"time"

	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// The eve of a peak day (高峰日): the windows get a check list, and later the
// leaders hear what is not ready. Each is sent once, whatever restarts between;
// the book Eves says what was.
const (
	eveTimer   = "standing/eve"
	eveLate    = time.Hour // a list that came late gets so long, at most, until the leaders hear
	eveHorizon = 15        // days; longer than any holiday
)

// windEve sets the next hour at which there may be something to do. One that was
// missed while the house was shut rings when it opens.
func (e *Engine) windEve(tx storage.Tx) error {
	t := e.unasked()
	m := &e.house.Bureau.Marriage
	next, ok := nextHour([]string{m.EveAt, m.EveGapsAt}, t.now)
	if !ok || len(m.EveItems) == 0 {
		return tx.DropTimer(eveTimer)
	}
	stands, err := tx.Timer(eveTimer)
	switch {
	case err == nil && !stands.At.After(t.now):
		return nil
	case err != nil && !isNotFound(err):
		return err
	}
	d, ok, err := t.eveAhead(tx)
	if err != nil {
		return err
	}
	if ok {
		eve, _, err := storage.Eves.Find(tx, today(d.Date))
		if err != nil {
			return err
		}
		if gaps := t.gapsAt(d, eve.Sent); !eve.Sent.IsZero() && !eve.Told && gaps.After(t.now) && gaps.Before(next) {
			next = gaps
		}
	}
	return setTimer(tx, eveTimer, next, nil)
}

// ringEve does what an hour of the eve asks for, if it is one.
func ringEve(t *turn, tx storage.Tx) error {
	return firstError(
		func() error { return t.prepare(tx) },
		func() error { return t.engine.windEve(tx) })
}

// prepare sends the list once, and tells of the gaps once.
func (t *turn) prepare(tx storage.Tx) error {
	m := &t.house.Bureau.Marriage
	d, ok, err := t.eveAhead(tx)
	if err != nil || len(m.EveItems) == 0 {
		return err
	}
	if !ok {
		return t.dropEves(tx)
	}
	key := today(d.Date)
	eve, _, err := storage.Eves.Find(tx, key)
	if err != nil {
		return err
	}
	switch {
	case eve.Sent.IsZero():
		if at, ok := atClock(t.now, m.EveAt); ok && t.now.Before(at) && !sameDay(d.Date, t.now) {
			return nil
		}
		eve.Sent = t.now
		err = firstError(
			func() error { return t.dropEves(tx) },
			func() error { return t.sendEve(tx, d, &eve) })
	case !eve.Told && !t.now.Before(t.gapsAt(d, eve.Sent)):
		eve.Told = true
		err = firstError(
			func() error { return t.dropEves(tx) },
			func() error { return t.tellGaps(tx, d, &eve) })
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return storage.Eves.Put(tx, key, eve)
}

// dropEves lets go of what was sent before and nobody has read yet: what comes now
// says what still holds, and a peak day that is over needs no list.
func (t *turn) dropEves(tx storage.Tx) error {
	everybody, err := tx.AllStaff()
	if err != nil {
		return err
	}
	for i := range everybody {
		if err := t.dropHeld(tx, everybody[i].Person, storage.NoticeStaff, texts.Peaks.EveName); err != nil {
			return err
		}
	}
	return nil
}

// eveAhead is the peak day that is to be prepared now: today's until it opens,
// else the next day on which the office may be open, if that is a peak day. Whether
// a peak on a rest day is worked the bureau may not have said: it is prepared.
func (t *turn) eveAhead(tx storage.Tx) (office.Day, bool, error) {
	for i := range eveHorizon {
		d, err := t.dayOf(tx, midnight(t.now).AddDate(0, 0, i))
		if err != nil {
			return d, false, err
		}
		switch {
		case i == 0 && d.Peak != "" && d.Open && t.now.Before(d.Opens()):
			return d, true, nil
		case i > 0 && mayOpen(d):
			return d, d.Peak != "", nil
		}
	}
	return office.Day{}, false, nil
}

// gapsAt is when the leaders hear of the gaps of a list: at their hour on the eve,
// and when the list came later than that, soon after, before the day opens.
func (t *turn) gapsAt(d office.Day, sent time.Time) time.Time {
	at, ok := atClock(sent, t.house.Bureau.Marriage.EveGapsAt)
	if ok && sent.Before(at) && !sameDay(sent, d.Date) {
		return at
	}
	if half := d.Opens().Sub(sent) / 2; d.Open && half < eveLate {
		return sent.Add(half)
	}
	return sent.Add(eveLate)
}

func (t *turn) sendEve(tx storage.Tx, d office.Day, eve *storage.Eve) error {
	list, err := t.eveLines(tx, eve, true, everyItem)
	if err != nil {
		return err
	}
	words := texts.Lines(texts.Peaks.EveHead(d.Peak, t.dateName(d.Date)), eveHours(d), texts.Lines(list...), texts.Peaks.EveTaps)
	return t.notify(tx, &storage.Ticket{}, words, windowStaff)
}

// eveHours says to the windows when the peak day is worked, or what nobody has
// decided yet.
func eveHours(d office.Day) string {
	if d.Open {
		return texts.Peaks.Hours(spansWords(d.Spans), d.NoLunch, clockOf(d.First), clockOf(d.Last))
	}
	var gaps []string
	for _, g := range d.Unsaid {
		gaps = append(gaps, string(g))
	}
	return texts.Peaks.EveUnsaid(strings.Join(gaps, "、"))
}

// tellGaps tells the leaders and the windows what nobody looked at or what is not
// in order; that all is well in one line.
func (t *turn) tellGaps(tx storage.Tx, d office.Day, eve *storage.Eve) error {
	chiefs, err := t.chiefs(tx)
	if err != nil {
		return err
	}
	others := func(s *storage.Staff) bool { return windowStaff(s) && !chiefs(s) }
	return firstError(
		func() error { return t.tellOpen(tx, d, eve, false, chiefs) },
		func() error { return t.tellOpen(tx, d, eve, true, others) })
}

func (t *turn) tellOpen(tx storage.Tx, d office.Day, eve *storage.Eve, taps bool, whom func(*storage.Staff) bool) error {
	gaps, err := t.eveLines(tx, eve, taps, notReady)
	if err != nil {
		return err
	}
	words := texts.Peaks.EveAllGood(t.dateName(d.Date))
	if len(gaps) > 0 {
		words = texts.Lines(append([]string{texts.Peaks.EveGaps(t.dateName(d.Date), len(gaps))}, gaps...)...)
	}
	return t.notify(tx, &storage.Ticket{}, words, whom)
}

// chiefs chooses the leaders, or where none is bound the dispatchers.
func (t *turn) chiefs(tx storage.Tx) (func(*storage.Staff) bool, error) {
	everybody, err := tx.AllStaff()
	if err != nil {
		return nil, err
	}
	for i := range everybody {
		if s := &everybody[i]; s.Person != "" && s.Has(storage.RoleLeader) {
			return func(s *storage.Staff) bool { return s.Has(storage.RoleLeader) }, nil
		}
	}
	return dispatchers, nil
}

func windowStaff(s *storage.Staff) bool { return s.Has(storage.RoleWindow) }
