package storage

import "time"

// NoticeState is how far a notice got.
type NoticeState string

// The life of a notice.
const (
	Waiting   NoticeState = "waiting"   // to be sent at NextTry
	Held      NoticeState = "held"      // no channel is open; waits for the person's next contact
	Delivered NoticeState = "delivered" // the platform took it, or it stood in a passive reply
	Failed    NoticeState = "failed"    // can never be delivered; Why says so
)

// NoticeKind says what a notice is about. Templates are configured by it.
type NoticeKind string

// The kinds of notices.
const (
	NoticeAccepted NoticeKind = "accepted" // to the citizen: 受理
	NoticeTaken    NoticeKind = "taken"    // to the citizen: 接单
	NoticeAnswer   NoticeKind = "answer"   // to the citizen: 回复
	NoticeDeclined NoticeKind = "declined" // to the citizen: 不予受理
	NoticeResolved NoticeKind = "resolved" // to the citizen: 办结, with the invitation to rate
	NoticeReply    NoticeKind = "reply"    // the rest of a long reply, or one that came too late
	NoticePicture  NoticeKind = "picture"  // a picture that a clerk asked for
	NoticeStaff    NoticeKind = "staff"    // to staff: something awaits
	NoticeAlert    NoticeKind = "alert"    // to staff: somebody in the street needs help now; Ticket is the sighting
	NoticeQueue    NoticeKind = "queue"    // to a couple: their number comes near, or is called
	NoticeRescue   NoticeKind = "rescue"   // to whoever reported a sighting: what the rescue asks or says besides
)

// ForStaff reports whether a notice is for the desk's eyes only.
func (k NoticeKind) ForStaff() bool {
	return k == NoticeStaff || k == NoticeAlert || k == NoticePicture
}

// PointedKinds are the kinds of notices that a template can point to, and
// PointerFields what Notice.Template tells of one.
var (
	PointedKinds  = []NoticeKind{NoticeAccepted, NoticeTaken, NoticeAnswer, NoticeDeclined, NoticeResolved, NoticeStaff, NoticeAlert, NoticeRescue, NoticeQueue}
	PointerFields = []string{"number", "state", "category", "time", "remark"}
)

// Notice is something we must tell a person. It commits together with what it
// tells, and is delivered at least once: a crash between the send and the
// settling of it may repeat it, never lose it.
type Notice struct {
	ID       uint64 // set by the store; per file, ascending
	To       PersonID
	Ticket   string // empty when it belongs to none
	Kind     NoticeKind
	Text     string // sealed; empty once delivered to a citizen: the event keeps the words
	Picture  string // hash of a kept picture, for NoticePicture
	State    NoticeState
	Channel  string // how it went: chat, template, subscription, passive
	Why      string // why it is held, failed or tried again, in a word for staff; never an error text
	Tries    int
	Created  time.Time
	NextTry  time.Time         // when State is Waiting
	Settled  time.Time         // when it was delivered, or failed
	Template map[string]string `json:",omitempty"` // sealed: fields of the short pointer, by meaning
}
