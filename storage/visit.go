package storage

import "time"

// Visits is the book of inspections (明察暗访), by month (2006-01) "/" number.
const Visits Book[Visit] = "visits"

// Visit is what somebody found at a place when they went to see.
type Visit struct {
	Number string            `json:"number"` // M2026-0001
	At     time.Time         `json:"at"`
	By     StaffID           `json:"by"`
	Above  bool              `json:"above,omitempty"` // 上级督查: an inspection from above, written down here
	Unit   string            `json:"unit"`
	Place  string            `json:"place,omitempty"`
	Found  map[string]string `json:"found"` // by item of the check list: 好 一般 差; an item that was not looked at is not in it
	Words  string            `json:"words,omitempty"`
	Ticket string            `json:"ticket,omitempty"` // of what was found bad
}
