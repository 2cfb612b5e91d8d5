// Package disclosure is the one table of who may see what of a ticket: role by
// relation by field. Every view, command, search and page asks it; what it does not
// grant does not exist for the asker. It is pure.
//
// Its grounds: personal data goes to whoever needs it for the case, and no further
// (《个人信息保护法》6, 51); complaints about staff stay with 纪检 (《信访工作条例》30,
// 46); who is concerned keeps out (28); what is said and pictured of somebody in the
// street is for those who go there.
package disclosure

import "minqing/storage"

// Field is a set of kinds of data that a ticket has.
type Field uint16

// The fields of a ticket.
const (
	Moves       Field = 1 << iota // state, dates, unit and what was done; without it the ticket does not exist
	Answers                       // what the citizen was told
	Words                         // what the citizen said, and added later
	Place                         // in words and on the map
	PhoneMasked                   // 138****8000
	Phone                         // whole, on asking (电话); each look is an event
	NameMasked                    // 张*
	Name                          // whole
	Photos                        // on asking (照片); each look is an event
	Notes                         // what colleagues wrote for each other, and the register of the street
)

// Fields lists every field, in order.
var Fields = []Field{Moves, Answers, Words, Place, PhoneMasked, Phone, NameMasked, Name, Photos, Notes}

// Has reports whether all of those fields are in the set.
func (f Field) Has(fields Field) bool { return f&fields == fields }

// Personal reports whether the set shows anything that somebody told of
// themselves: a look at it is an event.
func (f Field) Personal() bool { return f&(Words|Place|PhoneMasked|Phone|NameMasked|Name|Photos) != 0 }

// Matter is what a ticket is about, as far as it matters here.
type Matter string

// The matters.
const (
	Feedback Matter = "feedback" // an F ticket
	Conduct  Matter = "conduct"  // an F ticket about a member of staff
	Street   Matter = "street"   // a J ticket: somebody in the street
)

// Matters lists every matter.
var Matters = []Matter{Feedback, Conduct, Street}

// Relation is what somebody of a role has to do with a ticket. A clerk stands in it by
// the unit, a leader by the units linked to them; the other roles reach everywhere.
type Relation string

// The relations.
const (
	Concerned Relation = "concerned" // 回避: kept out, whatever the role
	Filed     Relation = "filed"     // the citizen who filed it
	Joined    Relation = "joined"    // a citizen whose own report was put into it
	Holds     Relation = "holds"     // the member of staff who has it (经办)
	Station   Relation = "station"   // the rescue station has it, and they are of the station
	Unit      Relation = "unit"      // their unit has it
	Township  Relation = "township"  // urgent hardship in the township that they go to see in
	Linked    Relation = "linked"    // a leader of the unit that has it
	Calls     Relation = "calls"     // they call back (回访) just now: while the call is open, and in its form alone
	Elsewhere Relation = "elsewhere" // none of these
)

// Relations lists every relation.
var Relations = []Relation{Concerned, Filed, Joined, Holds, Station, Unit, Township, Linked, Calls, Elsewhere}

// Sets that several rows share.
const (
	public  = Moves | Answers
	handled = public | Words | Place | PhoneMasked | NameMasked | Photos | Notes // whoever may have to do it
	all     = handled | Phone | Name                                             // whoever has it
	led     = public | Words | Place | PhoneMasked | NameMasked | Notes          // whoever answers for it
	around  = public | Place | PhoneMasked                                       // of the street, whoever is not there
	called  = public | Words | PhoneMasked | Phone | NameMasked                  // whoever calls back: what it was about, and whom to ask
	asked   = called &^ Words                                                    // of the street, whoever asks the reporter
)

// Citizen is the role of somebody who does not work here.
const Citizen storage.Role = ""

// table has what is granted; what is not in it is not granted.
var table = map[Matter]map[storage.Role]map[Relation]Field{
	Feedback: {
		Citizen:                {Filed: all &^ Notes, Joined: public},
		storage.RoleClerk:      {Holds: all, Station: handled, Unit: handled, Township: handled, Calls: called},
		storage.RoleDispatcher: {Holds: all, Calls: called, Elsewhere: handled},
		storage.RoleLeader:     {Holds: led, Linked: led},
	},
	Conduct: {
		Citizen:                {Filed: all &^ Notes, Joined: public},
		storage.RoleDiscipline: {Holds: all, Calls: called, Elsewhere: handled},
	},
	Street: {
		Citizen:                {Filed: all &^ Notes, Joined: public},
		storage.RoleOutreach:   {Holds: all, Elsewhere: handled},
		storage.RoleClerk:      {Holds: all, Station: handled, Unit: around, Calls: asked},
		storage.RoleDispatcher: {Holds: all, Calls: called, Elsewhere: handled &^ Photos},
		storage.RoleLeader:     {Holds: all, Linked: around},
	},
}

// Of tells what somebody of a role sees of a matter that they stand in that
// relation to.
func Of(m Matter, r storage.Role, rel Relation) Field { return table[m][r][rel] }
