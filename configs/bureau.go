package configs

import (
	"slices"
	"strings"
	"time"

	"minqing/flows/calendar"
	"minqing/flows/places"
)

// Bureau is the civil-affairs bureau as its own people describe it. It is
// loaded once by LoadBureau and only read afterwards.
type Bureau struct {
	Name        string `yaml:"name"`
	County      string `yaml:"county"`
	Phone       string `yaml:"phone"`        // the office line, in office hours
	Hotline     string `yaml:"hotline"`      // the rescue line, 24 hours
	HotlineNote string `yaml:"hotline_note"` // one sentence that stands beside the hotline
	Address     string `yaml:"address"`
	Hours       string `yaml:"hours"` // office hours in words

	CalendarFile string `yaml:"calendar"` // beside the bureau file; empty: the embedded calendar
	FAQFile      string `yaml:"faq"`      // beside the bureau file; empty: the embedded questions
	PlacesFile   string `yaml:"places"`   // 地名, beside the bureau file; empty: none (the sample bureau has its own)
	AreasFile    string `yaml:"areas"`    // townships as GeoJSON in GCJ-02, beside the bureau file; empty: none

	Units      []Unit     `yaml:"units"`
	Categories []Category `yaml:"categories"`
	Kinds      []Kind     `yaml:"kinds"`
	Deadlines  Deadlines  `yaml:"deadlines"`
	Retention  Retention  `yaml:"retention"`
	Hardship   Hardship   `yaml:"hardship"`
	Disaster   Disaster   `yaml:"disaster"`
	Ways       []Way      `yaml:"ways"`    // where to turn with what is not the bureau's
	Phrases    []Phrase   `yaml:"phrases"` // 快捷: canned answers
	Manners    Manners    `yaml:"manners"` // 文明用语
	Ratings    []Rating   `yaml:"ratings"`
	CallBack   CallBack   `yaml:"callback"`
	Visits     Visits     `yaml:"visits"`
	Channels   []string   `yaml:"channels"`
	Marriage   Marriage   `yaml:"marriage"`
	Stations   []Place    `yaml:"stations"`  // 救助站: where people are received
	Points     []Place    `yaml:"points"`    // 临时救助点 and signboards
	Hospitals  []Place    `yaml:"hospitals"` // 定点医院
	Rescue     Rescue     `yaml:"rescue"`
	Public     []Posting  `yaml:"public"` // 公开栏: what is published elsewhere, newest first as written
	Blanks     []Blank    `yaml:"blanks"` // local facts that the bureau has still to fill

	Calendar  *calendar.Calendar `yaml:"-"`
	Festivals []Festival         `yaml:"-"`
	FAQ       []FAQ              `yaml:"-"`
	Places    *places.Gazetteer  `yaml:"-"` // never nil after LoadBureau
	Sample    bool               `yaml:"-"` // the embedded bureau, for demonstration only

	spots   []Spot   // of the gazetteer, as they are written
	mapped  []string // townships whose ground is known
	sources sources

	holidays map[string]string // YYYY-MM-DD → 春节
}

// Unit is one 股室 or 下属单位 that handles tickets.
type Unit struct {
	Name         string `yaml:"name"`
	Phone        string `yaml:"phone"`
	Address      string `yaml:"address"`
	Hours        string `yaml:"hours"`
	Duties       string `yaml:"duties"`
	LinkedLeader string `yaml:"linked_leader"` // 挂钩领导: who hears of what is overdue
	StandIn      string `yaml:"stand_in"`      // 代班: who hears what somebody of the unit who is away should hear
	Outside      bool   `yaml:"outside"`       // another office: tickets are passed on, not settled here
	Conduct      bool   `yaml:"conduct"`       // 纪检: alone sees complaints about staff
}

// Category is what a ticket is about, and the unit it goes to.
type Category struct {
	Name    string   `yaml:"name"`
	Unit    string   `yaml:"unit"`
	Owner   string   `yaml:"owner"`   // 责任人: the clerk of the unit to whom it goes first; empty: the whole unit
	Hint    string   `yaml:"hint"`    // one line that helps a citizen choose
	Outside string   `yaml:"outside"` // said to the citizen where another office is in charge; else empty
	Aliases []string `yaml:"aliases"`
	Conduct bool     `yaml:"conduct"` // hidden from everyone but the conduct unit

	// Approval: a leader approves each closing (办结) before the citizen hears of it.
	Approval bool `yaml:"approval"`
}

// Kind is 投诉, 建议, 咨询, 求助, 表扬 or 举报.
type Kind struct {
	Name      string `yaml:"name"`
	Days      int    `yaml:"days"`      // working days to an answer
	Procedure string `yaml:"procedure"` // whose time limits rule: 咨询答复, 一般诉求, …
}

