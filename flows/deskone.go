package flows

import (
	"slices"
	"strconv"

	"minqing/flows/disclosure"
	"minqing/flows/texts"
	"minqing/storage"
)

func (d *desk) lookOne(tx storage.Tx, t *turn) error {
	if t.party.Staff == nil {
		return refuse(texts.House.NotFound(d.Number))
	}
	k, err := t.open(tx, call{command: &command{bound: true}, number: d.Number})
	if err != nil {
		return err
	}
	events, err := tx.Events(d.Number)
	if err != nil {
		return err
	}
	notices, err := tx.TicketNotices(d.Number)
	if err != nil {
		return err
	}
	media, err := tx.Attachments(d.Number)
	if err != nil {
		return err
	}
	names, err := namesIn(tx, k, events)
	if err != nil {
		return err
	}
	more, err := t.moreOf(tx, k)
	if err != nil {
		return err
	}
	decides, err := t.decides(tx, k)
	if err != nil {
		return err
	}
	f := seen(t.house.Bureau, t.party.Staff, k)
	events = t.gradesNamed(events)
	d.detail = texts.Paragraphs(staffView(masked(k, f), onlySeen(events, f), notices, media, names, more), texts.Staff.Can(t.commandsOn(k, decides), k.Number))
	return nil
}

// gradesNamed puts the name of a grade where the history keeps its number.
func (t *turn) gradesNamed(events []storage.Event) []storage.Event {
	named := slices.Clone(events)
	for i := range named {
		if n, err := strconv.Atoi(named[i].Detail); err == nil && named[i].Action == storage.ActRate {
			named[i].Detail = t.gradeName(n)
		}
	}
	return named
}

// moreOf is what a view tells besides what every ticket has.
func (t *turn) moreOf(tx storage.Tx, k *storage.Ticket) ([]string, error) {
	if isSighting(k) {
		return t.sightingLines(tx, k)
	}
	return slipLines(tx, k)
}

func (d *desk) sayOne(t *turn) string {
	t.session.Focus = d.Number
	return d.detail
}

// commandsOn names the commands that the state and the person's rights allow.
// decides: something waits for this person's decision.
func (t *turn) commandsOn(k *storage.Ticket, decides bool) []string {
	var names []string
	if decides && pending(k) == storage.ActAppeal {
		names = append(names, "派单")
	}
	for _, a := range k.Legal() {
		c := t.engine.commandFor(a)
		if c == nil || !t.offered(k, a, decides) || !may(t.house.Bureau, c, t.party.Staff, k) {
			continue
		}
		if c.station && !t.onScene(t.party.Staff, k) {
			continue
		}
		if a == storage.ActCallBack && t.wasRated(k) || a == storage.ActMistake && (k.Rating == 0 || k.Mistaken) {
			continue
		}
		if a == storage.ActTake && !mayTake(t.party.Staff, k) {
			continue
		}
		names = append(names, c.name)
		if a == storage.ActReply && len(t.house.Bureau.PhrasesFor(k.Category)) > 0 {
			names = append(names, phraseName)
		}
	}
	if c := t.engine.command("去不了"); isSighting(k) && k.State == storage.InProgress && k.Owner == t.party.Staff.ID && c.open(t.party.Staff) && !contains(names, "退回") {
		names = append(names, c.name)
	}
	if c := t.engine.command("电话"); may(t.house.Bureau, c, t.party.Staff, k) && k.Owner == t.party.Staff.ID && k.Private.Phone != "" {
		names = append(names, c.name)
	}
	if c := t.engine.command("照片"); may(t.house.Bureau, c, t.party.Staff, k) && k.Media > 0 && t.sees(t.party.Staff, k, disclosure.Photos) {
		names = append(names, c.name)
	}
	return names
}

// offered leaves out of the taps what would only be refused.
func (t *turn) offered(k *storage.Ticket, a storage.Action, decides bool) bool {
	switch a {
	case storage.ActGrant, storage.ActRefuse:
		return decides
	case storage.ActReturn:
		return isSighting(k) || (t.house.Bureau.Deadlines.Object > 0 && k.Returns == 0 && !k.Conduct)
	case storage.ActExtend:
		return t.mayExtend(k) == nil
	case storage.ActArchive:
		return pending(k) == "" && !t.awaitsCitizen(k)
	case storage.ActResolve:
		return pending(k) != storage.ActPropose
	}
	return true
}

// namesIn are the names of the staff in a ticket's history, of those who have
// left, too.
func namesIn(tx storage.Tx, k *storage.Ticket, events []storage.Event) (map[storage.StaffID]string, error) {
	ids := []storage.StaffID{k.Owner}
	for _, e := range events {
		if e.Actor.Kind == storage.ByStaff {
			ids = append(ids, storage.StaffID(e.Actor.ID))
		}
	}
	names := map[storage.StaffID]string{}
	for _, id := range ids {
		if _, known := names[id]; known || id == "" {
			continue
		}
		s, err := tx.Staff(id)
		if err != nil && !isNotFound(err) {
			return nil, err
		}
		if err == nil {
			names[id] = s.Name
		}
	}
	return names, nil
}
