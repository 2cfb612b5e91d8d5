package ledger

import (
	"slices"
	"strings"
	"time"

	"minqing/storage"
)

// The outcomes that the rules speak of by name.
const (
	CameIn     = "进站"
	ToHospital = "送医"
	Refused    = "拒绝救助"
	WalkIn     = "自行来站" // no outcome of a sighting: who came in without one
)

// Help are the outcomes by which somebody was helped.
var Help = []string{CameIn, "护送", ToHospital, "移交公安", "劝返", "发放物资", "转未保"}

// order is how outcomes are listed.
var order = slices.Concat(Help, []string{WalkIn, Refused, "未找到"})

// entry is what one record adds to the figures.
type entry struct {
	at            time.Time
	people, cases int
	cost          int64
	seconds       int // from the alert to the arrival; 0: not known, or told by an earlier line

	kind, outcome, township, sign, hospital string
}

// entriesOf applies the rules of counting to all records: first the lines, by
// date, then the stays, in order.
func entriesOf(r Records) []entry {
	lines := byDate(r.Dailies)
	cases := casesOf(lines)
	timed := map[string]bool{}
	list := make([]entry, 0, len(r.Dailies)+len(r.Stays))
	for _, d := range lines {
		e := ofLine(d)
		if slices.Contains(Help, d.Outcome) {
			e.people = helped(d)
		}
		if d.Seconds > 0 && !timed[caseKey(d)] {
			timed[caseKey(d)] = true
			e.seconds = d.Seconds
		}
		e.at, e.cases, e.cost = d.At, 1, d.Cost
		list = append(list, e)
	}
	for _, s := range inOrder(r.Stays) {
		list = append(list, ofStay(s, cases.of(s)))
	}
	return list
}

// ofLine is where a line stands in the break-downs.
func ofLine(d storage.Daily) entry {
	return entry{kind: d.Kind, outcome: d.Outcome, township: d.Township, sign: d.Sign, hospital: d.Hospital}
}

// ofStay counts a stay. c is what the daily register has of its sighting; nil:
// nothing.
func ofStay(s storage.Stay, c *sightingCase) entry {
	e := entry{people: 1, outcome: CameIn, kind: s.Kind, township: s.Township, sign: s.Sign}
	switch {
	case c == nil:
		e.cases, e.outcome = 1, WalkIn
	case c.counted > 0:
		c.counted--
		e = ofLine(c.line)
	}
	e.at, e.cost = s.Entered, s.Cost
	return e
}

// sightingCase is what the daily register has of one sighting.
type sightingCase struct {
	line    storage.Daily // the first that tells of help
	counted int           // people whom it counts and whose stay was not met yet
}

// sightingCases are all of them, and which stay belongs to which.
type sightingCases struct {
	byKey map[string]*sightingCase
	names map[string]string // station number → key, as the lines have it
}

func casesOf(lines []storage.Daily) sightingCases {
	all := sightingCases{map[string]*sightingCase{}, map[string]string{}}
	for _, d := range lines {
		key := caseKey(d)
		c := all.byKey[key]
		if c == nil {
			c = &sightingCase{line: d}
			all.byKey[key] = c
		}
		for _, number := range strings.Split(d.Stay, "、") { // several people came in
			if number != "" {
				all.names[number] = key
			}
		}
		if !slices.Contains(Help, d.Outcome) {
			continue
		}
		if !slices.Contains(Help, c.line.Outcome) {
			c.line = d
		}
		c.counted += helped(d)
	}
	return all
}

// caseKey is the sighting of a line; a line without one has only the stay it names.
func caseKey(d storage.Daily) string {
	if d.Ticket == "" {
		return "stay " + d.Stay
	}
	return d.Ticket
}

// of finds what the daily register has of a stay's sighting; nil: nothing.
func (all sightingCases) of(s storage.Stay) *sightingCase {
	if key, named := all.names[s.Number]; named {
		return all.byKey[key]
	}
	if s.Ticket == "" {
		return nil
	}
	return all.byKey[s.Ticket]
}
