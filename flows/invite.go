package flows

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// codeLetters leaves out what people mix up when a code is read out: 0 O 1 I L.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

const codeLength = 10

// NewCode makes a one-time staff code: 10 characters, about 49 bits, which five
// tries an hour and a day of life cannot guess.
func NewCode() string {
	var code strings.Builder
	for b := make([]byte, 1); code.Len() < codeLength; {
		rand.Read(b)
		if int(b[0]) < 256-256%len(codeLetters) {
			code.WriteByte(codeLetters[int(b[0])%len(codeLetters)])
		}
	}
	return code.String()
}

// Invite makes a member of staff, or gives one of the same name and roles who
// has not bound yet a new code, and stores the invitation. by is who invites.
func Invite(tx storage.Tx, s storage.Staff, code string, by storage.Actor, now time.Time) (storage.StaffID, error) {
	all, err := tx.AllStaff()
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(all, func(o storage.Staff) bool {
		return o.Name == s.Name && o.Unit == s.Unit && slices.Equal(o.Roles, s.Roles) && o.Person == ""
	})
	if i >= 0 {
		s = all[i]
	}
	s.Invited = now
	if err := tx.PutStaff(&s); err != nil {
		return "", err
	}
	if err := tx.PutInvite(code, storage.Invite{Staff: s.ID, Expires: now.Add(storage.InviteLife)}); err != nil {
		return "", err
	}
	return s.ID, tx.Log(storage.Event{At: now, Actor: by, Action: "invite", Detail: string(s.ID)})
}

// Dismiss is 停用: the person's rights end now, and what they held goes back to
// whoever assigns.
func (e *Engine) Dismiss(tx storage.Tx, s *storage.Staff, by storage.Actor) error {
	t := e.unasked()
	s.Removed, s.Person = t.now, ""
	if err := tx.PutStaff(s); err != nil {
		return err
	}
	for {
		page, err := tx.Tickets(storage.Query{Owner: s.ID, States: []storage.State{storage.Assigned, storage.InProgress, storage.Escalated}, Limit: 100})
		if err != nil {
			return err
		}
		if len(page.Tickets) == 0 {
			break
		}
		for _, k := range page.Tickets {
			if err := giveBack(tx, t, k.Number, by); err != nil {
				return err
			}
		}
	}
	return tx.Log(storage.Event{At: t.now, Actor: by, Action: "dismiss", Detail: string(s.ID)})
}

func giveBack(tx storage.Tx, t *turn, number string, by storage.Actor) error {
	ticket, err := tx.Ticket(number)
	if err != nil {
		return err
	}
	back, why := storage.ActReturn, texts.Moves.OwnerGone
	switch {
	case ticket.State == storage.Escalated: // it stays above
		back, why = storage.ActNote, texts.Moves.OwnerLeft
	case ticket.Conduct: // only 纪检 may see it, and 纪检 takes from 已派
		back = storage.ActHandOver
	}
	_, err = t.move(tx, ticket, by, back, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Owner, e.Text = "", why
		who := dispatchers
		if k.Conduct {
			who = func(s *storage.Staff) bool { return s.Has(storage.RoleDiscipline) }
		}
		return "", t.notify(tx, k, texts.Alerts.Returned(number), who)
	})
	return err
}

// adminCommands are who works here. An admin sees no ticket.
func adminCommands() []*command {
	admin := []storage.Role{storage.RoleAdmin}
	return []*command{
		{name: "邀请", usage: "邀请 姓名 角色 [股室]", help: "给新同事一个绑定码", roles: admin, run: inviteInChat},
		{name: "停用", usage: "停用 姓名", help: "停用一位同事", roles: admin, run: dismissInChat},
	}
}

func inviteInChat(_ *Engine, t *turn, c call) Act {
	words := strings.Fields(strings.Map(foldSpace, c.rest))
	if len(words) < 2 || len(words) > 3 {
		return Say(texts.Staff.InviteUsage)
	}
	role, ok := ParseRole(words[1])
	if !ok {
		return Say(texts.Staff.InviteRole(words[1]))
	}
	s := storage.Staff{Name: words[0], Roles: []storage.Role{role}}
	if len(words) == 3 {
		s.Unit = words[2]
	}
	if _, ok := t.house.Bureau.Unit(s.Unit); !ok && s.Unit != "" {
		return Say(texts.Staff.InviteUnit(s.Unit))
	}
	if role == storage.RoleClerk && s.Unit == "" {
		return Say(texts.Staff.InviteNoUnit)
	}
	return commit(func(tx storage.Tx) (string, error) {
		code := NewCode()
		if _, err := Invite(tx, s, code, t.actor(), t.now); err != nil {
			return "", err
		}
		everybody, err := tx.AllStaff()
		namesake := slices.IndexFunc(everybody, func(o storage.Staff) bool { return o.Name == s.Name && o.Person != "" && o.Removed.IsZero() })
		said := texts.Staff.Invited(s.Name, texts.RoleNames[string(role)], code)
		if namesake >= 0 {
			said = texts.Lines(said, texts.Staff.Namesake(s.Name, everybody[namesake].Unit, roleNames(everybody[namesake].Roles)))
		}
		return said, err
	})
}

func foldSpace(r rune) rune {
	if r == '　' || r == '，' || r == ',' {
		return ' '
	}
	return r
}

// ParseRole takes a role by its name in the house or in Chinese.
func ParseRole(typed string) (storage.Role, bool) {
	for _, r := range storage.Roles {
		if fold.Text(typed) == string(r) || fold.Text(typed) == texts.RoleNames[string(r)] {
			return r, true
		}
	}
	return "", false
}

func dismissInChat(_ *Engine, t *turn, c call) Act {
	name := strings.TrimSpace(c.rest)
	if name == "" {
		return Say(texts.Staff.RemoveUsage)
	}
	return commit(func(tx storage.Tx) (string, error) {
		all, err := tx.AllStaff()
		if err != nil {
			return "", err
		}
		named := slices.DeleteFunc(all, func(s storage.Staff) bool { return s.Name != name })
		switch len(named) {
		case 0:
			return "", refuse(texts.Staff.NoSuchStaff(name))
		case 1:
			return texts.Staff.Removed(name), t.engine.Dismiss(tx, &named[0], t.actor())
		}
		return "", refuse(texts.Staff.SameName(name))
	})
}
