package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// recusers may keep somebody else than themselves out.
var recusers = []storage.Role{storage.RoleDispatcher, storage.RoleDiscipline}

// recuse is 回避: whoever is concerned is kept out, sees nothing of the ticket any
// more and hears nothing of it (《信访工作条例》28).
func recuse(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	who, why, err := t.concerned(tx, c.rest)
	switch {
	case err != nil:
		return "", err
	case isSighting(k):
		return "", refuse(texts.Recuse.Street)
	case who.ID != t.party.Staff.ID && !t.party.Staff.Has(recusers...):
		return "", refuse(texts.Recuse.OnlySelf)
	case utf8.RuneCountInString(why) < 2:
		return "", refuse(texts.Recuse.Usage(k.Number))
	case contains(k.Barred, who.ID):
		return "", refuse(texts.Recuse.Already(k.Number, who.Name))
	}
	held := k.Owner == who.ID
	if err := t.bar(tx, k, t.actor(), who, why); err != nil {
		return "", err
	}
	return texts.Recuse.Done(k.Number, who.Name, held), t.nobodyLeft(tx, k, held)
}

// nobodyLeft tells whoever comes next of a ticket that was waiting for those alone who
// are kept out by now. Of one that somebody held bar has told.
func (t *turn) nobodyLeft(tx storage.Tx, k *storage.Ticket, held bool) error {
	if held || !k.Open() {
		return nil
	}
	r, err := t.callRoll(tx)
	if err != nil || len(r.those(k, responsible(k))) > 0 {
		return err
	}
	return t.notify(tx, k, texts.Recuse.NobodyLeft(k.Number), responsible(k))
}

// concerned finds who is meant: whoever is named first, else whoever speaks. What
// begins like a name and is nobody's is refused to those who may name others: it would
// keep out themselves, for good.
func (t *turn) concerned(tx storage.Tx, rest string) (*storage.Staff, string, error) {
	everybody, err := tx.AllStaff()
	if err != nil {
		return nil, "", err
	}
	name, why, _ := strings.Cut(strings.TrimSpace(strings.Map(foldSpace, rest)), " ")
	i := slices.IndexFunc(everybody, func(s storage.Staff) bool { return fold.Text(s.Name) == fold.Text(name) })
	if size := utf8.RuneCountInString(name); i < 0 && strings.TrimSpace(why) != "" && size >= 2 && size <= 4 && t.party.Staff.Has(recusers...) {
		return nil, "", refuse(texts.Recuse.NoSuch(name))
	}
	if i < 0 {
		return t.party.Staff, strings.TrimSpace(rest), nil
	}
	return &everybody[i], strings.TrimSpace(why), nil
}

// bar keeps somebody out of a ticket. What they held goes back to whoever assigns.
func (t *turn) bar(tx storage.Tx, k *storage.Ticket, actor storage.Actor, who *storage.Staff, why string) error {
	held := k.Owner == who.ID
	_, err := t.move(tx, k, actor, storage.ActRecuse, func(_ storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Barred = append(k.Barred, who.ID)
		if held {
			k.Owner = ""
		}
		e.Detail, e.Text = who.Name, why
		return "", nil
	})
	if err != nil || !held || !k.Open() {
		return err
	}
	back := storage.ActReturn
	if k.Conduct { // only 纪检 may see it, and 纪检 takes from 已派
		back = storage.ActHandOver
	}
	if _, illegal := k.Next(back); illegal == nil {
		if _, err := t.move(tx, k, storage.Actor{Kind: storage.BySystem}, back, nothing); err != nil {
			return err
		}
	}
	return t.notify(tx, k, texts.Alerts.Recused(k.Number), responsible(k))
}

// barNamed keeps out whoever of the staff the citizen's words name in full. The
// citizen hears nothing of it, nor do those who are kept out.
func (t *turn) barNamed(tx storage.Tx, k *storage.Ticket, words string) error {
	if words = fold.Text(words); words == "" || isSighting(k) {
		return nil
	}
	everybody, err := tx.AllStaff()
	if err != nil {
		return err
	}
	for i := range everybody {
		s := &everybody[i]
		if s.Person == "" || utf8.RuneCountInString(s.Name) < 2 || contains(k.Barred, s.ID) || !strings.Contains(words, fold.Text(s.Name)) {
			continue
		}
		if err := t.bar(tx, k, storage.Actor{Kind: storage.BySystem}, s, texts.Recuse.Named); err != nil {
			return err
		}
	}
	return nil
}
