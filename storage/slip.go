package storage

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// The books of what passes between desks.
const (
	Slips     Book[Slip]     = "slips"     // 转办单, by number
	SlipsOf   Book[Count]    = "slips-of"  // by ticket "/" number of a slip: the slips of a ticket
	Decisions Book[Decision] = "decisions" // by ticket: what somebody above is to decide
)

// Slip is 转办单: a ticket goes from one unit to another. Why it went and what the
// receipt says are the words of events, and go with the person when somebody is
// forgotten; here is nothing personal.
type Slip struct {
	Number   string    `json:"number"` // Z2026-0001
	Ticket   string    `json:"ticket"`
	From     string    `json:"from"` // unit
	To       string    `json:"to"`   // unit
	Outside  bool      `json:"outside,omitempty"`
	By       StaffID   `json:"by"`
	At       time.Time `json:"at"`
	Due      time.Time `json:"due,omitzero"` // by when the ticket was to be answered
	Received time.Time `json:"received,omitzero"`
	Receiver StaffID   `json:"receiver,omitempty"` // who signed, or wrote down the receipt of another office
}

// Decision is what waits for somebody above: an extension, a closing, or whether
// a ticket is done once more.
type Decision struct {
	What  Action    `json:"what"`         // ActExtend, ActPropose or ActAppeal
	By    StaffID   `json:"by,omitempty"` // who asked; empty: the citizen
	Since time.Time `json:"since"`
}

// LetterSlip begins the number of a slip.
const LetterSlip = "Z"

var slipNumber = regexp.MustCompile(`^[zZ] *(2\d{3})(?:[- —–－]*)(\d{1,6})(?:$|\D)`)

// NextSlip is the next number of the year's slips. None is ever given twice.
func NextSlip(tx BookTx, now time.Time) (string, error) {
	year := now.In(Zone).Format("2006")
	last, _, err := Counters.Find(tx, "slip/"+year)
	if err != nil {
		return "", err
	}
	last.N++
	return fmt.Sprintf("%s%s-%04d", LetterSlip, year, last.N), Counters.Put(tx, "slip/"+year, last)
}

// CutSlip takes the number of a slip off the front of what was typed (half width),
// in the forms people use: Z2026-0001, z2026 1, Z20260001. The length is that of the
// number as typed, in bytes; 0: there is none.
func CutSlip(typed string) (number string, length int) {
	m := slipNumber.FindStringSubmatchIndex(typed)
	if m == nil {
		return "", 0
	}
	digits := strings.TrimLeft(typed[m[4]:m[5]], "0")
	return LetterSlip + typed[m[2]:m[3]] + "-" + strings.Repeat("0", max(0, 4-len(digits))) + digits, m[5]
}
