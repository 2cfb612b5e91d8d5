package flows

import (
	"slices"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// audience is who hears of a ticket, and why it is them when it is not those for
// whom it was.
type audience struct {
	who    []storage.Staff
	why    string // in the words of those who hear; "": it is theirs
	hidden bool   // they may know nothing of the ticket but that somebody is needed for it
}

// roll is the staff as they are today: who is bound, who is away, who is on duty.
type roll struct {
	bureau *configs.Bureau
	people []storage.Staff // bound
	away   map[storage.StaffID]storage.Spell
	duty   []storage.StaffID // of today's table (值班)
}

// callRoll reads the staff of today.
func (t *turn) callRoll(tx storage.Tx) (*roll, error) {
	r := &roll{bureau: t.house.Bureau}
	everybody, err := tx.AllStaff()
	if err != nil {
		return nil, err
	}
	r.people = slices.DeleteFunc(everybody, func(s storage.Staff) bool { return s.Person == "" })
	if r.away, err = t.away(tx); err != nil {
		return nil, err
	}
	r.duty, err = t.onDuty(tx, t.now)
	return r, err
}

// hears finds who hears of a ticket that is for those chosen. Whoever is concerned
// hears nothing (回避); for somebody away hears who stands in; and when nobody is
// there it goes on to the unit, the desk, the leaders, the admins: never to nobody,
// unless nobody is bound at all.
func (r *roll) hears(k *storage.Ticket, chosen func(*storage.Staff) bool) audience {
	meant := r.those(k, chosen)
	here := r.present(meant)
	if len(here) > 0 {
		return audience{who: here}
	}
	for _, s := range meant {
		if who := r.insteadOf(k, s); len(who) > 0 {
			return audience{who: who, why: texts.Reach.Away(s.Name, dayName(r.away[s.ID].Until))}
		}
	}
	if k.Conduct {
		return r.discipline(k)
	}
	return r.onward(k)
}

// those are the people that chosen accepts and who are not concerned.
func (r *roll) those(k *storage.Ticket, chosen func(*storage.Staff) bool) (who []storage.Staff) {
	for i := range r.people {
		if s := &r.people[i]; chosen(s) && !contains(k.Barred, s.ID) {
			who = append(who, *s)
		}
	}
	return who
}

// present are those who are not away today.
func (r *roll) present(who []storage.Staff) (here []storage.Staff) {
	for _, s := range who {
		if _, away := r.away[s.ID]; !away {
			here = append(here, s)
		}
	}
	return here
}

// insteadOf is who hears for somebody who is away: whom they named, else whom the
// bureau file names for the unit, else the others of the unit.
func (r *roll) insteadOf(k *storage.Ticket, gone storage.Staff) []storage.Staff {
	named := r.away[gone.ID].StandIn
	if who := r.mayStandIn(k, func(s *storage.Staff) bool { return named != "" && s.ID == named }); len(who) > 0 {
		return who
	}
	if !gone.Has(storage.RoleClerk) {
		return nil
	}
	return r.ofUnit(k, gone.Unit)
}

// ofUnit is who of a unit is there: its stand-in of the bureau file, else its clerks.
func (r *roll) ofUnit(k *storage.Ticket, unit string) []storage.Staff {
	u, _ := r.bureau.Unit(unit)
	clerks := func(s *storage.Staff) bool { return unit != "" && s.Has(storage.RoleClerk) && s.Unit == unit }
	if who := r.mayStandIn(k, clerks); len(who) > 0 && u.StandIn == "" {
		return who
	}
	if who := r.mayStandIn(k, func(s *storage.Staff) bool { return u.StandIn != "" && s.Name == u.StandIn }); len(who) > 0 {
		return who
	}
	return r.mayStandIn(k, clerks)
}

// mayStandIn are those of the people chosen who are there; of what is about staff
// only 纪检 hears.
func (r *roll) mayStandIn(k *storage.Ticket, chosen func(*storage.Staff) bool) []storage.Staff {
	return r.present(r.those(k, func(s *storage.Staff) bool {
		return chosen(s) && (!k.Conduct || s.Has(storage.RoleDiscipline))
	}))
}

// discipline is who hears of a complaint about staff when those meant are not there:
// 纪检, be they away. When all of them are concerned, the admins hear that 纪检
// needs somebody, and nothing else.
func (r *roll) discipline(k *storage.Ticket) audience {
	discipline := func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }
	for _, who := range [][]storage.Staff{r.mayStandIn(k, discipline), r.those(k, discipline)} {
		if len(who) > 0 {
			return audience{who: who}
		}
	}
	return audience{who: r.admins(k), why: texts.Reach.NeedDiscipline, hidden: true}
}

// onward goes on from those who are not there: the unit that has it, the dispatcher
// on duty, any dispatcher, the leaders, the admins.
func (r *roll) onward(k *storage.Ticket) audience {
	whose := texts.Reach.Desk
	if k.State == storage.Assigned || k.State == storage.InProgress {
		if who := r.ofUnit(k, k.Unit); len(who) > 0 {
			return audience{who: who, why: texts.Reach.OwnerGone}
		}
		whose = texts.Reach.UnitStaff(k.Unit)
	}
	linked := leading(r.bureau, k)
	for _, who := range [][]storage.Staff{
		r.mayStandIn(k, func(s *storage.Staff) bool { return dispatchers(s) && contains(r.duty, s.ID) }),
		r.mayStandIn(k, dispatchers),
		append(r.mayStandIn(k, linked), r.those(k, dispatchers)...), // a desk that is all away may read it late
		r.mayStandIn(k, leaders),
		r.those(k, leaders),
		r.admins(k),
	} {
		if len(who) > 0 {
			why := texts.Reach.Nobody(whose)
			if len(r.those(k, dispatchers)) == 0 { // a leader takes in nothing and calls nobody back
				why += texts.Reach.NeedDesk
			}
			return audience{who: once(who), why: why}
		}
	}
	return audience{}
}

func (r *roll) admins(k *storage.Ticket) []storage.Staff {
	return r.those(k, func(s *storage.Staff) bool { return s.Has(storage.RoleAdmin) })
}

// once leaves nobody in a list twice.
func once(who []storage.Staff) (list []storage.Staff) {
	for _, s := range who {
		if !slices.ContainsFunc(list, func(o storage.Staff) bool { return o.ID == s.ID }) {
			list = append(list, s)
		}
	}
	return list
}

// has reports whether somebody is of an audience.
func (a audience) has(s *storage.Staff) bool {
	return slices.ContainsFunc(a.who, func(o storage.Staff) bool { return o.ID == s.ID })
}

// names of an audience, for whoever is told that they heard.
func (a audience) names() (list []string) {
	for _, s := range a.who {
		list = append(list, s.Name)
	}
	return list
}
