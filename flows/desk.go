package flows

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"minqing/configs"
	"minqing/flows/disclosure"
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

// awaiting says which tickets wait for a role.
func awaiting(s *storage.Staff, b *configs.Bureau) []storage.Query {
	var q []storage.Query
	if s.Has(reaching...) {
		q = append(q, storage.Query{Owner: s.ID, States: []storage.State{storage.InProgress, storage.Assigned}})
	}
	if s.Has(storage.RoleDispatcher) {
		q = append(q, storage.Query{States: []storage.State{storage.Submitted, storage.Accepted, storage.Returned, storage.Reopened}})
	}
	if s.Has(storage.RoleClerk) && s.Unit != "" {
		q = append(q, storage.Query{Unit: s.Unit, States: []storage.State{storage.Assigned}})
	}
	untaken := []storage.State{storage.Submitted, storage.Accepted, storage.Assigned, storage.Reopened}
	if s.Has(storage.RoleClerk) && s.Unit == b.Rescue.Unit && !s.Has(storage.RoleOutreach) { // the station's own, which nobody assigns first
		q = append(q, storage.Query{Unit: s.Unit, States: []storage.State{storage.Submitted, storage.Accepted, storage.Reopened, storage.Returned}})
	}
	if u, ok := b.ConductUnit(); ok && s.Has(storage.RoleDiscipline) {
		q = append(q, storage.Query{Unit: u.Name, States: untaken})
	}
	if s.Has(storage.RoleOutreach) {
		q = append(q, storage.Query{States: untaken})
	}
	if s.Has(storage.RoleLeader) {
		q = append(q, storage.Query{States: []storage.State{storage.Reopened, storage.Escalated}})
	}
	if s.Has(storage.RoleClerk) && b.Hardship.Anywhere(s.Name) { // whoever of the township goes to see; the rest is not in scope
		c, _ := b.Category(b.Hardship.Category)
		q = append(q, storage.Query{Unit: c.Unit, States: []storage.State{storage.Assigned}})
	}
	return q
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

// errEnough ends a walk through the tickets.
var errEnough = errors.New("enough")

// lateBelow is what is late in the units that a leader answers for: the morning's
// message tells of it and points here.
func (t *turn) lateBelow(tx storage.Tx) (found []*storage.Ticket, err error) {
	if !t.party.Staff.Has(storage.RoleLeader) {
		return nil, nil
	}
	err = dueUntil(tx, t.now, func(k *storage.Ticket) error {
		if may(t.house.Bureau, t.engine.command("督办"), t.party.Staff, k) {
			found = append(found, k)
		}
		if len(found) == mostAwaiting {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, err
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

// How many tickets of one sort a desk looks through, so that what is due first is found
// behind whatever came in over a holiday, and how many it lists.
const (
	mostLooked   = 20000
	mostAwaiting = 500
)

// mine collects from a list what is in the person's scope.
func mine(tx storage.Tx, b *configs.Bureau, s *storage.Staff, q storage.Query) (found []*storage.Ticket, err error) {
	for seen := 0; seen < mostLooked; {
		page, err := tx.Tickets(q)
		if err != nil {
			return nil, err
		}
		for i := range page.Tickets {
			if k := &page.Tickets[i]; may(b, &command{bound: true}, s, k) {
				found = append(found, k)
			}
		}
		if q.After = page.Next; q.After == "" {
			break
		}
		seen += len(page.Tickets)
	}
	return found, nil
}

// soonest puts first where life is at stake, then what is due first; what has no
// date comes last.
func soonest(a, b *storage.Ticket) int {
	if a.Urgent != b.Urgent {
		return map[bool]int{true: -1, false: 1}[a.Urgent]
	}
	if a.Due.IsZero() != b.Due.IsZero() {
		return map[bool]int{true: 1, false: -1}[a.Due.IsZero()]
	}
	return cmp.Or(a.Due.Compare(b.Due), strings.Compare(a.Number, b.Number))
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

func (d *desk) lookOne(tx storage.Tx, t *turn) error {
	if t.party.Staff == nil {
		return refuse(texts.House.NotFound(d.Number))
	}
	k, err := t.open(tx, call{command: &command{bound: true}, number: d.Number})
	if err != nil {
		return err
	}
	events, err := tx.Events(d.Number)
	if err != nil {
		return err
	}
	notices, err := tx.TicketNotices(d.Number)
	if err != nil {
		return err
	}
	media, err := tx.Attachments(d.Number)
	if err != nil {
		return err
	}
	names, err := namesIn(tx, k, events)
	if err != nil {
		return err
	}
	more, err := t.moreOf(tx, k)
	if err != nil {
		return err
	}
	decides, err := t.decides(tx, k)
	if err != nil {
		return err
	}
	f := seen(t.house.Bureau, t.party.Staff, k)
	events = t.gradesNamed(events)
	d.detail = texts.Paragraphs(staffView(masked(k, f), onlySeen(events, f), notices, media, names, more), texts.Staff.Can(t.commandsOn(k, decides), k.Number))
	return nil
}

// gradesNamed puts the name of a grade where the history keeps its number.
func (t *turn) gradesNamed(events []storage.Event) []storage.Event {
	named := slices.Clone(events)
	for i := range named {
		if n, err := strconv.Atoi(named[i].Detail); err == nil && named[i].Action == storage.ActRate {
			named[i].Detail = t.gradeName(n)
		}
	}
	return named
}

// moreOf is what a view tells besides what every ticket has.
func (t *turn) moreOf(tx storage.Tx, k *storage.Ticket) ([]string, error) {
	if isSighting(k) {
		return t.sightingLines(tx, k)
	}
	return slipLines(tx, k)
}

func (d *desk) sayOne(t *turn) string {
	t.session.Focus = d.Number
	return d.detail
}

// commandsOn names the commands that the state and the person's rights allow.
// decides: something waits for this person's decision.
func (t *turn) commandsOn(k *storage.Ticket, decides bool) []string {
	var names []string
	if decides && pending(k) == storage.ActAppeal {
		names = append(names, "派单")
	}
	for _, a := range k.Legal() {
		c := t.engine.commandFor(a)
		if c == nil || !t.offered(k, a, decides) || !may(t.house.Bureau, c, t.party.Staff, k) {
			continue
		}
		if c.station && !t.onScene(t.party.Staff, k) {
			continue
		}
		if a == storage.ActCallBack && t.wasRated(k) || a == storage.ActMistake && (k.Rating == 0 || k.Mistaken) {
			continue
		}
		if a == storage.ActTake && !mayTake(t.party.Staff, k) {
			continue
		}
		names = append(names, c.name)
		if a == storage.ActReply && len(t.house.Bureau.PhrasesFor(k.Category)) > 0 {
			names = append(names, phraseName)
		}
	}
	if c := t.engine.command("去不了"); isSighting(k) && k.State == storage.InProgress && k.Owner == t.party.Staff.ID && c.open(t.party.Staff) && !contains(names, "退回") {
		names = append(names, c.name)
	}
	if c := t.engine.command("电话"); may(t.house.Bureau, c, t.party.Staff, k) && k.Owner == t.party.Staff.ID && k.Private.Phone != "" {
		names = append(names, c.name)
	}
	if c := t.engine.command("照片"); may(t.house.Bureau, c, t.party.Staff, k) && k.Media > 0 && t.sees(t.party.Staff, k, disclosure.Photos) {
		names = append(names, c.name)
	}
	return names
}

// offered leaves out of the taps what would only be refused.
func (t *turn) offered(k *storage.Ticket, a storage.Action, decides bool) bool {
	switch a {
	case storage.ActGrant, storage.ActRefuse:
		return decides
	case storage.ActReturn:
		return isSighting(k) || (t.house.Bureau.Deadlines.Object > 0 && k.Returns == 0 && !k.Conduct)
	case storage.ActExtend:
		return t.mayExtend(k) == nil
	case storage.ActArchive:
		return pending(k) == "" && !t.awaitsCitizen(k)
	case storage.ActResolve:
		return pending(k) != storage.ActPropose
	}
	return true
}

// namesIn are the names of the staff in a ticket's history, of those who have
// left, too.
func namesIn(tx storage.Tx, k *storage.Ticket, events []storage.Event) (map[storage.StaffID]string, error) {
	ids := []storage.StaffID{k.Owner}
	for _, e := range events {
		if e.Actor.Kind == storage.ByStaff {
			ids = append(ids, storage.StaffID(e.Actor.ID))
		}
	}
	names := map[storage.StaffID]string{}
	for _, id := range ids {
		if _, known := names[id]; known || id == "" {
			continue
		}
		s, err := tx.Staff(id)
		if err != nil && !isNotFound(err) {
			return nil, err
		}
		if err == nil {
			names[id] = s.Name
		}
	}
	return names, nil
}
