package flows

import (
	"slices"
	"strings"

	"minqing/flows/texts"
	"minqing/storage"
)

// myTickets is a citizen looking at tickets filed.
type myTickets struct {
	Number  string   // the ticket looked at
	At      string   // step to begin at, when not at the list
	Numbers []string // of the list on view
	Lines   []string
	After   string // cursor of the page on view
	Next    string
	Can     []string // actions that apply, as Options names them
	Do      string
	Words   string
	Media   []piece
	Grade   int
	Again   bool // it was reopened before
	detail  string
}

var myTicketsFlow Flow = form(flow[myTickets]{
	name:   "my-tickets",
	title:  "我的工单",
	browse: true,
	steps: []step[myTickets]{
		{name: "list", look: (*myTickets).lookList, say: (*myTickets).sayList, options: (*myTickets).listed, take: (*myTickets).takeList},
		{name: "one", look: (*myTickets).lookOne, say: (*myTickets).sayOne, options: (*myTickets).applicable, take: (*myTickets).takeOne},
		{name: "supplement", look: ownAllows(storage.ActSupplement), say: say[myTickets](texts.Tickets.Supplement), take: (*myTickets).takeSupplement},
		{name: "withdraw", look: ownAllows(storage.ActWithdraw), say: func(m *myTickets, _ *turn) string { return texts.Tickets.WithdrawSure(m.Number) }, take: (*myTickets).takeWithdraw},
		{name: "rate", look: ownAllows(storage.ActRate), say: (*myTickets).sayRate, take: (*myTickets).takeRate},
		{name: "reopen", look: ownAllows(storage.ActReopen), say: (*myTickets).sayReopen, take: (*myTickets).takeReopen},
	},
	begin: func(m *myTickets) string { return m.At },
	file:  doOwn,
})

const pageSize = 8

func (m *myTickets) lookList(tx storage.Tx, t *turn) error {
	page, err := tx.Tickets(storage.Query{Citizen: t.party.ID, After: m.After, Limit: pageSize})
	if err != nil {
		return err
	}
	m.Numbers, m.Lines, m.Next = nil, nil, page.Next
	for _, k := range page.Tickets {
		m.Numbers = append(m.Numbers, k.Number)
		m.Lines = append(m.Lines, texts.Tickets.Line(k.Number, k.Kind, k.Category, texts.StateNames[string(k.State)], day(k.Filed)))
	}
	return nil
}

func (m *myTickets) listed(*turn) []string {
	if m.Next != "" {
		return append(m.Lines[:len(m.Lines):len(m.Lines)], texts.Tickets.Older)
	}
	return m.Lines
}

func (m *myTickets) sayList(*turn) string {
	if len(m.Numbers) == 0 {
		return texts.Tickets.None
	}
	return texts.Tickets.List
}

func (m *myTickets) takeList(t *turn) Move {
	switch {
	case t.choice < 0:
		return Elsewhere
	case t.choice < len(m.Numbers):
		m.Number = m.Numbers[t.choice]
		return GoTo("one")
	}
	m.After = m.Next
	return Ask
}

// ownAllows makes sure, before anything is asked, that the ticket is the person's
// own and that its state allows what they want.
func ownAllows(a storage.Action) func(*myTickets, storage.Tx, *turn) error {
	return func(m *myTickets, tx storage.Tx, t *turn) error {
		k, err := t.own(tx, m.Number)
		if a == storage.ActSupplement {
			k, err = t.ownOrFollowed(tx, m.Number)
		}
		if err == nil {
			err = notMerged(tx, k)
		}
		if err != nil {
			return err
		}
		if m.Again = k.Reopened > 0; a == storage.ActReopen && k.Reopened > 1 {
			return refuse(texts.Tickets.ReopenOnce(t.house.Bureau.Phone))
		}
		return t.legal(k, a)
	}
}

