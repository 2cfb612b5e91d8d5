package office

import (
	"strings"
	"time"
)

// Override is what staff typed for one day (今日时间). It governs the numbers,
// too. The zero value of a field leaves it as it would be.
type Override struct {
	Hours   []Hours   `json:"hours,omitempty"`
	NoLunch bool      `json:"no_lunch,omitempty"` // 不午休
	Closed  bool      `json:"closed,omitempty"`   // 停办
	Restore bool      `json:"restore,omitempty"`  // 恢复: as if nothing had been typed
	By      string    `json:"by,omitempty"`       // who typed it
	At      time.Time `json:"at,omitzero"`        // and when
}

// String is the override as it may be typed: ParseOverride reads it back.
func (v Override) String() string {
	var words []string
	switch {
	case v.Restore:
		return "恢复"
	case v.Closed:
		return "停办"
	}
	for _, h := range v.Hours {
		words = append(words, h.String())
	}
	if v.NoLunch {
		words = append(words, "不午休")
	}
	return strings.Join(words, " ")
}

// Fault is what is wrong with a typed override.
type Fault int

// The faults, in the order in which they are looked for.
const (
	Empty     Fault = iota // nothing was typed
	Strange                // a word isn't understood
	BadClock               // there is no such time of day
	Backwards              // a stretch ends before it begins
	Overlap                // stretches overlap or aren't in order
	Mixed                  // 停办 with hours, or 不午休 with a break
)

var faultNames = [...]string{"nothing typed", "not understood", "no such time of day", "ends before it begins", "overlaps", "contradicts itself"}

// OverrideError says why a typed override can't be used.
type OverrideError struct {
	Fault Fault
	Words string // the part at fault, as it was understood
}

// Error is for logs; what staff reads is a sentence of the flow's.
func (e *OverrideError) Error() string {
	return "read today's hours: " + faultNames[e.Fault] + ": " + e.Words
}
