package storage

import "slices"

// Absences is by staff: when somebody is away (请假), and who stands in (代班).
const Absences Book[Absence] = "absences"

// Absence is the leave that a member of staff has reported and that is not over.
type Absence struct {
	Spells []Spell `json:"spells,omitempty"` // in order, none overlapping
}

// Spell is one leave, of whole days.
type Spell struct {
	From    string  `json:"from"`  // 2006-01-02
	Until   string  `json:"until"` // the last day, included
	StandIn StaffID `json:"stand_in,omitempty"`
}

// On returns the spell that a day (2006-01-02) is in.
func (a Absence) On(day string) (Spell, bool) {
	i := slices.IndexFunc(a.Spells, func(s Spell) bool { return s.From <= day && day <= s.Until })
	if i < 0 {
		return Spell{}, false
	}
	return a.Spells[i], true
}

// With is the absence with another spell from today on: one that it overlaps gives
// way to it.
func (a Absence) With(s Spell, today string) Absence {
	kept := slices.DeleteFunc(slices.Clone(a.Spells), func(o Spell) bool {
		return o.Until < today || (o.From <= s.Until && s.From <= o.Until)
	})
	kept = append(kept, s)
	slices.SortFunc(kept, func(x, y Spell) int {
		if x.From < y.From {
			return -1
		}
		return 1
	})
	return Absence{Spells: kept}
}
