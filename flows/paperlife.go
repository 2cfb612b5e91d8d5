package flows

import (
	"minqing/flows/intake"
	"minqing/flows/texts"
	"minqing/storage"
)

// live lets an imported ticket go the way that the paper tells, each step on its
// day. It reports whether an open one still waits for somebody to take it, though
// the paper names who should.
func (t *turn) live(tx storage.Tx, k *storage.Ticket, o *intake.Opinion, clerk *storage.Staff) (alone bool, err error) {
	if k.Conduct {
		if _, err := t.move(tx, k, byPaper, storage.ActAccept, nothing); err != nil {
			return false, err
		}
	}
	if o.Result == intake.Declined {
		t.now = o.Closed
		return false, t.lived(tx, k, storage.ActDecline, func(k *storage.Ticket, e *storage.Event) {
			e.Text, k.Responded = orElse(orElse(o.Done.Result, o.Done.Measures), texts.Paper.NoReason), t.now
		})
	}
	err = t.lived(tx, k, storage.ActAssign, func(k *storage.Ticket, e *storage.Event) {
		k.Unit, k.Sent = unitOf(t.house.Bureau, k.Category), t.now
		e.Detail = k.Unit
	})
	if err != nil {
		return false, err
	}
	switch o.Result {
	case intake.Resolved:
		return false, t.livedToTheEnd(tx, k, o, clerk)
	case intake.Escalated:
		t.now = o.Closed
		return false, t.lived(tx, k, storage.ActEscalate, func(k *storage.Ticket, e *storage.Event) {
			e.Text, k.Responded = orElse(paperWords(o), texts.Paper.NoReason), t.now
		})
	}
	return t.livesOn(tx, k, o, clerk)
}

// livedToTheEnd is a ticket that was settled: somebody took it and closed it.
func (t *turn) livedToTheEnd(tx storage.Tx, k *storage.Ticket, o *intake.Opinion, clerk *storage.Staff) error {
	if err := t.taken(tx, k, clerk); err != nil {
		return err
	}
	t.now = o.Closed
	return t.lived(tx, k, storage.ActResolve, func(k *storage.Ticket, e *storage.Event) {
		if k.Responded = t.now; o.Done == (storage.Done{}) {
			return
		}
		done := o.Done
		k.Private.Done = &done
		if done.Result != "" || done.Promise != "" {
			e.Text = texts.Closing.Told(done.Result, done.Promise)
		}
		if done.Responsible != "" || done.Measures != "" {
			e.Detail = texts.Closing.Kept(done.Responsible, done.Measures)
		}
	})
}

// livesOn is a ticket that is open: whoever the paper names has it, if it is a clerk
// of the unit and not concerned; else the unit's clerks find it among what waits for them.
func (t *turn) livesOn(tx storage.Tx, k *storage.Ticket, o *intake.Opinion, clerk *storage.Staff) (alone bool, err error) {
	if words := paperWords(o); words != "" {
		if err := t.lived(tx, k, storage.ActNote, func(_ *storage.Ticket, e *storage.Event) { e.Text = words }); err != nil {
			return false, err
		}
	}
	if clerk == nil || contains(k.Barred, clerk.ID) {
		return o.Done.Responsible != "", nil
	}
	return false, t.taken(tx, k, clerk)
}

func (t *turn) taken(tx storage.Tx, k *storage.Ticket, clerk *storage.Staff) error {
	return t.lived(tx, k, storage.ActTake, func(k *storage.Ticket, e *storage.Event) {
		if clerk != nil {
			k.Owner, e.Detail = clerk.ID, clerk.Name
		}
	})
}

// lived is a step of which the paper tells.
func (t *turn) lived(tx storage.Tx, k *storage.Ticket, a storage.Action, change func(*storage.Ticket, *storage.Event)) error {
	_, err := t.move(tx, k, byPaper, a, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		change(k, e)
		return "", nil
	})
	return err
}

// paperWords is what the paper says of the work on something that isn't settled.
func paperWords(o *intake.Opinion) string {
	d := o.Done
	return texts.Paper.Work(d.Responsible, d.Measures, d.Result, d.Promise)
}

// tell writes down that a sheet came in and tells the dispatchers, in one alert,
// what of it is open; 纪检 alone hears of what concerns staff.
func (p *paperSheet) tell(tx storage.Tx, all []Taken, open map[string]int) error {
	fresh := 0
	for _, k := range all {
		if k.Fresh {
			fresh++
		}
	}
	if fresh == 0 {
		return nil
	}
	err := tx.Log(storage.Event{At: p.now, Actor: byPaper, Action: "import", Detail: texts.Paper.Log(fresh, len(all)-fresh, p.batch)})
	if err != nil {
		return err
	}
	var lines []string
	total, conduct := 0, 0
	for _, u := range p.house.Bureau.Units {
		switch n := open[u.Name]; {
		case n == 0:
		case u.Conduct:
			conduct = n
		default:
			total += n
			lines = append(lines, texts.Paper.OfUnit(u.Name, n))
		}
	}
	tell := func(n int, words string, who func(*storage.Staff) bool) func() error {
		return func() error {
			if n == 0 {
				return nil
			}
			return p.notify(tx, &storage.Ticket{}, words, who)
		}
	}
	return firstError(
		tell(total, texts.Paper.Open(total, lines), dispatchers),
		tell(conduct, texts.Paper.OpenConduct(conduct), func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }))
}
