package flows

import (
	"slices"
	"strings"

	"minqing/flows/disclosure"
	"minqing/flows/phones"
	"minqing/flows/texts"
	"minqing/storage"
)

// myData is 我的数据: a person sees what is kept of them, corrects it, and has
// removed what the law lets go (《个人信息保护法》44–47).
type myData struct {
	Numbers []string // of the tickets that can be corrected
	Lines   []string
	Number  string
	Items   []string
	Item    string
	Value   string
	Point   *storage.Point
	Do      storage.Action

	said string
	none bool
}

var myDataFlow Flow = form(flow[myData]{
	name:   "my-data",
	title:  "我的数据",
	browse: true,
	steps: []step[myData]{
		{name: "menu", look: (*myData).lookMenu, say: (*myData).sayIt, options: (*myData).choices, take: (*myData).takeMenu},
		{name: "all", look: (*myData).lookAll, say: (*myData).sayIt, take: elsewhere[myData]},
		{name: "which", look: (*myData).lookTickets, say: (*myData).sayWhich, options: func(m *myData, _ *turn) []string { return m.Lines }, take: (*myData).takeWhich},
		{name: "item", look: (*myData).lookItems, say: func(m *myData, _ *turn) string { return texts.MyData.Item(m.Number) }, options: func(m *myData, _ *turn) []string { return m.Items }, take: (*myData).takeItem},
		{name: "value", say: func(m *myData, _ *turn) string { return texts.MyData.Value(m.Item) }, take: (*myData).takeValue},
		{name: "delete", look: (*myData).lookDelete, say: (*myData).sayIt, options: func(*myData, *turn) []string { return texts.MyData.Sure }, take: (*myData).takeDelete},
	},
	file: func(tx storage.Tx, m *myData, t *turn) (string, error) {
		if m.Do == storage.ActRedact {
			return t.redactMine(tx)
		}
		return m.correct(tx, t)
	},
	done: func(t *turn, _ string) { t.session.Parked = nil },
})

func elsewhere[T any](*T, *turn) Move { return Elsewhere }

func (m *myData) sayIt(*turn) string { return m.said }

func (m *myData) choices(*turn) []string {
	if m.none {
		return nil
	}
	return texts.MyData.Choices
}

// lookMenu tells what is kept, a line a ticket.
func (m *myData) lookMenu(tx storage.Tx, t *turn) error {
	page, err := tx.Tickets(storage.Query{Citizen: t.party.ID, Limit: pageSize})
	if err != nil {
		return err
	}
	if m.none = len(page.Tickets) == 0; m.none {
		m.said = texts.MyData.Nothing
		return nil
	}
	var lines []string
	for i := range page.Tickets {
		k, err := tx.Ticket(page.Tickets[i].Number)
		if err != nil {
			return err
		}
		lines = append(lines, texts.MyData.Ticket(k.Number, keptOf(k), t.keptUntil(k)))
	}
	m.said = texts.MyData.Overview(lines, page.Next != "")
	return nil
}

// keptOf names what of a person a ticket has.
func keptOf(k *storage.Ticket) []string {
	var kept []string
	add := func(has bool, what string) {
		if has {
			kept = append(kept, what)
		}
	}
	items := texts.MyData.Items
	add(k.Private.Text != "", items.Words)
	add(k.Private.Name != "", items.Name)
	add(k.Private.Phone != "", items.Phone+" "+phones.Mask(k.Private.Phone))
	add(k.Private.Place != "", items.Place)
	add(k.Private.Point != nil, items.Point)
	add(k.Media > 0, items.Media)
	return kept
}

func (m *myData) takeMenu(t *turn) Move {
	steps := []string{"all", "which", "delete"}
	if t.choice < 0 || t.choice >= len(steps) {
		return Elsewhere
	}
	return GoTo(steps[t.choice])
}

// lookAll reads out everything, whole: it is the person's own. With it goes who of
// the staff looked, by unit and day, without names.
func (m *myData) lookAll(tx storage.Tx, t *turn) error {
	page, err := tx.Tickets(storage.Query{Citizen: t.party.ID, Limit: pageSize})
	if err != nil {
		return err
	}
	var parts []string
	for i := range page.Tickets {
		k, err := tx.Ticket(page.Tickets[i].Number)
		if err != nil {
			return err
		}
		part, err := t.ownWhole(tx, k)
		if err != nil {
			return err
		}
		parts = append(parts, part)
	}
	m.said = texts.Paragraphs(append(parts, texts.MyData.Rest(page.Next != "", t.house.Bureau.Phone))...)
	return nil
}

func (t *turn) ownWhole(tx storage.Tx, k *storage.Ticket) (string, error) {
	seen := masked(k, disclosure.Of(matter(k), disclosure.Citizen, disclosure.Filed))
	p, items := seen.Private, texts.MyData.Items
	lines := []string{texts.MyData.Head(k.Number, texts.StateNames[string(k.State)], day(k.Filed))}
	for _, f := range []struct{ name, value string }{
		{items.Words, p.Text}, {items.Name, p.Name}, {items.Phone, k.Private.Phone}, {items.Place, p.Place}, {items.Point, mapLink(p.Point)},
	} {
		if f.value != "" {
			lines = append(lines, f.name+"："+texts.Plain(f.value))
		}
	}
	if k.Media > 0 {
		lines = append(lines, texts.Tickets.Attachments(k.Media))
	}
	looks, err := looksAt(tx, k.Number)
	return texts.Lines(append(lines, texts.MyData.Looks(looks), texts.MyData.Until(t.keptUntil(k)))...), err
}

// mostLooks is how many looks are told at once, the newest.
const mostLooks = 10

// looksAt tells who looked at a ticket: the unit or role, and the day.
func looksAt(tx storage.Tx, number string) (all []string, err error) {
	err = storage.Looks.Each(tx, storage.Range{Prefix: number + "/"}, func(_ string, l storage.Look) (bool, error) {
		all = append(all, day(l.At)+" "+strings.TrimSpace(l.Unit+" "+texts.RoleNames[string(l.Role)]))
		return false, nil
	})
	all = slices.Compact(all)
	return all[max(0, len(all)-mostLooks):], err
}
