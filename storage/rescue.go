package storage

import "time"

// The books of the street rescue.
const (
	Watched  Book[Watch]    = "watched"  // by number: sightings that are still open
	Follows  Book[Follow]   = "follows"  // by number "/" person: who else reported it and is told
	Followed Book[Follow]   = "followed" // the same by person "/" number
	Joins    Book[Join]     = "joins"    // by flow instance: the sighting that a report led to
	Shifts   Book[Shift]    = "shifts"   // by staff: who is out (出勤)
	Rosters  Book[Roster]   = "rosters"  // by weekday, 1 Monday to 7 Sunday: who is on duty (值班)
	Weathers Book[Weather]  = "weather"  // one record: extreme weather (极端天气)
	Scans    Book[Count]    = "scans"    // by sign "/" day (2006-01-02): how often a sign was scanned
	Patrols  Book[Patrol]   = "patrols"  // by day "/" time "/" place: what a round found (巡查)
	Dailies  Book[Daily]    = "dailies"  // 日常登记表, by sighting "/" position
	Stays    Book[Stay]     = "stays"    // 入站表 and 出站表, by station number
	Repeats  Book[[]string] = "repeats"  // by mark of a name or an identity number: station numbers
	Counters Book[Count]    = "counters" // the last of a series of numbers
)

// Watch is what a new sighting is compared with: the place of one that is open.
type Watch struct {
	At    time.Time `json:"at"`
	Kind  string    `json:"kind"`
	Words string    `json:"words,omitempty"` // of the place, folded
	Spot  string    `json:"spot,omitempty"`  // the place of the gazetteer
	Point *Point    `json:"point,omitempty"` // as the reporter sent it
	About *Point    `json:"about,omitempty"` // of the gazetteer's place
}

// Follow is somebody whose report was joined to an earlier sighting, or whose own
// ticket was merged into another.
type Follow struct {
	Since time.Time `json:"since"`
	Own   string    `json:"own,omitempty"` // their own ticket that was merged; empty: they have none
	Phone string    `json:"phone,omitempty"`
}

// Join is where a report went: to a sighting of its own, or to one that somebody
// reported before.
type Join struct {
	Number string    `json:"number"`
	Own    bool      `json:"own,omitempty"`
	Had    bool      `json:"had,omitempty"` // the person followed it before this report
	At     time.Time `json:"at"`
}

// Shift is one member of staff out on the streets.
type Shift struct {
	Since     time.Time `json:"since"`
	Townships []string  `json:"townships,omitempty"` // empty: everywhere
}

// Roster is who is on duty on a weekday, and a word about it.
type Roster struct {
	Staff []StaffID `json:"staff,omitempty"`
	Names []string  `json:"names,omitempty"` // as written, with those who are not bound
	By    StaffID   `json:"by,omitempty"`
}

// Weather is 极端天气: everything in the street is urgent until it is off.
type Weather struct {
	On    bool      `json:"on"`
	By    StaffID   `json:"by"`
	Since time.Time `json:"since"`
	Until time.Time `json:"until,omitzero"` // zero: until somebody switches it off
	Words string    `json:"words,omitempty"`
}

// Count is a number that only grows.
type Count struct {
	N int `json:"n"`
}

// Patrol is what was found at one place of a round.
type Patrol struct {
	At     time.Time `json:"at"`
	By     StaffID   `json:"by"`
	Place  string    `json:"place"`
	Result string    `json:"result"`
}

// Daily is 日常登记表: what became of the person of a sighting. It knows no name.
type Daily struct {
	Ticket     string    `json:"ticket"`
	At         time.Time `json:"at"`
	By         StaffID   `json:"by"`
	Kind       string    `json:"kind"` // of the sighting
	Place      string    `json:"place,omitempty"`
	Township   string    `json:"township,omitempty"`
	Sign       string    `json:"sign,omitempty"`
	Outcome    string    `json:"outcome"` // 进站 护送 送医 移交公安 劝返 发放物资 拒绝救助 未找到 转未保
	Hospital   string    `json:"hospital,omitempty"`
	Conditions []string  `json:"conditions,omitempty"`
	Told       []string  `json:"told,omitempty"` // who was told, of those whom the case demands
	Owed       []string  `json:"owed,omitempty"` // whom the case demands and nobody has told yet
	People     int       `json:"people"`
	Cost       int64     `json:"cost,omitempty"` // 分
	Words      string    `json:"words,omitempty"`
	Stay       string    `json:"stay,omitempty"`    // the station number, once the person came in
	Seconds    int       `json:"seconds,omitempty"` // from the alert to the arrival; 0: not known
}

// Stay is one person at the station once: 入站表, and 出站表 when Left is set.
type Stay struct {
	Number   string    `json:"number"`           // 站内编号, R2026-0001
	Ticket   string    `json:"ticket,omitempty"` // the sighting; empty for who came by themselves
	Entered  time.Time `json:"entered"`
	By       StaffID   `json:"by"`
	Name     string    `json:"name,omitempty"` // empty: not known yet
	Sex      string    `json:"sex,omitempty"`
	Age      int       `json:"age,omitempty"` // years, told or guessed
	Home     string    `json:"home,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	State    string    `json:"state,omitempty"` // of health, in the words of the station
	Things   string    `json:"things,omitempty"`
	Township string    `json:"township,omitempty"` // where the person was found
	Kind     string    `json:"kind,omitempty"`
	Sign     string    `json:"sign,omitempty"`
	IDMark   string    `json:"id_mark,omitempty"`  // keyed hash of an identity number, which is not kept
	Checks   []string  `json:"checks,omitempty"`   // done at the entry: 安全检查, 物品登记 …
	National string    `json:"national,omitempty"` // number in the national system; empty: not entered yet
	Searched time.Time `json:"searched,omitzero"`  // when the search notice (寻亲公告) went out
	Cost     int64     `json:"cost,omitempty"`     // 分, of the whole stay

	Left       time.Time `json:"left,omitzero"`
	How        string    `json:"how,omitempty"`         // 自行离站 亲属接领 护送返乡 送医 移交公安 移交未保 …
	To         string    `json:"to,omitempty"`          // who took over, or where to
	LeftBy     StaffID   `json:"left_by,omitempty"`     // who wrote it down
	LeftChecks []string  `json:"left_checks,omitempty"` // 查验证件, 留复印件 …
	LeftWords  string    `json:"left_words,omitempty"`
}