// Deadlines are the time limits that don't hang on the kind, and the hours at which
// the house reminds of them.
type Deadlines struct {
	Consultation     int    `yaml:"consultation"`      // 咨询, working days
	General          int    `yaml:"general"`           // 一般, working days
	Complex          int    `yaml:"complex"`           // 复杂, working days
	Hotline          int    `yaml:"hotline"`           // 12345转办, working days
	Discipline       int    `yaml:"discipline"`        // 纪检举报, working days
	Disclosure       int    `yaml:"disclosure"`        // 信息公开申请, working days (政府信息公开条例 33)
	DisclosureExtend int    `yaml:"disclosure_extend"` // 信息公开申请: working days it may be prolonged
	Extensions       int    `yaml:"extensions"`        // how often 延期 may be granted
	Extend           int    `yaml:"extend"`            // how many working days 延期 adds at most
	Object           int    `yaml:"object"`            // 退回: working days in which a unit may object to being given a ticket; 0: it never may
	Archive          int    `yaml:"archive"`           // 归档: natural days after a ticket was closed or rated; 0: never by itself
	PetitionTell     int    `yaml:"petition_tell"`     // 信访: natural days to tell what becomes of it (条例 23)
	PetitionClose    int    `yaml:"petition_close"`    // 信访: natural days to close (条例 34)
	PetitionExtend   int    `yaml:"petition_extend"`   // 信访: natural days it may be prolonged (条例 34)
	PetitionReview   int    `yaml:"petition_review"`   // 信访: natural days in which to ask for a review (条例 35)
	Hardship         int    `yaml:"hardship"`          // 急难救助: natural days to close (小额快救)
	Remind           int    `yaml:"remind"`            // working days before the end that the clerk is reminded
	RemindAt         string `yaml:"remind_at"`         // HH:MM on working days: reminders, what is overdue, the week
	CheckAt          string `yaml:"check_at"`          // HH:MM on working days: what nobody looks after
	Unowned          int    `yaml:"unowned"`           // after how many working hours that is said of a ticket without owner
}

// Rating is one of the five grades of 好差评.
type Rating struct {
	Grade int    `yaml:"grade"` // 5 best … 1 worst
	Name  string `yaml:"name"`
	Bad   bool   `yaml:"bad"` // 差评: asks for a call back
}

// Place is a point on the ground.
type Place struct {
	Name    string   `yaml:"name"`
	Phone   string   `yaml:"phone"`
	Address string   `yaml:"address"`
	Lat     float64  `yaml:"lat"` // GCJ-02, as WeChat sends it; 0 with Lng 0: not known
	Lng     float64  `yaml:"lng"`
	For     []string `yaml:"for"` // hospitals: what to bring there
}

// Posting is something that the bureau makes public (局务公开): where it lies and when
// it was last brought up to date.
type Posting struct {
	Title string `yaml:"title"`
	URL   string `yaml:"url"`  // https://…; empty: told where it hangs in Title
	Date  string `yaml:"date"` // YYYY-MM-DD
}

// Blank is a fact that only the bureau knows and has not given yet.
type Blank struct {
	What  string `yaml:"what"`
	Where string `yaml:"where"` // the key to fill, or the question's id
}

// Festival is a day that moves through the solar year: 七夕, 清明, 春节, 中秋.
type Festival struct {
	Name string
	Day  time.Time // as calendar.ParseDay reads it
}

// Way is the proper way (法定途径) for what the bureau may not take: 诉讼, 行政复议,
// 信访复查, another office.
type Way struct {
	Name  string   `yaml:"name"`
	Words []string `yaml:"words"` // a reason with one of these names the way, too
	Text  string   `yaml:"text"`  // one sentence for the citizen
	Phone string   `yaml:"phone"` // empty: none is told
}

// Way finds a way by its name or one of its words, exactly as written.
func (b *Bureau) Way(name string) (Way, bool) {
	for _, w := range b.Ways {
		if w.Name == name || slices.Contains(w.Words, name) {
			return w, true
		}
	}
	return Way{}, false
}

// WayIn finds the way that a reason speaks of: that of the longest name or word in it.
func (b *Bureau) WayIn(reason string) (found Way, ok bool) {
	longest := 0
	for _, w := range b.Ways {
		for _, word := range append([]string{w.Name}, w.Words...) {
			if len(word) > longest && strings.Contains(reason, word) {
				found, ok, longest = w, true, len(word)
			}
		}
	}
	return found, ok
}

// Category finds a category by its name or one of its aliases, exactly as
// written: folding what a citizen typed is the caller's part.
func (b *Bureau) Category(name string) (Category, bool) {
	for _, c := range b.Categories {
		if c.Name == name {
			return c, true
		}
	}
	for _, c := range b.Categories {
		for _, alias := range c.Aliases {
			if alias == name {
				return c, true
			}
		}
	}
	return Category{}, false
}

// Unit finds a unit by its exact name.
func (b *Bureau) Unit(name string) (Unit, bool) {
	for _, u := range b.Units {
		if u.Name == name {
			return u, true
		}
	}
	return Unit{}, false
}

// Leads reports whether a leader of that name answers for a unit (挂钩领导). A
// leader whom no unit names answers for all of them, and every leader for what
// belongs to no unit yet.
func (b *Bureau) Leads(name, unit string) bool {
	u, ok := b.Unit(unit)
	return unit == "" || !b.Linked(name) || ok && u.LinkedLeader == name
}

// Linked reports whether any unit names the leader: who is linked answers for those
// units alone.
func (b *Bureau) Linked(name string) bool {
	return slices.ContainsFunc(b.Units, func(u Unit) bool { return u.LinkedLeader == name })
}

// Kind finds a kind by its exact name.
func (b *Bureau) Kind(name string) (Kind, bool) {
	for _, k := range b.Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Rating finds a grade, 5 to 1.
func (b *Bureau) Rating(grade int) (Rating, bool) {
	for _, r := range b.Ratings {
		if r.Grade == grade {
			return r, true
		}
	}
	return Rating{}, false
}

// ConductUnit is the unit that alone sees complaints about staff.
func (b *Bureau) ConductUnit() (Unit, bool) {
	for _, u := range b.Units {
		if u.Conduct {
			return u, true
		}
	}
	return Unit{}, false
}
