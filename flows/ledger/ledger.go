// Package ledger makes the figures of the rescue ledger (救助台账) out of the
// daily register (日常登记表) and the register of the station (入站表, 出站表).
// It is pure: the same records give the same figures, in whatever order they come.
//
// How is counted:
//
//   - A line of the daily register counts its People as 人次 when its outcome is
//     help: 进站 护送 送医 移交公安 劝返 发放物资 转未保. It is one case.
//   - 拒绝救助 and 未找到 are cases, but nobody was helped: no 人次. Whoever declined
//     is counted apart, even if a blanket was left there.
//   - A stay whose sighting has no line, or that belongs to none, is somebody who
//     came in without the team: one 人次, one case.
//   - A stay of a sighting that has lines was counted there already and isn't
//     counted twice. Only where more people came in than its lines helped, each
//     one more is 人次, within the same case.
//   - The cost of a stay adds to that of its line, under the same kind, outcome,
//     township and sign, but in the month in which the person came in.
//   - What decides the month and the period is the date of the line, or of the
//     entry, in China's time.
package ledger

import (
	"time"

	"minqing/storage"
)

// Ledger is the figures of a period. Every break-down adds up to Total, except
// Hospitals, which adds up to the outcome 送医. A Row without a name is what the
// records do not say.
type Ledger struct {
	Period Period
	Total  Figures

	Months    []Row // by month, 2026-01 first; all of a period that has a beginning and an end, up to now
	Kinds     []Row // by kind of the sighting, most people first, as all that follow
	Townships []Row // by township
	Signs     []Row // by the signboard (引导牌) that led to the report
	Hospitals []Row // by hospital, of those who were taken to one
	Outcomes  []Row // by outcome, in the order of the list

	Refused int // people who declined help; they are no 人次
	Stays   Stays
	Unmet   Unmet
	Scans   []Scanned // how often the codes of the signboards were scanned
}

// Figures are what is counted of a set of cases.
type Figures struct {
	People   int           // 人次
	Cases    int           // 件次
	Cost     int64         // 分
	Arrivals int           // sightings of which the time from alert to arrival is known
	Median   time.Duration // of these times; 0: none is known
	Mean     time.Duration
}

// Average is the cost of one 人次 in 元, rounded half up; 0 when nobody was helped.
func (f Figures) Average() int64 {
	if f.People == 0 {
		return 0
	}
	whole := int64(f.People) * 100
	q := f.Cost / whole
	if 2*(f.Cost%whole) >= whole {
		q++
	}
	return q
}

// Row is one line of a break-down.
type Row struct {
	Name string // empty: the records do not say
	Figures
}

// Tally is how often something was written.
type Tally struct {
	Name string
	N    int
}

// Unmet is what the registers still lack.
type Unmet struct {
	Cases    int      // lines of which somebody who must be told was not
	Owed     []Tally  // whom, and how often
	National []string // station numbers without a number in the national system, oldest first
}

// Make counts the records of a period. Records outside the period are needed,
// too: a person counted in one month may have come in in the next. now ends the
// days of those who are still at the station.
func Make(p Period, now time.Time, r Records) *Ledger {
	c := newCounts()
	for _, m := range p.Months(now) {
		c.months[m] = &sum{}
	}
	for _, e := range entriesOf(r) {
		if p.Has(e.at) {
			c.add(e)
		}
	}
	l := c.ledger()
	l.Period = p
	l.Stays = staysOf(p, now, r.Stays)
	l.Unmet = unmetOf(p, r)
	l.Scans = scannedIn(p, r.Scans)
	for _, d := range r.Dailies {
		if d.Outcome == Refused && p.Has(d.At) {
			l.Refused += helped(d)
		}
	}
	return l
}

func unmetOf(p Period, r Records) (u Unmet) {
	owed := tallies{}
	for _, d := range r.Dailies {
		if len(d.Owed) == 0 || !p.Has(d.At) {
			continue
		}
		u.Cases++
		for _, who := range d.Owed {
			owed[who]++
		}
	}
	u.Owed = owed.sorted()
	for _, s := range inOrder(r.Stays) {
		if s.National == "" && p.Has(s.Entered) {
			u.National = append(u.National, s.Number)
		}
	}
	return u
}

// helped is how many people a line speaks of.
func helped(d storage.Daily) int { return max(d.People, 0) }
