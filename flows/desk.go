package flows

import (
	"slices"

	"minqing/flows/texts"
	"minqing/storage"
)

// desk is 工作台: what awaits a member of staff, and one ticket opened from it.
type desk struct {
	Number  string // the ticket opened
	At      string
	Numbers []string
	Lines   []string
	From    int // first line on view
	total   int // of which Numbers are those that are due first
	detail  string
	hall    string // what a window of the marriage office sees first
}

var deskFlow Flow = form(flow[desk]{
	name:   "desk",
	title:  texts.Workbench,
	browse: true,
	begin:  func(d *desk) string { return d.At },
	steps: []step[desk]{
		{name: "list", look: (*desk).lookList, say: (*desk).sayList, options: (*desk).listed, take: (*desk).takeList},
		{name: "one", look: (*desk).lookOne, say: (*desk).sayOne, take: func(*desk, *turn) Move { return Elsewhere }},
	},
	file: func(tx storage.Tx, d *desk, t *turn) (string, error) {
		if t.party.Staff == nil {
			return "", refuse(texts.House.NotFound(d.Number))
		}
		return d.look(tx, t)
	},
})

// deskCommands are for everybody who works here.
func deskCommands() []*command {
	list := func(_ *Engine, t *turn, _ call) Act { return deskFlow.start(t, nil) }
	one := func(_ *Engine, t *turn, c call) Act { return t.openDesk(c.number) }
	return []*command{
		{name: "待办", usage: "待办", help: "等我处理的工单", bound: true, anywhere: true, run: list},
		{name: "工单", usage: "工单 F…", help: "打开一张工单，之后的命令可以不写号", bound: true, ticket: true, run: one},
		{name: "查询", usage: "查询 词", help: "按工单号、词、地点、姓名、电话后四位、状态、时间、类目、股室查", bound: true, ticket: true, bare: true, prefix: true, run: find},
	}
}

func (d *desk) lookList(tx storage.Tx, t *turn) error {
	d.Numbers, d.Lines = nil, nil
	if t.party.Staff == nil {
		return refuse(texts.House.NotUnderstood)
	}
	var all []*storage.Ticket
	for _, q := range awaiting(t.party.Staff, t.house.Bureau) {
		found, err := mine(tx, t.house.Bureau, t.party.Staff, q)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	for _, more := range []func(storage.Tx) ([]*storage.Ticket, error){t.undecided, t.lateBelow, t.stranded} {
		found, err := more(tx)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, soonest)
	all = slices.CompactFunc(all, func(a, b *storage.Ticket) bool { return a.Number == b.Number }) // of several lists
	for _, k := range all[:min(len(all), mostAwaiting)] {
		d.add(t, k)
	}
	d.total = len(all)
	if d.From >= len(d.Lines) {
		d.From = 0
	}
	return d.lookHall(tx, t)
}

// lookHall shows a window of the marriage office its day: calling numbers is what
// awaits it, and one tap should do.
func (d *desk) lookHall(tx storage.Tx, t *turn) error {
	d.hall = ""
	if !t.party.Staff.Has(storage.RoleWindow) {
		return nil
	}
	h, err := t.hall(tx)
	if err == nil {
		d.hall = t.hallView(h)
	}
	return err
}

func (d *desk) add(t *turn, k *storage.Ticket) {
	state := texts.StateNames[string(k.State)]
	if pending(k) != "" {
		state += texts.Moves.Undecided
	}
	if k.Overdue(t.now) {
		state += texts.Staff.Overdue
	}
	if k.Urgent {
		state += texts.Alerts.Urgent
	}
	d.Numbers = append(d.Numbers, k.Number)
	d.Lines = append(d.Lines, texts.Staff.Line(k.Number, k.Kind, k.Category, state, day(k.Due)))
}

func (d *desk) sayList(t *turn) string {
	name := t.party.Staff.Name
	switch {
	case len(d.Numbers) > 0:
		return texts.Paragraphs(d.hall, texts.Staff.Desk(name, d.total))
	case d.hall != "":
		return texts.Lines(texts.Staff.DeskWindow(name), d.hall)
	}
	if !t.party.Staff.Has(reaching...) {
		return texts.Staff.DeskNone(name)
	}
	return texts.Staff.DeskEmpty(name)
}

func (d *desk) listed(*turn) []string {
	end := min(len(d.Lines), d.From+pageSize)
	lines := slices.Clone(d.Lines[d.From:end])
	if end < len(d.Lines) {
		lines = append(lines, texts.Staff.Older)
	}
	return lines
}

func (d *desk) takeList(t *turn) Move {
	switch {
	case t.choice < 0:
		return Elsewhere
	case t.choice == pageSize:
		d.From += pageSize
		return Ask
	}
	d.Number = d.Numbers[d.From+t.choice]
	return Commit.To("one")
}
