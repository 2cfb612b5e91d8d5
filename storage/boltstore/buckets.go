package boltstore

import bolt "go.etcd.io/bbolt"

// bucketID names a bucket of the file.
type bucketID int

// The buckets. What a key is made of stands in the comment.
const (
	inMeta         bucketID = iota // name of a setting → value
	inNames                        // number of a word (4) → the word
	inTickets                      // ticket → record; the newest of a day is last
	inKeys                         // keyed hash of Ticket.Key → ticket
	byCitizen                      // person, filed, ticket → state
	byState                        // state, filed, ticket → nothing
	byOwner                        // owner's word (4), state, filed, ticket → nothing
	byUnit                         // unit's word (4), state, filed, ticket → nothing
	byDue                          // due, ticket → state; open tickets only
	inEvents                       // sequence → record and its hash
	inPersons                      // person → record
	inStaff                        // number → record
	staffByPerson                  // person → number
	inInvites                      // 'c' and keyed hash of the code → invite; 's' and number → hash
	inNotices                      // id → record
	inLine                         // person, id → state and next try; what is not settled
	dueNotices                     // next try, id → nothing; the first waiting one of each person
	noticesOf                      // ticket, id → nothing; what its citizen was told
	inAttachments                  // ticket, n → record
	dueAttachments                 // next try, ticket, n → nothing
	inOnce                         // slot of ten minutes, keyed hash of identity → when and reply
	inSessions                     // user → session
	inTokens                       // app → token
	inTimers                       // key → when, and what its setter wants to know
	dueTimers                      // when, key → nothing
	inBooks                        // book, 0, key → record
	byFile                         // hash of a kept file, '/', ticket, n → nothing; the attachments that have it
	inWords                        // filed, ticket → category, kind, channel (words) and the filter of its words
	bucketCount
)

// bucketSpec says how a bucket is named in the file and how full its pages are
// made when they split: nearly full where keys arrive in order.
type bucketSpec struct {
	name string
	fill float64
}

const (
	inOrder  = 0.95
	anyOrder = 0.5
)

var buckets = [bucketCount]bucketSpec{
	inMeta:         {"meta", anyOrder},
	inNames:        {"names", inOrder},
	inTickets:      {"tickets", inOrder},
	inKeys:         {"keys", anyOrder},
	byCitizen:      {"by_citizen", anyOrder},
	byState:        {"by_state", inOrder},
	byOwner:        {"by_owner", inOrder},
	byUnit:         {"by_unit", inOrder},
	byDue:          {"by_due", inOrder},
	inEvents:       {"events", inOrder},
	inPersons:      {"persons", anyOrder},
	inStaff:        {"staff", inOrder},
	staffByPerson:  {"staff_by_person", anyOrder},
	inInvites:      {"invites", anyOrder},
	inNotices:      {"notices", inOrder},
	inLine:         {"line", anyOrder},
	dueNotices:     {"due_notices", inOrder},
	noticesOf:      {"notices_of", inOrder},
	inAttachments:  {"attachments", inOrder},
	dueAttachments: {"due_attachments", inOrder},
	inOnce:         {"once", anyOrder},
	inSessions:     {"sessions", anyOrder},
	inTokens:       {"tokens", anyOrder},
	inTimers:       {"timers", anyOrder},
	dueTimers:      {"due_timers", inOrder},
	inBooks:        {"books", anyOrder},
	byFile:         {"by_file", anyOrder},
	inWords:        {"words", inOrder},
}

// name is the bucket's name in the file.
func (id bucketID) name() []byte { return []byte(buckets[id].name) }

// place binds a sealed value to the bucket and key under which it lies.
func (id bucketID) place(key []byte) []byte { return append(id.name(), key...) }

// open returns the bucket in a transaction.
func (id bucketID) open(t *bolt.Tx) *bolt.Bucket {
	b := t.Bucket(id.name())
	if b != nil {
		b.FillPercent = buckets[id].fill
	}
	return b
}
