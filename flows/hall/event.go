package hall

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minqing/storage"
)

// Event is what an office's own number machine (叫号机) reports.
type Event struct {
	ID     string    `json:"id"` // the machine's; stands for one event for ever
	At     time.Time `json:"at"`
	Kind   string    `json:"event"`
	Number string    `json:"number,omitempty"` // A012
	Window int       `json:"window,omitempty"`
}

// What a machine reports.
const (
	Taken        = "taken"
	Called       = "called"
	Missed       = "missed"
	Done         = "done"
	Left         = "left"
	WindowOpen   = "window_open"
	WindowClosed = "window_closed"
	DayClosed    = "day_closed"
)

// Bounds of what a machine may report.
const (
	maxID      = 64
	maxWindow  = 99
	MostEvents = 10_000 // of one day: many times what the busiest office has
)

// Why an event is refused.
var (
	ErrEventID     = errors.New("the id is not of 1 to 64 printable characters")
	ErrEventAt     = errors.New("the time is missing")
	ErrEventKind   = errors.New("there is no such event")
	ErrEventNumber = errors.New("the number is not a letter, or none, and one to four digits")
	ErrEventWindow = errors.New("the window is not 1 to 99")
	ErrEventDay    = errors.New("the event is of another day")
	ErrManyEvents  = errors.New("the day has too many events")
)

// states is what a number is after an event, so far as nothing newer is known.
var states = map[string]storage.CoupleState{
	Taken: storage.CoupleWaits, Called: storage.CoupleCalled, Missed: storage.CoupleMissed,
	Done: storage.CoupleDone, Left: storage.CoupleLeft,
}

// Check says what is wrong with an event; nil: nothing.
func (e Event) Check() error {
	_, ofNumber := states[e.Kind]
	ofWindow := e.Kind == Called || e.Kind == WindowOpen || e.Kind == WindowClosed
	switch {
	case len(e.ID) < 1 || len(e.ID) > maxID || strings.ContainsFunc(e.ID, func(r rune) bool { return r <= ' ' || r > '~' }):
		return ErrEventID
	case e.At.IsZero():
		return ErrEventAt
	case !ofNumber && !ofWindow && e.Kind != DayClosed:
		return ErrEventKind
	case ofNumber && e.number() < 1:
		return ErrEventNumber
	case ofWindow && e.Window < 1, e.Window < 0, e.Window > maxWindow:
		return ErrEventWindow
	}
	return nil
}

// Day is the key of the day that an event belongs to.
func (e Event) Day() string { return e.At.In(storage.Zone).Format(time.DateOnly) }

var machineNumber = regexp.MustCompile(`^[A-Za-z]?(\d{1,4})$`)

// number is the digits of the number: a machine may have another letter. 0: it
// has none.
func (e Event) number() int {
	m := machineNumber.FindStringSubmatch(e.Number)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0
	}
	return n
}
