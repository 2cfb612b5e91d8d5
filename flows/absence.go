package flows

import (
	"slices"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

func absenceCommands() []*command {
	return []*command{
		{name: "请假", usage: "请假 12月1日-12月5日 [代班 姓名]", help: "这几天的提醒转给代班的人；不写日子就看自己登记了哪几天", bound: true, run: takeLeave},
		{name: "销假", usage: "销假", help: "回来上班了，提醒照旧发给您", bound: true, run: endLeave},
	}
}

// longestLeave bounds a leave, so that a mistyped year does not silence somebody.
const longestLeave = 184 * 24 * time.Hour

// takeLeave is 请假: the days as people write them, and who stands in.
func takeLeave(_ *Engine, t *turn, c call) Act {
	typed, standIn, named := strings.Cut(c.rest, texts.Absence.StandIn)
	if strings.TrimSpace(c.rest) == "" {
		return t.ownLeave()
	}
	s, wrong := t.leaveOf(typed)
	if wrong != "" {
		return Say(wrong)
	}
	return commit(func(tx storage.Tx) (string, error) {
		me, name := t.party.Staff, strings.Trim(standIn, " 　:：，,。的是")
		if named {
			other, err := t.standIn(tx, name)
			if err != nil {
				return "", err
			}
			s.StandIn, name = other.ID, other.Name
			words := texts.Absence.Asked(me.Name, dayName(s.From), dayName(s.Until))
			if err := t.notify(tx, &storage.Ticket{}, words, func(s *storage.Staff) bool { return s.ID == other.ID }); err != nil {
				return "", err
			}
		}
		a, _, err := storage.Absences.Find(tx, string(me.ID))
		if err != nil {
			return "", err
		}
		if err := storage.Absences.Put(tx, string(me.ID), a.With(s, today(t.now))); err != nil {
			return "", err
		}
		e := storage.Event{At: t.now, Actor: t.actor(), Action: "leave", Detail: s.From + " " + s.Until}
		return texts.Absence.Noted(dayName(s.From), dayName(s.Until), name), tx.Log(e)
	})
}

// leaveOf reads the days of a leave. wrong is what to say when they are none.
func (t *turn) leaveOf(typed string) (s storage.Spell, wrong string) {
	named, ok := t.daysNamed(typed)
	switch {
	case ok && named.wrong != "":
		return s, texts.Absence.NoSuchDay(named.wrong)
	case !ok || named.unknown != "" || len(named.days) == 0:
		return s, texts.Absence.Usage
	}
	from, until := slices.MinFunc(named.days, time.Time.Compare), slices.MaxFunc(named.days, time.Time.Compare)
	switch {
	case named.guess, until.Before(midnight(t.now)):
		return s, texts.Absence.Past
	case until.Sub(from) > longestLeave, from.Sub(t.now) > 2*longestLeave:
		return s, texts.Absence.TooLong
	}
	return storage.Spell{From: today(from), Until: today(until)}, ""
}

// standIn finds who is to stand in: somebody bound who may do the same work.
func (t *turn) standIn(tx storage.Tx, name string) (storage.Staff, error) {
	me := t.party.Staff
	everybody, err := tx.AllStaff()
	if err != nil {
		return storage.Staff{}, err
	}
	i := slices.IndexFunc(everybody, func(s storage.Staff) bool { return fold.Text(s.Name) == fold.Text(name) && s.ID != me.ID })
	switch {
	case name == "" || i < 0 && fold.Text(name) == fold.Text(me.Name):
		return storage.Staff{}, refuse(texts.Absence.Usage)
	case i < 0:
		return storage.Staff{}, refuse(texts.Staff.NoSuchStaff(name))
	case everybody[i].Person == "":
		return storage.Staff{}, refuse(texts.Absence.NotBound(everybody[i].Name))
	case !sameWork(me, &everybody[i]):
		return storage.Staff{}, refuse(texts.Absence.OtherWork(everybody[i].Name))
	}
	return everybody[i], nil
}

// sameWork reports whether one may stand in for the other: a role in common, and for
// clerks the unit, because the tickets of another are not theirs to see.
func sameWork(s, other *storage.Staff) bool {
	return slices.ContainsFunc(s.Roles, func(r storage.Role) bool {
		return other.Has(r) && (r != storage.RoleClerk || s.Unit == other.Unit)
	})
}

// ownLeave shows what somebody has reported.
func (t *turn) ownLeave() Act {
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			a, _, err := storage.Absences.Find(tx, string(t.party.Staff.ID))
			if err != nil {
				return err
			}
			var lines []string
			for _, s := range a.Spells {
				if s.Until < today(t.now) {
					continue
				}
				line, err := spellLine(tx, s)
				if err != nil {
					return err
				}
				lines = append(lines, line)
			}
			said = texts.Absence.Own(lines)
			return nil
		},
		Then: func(string) Act { return Say(said) },
	}
}

func spellLine(tx storage.Tx, s storage.Spell) (string, error) {
	name := ""
	if s.StandIn != "" {
		other, err := tx.Staff(s.StandIn)
		if err != nil && !isNotFound(err) {
			return "", err
		}
		if err == nil {
			name = other.Name
		}
	}
	return texts.Absence.Line(dayName(s.From), dayName(s.Until), name), nil
}

// endLeave is 销假: it ends the leave that somebody is on, else the next one.
func endLeave(_ *Engine, t *turn, _ call) Act {
	return commit(func(tx storage.Tx) (string, error) {
		id := string(t.party.Staff.ID)
		a, _, err := storage.Absences.Find(tx, id)
		if err != nil {
			return "", err
		}
		left := slices.DeleteFunc(a.Spells, func(s storage.Spell) bool { return s.Until < today(t.now) })
		if len(left) == 0 {
			return "", refuse(texts.Absence.None)
		}
		ended := left[0]
		if err := storage.Absences.Put(tx, id, storage.Absence{Spells: left[1:]}); err != nil {
			return "", err
		}
		e := storage.Event{At: t.now, Actor: t.actor(), Action: "back", Detail: ended.From + " " + ended.Until}
		return texts.Absence.Ended(dayName(ended.From), dayName(ended.Until), ended.From <= today(t.now)), tx.Log(e)
	})
}

// away is who is away today.
func (t *turn) away(tx storage.Tx) (map[storage.StaffID]storage.Spell, error) {
	gone := map[storage.StaffID]storage.Spell{}
	err := storage.Absences.Each(tx, storage.Range{}, func(id string, a storage.Absence) (bool, error) {
		if s, ok := a.On(today(t.now)); ok {
			gone[storage.StaffID(id)] = s
		}
		return false, nil
	})
	return gone, err
}

// awayLines is who is away, for 值班.
func (t *turn) awayLines(tx storage.Tx) (lines []string, err error) {
	gone, err := t.away(tx)
	if err != nil || len(gone) == 0 {
		return nil, err
	}
	everybody, err := tx.AllStaff()
	if err != nil {
		return nil, err
	}
	for _, s := range everybody {
		spell, ok := gone[s.ID]
		if !ok {
			continue
		}
		line, err := spellLine(tx, spell)
		if err != nil {
			return nil, err
		}
		lines = append(lines, s.Name+" "+line)
	}
	return lines, nil
}

// dayName is how people read the day of a key.
func dayName(key string) string { return day(dayOfKey(key)) }
