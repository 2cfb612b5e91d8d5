package flows

import (
	"minqing/flows/texts"
	"minqing/storage"
)

// fileDeparture closes a stay and ends its reminders.
func fileDeparture(tx storage.Tx, d *departure, t *turn) (string, error) {
	s, err := t.present(tx, d.Number)
	if err != nil {
		return "", err
	}
	why := t.guarded(s)
	if d.How == texts.LeftAlone && why != "" {
		return "", refuse(texts.Register.Guarded(why))
	}
	s.Left, s.LeftBy, s.How, s.To, s.LeftWords, s.Cost = t.now, t.party.Staff.ID, d.How, d.To, d.Why, d.Cost
	switch d.How {
	case texts.LeftAlone:
		s.LeftChecks = []string{texts.Declaration}
	case texts.LeftWithKin:
		s.LeftChecks = d.Checks
	}
	said := texts.Register.Left(s.Number, s.How, t.daysIn(s))
	if d.How == texts.LeftUnasked && why != "" {
		said = texts.Lines(said, texts.Register.GuardGone)
	}
	if s.National == "" {
		said = texts.Lines(said, texts.Register.LeftMissed(s.Number))
	}
	return said, firstError(
		func() error { return storage.Stays.Put(tx, s.Number, *s) },
		func() error { return tx.DropTimer(stayTimer + s.Number + "/" + searchDue) },
		func() error { return tx.DropTimer(stayTimer + s.Number + "/" + daysDue) },
		func() error { return t.noteStay(tx, s, texts.Register.NotedOut(s.Number)) })
}

// registerFlows are the conversations of the register.
func registerFlows() []Flow { return []Flow{entryFlow, entryPhotosFlow, departureFlow} }
