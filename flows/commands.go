package flows

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// command is one line of the table of what can be typed beside the flows.
type command struct {
	name  string
	usage string // 回复 F… 文字
	help  string

	// roles may use it. A command without roles is for everybody, about their
	// own tickets; bound means every member of staff.
	roles []storage.Role
	bound bool

	// station: of the clerks only those of the rescue station have it.
	station bool
	unit    string // the station, set by commandTable
	at      int    // its place in the table, for the help

	// bareRoles have it besides, but only without a number.
	bareRoles []storage.Role

	// ticket: it is about one ticket, given by number or, for staff, in focus.
	ticket bool
	// stays: it is, or may be, about one stay at the station, given by station number.
	stays bool
	// slips: it is, or may be, about one slip (转办单), given by its number.
	slips bool
	// bare: without a number it means something of its own, whatever is in focus.
	bare bool
	// prefix: words may follow the name directly.
	prefix bool
	// anywhere: it works without a number in the middle of a form, too.
	anywhere bool

	// action is what it does to a ticket, for those that change one.
	action storage.Action

	// tells is its work when its words go to a citizen: they are looked at first (aloud).
	tells staffMove

	run func(e *Engine, t *turn, c call) Act
}

// call is a command as somebody typed it.
type call struct {
	*command
	number string // of the ticket; empty when none was given
	stay   string // station number (站内编号); empty when none was given
	slip   string // of 转办单; empty when none was given
	rest   string // what followed, as typed
}

// open reports whether a person may use the command at all. Whether on this
// ticket is for rights to say.
func (c *command) open(s *storage.Staff) bool {
	if c.bound {
		return s != nil && s.Removed.IsZero()
	}
	if len(c.roles) == 0 || s.Has(c.bareRoles...) {
		return true
	}
	for _, r := range c.roles {
		if s.Has(r) && (!c.station || r != storage.RoleClerk || s.Unit == c.unit) {
			return true
		}
	}
	return false
}

// commandTable joins the parts of the table, longest names first so that a name
// is never hidden by its beginning, and refuses a name that stands twice.
func commandTable(station string) ([]*command, error) {
	all := slices.Concat(
		ownCommands(), hardshipCommands(), disasterCommands(), stillCommands(),
		deskCommands(), moveCommands(), slipCommands(), behalfCommands(), absenceCommands(), adminCommands(),
		streetCommands(), dutyCommands(), weatherCommands(), patrolCommands(), registerCommands(), ledgerCommands(),
		numberCommands(), windowCommands(), eveCommands(), figureCommands(), publicCommands(), opinionCommands(),
	)
	seen := map[string]bool{}
	for _, c := range all {
		if c.name == "" || c.usage == "" || c.help == "" || c.run == nil {
			return nil, fmt.Errorf("command %q is incomplete", c.name)
		}
		if seen[c.name] {
			return nil, fmt.Errorf("command %s stands twice", c.name)
		}
		seen[c.name], c.unit, c.at = true, station, len(seen)
	}
	sort.SliceStable(all, func(i, j int) bool { return len(all[i].name) > len(all[j].name) })
	return all, nil
}

// parse finds a command in what was typed.
func (e *Engine) parse(t *turn) (call, bool) {
	if t.Kind != Text && t.Kind != Click {
		return call{}, false
	}
	typed := strings.TrimSpace(t.Text)
	folded := strings.Map(fold.Rune, typed)
	for _, c := range e.commands {
		after, ok := strings.CutPrefix(folded, c.name)
		if !ok {
			continue
		}
		rest := tail(typed, utf8.RuneCountInString(c.name))
		number, stay, slip, words := "", "", "", rest
		if c.ticket {
			number, words = cutNumber(rest)
		}
		if c.stays && number == "" {
			stay, words = cutStay(rest)
		}
		if c.slips && number == "" {
			slip, words = cutSlip(rest)
		}
		if number == "" && stay == "" && slip == "" && fold.Text(after) != "" && !separated(after) && !c.prefix {
			continue // 回复得太慢了 is a sentence, not the command 回复
		}
		return call{command: c, number: number, stay: stay, slip: slip, rest: strings.TrimLeft(words, " 　\t:：,，")}, true
	}
	return call{}, false
}

// command returns the command of that name; nil: there is none.
func (e *Engine) command(name string) *command {
	for _, c := range e.commands {
		if c.name == name {
			return c
		}
	}
	return nil
}

// commandFor returns the staff command that performs an action; nil: none.
func (e *Engine) commandFor(a storage.Action) *command {
	for _, c := range e.commands {
		if c.action == a {
			return c
		}
	}
	return nil
}

