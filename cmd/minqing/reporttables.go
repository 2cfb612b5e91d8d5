package main

import (
	"fmt"

	"minqing/flows/figures"
	"minqing/flows/texts"
)

// reportTable is one table of a report: what its rows are, and the rows.
type reportTable struct {
	title, by string
	none      string // what the row without a name is called
	rows      []figures.Row
}

func (t reportTable) named(r figures.Row) string {
	if r.Name == "" {
		return t.none
	}
	return r.Name
}

func tablesOf(r *figures.Report) []reportTable {
	return []reportTable{
		{"按渠道", "渠道", texts.Figures.NotGiven, r.Channels}, {"按股室", "股室", texts.Figures.NotSent, r.Units},
		{"按类目", "类目", texts.Figures.NotGiven, r.Categories}, {"按月", "月份", "", r.Months},
	}
}

// reportColumn is one figure of a table: its title, its value, and how wide it is on paper.
type reportColumn struct {
	title string
	width float64
	cell  func(figures.Figures) cell
}

// reportColumns are the figures of every table, in the order in which the contract and
// the bureau name them.
var reportColumns = []reportColumn{
	{"收件", 7, countOf(func(f figures.Figures) int { return f.Received })},
	{"受理", 7, countOf(func(f figures.Figures) int { return f.Accepted })},
	{"办结", 7, countOf(func(f figures.Figures) int { return f.Resolved })},
	{"整改率", 9, func(f figures.Figures) cell { return words(f.Rate()) }},
	{"上报待解决", 8, countOf(func(f figures.Figures) int { return f.Escalated })},
	{"在办", 7, countOf(func(f figures.Figures) int { return f.Pending })},
	{"超期未办结", 8, countOf(func(f figures.Figures) int { return f.Overdue })},
	{"不予受理", 7, countOf(func(f figures.Figures) int { return f.Declined })},
	{"撤回", 7, countOf(func(f figures.Figures) int { return f.Withdrawn })},
	{"并入别单", 7, countOf(func(f figures.Figures) int { return f.Merged })},
	{"按期率", 9, func(f figures.Figures) cell { return words(f.OnTime()) }},
	{"回应中位小时", 10, lengthOf(func(f figures.Figures) (int, int) { return f.Response.Median, f.Response.N })},
	{"回应九成小时", 10, lengthOf(func(f figures.Figures) (int, int) { return f.Response.Ninety, f.Response.N })},
	{"办结中位天", 10, lengthOf(func(f figures.Figures) (int, int) { return f.Closing.Median, f.Closing.N })},
	{"办结九成天", 10, lengthOf(func(f figures.Figures) (int, int) { return f.Closing.Ninety, f.Closing.N })},
	{"评价", 7, countOf(figures.Figures.Rated)},
	{"差评", 7, countOf(figures.Figures.Bad)},
	{"满意率", 9, func(f figures.Figures) cell { return words(f.Satisfaction()) }},
	{"误评", 7, countOf(func(f figures.Figures) int { return f.Mistaken })},
}

func countOf(n func(figures.Figures) int) func(figures.Figures) cell {
	return func(f figures.Figures) cell { return count(n(f)) }
}

// lengthOf is how long something took, and nothing where that is not known.
func lengthOf(of func(figures.Figures) (length, n int)) func(figures.Figures) cell {
	return func(f figures.Figures) cell {
		length, n := of(f)
		if n == 0 {
			return words(figures.None)
		}
		return count(length)
	}
}

// totalName is the last row of every table.
const totalName = "合计"

// reportNotes explain the figures wherever they are shown whole.
func reportNotes(r *figures.Report) []string {
	notes := []string{
		"按收到的日期统计；收件＝办结＋上报待解决＋在办＋不予受理＋撤回。整改率＝办结÷收件。",
		"并入别单的不算收件：几个人反映同一件事，算一件。",
		"按期率＝按期答复÷（已答复＋超期未办结），已答复含办结和不予受理；没有期限的不计。",
		"回应小时：从收到到首次回应（受理、接单、答复都算），只算工作日的钟点，不满一小时算一小时。办结天：工作日，收到当天不计。中位、九成：一半、九成的件在这个时间之内。",
		"满意率＝非常满意、满意、基本满意÷全部评价；没有评价而回访打了分的，以回访为准；误评另计。",
	}
	if r.Sightings > 0 {
		notes = append(notes, fmt.Sprintf("另有街头救助 %d 件，不在上面各表内，见救助台账。", r.Sightings))
	}
	return notes
}
