// Package figures counts opinions (群众意见): what came in, what became of it, how
// soon, and how content people were, in all and by channel, unit, category and month.
// It is pure: the same tickets give the same figures, in whatever order they come.
//
// How is counted:
//
//   - A ticket belongs to the day on which it was received (Ticket.Filed), whatever
//     happened when: the figures of a month say what became, by now, of what came in then.
//   - What was merged into another ticket (并单) is Merged and not Received: several
//     people said one thing, and the bureau owes one answer. Thirty slips of paper that
//     were merged to fifteen are 15 received and 15 merged.
//   - Received is Resolved + Escalated + Declined + Withdrawn + Pending, and so is every
//     row of every table.
//   - Resolved is what was put right: 已办结, 已评价, and 归档 of these. What was reopened
//     is pending again.
//   - Accepted is what the bureau took on: neither waiting to be looked at nor declined,
//     nor withdrawn before the first word.
//   - The rate (整改率) is Resolved ÷ Received. What was escalated, declined, withdrawn is
//     in the denominator alone.
//   - Overdue is pending past its date: what waits above (上报待解决) is counted apart, and
//     no work of the bureau is late on it. On-time is closed in time ÷ (closed + overdue open), so
//     that nothing is hidden by leaving it open; closed is here resolved or declined,
//     with a date.
//   - Sightings (街头救助) are no opinions; they are counted apart and have a ledger of
//     their own (台账).
//   - The grade of a ticket is the citizen's, and else the one given when the bureau
//     called back. One that a third person found mistaken (误评) counts apart.
//   - Times are of the calendar of working days: see Times.
package figures

import (
	"fmt"
	"time"

	"minqing/flows/ledger"
)

// Report is the figures of a period. Every table adds up to Total.
type Report struct {
	Period ledger.Period
	Made   time.Time // by this moment what is open past its date is overdue

	Total      Figures
	Channels   []Row // most received first, as Units and Categories; without a name last
	Units      []Row
	Categories []Row
	Months     []Row // 2026-01 first; all of a period with two ends, up to now

	Sightings int // filed in the period; they are in no other figure
}

// Row is one line of a table.
type Row struct {
	Name string // empty: the tickets do not say
	Figures
}

// Sealed is the row of the tables by unit and category in which complaints about
// staff stand for whoever may not know of them. They are in every total.
const Sealed = "保密件"

// Figures are what is counted of a set of tickets.
type Figures struct {
	Received  int
	Accepted  int
	Resolved  int
	Escalated int // 上报待解决
	Declined  int // 不予受理
	Withdrawn int // 撤回
	Pending   int // 在办: open, and not escalated
	Overdue   int // pending past the date
	Merged    int // 并单; not in Received

	InTime int // resolved or declined by the date
	Late   int // resolved or declined after it

	Grades   [6]int // by grade, 5 best … 1 worst; 0 is unused
	Mistaken int    // 误评; not in Grades

	Response Times // from receipt to the first word to the citizen, in hours of working days, begun ones counted
	Closing  Times // from receipt to 办结, in working days; the day of receipt is not counted
}

// Times are how long something took. Half of all took Median or less, nine in ten
// took Ninety or less.
type Times struct {
	N              int // of how many it is known
	Median, Ninety int
}

// Rate is 整改率, with one decimal.
func (f Figures) Rate() string { return Percent(f.Resolved, f.Received) }

// OnTime is the share of what was answered in time.
func (f Figures) OnTime() string { return Percent(f.InTime, f.InTime+f.Late+f.Overdue) }

// Rated is how many grades there are.
func (f Figures) Rated() int { return f.Good() + f.Bad() }

// Good is how many grades are no bad ones (差评): the upper three.
func (f Figures) Good() int { return f.Grades[5] + f.Grades[4] + f.Grades[3] }

// Bad is how many grades are 差评: the last two.
func (f Figures) Bad() int { return f.Grades[2] + f.Grades[1] }

// Satisfaction is the share of good grades.
func (f Figures) Satisfaction() string { return Percent(f.Good(), f.Rated()) }

// None is what stands where a share cannot be told, because there is nothing.
const None = "—"

// Percent is a share with one decimal, rounded half up: 235 of 236 is 99.6%.
func Percent(part, whole int) string {
	if whole == 0 {
		return None
	}
	thousandths := (2000*part + whole) / (2 * whole)
	return fmt.Sprintf("%d.%d%%", thousandths/10, thousandths%10)
}
