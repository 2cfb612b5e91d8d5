package flows

import (
	"slices"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

// visitors go and see, or write down what an inspection from above found. Each sees
// their own visits, and all see the figures.
var visitors = []storage.Role{storage.RoleReviewer, storage.RoleDiscipline, storage.RoleLeader, storage.RoleDispatcher}

func visitCommands() []*command {
	return []*command{
		{name: "明察暗访", usage: "明察暗访 [股室]", help: "照检查单逐项记，有问题的转成工单；上级来的写“明察暗访 上级督查”；“明察暗访 汇总 11月”看各单位", roles: visitors,
			run: func(_ *Engine, t *turn, c call) Act {
				if rest, ok := strings.CutPrefix(fold.Text(c.rest), "汇总"); ok {
					return t.sumVisits(rest)
				}
				v := &visiting{}
				for _, w := range strings.Fields(strings.ReplaceAll(c.rest, "　", " ")) {
					switch unit := t.ownUnit(w); {
					case unit != "":
						v.Unit = unit
					case fold.Text(w) == texts.ChannelAbove:
						v.Above = true
					default:
						return Say(texts.Visit.Usage)
					}
				}
				return visitFlow.start(t, v)
			}},
		{name: "我的检查", usage: "我的检查", help: "我自己的明察暗访记录", roles: visitors, run: func(_ *Engine, t *turn, _ call) Act { return t.ownVisits() }},
	}
}

// mostOwnVisits is how many of one's own are listed.
const mostOwnVisits = 10

// ownVisits is 我的检查: one's own findings, the newest first, and how far what was
// found bad has come: the state of the ticket, and nothing else of it.
func (t *turn) ownVisits() Act {
	var lines []string
	return Act{
		Look: func(tx storage.Tx) error {
			lines = nil
			var mine []storage.Visit
			err := storage.Visits.Each(tx, storage.Range{Down: true}, func(_ string, v storage.Visit) (bool, error) {
				if v.By == t.party.Staff.ID {
					mine = append(mine, v)
				}
				return len(mine) == mostOwnVisits, nil
			})
			for _, v := range mine {
				state, failed := findingState(tx, v.Ticket)
				if failed != nil {
					return failed
				}
				lines = append(lines, texts.Visit.Own(v.Number, day(v.At), v.Unit, texts.Plain(v.Place), t.foundItems(v.Found), texts.Plain(v.Words), state))
			}
			return err
		},
		Then: func(string) Act {
			if len(lines) == 0 {
				return Say(texts.Visit.None)
			}
			return Say(texts.Lines(lines...))
		},
	}
}

// findingState is how far a ticket out of a visit has come.
func findingState(tx storage.Tx, number string) (string, error) {
	if number == "" {
		return "", nil
	}
	k, err := tx.Ticket(number)
	if err != nil {
		return "", ignoreNotFound(err)
	}
	return texts.StateNames[string(k.State)], nil
}

// foundItems lists what was found, in the order of the check list; items that the list
// no longer has come last.
func (t *turn) foundItems(found map[string]string) string {
	var parts []string
	for _, item := range t.visitItemsOf(found) {
		parts = append(parts, item+found[item])
	}
	return strings.Join(parts, "、")
}

func (t *turn) visitItemsOf(found map[string]string) (items []string) {
	for _, item := range t.house.Bureau.Visits.Items {
		if found[item] != "" {
			items = append(items, item)
		}
	}
	var gone []string
	for item := range found {
		if !contains(items, item) {
			gone = append(gone, item)
		}
	}
	slices.Sort(gone)
	return append(items, gone...)
}

// visitSum is what the visits of a period found at one unit.
type visitSum struct {
	visits, tickets int
	bad, fair       map[string]int // by item
}

// sumVisits is 明察暗访 汇总: by unit, how often what was found wanting. Who went there
// nobody is told.
func (t *turn) sumVisits(typed string) Act {
	period, name, ok := periodOf(typed, t.now)
	if !ok {
		return Say(texts.Visit.SumUsage)
	}
	sums := map[string]*visitSum{}
	return Act{
		Look: func(tx storage.Tx) (err error) {
			sums, err = visitSums(tx, period)
			return err
		},
		Then: func(string) Act { return Say(t.visitText(name, sums)) },
	}
}

func visitSums(tx storage.Tx, p ledger.Period) (map[string]*visitSum, error) {
	sums := map[string]*visitSum{}
	return sums, storage.Visits.Each(tx, storage.Range{}, func(_ string, v storage.Visit) (bool, error) {
		if !p.Has(v.At) {
			return false, nil
		}
		s := sums[v.Unit]
		if s == nil {
			s = &visitSum{bad: map[string]int{}, fair: map[string]int{}}
			sums[v.Unit] = s
		}
		s.visits++
		if v.Ticket != "" {
			s.tickets++
		}
		for item, mark := range v.Found {
			switch mark {
			case texts.Visit.Bad:
				s.bad[item]++
			case texts.Visit.Fair:
				s.fair[item]++
			}
		}
		return false, nil
	})
}

func (t *turn) visitText(name string, sums map[string]*visitSum) string {
	visits, tickets := 0, 0
	var lines []string
	for _, unit := range t.unitNames() {
		s := sums[unit]
		if s == nil {
			continue
		}
		visits, tickets = visits+s.visits, tickets+s.tickets
		lines = append(lines, texts.Visit.SumLine(unit, s.visits, s.tickets, t.timesFound(s.bad), t.timesFound(s.fair)))
	}
	return texts.Lines(append([]string{texts.Visit.SumHead(name, visits, tickets)}, lines...)...)
}

// timesFound lists how often each item was found so, in the order of the check list.
func (t *turn) timesFound(n map[string]int) string {
	found := map[string]string{}
	for item, times := range n {
		found[item] = texts.Visit.Times(times)
	}
	return t.foundItems(found)
}
