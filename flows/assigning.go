package flows

import (
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// assign is 派单: to a unit, and in it to whoever was named, else to whom the
// category belongs, else to all of it. A sighting stays with the station: elsewhere
// the team would see it no more.
func assign(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	to, err := t.assignee(tx, c.rest, k)
	if err != nil {
		return "", err
	}
	if isSighting(k) && to.unit != t.house.Bureau.Rescue.Unit {
		return "", refuse(texts.Rescue.AssignHere(k.Number, t.house.Bureau.Rescue.Unit))
	}
	if err := t.redoFirst(tx, k); err != nil {
		return "", err
	}
	return t.move(tx, k, t.actor(), storage.ActAssign, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if to.unit == "" {
			return "", t.noUnit(k, c.rest)
		}
		k.SendTo(to.unit, t.now)
		k.Owner, e.Detail = to.owner.ID, strings.TrimSpace(to.unit+" "+to.owner.Name)
		if u, ok := t.house.Bureau.Unit(to.unit); ok && u.Conduct {
			toConduct(k)
		}
		chosen := responsible(k)
		if to.first != "" {
			chosen = func(s *storage.Staff) bool { return s.ID == to.first }
		}
		heard, err := t.reach(tx, k, texts.Alerts.Assigned(c.number, k.Kind, k.Category, day(k.Due)), chosen)
		return t.assigned(c.number, to, heard), err
	})
}

// noUnit refuses a 派单 to no unit of the house, and says how one outside gets it.
func (t *turn) noUnit(k *storage.Ticket, typed string) error {
	name, _, _ := strings.Cut(strings.TrimSpace(strings.Map(foldSpace, typed)), " ")
	for _, u := range t.house.Bureau.Units {
		if u.Outside && fold.Text(u.Name) == fold.Text(name) {
			return refuse(texts.Staff.AssignOutside(k.Number, u.Name))
		}
	}
	return refuse(texts.Staff.NoUnit(t.unitNames()))
}

// assigned says to whom a ticket went and who heard of it.
func (t *turn) assigned(number string, to assignee, heard audience) string {
	others := slices.DeleteFunc(heard.names(), func(name string) bool { return name == t.party.Staff.Name })
	switch {
	case heard.why == "":
		return texts.Staff.Assigned(number, to.unit, to.owner.Name)
	case len(others) == 0:
		return texts.Staff.AssignedNobody(number, to.unit)
	}
	return texts.Staff.AssignedElsewhere(number, to.unit, to.owner.Name, others)
}

// assignee is where a ticket goes.
type assignee struct {
	unit  string          // "": none of that name
	owner storage.Staff   // the clerk of the unit whose it is; the zero value: nobody in particular
	first storage.StaffID // who hears of it first; "": whoever is responsible
}

// assignee reads 股室 姓名. Nothing named means the category's own unit; a name alone
// means its unit.
func (t *turn) assignee(tx storage.Tx, typed string, k *storage.Ticket) (to assignee, err error) {
	words := strings.Fields(strings.Map(foldSpace, typed))
	name := ""
	if len(words) > 1 {
		name = words[1]
	}
	to.unit = t.unitFor(strings.Join(words[:min(len(words), 1)], ""), k)
	everybody, err := tx.AllStaff()
	if err != nil {
		return to, err
	}
	if to.unit == "" && len(words) == 1 {
		name = words[0]
		i := slices.IndexFunc(everybody, func(s storage.Staff) bool { return fold.Text(s.Name) == fold.Text(name) && t.works(&s, k) })
		if i < 0 {
			return to, nil
		}
		to.unit = everybody[i].Unit
	}
	clerks := slices.DeleteFunc(everybody, func(s storage.Staff) bool {
		return s.Unit != to.unit || !t.works(&s, k) || s.Person == ""
	})
	if name == "" {
		return t.categoryOwner(tx, to, clerks, k)
	}
	i := slices.IndexFunc(clerks, func(s storage.Staff) bool { return fold.Text(s.Name) == fold.Text(name) })
	switch {
	case to.unit == "":
		return to, nil
	case i < 0:
		var names []string
		for _, s := range clerks {
			names = append(names, s.Name)
		}
		return to, refuse(texts.Staff.NoClerk(to.unit, name, names))
	case contains(k.Barred, clerks[i].ID):
		return to, refuse(texts.Recuse.Already(k.Number, clerks[i].Name))
	}
	to.owner = clerks[i]
	return to, nil
}

// works reports whether somebody may be given such a ticket: a clerk, and to the
// street whoever of the team. In the unit that complaints about staff go to it is 纪检
// alone: whoever else is there would hold what they may not see.
func (t *turn) works(s *storage.Staff, k *storage.Ticket) bool {
	if u, _ := t.house.Bureau.Unit(s.Unit); u.Conduct {
		return s.Has(storage.RoleDiscipline)
	}
	return s.Has(storage.RoleClerk) || isSighting(k) && s.Has(storage.RoleOutreach)
}

// categoryOwner is to whom a category belongs, if that is a clerk of the unit who may
// see the ticket. Somebody away does not become its owner: whoever stands in hears.
func (t *turn) categoryOwner(tx storage.Tx, to assignee, clerks []storage.Staff, k *storage.Ticket) (assignee, error) {
	c, _ := t.house.Bureau.Category(k.Category)
	i := slices.IndexFunc(clerks, func(s storage.Staff) bool { return c.Owner != "" && s.Name == c.Owner })
	if i < 0 || contains(k.Barred, clerks[i].ID) {
		return to, nil
	}
	gone, err := t.away(tx)
	if err != nil {
		return to, err
	}
	if to.first = clerks[i].ID; gone[to.first].Until == "" {
		to.owner = clerks[i]
	}
	return to, nil
}

// unitFor finds the unit that was named; nothing named means the category's own.
func (t *turn) unitFor(typed string, k *storage.Ticket) string {
	if fold.Text(typed) == "" {
		c, _ := t.house.Bureau.Category(k.Category)
		return c.Unit
	}
	return t.ownUnit(typed)
}

func (t *turn) unitNames() []string {
	var names []string
	for _, u := range t.house.Bureau.Units {
		if !u.Outside {
			names = append(names, u.Name)
		}
	}
	return names
}
