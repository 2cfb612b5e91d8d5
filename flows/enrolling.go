package flows

import (
	"time"

	"minqing/flows/informants"
	"minqing/flows/texts"
	"minqing/storage"
)

// RollChange is what a sheet makes of the roll of 灾害信息员.
type RollChange struct {
	Added, Updated, Same, Removed int
	Size                          int // of the roll afterwards

	puts  []enrolled
	drops []string
}

// enrolled is one of the roll under their mark.
type enrolled struct {
	mark string
	who  storage.Informant
}

// PlanRoll holds a sheet against the roll, and writes nothing. If the sheet is the
// whole roll, those who aren't in it are taken off.
func PlanRoll(tx storage.Tx, members []informants.Member, whole bool) (*RollChange, error) {
	there := map[string]storage.Informant{}
	err := storage.Informants.Each(tx, storage.Range{}, func(mark string, who storage.Informant) (bool, error) {
		there[mark] = who
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	c := &RollChange{}
	named := map[string]bool{}
	for _, m := range members {
		mark := tx.Mark(storage.InformantMark, m.Phone)
		named[mark] = true
		switch before, found := there[mark]; {
		case !found:
			c.Added++
		case before != m.Informant:
			c.Updated++
		default:
			c.Same++
			continue
		}
		c.puts = append(c.puts, enrolled{mark, m.Informant})
	}
	for mark := range there {
		if whole && !named[mark] {
			c.drops = append(c.drops, mark)
		}
	}
	c.Removed = len(c.drops)
	c.Size = len(there) + c.Added - c.Removed
	return c, nil
}

// Write changes the roll as it was planned in the same transaction. The event says
// how many, not who.
func (c *RollChange) Write(tx storage.Tx, now time.Time) error {
	if c.Added+c.Updated+c.Removed == 0 {
		return nil
	}
	for _, e := range c.puts {
		if err := storage.Informants.Put(tx, e.mark, e.who); err != nil {
			return err
		}
	}
	for _, mark := range c.drops {
		if err := storage.Informants.Drop(tx, mark); err != nil {
			return err
		}
	}
	return tx.Log(storage.Event{At: now, Actor: storage.Actor{Kind: storage.BySystem}, Action: "roll",
		Detail: texts.Roll.Log(c.Added, c.Updated, c.Removed, c.Size)})
}

// RollByTownship counts the roll.
func RollByTownship(tx storage.Tx) (map[string]int, error) {
	counts := map[string]int{}
	err := storage.Informants.Each(tx, storage.Range{}, func(_ string, who storage.Informant) (bool, error) {
		counts[who.Township]++
		return false, nil
	})
	return counts, err
}
