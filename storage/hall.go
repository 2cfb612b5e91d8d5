package storage

import "time"

// The books of the marriage office.
const (
	Halls     Book[Hall]    = "halls"     // by day (2006-01-02): the queue of the marriage office
	HallPast  Book[HallDay] = "hall-past" // by day: what the office remembers of earlier days
	Eves      Book[Eve]     = "eves"      // by peak day: the check list of the day before
	Reminders Book[Remind]  = "reminders" // by day "/" person: who asked to be reminded (提醒我)
)

// CoupleState is where a number is in its day.
type CoupleState string

// The life of a number.
const (
	CoupleWaits  CoupleState = "waits"  // 候
	CoupleCalled CoupleState = "called" // called to a window, or at it
	CoupleMissed CoupleState = "missed" // 过号: comes back in after some calls
	CoupleDone   CoupleState = "done"   // 办完
	CoupleLeft   CoupleState = "left"   // 取消取号
	CoupleLapsed CoupleState = "lapsed" // missed too often
	CoupleClosed CoupleState = "closed" // the office closed before it was called
)

// Live reports whether the number can still be called or is at a window.
func (s CoupleState) Live() bool {
	return s == CoupleWaits || s == CoupleCalled || s == CoupleMissed
}

// Couple is one number (号) of a day: two people, or one who will be joined.
type Couple struct {
	N      int         `json:"n"` // A001 is 1
	At     time.Time   `json:"at"`
	Who    []PersonID  `json:"who,omitempty"`  // at most two; empty for a walk-in
	Code   string      `json:"code,omitempty"` // the second joins by it
	State  CoupleState `json:"state"`
	From   string      `json:"from,omitempty"` // how it was taken: chat, site, window, machine
	Window int         `json:"window,omitempty"`
	Called time.Time   `json:"called,omitzero"`
	Ended  time.Time   `json:"ended,omitzero"`
	Misses int         `json:"misses,omitempty"`
	Back   int         `json:"back,omitempty"` // a missed one comes back when Hall.Calls has reached this
	Late   time.Time   `json:"late,omitzero"`  // said to come later: not called before
	Delays int         `json:"delays,omitempty"`
	Told   []int       `json:"told,omitempty"` // the positions at which it was told

	Heard time.Time   `json:"heard,omitzero"` // the newest that a number machine reported of it …
	Says  CoupleState `json:"says,omitempty"` // … and what that makes of it
}

// HallWindow is one window (窗口) of a day.
type HallWindow struct {
	N     int       `json:"n"`
	Open  bool      `json:"open"`
	Since time.Time `json:"since,omitzero"`
	By    StaffID   `json:"by,omitempty"`
	Now   int       `json:"now,omitempty"` // the number called to it; 0: free

	Opened time.Time `json:"opened,omitzero"` // the newest opening that a number machine reported …
	Shut   time.Time `json:"shut,omitzero"`   // … and the newest closing
}

// Hall is the queue of one day. It is kept as one record, so that every act on
// it is one step from a whole state to the next.
type Hall struct {
	Day      string               `json:"day"`
	Last     int                  `json:"last"`              // the last number given; they have no gaps
	Calls    int                  `json:"calls"`             // how many numbers were called
	Couples  []Couple             `json:"couples,omitempty"` // number n at n-1
	Windows  []HallWindow         `json:"windows,omitempty"` // in order of their numbers
	Stopped  bool                 `json:"stopped,omitempty"` // 停号
	Over     bool                 `json:"over,omitempty"`    // the day was closed
	Hours    string               `json:"hours,omitempty"`   // 今日时间 as typed; empty: as the bureau file says
	HoursBy  StaffID              `json:"hours_by,omitempty"`
	HoursAt  time.Time            `json:"hours_at,omitzero"`
	Secret   string               `json:"secret,omitempty"`   // of the day's code on site
	Undo     map[StaffID]HallUndo `json:"undo,omitempty"`     // the last act of each member of staff
	Machine  []string             `json:"machine,omitempty"`  // ids of events that a number machine reported
	Reported bool                 `json:"reported,omitempty"` // the office has a number machine of its own today
	Ended    time.Time            `json:"ended,omitzero"`     // the newest close of the day that it reported
}

// HallUndo is what 撤销 puts back.
type HallUndo struct {
	Act     string     `json:"act"`
	Before  Couple     `json:"before"`
	After   Couple     `json:"after"`
	Window  HallWindow `json:"window"`
	Now     HallWindow `json:"now"`
	Calls   int        `json:"calls"`
	Pending bool       `json:"pending"` // may still be undone
}

// HallDay is what is remembered of a day that is over, without people.
type HallDay struct {
	Sort    string        `json:"sort"` // normal, weekend, peak
	Taken   int           `json:"taken"`
	Done    int           `json:"done"`
	Missed  int           `json:"missed"`
	Windows int           `json:"windows"` // open at most
	Served  []HallService `json:"served,omitempty"`
}

// HallService is one service of a day that is over.
type HallService struct {
	Taken  time.Time `json:"t"`
	Called time.Time `json:"c"`
	Ended  time.Time `json:"e,omitzero"` // zero: did not come
	Window int       `json:"w"`
}

// Eve is the check list of the day before a peak day (高峰日).
type Eve struct {
	Sent    time.Time           `json:"sent,omitzero"`
	Answers map[string]EveCheck `json:"answers,omitempty"` // by item
	Told    bool                `json:"told,omitempty"`    // the leader heard of the gaps
}

// EveCheck is one answer.
type EveCheck struct {
	By    StaffID   `json:"by"`
	At    time.Time `json:"at"`
	OK    bool      `json:"ok"`
	Words string    `json:"words,omitempty"`
}

// Remind is somebody who asked to be reminded of what to bring.
type Remind struct {
	Case string `json:"case"`
	Peak string `json:"peak,omitempty"`
}