// separated reports whether what follows a command's name is set off from it.
func separated(after string) bool {
	return strings.HasPrefix(after, " ") || strings.HasPrefix(after, ":")
}

// tail drops the first n runes.
func tail(s string, n int) string {
	for range n {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}

// cutNumber takes a ticket number off the front of what was typed, in any of
// the forms people use: F2611230042, f 261123 0042, F-261123-0042.
func cutNumber(typed string) (number, rest string) {
	s := strings.TrimLeft(typed, " 　\t:：")
	if first, after, _ := strings.Cut(s, " "); first != "" {
		if n, ok := storage.ParseNumber(first); ok {
			return n, after
		}
	}
	digits := 0
	for i, r := range s {
		switch f := fold.Rune(r); {
		case f >= '0' && f <= '9':
			digits++
		case i == 0 && (f == 'f' || f == 'j'), f == ' ', f == '-':
		default:
			return cutAt(typed, s, i)
		}
		if digits == 10 {
			return longest(typed, s, i+utf8.RuneLen(r))
		}
	}
	return "", typed
}

// longest lets the digits that follow directly belong to the number: a day with
// more than 9999 tickets has eleven.
func longest(typed, s string, end int) (string, string) {
	for i, r := range s[end:] {
		if f := fold.Rune(r); f < '0' || f > '9' {
			return cutAt(typed, s, end+i)
		}
	}
	return cutAt(typed, s, len(s))
}

func cutAt(typed, s string, end int) (string, string) {
	if n, ok := storage.ParseNumber(s[:end]); ok {
		return n, s[end:]
	}
	return "", typed
}

// almostNumber is what begins like a ticket number and is none: a mistyped one
// must never be taken for words about the ticket in focus.
var almostNumber = regexp.MustCompile(`^([fj][ -]*\d|\d{8,}( |$))`)

// example is a ticket number of the kind that the command is about.
func (c *command) example() string {
	if c.station {
		return "J2611230042"
	}
	return "F2611230042"
}

// run performs a command that the person may use.
func (e *Engine) run(t *turn, c call) Act {
	if c.ticket && c.number == "" && c.stay == "" && !c.bare {
		switch {
		case t.party.Staff != nil && almostNumber.MatchString(strings.Map(fold.Rune, c.rest)):
			return Say(texts.Staff.BadNumber(c.name, c.example()))
		case t.party.Staff != nil && len(c.roles) > 0 && t.session.Focus != "":
			c.number = t.session.Focus
		case c.bound && t.session.Focus != "":
			c.number = t.session.Focus
		case len(c.roles) == 0 && !c.bound:
			return myTicketsFlow.start(t, nil)
		default:
			return Say(texts.House.NoNumber(c.name, c.example()))
		}
	}
	if c.number != "" && t.party.Staff != nil && (c.bound || len(c.roles) > 0) {
		t.session.Focus = c.number
	}
	return c.run(e, t, c)
}

// forbidden answers a command that the person does not have as if it did not
// exist, and records the attempt of whoever is known to the house.
func (e *Engine) forbidden(t *turn, c call) (Act, bool) {
	if t.party.Staff == nil {
		return Act{}, false
	}
	return Act{
		Commit: func(tx storage.Tx) (string, error) {
			return "", tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "forbidden", Text: c.name + " " + c.number})
		},
		Then: func(string) Act {
			if f := e.current(t); f != nil {
				return e.answer(t, f)
			}
			return e.rest(t)
		},
	}, true
}

// staffHelp names the commands that a member of staff has, in the order of the table.
// How one is written, 帮助 with its name tells: all of it together fits no message.
func (e *Engine) staffHelp(s *storage.Staff) string {
	var names []string
	for _, c := range e.commandsOf(s) {
		names = append(names, c.name)
	}
	return texts.Staff.Help(names)
}

// commandsOf are the commands for staff that a member of staff has.
func (e *Engine) commandsOf(s *storage.Staff) []*command {
	mine := slices.DeleteFunc(slices.Clone(e.commands), func(c *command) bool {
		return !(c.bound || len(c.roles) > 0) || !c.open(s)
	})
	slices.SortFunc(mine, func(a, b *command) int { return a.at - b.at })
	return mine
}

// helpOn tells how one command is written, to whoever has it.
func (e *Engine) helpOn(t *turn, name string) (string, bool) {
	for _, c := range e.commands {
		if fold.Text(c.name) == name && c.open(t.party.Staff) {
			return texts.Staff.HelpOn(c.usage, c.help), true
		}
	}
	return "", false
}
