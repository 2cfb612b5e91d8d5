package flows

import (
	"strings"
	"time"

	"minqing/flows/figures"
	"minqing/flows/ledger"
	"minqing/flows/texts"
	"minqing/storage"
)

// showBrief is 简报: a draft out of figures alone. What people wrote, and what was
// written to them, may name somebody, so none of it is quoted.
func showBrief(_ *Engine, t *turn, c call) Act {
	period, name, ok := periodOf(orElse(c.rest, "上月"), t.now)
	if !ok {
		return Say(texts.Brief.Usage)
	}
	keep, all := t.counted()
	of := ""
	if !all {
		of = texts.Figures.Linked
	}
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			now, err := t.figuresOf(tx, period, false, keep)
			if err != nil {
				return err
			}
			before, err := t.figuresOf(tx, Before(period), false, keep)
			if err == nil {
				said = Brief(t.house.Bureau.Name, name, of, now, before)
			}
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}

// Before is the period that a bulletin compares with: the month before a month, and
// else as many days before as it has.
func Before(p ledger.Period) ledger.Period {
	from, to := p.From.In(storage.Zone), p.To.In(storage.Zone)
	if from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1 {
		months := 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month()) + 1
		return ledger.Period{From: from.AddDate(0, -months, 0), To: from.AddDate(0, 0, -1)}
	}
	days := int(to.Sub(from)/(24*time.Hour)) + 1
	return ledger.Period{From: from.AddDate(0, 0, -days), To: from.AddDate(0, 0, -1)}
}

// Brief drafts the bulletin of a period, called name, beside the one before.
func Brief(bureau, name, of string, r, before *figures.Report) string {
	f := r.Total
	head := texts.Lines(texts.Brief.Title(bureau, name, of), texts.Brief.Draft(day(r.Made)))
	if f.Received == 0 {
		return texts.Paragraphs(head, texts.Brief.None)
	}
	return texts.Paragraphs(head,
		texts.Lines(texts.Brief.Whole,
			texts.Brief.Came(f.Received, changed(f.Received, before.Total.Received)),
			texts.Brief.Became(f.Accepted, f.Resolved, f.Pending, f.Rate(), f.OnTime()),
			texts.Brief.Channels(briefRows(r.Channels, texts.Figures.NotGiven, received))),
		texts.Lines(texts.Brief.Topics, briefTopics(r, before)),
		texts.Lines(append([]string{texts.Brief.Right, texts.Brief.Resolved(f.Resolved, briefRows(r.Categories, texts.Figures.NotGiven, resolved))}, briefEnds(f)...)...),
		texts.Lines(texts.Brief.Late, briefLate(r)),
		texts.Lines(texts.Brief.Above, briefAbove(r)),
		texts.Lines(texts.Brief.Next, texts.Brief.ToFill),
		texts.Brief.Check)
}

func received(f figures.Figures) int  { return f.Received }
func resolved(f figures.Figures) int  { return f.Resolved }
func overdue(f figures.Figures) int   { return f.Overdue }
func escalated(f figures.Figures) int { return f.Escalated }

// changed compares with the period before, if anything came in then.
func changed(now, before int) string {
	switch {
	case before == 0:
		return ""
	case now > before:
		return texts.Brief.More(before, now-before)
	case now < before:
		return texts.Brief.Less(before, before-now)
	}
	return texts.Brief.Same(before)
}

// briefRows names the rows that have some, in their order; none is for the row without a name.
func briefRows(rows []figures.Row, none string, of func(figures.Figures) int) (parts []string) {
	for _, r := range rows {
		if n := of(r.Figures); n > 0 {
			parts = append(parts, texts.Brief.Count(texts.Plain(orElse(r.Name, none)), n))
		}
	}
	return parts
}

// mostTopics is how many categories a bulletin speaks of.
const mostTopics = 5

func briefTopics(r, before *figures.Report) string {
	earlier := map[string]int{}
	for _, row := range before.Categories {
		earlier[row.Name] = row.Received
	}
	var parts []string
	for _, row := range r.Categories {
		if len(parts) == mostTopics || row.Received == 0 || row.Name == figures.Sealed {
			continue
		}
		parts = append(parts, texts.Brief.Topic(texts.Plain(orElse(row.Name, texts.Figures.NotGiven)), row.Received,
			figures.Percent(row.Received, r.Total.Received), changed(row.Received, earlier[row.Name])))
	}
	return strings.Join(parts, "；") + "。"
}

func briefEnds(f figures.Figures) (lines []string) {
	if f.Closing.N > 0 {
		lines = append(lines, texts.Brief.Speed(f.Closing.Median, f.Closing.Ninety))
	}
	if f.Rated()+f.Mistaken > 0 {
		lines = append(lines, texts.Figures.Content(f.Rated(), f.Good(), f.Bad(), f.Mistaken, f.Satisfaction())+"。")
	}
	return lines
}

func briefLate(r *figures.Report) string {
	if r.Total.Overdue == 0 {
		return texts.Brief.NoneLate
	}
	return texts.Brief.LateRows(r.Total.Overdue, briefRows(r.Units, texts.Figures.NotSent, overdue))
}

func briefAbove(r *figures.Report) string {
	if r.Total.Escalated == 0 {
		return texts.Brief.NoAbove
	}
	return texts.Brief.Waiting(r.Total.Escalated, briefRows(r.Categories, texts.Figures.NotGiven, escalated))
}
