package flows

import (
	"errors"
	"regexp"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// bindScene is the prefix of a QR scene that carries a staff code.
const bindScene = "bind-"

const bindName = "绑定"

// bindScene takes a scanned code that makes somebody staff.
func (e *Engine) bindScene(t *turn) (Act, bool) {
	code, ok := strings.CutPrefix(t.Scene, bindScene)
	if !ok {
		return Act{}, false
	}
	return bind(t, code), true
}

// bind uses a one-time code up. Five wrong ones in a row lock the person out for
// an hour; a code that was tried meanwhile is not used up.
func bind(t *turn, typed string) Act {
	code := normalCode(typed)
	if code == "" {
		return Say(texts.Staff.BindUsage)
	}
	return commit(func(tx storage.Tx) (string, error) {
		p, err := tx.Person(t.party.ID)
		if err != nil {
			return "", err
		}
		if p.BindFails >= storage.MaxBindFails && t.now.Before(p.BindLocked) {
			return "", refuse(texts.Staff.BindLocked)
		}
		if t.party.Staff != nil {
			return "", refuse(texts.Staff.BindAlready(t.party.Staff.Name))
		}
		invite, err := tx.TakeInvite(code, t.now)
		if errors.Is(err, storage.ErrNotFound) {
			return wrongCode(tx, t, p)
		}
		if err != nil {
			return "", err
		}
		return welcome(tx, t, p, invite)
	})
}

func wrongCode(tx storage.Tx, t *turn, p *storage.Person) (string, error) {
	if p.BindFails >= storage.MaxBindFails { // an earlier lock has ended
		p.BindFails = 0
	}
	p.BindFails++
	said := texts.Staff.BindWrong(storage.MaxBindFails - p.BindFails)
	if p.BindFails >= storage.MaxBindFails {
		p.BindLocked = t.now.Add(storage.BindLockout)
		said = texts.Staff.BindLocked
	}
	if err := tx.PutPerson(p); err != nil {
		return "", err
	}
	return said, tx.Log(storage.Event{At: t.now, Actor: t.asCitizen(), Action: "bind_failed"})
}

func welcome(tx storage.Tx, t *turn, p *storage.Person, i storage.Invite) (string, error) {
	s, err := tx.Staff(i.Staff)
	if err != nil {
		return "", err
	}
	if !s.Removed.IsZero() {
		return wrongCode(tx, t, p)
	}
	s.Person, s.Bound = t.party.ID, t.now
	p.BindFails = 0
	if err := errors.Join(tx.PutStaff(s), tx.PutPerson(p)); err != nil {
		return "", err
	}
	e := storage.Event{At: t.now, Actor: storage.Actor{Kind: storage.ByStaff, ID: string(s.ID)}, Action: "bind"}
	return texts.Staff.Bound(s.Name, roleNames(s.Roles)), tx.Log(e)
}

func roleNames(roles []storage.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = texts.RoleNames[string(r)]
	}
	return strings.Join(names, "、")
}

// normalCode brings a code as typed to the form it was made in: what is neither letter
// nor digit was typed or pasted along with it.
func normalCode(typed string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r = fold.Rune(r); r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed))
}

// typedCode is 绑定 with no word of Chinese after it.
var typedCode = regexp.MustCompile(`^\s*绑定\P{Han}*$`)

// bindsOnly reports whether a message is nothing but a try at a staff code.
func bindsOnly(typed string) bool {
	return typedCode.MatchString(typed) && len(normalCode(typed)) == codeLength
}
