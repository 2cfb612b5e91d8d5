package storage

import "time"

// PersonID names one WeChat user without saying who it is: a keyed hash of the
// openid, in hexadecimal. It is safe in indexes, logs and Redis keys. Only the
// holder of the master key can compute it.
type PersonID string

// Point is a place on the map in GCJ-02, as WeChat sends it.
type Point struct {
	Lat, Lng float64
}

// Ticket is 工单: one matter that the bureau owes somebody an answer on.
// Everything outside Private is free of personal data and may stand in indexes
// and figures.
type Ticket struct {
	Number    string    // F2611230042; see ParseNumber
	Key       string    // the flow instance that filed it: filing twice finds the first
	Citizen   PersonID  // who filed it; empty once that person is forgotten
	Kind      string    // 投诉 建议 咨询 求助 表扬 举报, or the kind of a sighting
	Category  string    // a category of the bureau file
	Unit      string    // the unit (股室) that answers
	Owner     StaffID   // the clerk (经办人) who took it; empty until then
	State     State     // where it is in its life
	Channel   string    // 微信, 电话, 信访 …
	Procedure string    // 咨询答复, 一般诉求, 信访事项 …: whose time limits rule
	Filed     time.Time // when it was received: in the chat the moment of the number, on paper the day written there
	Due       time.Time // end of the day on which the answer is owed; zero: no date
	Updated   time.Time // the last event
	Responded time.Time // first word to the citizen beyond the number, be it that it was accepted; zero: none yet
	Closed    time.Time // when it was resolved, declined, withdrawn or merged; zero: open
	Urged     time.Time // last 催办 by the citizen; zero: never
	Anonymous bool      // the citizen asked not to be known to the clerk
	Conduct   bool      // about a member of staff: only 纪检 and the dispatcher's hand-over see it
	Urgent    bool      // life or safety is at stake
	Media     int       // photos, voices and videos that came with it
	Events    int       // how many events it has
	Reopened  int       // how many times 重开 happened
	Township  string    // 乡镇 of a sighting's place; empty: not known
	Sign      string    // the signboard (引导牌) whose code was scanned
	Outcome   string    // what became of the person of a sighting; empty until 处置
	Rating    int       // 5 非常满意 … 1 非常不满意; 0: not rated
	Mistaken  bool      // somebody third found the rating mistaken (误评); it stays as it was given
	CallGrade int       // the grade given when we called back (回访); 0: none
	Sent      time.Time // when it last went to a unit: objections (退回) count from here
	Returns   int       // how many times a unit gave it back
	Asked     int       // days of an extension (延期) asked for and not decided yet; 0: none
	Extended  int       // how many extensions were granted
	Proposed  time.Time // since when a leader is to decide: while it is open on its closing, else on doing it once more; zero: nothing waits
	Barred    []StaffID // who is concerned and kept out (回避)
	Ended     State     // once archived: the state in which it was put away, set by the store; empty until then
	Private   Private   // sealed at rest; empty in lists and after the person was forgotten
}

// Private is what a ticket knows about a citizen. It is sealed under that
// citizen's own key, so forgetting the person makes it unreadable everywhere.
type Private struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
	Text  string `json:"text,omitempty"`
	Place string `json:"place,omitempty"`
	Point *Point `json:"point,omitempty"`
	Done  *Done  `json:"done,omitempty"`
	Gone  bool   `json:"-"` // the key was destroyed: nothing can be read any more
}

// Done is 四个到位: the four things a closing must say.
type Done struct {
	Responsible string `json:"responsible"` // 责任人
	Measures    string `json:"measures"`    // 整改措施
	Result      string `json:"result"`      // 解决结果
	Promise     string `json:"promise"`     // 承诺兑现
}

// Open reports whether somebody still has to act on the ticket.
func (t *Ticket) Open() bool { return t.State.Open() }

// End is the state in which the work on the ticket ended: of an archived one, that
// in which it was put away, because 归档 says nothing of what became of it.
func (t *Ticket) End() State {
	if t.State == Archived && t.Ended != "" {
		return t.Ended
	}
	return t.State
}

// SendTo lets a ticket go to a unit, of whom nobody has it yet.
func (t *Ticket) SendTo(unit string, at time.Time) { t.Unit, t.Owner, t.Sent = unit, "", at }

// Overdue reports whether the ticket is open past its due time. On what waits above
// (上报待解决) no work of the bureau is late.
func (t *Ticket) Overdue(now time.Time) bool {
	return t.Open() && t.State != Escalated && !t.Due.IsZero() && now.After(t.Due)
}
