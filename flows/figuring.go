package flows

import (
	"slices"
	"strings"

	"minqing/flows/figures"
	"minqing/flows/fold"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

func figureCommands() []*command {
	return []*command{{
		name: "统计", usage: "统计 [本月|2026年5月|第二季度|1月1日到3月31日] [股室]", help: "收件、办结、整改率、按期率和满意度，不说内容；不写时间就是今年",
		roles: []storage.Role{storage.RoleDispatcher, storage.RoleLeader, storage.RoleAdmin, storage.RoleReviewer}, run: showFigures,
	}, {
		name: "简报", usage: "简报 [10月]", help: "起草一个月的民情简报，不写月份就是上月",
		roles: []storage.Role{storage.RoleDispatcher, storage.RoleLeader}, run: showBrief,
	}}
}

// counted is whose figures a member of staff may see: all, or those of the units
// that a leader answers for. What no unit has yet is in the figures of the whole alone:
// those of the leaders add up to no more than there is.
func (t *turn) counted() (keep func(*storage.Ticket) bool, all bool) {
	s := t.party.Staff
	if s.Has(storage.RoleDispatcher, storage.RoleAdmin, storage.RoleReviewer) {
		return nil, true
	}
	led, knows, whole := t.unitsLed(), t.knowsConduct(), !t.house.Bureau.Linked(s.Name)
	return func(k *storage.Ticket) bool {
		return (knows || !k.Conduct) && (k.Unit == "" && whole || slices.Contains(led, k.Unit))
	}, len(led) == len(t.house.Bureau.Units)
}

// unitsLed are the units whose figures a member of staff may ask for one by one.
func (t *turn) unitsLed() (names []string) {
	s := t.party.Staff
	every := s.Has(storage.RoleDispatcher, storage.RoleAdmin, storage.RoleReviewer)
	for _, u := range t.house.Bureau.Units {
		if mine := t.house.Bureau.Leads(s.Name, u.Name); u.Conduct && !t.knowsConduct() || !every && !mine {
			continue
		}
		names = append(names, u.Name)
	}
	return names
}

// knowsConduct reports whether complaints about staff may stand under their unit: for
// 纪检 and for the leader who answers for it.
func (t *turn) knowsConduct() bool {
	s := t.party.Staff
	u, ok := t.house.Bureau.ConductUnit()
	return s.Has(storage.RoleDiscipline) || (ok && s.Has(storage.RoleLeader) && t.house.Bureau.Leads(s.Name, u.Name))
}

// mostCounted is how many pages of tickets a turn of the chat counts: two hundred
// thousand tickets take about two seconds of it, and it has four and a half.
const mostCounted = 2000

// figuresOf counts the tickets of a period that pass; conduct as in NewCounter. A period
// with more than a turn can count is refused.
func (t *turn) figuresOf(tx storage.Tx, p ledger.Period, conduct bool, keep func(*storage.Ticket) bool) (*figures.Report, error) {
	counter := figures.NewCounter(p, t.now, t.house.Bureau.Calendar, conduct)
	q := figures.Filed(p)
	for pages, more := 0, true; more; pages++ {
		if pages == mostCounted {
			return nil, refuse(texts.Figures.TooMany)
		}
		var err error
		if more, err = counter.Page(tx, &q, keep); err != nil {
			return nil, err
		}
	}
	return counter.Report(), nil
}

// showFigures is 统计.
func showFigures(_ *Engine, t *turn, c call) Act {
	unit, when := t.cutUnit(c.rest)
	period, name, ok := periodOf(orElse(when, "今年"), t.now)
	if !ok {
		return Say(texts.Figures.Usage(t.unitsLed()))
	}
	keep, all := t.counted()
	of := ""
	switch {
	case unit != "":
		knows := t.knowsConduct() // of what is sealed, no unit tells where it is
		keep, of = func(k *storage.Ticket) bool { return k.Unit == unit && (knows || !k.Conduct) }, unit
	case !all:
		of = texts.Figures.Linked
	}
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			r, err := t.figuresOf(tx, period, t.knowsConduct(), keep)
			if err == nil {
				said = t.figuresText(name, of, r)
			}
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}

// cutUnit takes the unit out of what was typed, of those that the person may see.
func (t *turn) cutUnit(typed string) (unit, rest string) {
	rest = fold.Text(typed)
	for _, name := range t.unitsLed() {
		if before, after, found := strings.Cut(rest, fold.Text(name)); found {
			return name, strings.TrimSpace(before + " " + after)
		}
	}
	return "", rest
}

// figuresText is a report as the chat shows it, short enough for a phone.
func (t *turn) figuresText(name, of string, r *figures.Report) string {
	until := ""
	if r.Period.Has(t.now) {
		until = day(t.now)
	}
	f := r.Total
	lines := []string{texts.Figures.Head(name, until, of)}
	if f.Received+f.Merged == 0 {
		lines = append(lines, texts.Figures.None)
	} else {
		lines = append(lines, texts.Figures.Received(f.Received, f.Resolved, f.Escalated, f.Rate()),
			texts.Figures.More(f.Accepted, f.Pending, f.Overdue, f.Declined, f.Withdrawn, f.Merged), onTimeLine(f))
		lines = append(lines, timesLines(f)...)
		lines = append(lines, figureRows(texts.Figures.Channel, texts.Figures.NotGiven, r.Channels))
		if of == "" || of == texts.Figures.Linked {
			lines = append(lines, figureRows(texts.Figures.Unit, texts.Figures.NotSent, r.Units))
		}
		lines = append(lines, figureRows(texts.Figures.Category, texts.Figures.NotGiven, r.Categories), monthRows(r.Months))
	}
	if r.Sightings > 0 {
		lines = append(lines, texts.Figures.Sighting(r.Sightings))
	}
	return texts.Lines(lines...)
}

func onTimeLine(f figures.Figures) string {
	if f.OnTime() == figures.None {
		return ""
	}
	return texts.Figures.OnTime(f.OnTime())
}

func timesLines(f figures.Figures) (lines []string) {
	if f.Response.N > 0 {
		lines = append(lines, texts.Figures.Response(f.Response.Median, f.Response.Ninety))
	}
	if f.Closing.N > 0 {
		lines = append(lines, texts.Figures.Closing(f.Closing.Median, f.Closing.Ninety))
	}
	if f.Rated()+f.Mistaken > 0 {
		lines = append(lines, texts.Figures.Content(f.Rated(), f.Good(), f.Bad(), f.Mistaken, f.Satisfaction()))
	}
	return lines
}

// mostRows is how many rows of a table fit a phone.
const mostRows = 6

// figureRows writes the rows in which something came in, none for the row without a
// name; the last are told together.
func figureRows(what, none string, rows []figures.Row) string {
	var parts []string
	others, received := 0, 0
	for _, r := range rows {
		switch {
		case r.Received == 0:
		case len(parts) == mostRows:
			others, received = others+1, received+r.Received
		default:
			parts = append(parts, texts.Figures.Row(texts.Plain(orElse(r.Name, none)), r.Received, r.Rate()))
		}
	}
	if others > 0 {
		parts = append(parts, texts.Figures.Others(others, received))
	}
	if len(parts) == 0 {
		return ""
	}
	return texts.Figures.By(what, parts)
}

// monthRows writes the months, where there is more than one.
func monthRows(months []figures.Row) string {
	if len(months) < 2 {
		return ""
	}
	var parts []string
	for _, r := range months[max(0, len(months)-12):] {
		if r.Received > 0 {
			parts = append(parts, texts.Figures.Row(shortMonth(r.Name), r.Received, r.Rate()))
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return texts.Figures.By(texts.Figures.Months, parts)
}