func (m *myTickets) lookOne(tx storage.Tx, t *turn) error {
	ticket, err := t.ownOrFollowed(tx, m.Number)
	if err != nil {
		return err
	}
	events, err := tx.Events(m.Number)
	if err != nil {
		return err
	}
	m.detail = citizenView(t.house, t.asFollower(ticket), events, t.party.ID)
	m.Can = citizenCan(ticket)
	if ticket.Citizen != t.party.ID {
		m.Can = slices.DeleteFunc(m.Can, func(a string) bool { return a != string(storage.ActSupplement) })
	}
	return nil
}

func (m *myTickets) sayOne(*turn) string {
	if len(m.Can) == 0 {
		return m.detail
	}
	return texts.Paragraphs(m.detail, texts.Tickets.Choose)
}

func (m *myTickets) applicable(*turn) []string {
	names := make([]string, len(m.Can))
	for i, a := range m.Can {
		names[i] = texts.Tickets.Options[a]
	}
	return names
}

func (m *myTickets) takeOne(t *turn) Move {
	if t.choice < 0 {
		return Elsewhere
	}
	m.Do = m.Can[t.choice]
	if m.Do == string(storage.ActUrge) {
		return Finish
	}
	return GoTo(m.Do)
}

func (m *myTickets) takeSupplement(t *turn) Move {
	p, ok := pieceOf(t.Message)
	m.Do, m.Words, m.Media = string(storage.ActSupplement), "", nil
	switch {
	case ok:
		m.Media = []piece{p}
	case t.Kind == Text && t.said != "":
		m.Words = strings.TrimSpace(t.Text)
	default:
		return Again(texts.Tickets.Supplement)
	}
	return Finish
}

func (m *myTickets) takeWithdraw(t *turn) Move {
	switch {
	case t.says("1", "确定撤回", "确定", "是"):
		m.Do = string(storage.ActWithdraw)
		return Finish
	case t.says("2", "不撤回", "不", "否"):
		return GoTo("one")
	}
	return Again(texts.Tickets.WithdrawSure(m.Number))
}

func (m *myTickets) sayRate(t *turn) string {
	return texts.Lines(texts.Tickets.Rate(m.Number), t.grades())
}

func (m *myTickets) takeRate(t *turn) Move {
	if m.Grade, m.Words = gradeAndWords(t, t.Text); t.Kind != Text || m.Grade == 0 {
		return Again(m.sayRate(t))
	}
	m.Do = string(storage.ActRate)
	return Finish
}

func (m *myTickets) sayReopen(*turn) string {
	if m.Again {
		return texts.Moves.AskAgain(m.Number)
	}
	return texts.Tickets.Reopen(m.Number)
}

func (m *myTickets) takeReopen(t *turn) Move {
	if t.Kind != Text || t.said == "" {
		return Again(m.sayReopen(t))
	}
	m.Do, m.Words = string(storage.ActReopen), strings.TrimSpace(t.Text)
	return Finish
}

func doOwn(tx storage.Tx, m *myTickets, t *turn) (string, error) {
	switch storage.Action(m.Do) {
	case storage.ActUrge:
		return urge(tx, t, m.Number)
	case storage.ActWithdraw:
		return withdraw(tx, t, m.Number)
	case storage.ActRate:
		return rate(tx, t, m.Number, m.Grade, m.Words)
	case storage.ActReopen:
		return reopen(tx, t, m.Number, m.Words)
	}
	return supplement(tx, t, m.Number, m.Words, m.Media)
}

// openTicket shows a ticket by its number: to staff the desk's view, to
// everybody else their own.
func (e *Engine) openTicket(t *turn, number string) Act {
	if t.party.Staff == nil {
		return myTicketsFlow.start(t, &myTickets{Number: number, At: "one"})
	}
	own := false
	return Act{
		Look: func(tx storage.Tx) error {
			_, err := t.ownOrFollowed(tx, number)
			own = err == nil
			return ignoreRefusal(err)
		},
		Then: func(string) Act {
			if own {
				return myTicketsFlow.start(t, &myTickets{Number: number, At: "one"})
			}
			return t.openDesk(number)
		},
	}
}
