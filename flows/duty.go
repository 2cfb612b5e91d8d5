package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// longestShift is after how long a shift that nobody ended counts as over.
const longestShift = 24 * time.Hour

// crew is who is called first for a township: whoever is out there, else
// whoever is out anywhere, else whoever is on duty today, else every 救助队员.
func (t *turn) crew(tx storage.Tx, township string) ([]storage.StaffID, error) {
	out, err := t.out(tx)
	if err != nil {
		return nil, err
	}
	var here, anywhere []storage.StaffID
	for _, s := range out {
		anywhere = append(anywhere, s.id)
		if township != "" && s.serves(township) {
			here = append(here, s.id)
		}
	}
	switch {
	case len(here) > 0:
		return here, nil
	case len(anywhere) > 0:
		return anywhere, nil
	}
	duty, err := t.onDuty(tx, t.now)
	if err != nil || len(duty) > 0 {
		return duty, err
	}
	everybody, err := tx.AllStaff()
	for i := range everybody {
		if s := &everybody[i]; s.Has(storage.RoleOutreach) {
			duty = append(duty, s.ID)
		}
	}
	return duty, err
}

// patroller is one member of staff who is out.
type patroller struct {
	id    storage.StaffID
	shift storage.Shift
}

func (p patroller) serves(township string) bool {
	return len(p.shift.Townships) == 0 || slices.Contains(p.shift.Townships, township)
}

// out lists who is out now.
func (t *turn) out(tx storage.Tx) (who []patroller, err error) {
	err = storage.Shifts.Each(tx, storage.Range{}, func(id string, s storage.Shift) (bool, error) {
		if t.now.Sub(s.Since) < longestShift {
			who = append(who, patroller{storage.StaffID(id), s})
		}
		return false, nil
	})
	return who, err
}

// onDuty is who stands in the weekly table for a day and is still here.
func (t *turn) onDuty(tx storage.Tx, at time.Time) ([]storage.StaffID, error) {
	r, _, err := storage.Rosters.Find(tx, weekday(at))
	return r.Staff, err
}

// weekday is the day's key in the weekly table, 1 Monday to 7 Sunday.
func weekday(at time.Time) string {
	return strconv.Itoa((int(at.In(storage.Zone).Weekday())+6)%7 + 1)
}

func dutyCommands() []*command {
	goers := []storage.Role{storage.RoleOutreach}
	return []*command{
		{name: "出勤", usage: "出勤 [乡镇]", help: "上街巡查，街头求助先找您；可写负责的乡镇", roles: goers, anywhere: true, run: goOut},
		{name: "收队", usage: "收队", help: "结束巡查", roles: goers, anywhere: true, run: comeIn},
		{name: "值班", usage: "值班 [周五 姓名、姓名]", help: "看值班表和谁在街上；管理员、分管领导、受理员可以排班", bound: true, anywhere: true, run: duty},
	}
}

// goOut is 出勤. The townships are those written, else those of the person's team.
func goOut(_ *Engine, t *turn, c call) Act {
	townships, wrong := t.townshipsOf(c.rest)
	if wrong != "" {
		return Say(texts.Rescue.NoTownship(wrong, t.house.Bureau.Places.Townships()))
	}
	return commit(func(tx storage.Tx) (string, error) {
		s := t.party.Staff
		if err := storage.Shifts.Put(tx, string(s.ID), storage.Shift{Since: t.now, Townships: townships}); err != nil {
			return "", err
		}
		open, err := t.untakenSightings(tx)
		if err != nil {
			return "", err
		}
		e := storage.Event{At: t.now, Actor: t.actor(), Action: "go_out", Detail: strings.Join(townships, "、")}
		return texts.Paragraphs(texts.Rescue.Out(townships, open), t.weatherNow(tx)), tx.Log(e)
	})
}

// townshipsOf reads townships as typed; nothing typed means those of the teams
// that the person belongs to.
func (t *turn) townshipsOf(typed string) (townships []string, wrong string) {
	b := t.house.Bureau
	for _, word := range listed(typed) {
		name := b.Places.TownshipIn(word)
		if name == "" {
			return nil, word
		}
		townships = append(townships, name)
	}
	if len(townships) > 0 {
		return townships, ""
	}
	for _, team := range b.Rescue.Teams {
		if slices.Contains(team.Members, t.party.Staff.Name) {
			if len(team.Townships) == 0 {
				return nil, ""
			}
			townships = append(townships, team.Townships...)
		}
	}
	return townships, ""
}

// listed splits what was typed as a list: 周强、林涛 or 周强 林涛.
func listed(typed string) []string {
	return strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" 　、,，;；/\t\n", r) })
}

func comeIn(_ *Engine, t *turn, _ call) Act {
	return commit(func(tx storage.Tx) (string, error) {
		s := t.party.Staff
		shift, ok, err := storage.Shifts.Find(tx, string(s.ID))
		if err != nil {
			return "", err
		}
		if !ok {
			return "", refuse(texts.Rescue.NotOut)
		}
		if err := storage.Shifts.Drop(tx, string(s.ID)); err != nil {
			return "", err
		}
		mine, err := tx.Tickets(storage.Query{Owner: s.ID, States: []storage.State{storage.InProgress}, Limit: 10})
		if err != nil {
			return "", err
		}
		var left []string
		for i := range mine.Tickets {
			if isSighting(&mine.Tickets[i]) {
				left = append(left, mine.Tickets[i].Number)
			}
		}
		return texts.Rescue.In(clock(shift.Since), left), tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: "come_in"})
	})
}

// untakenSightings are the open sightings that nobody goes to yet.
func (t *turn) untakenSightings(tx storage.Tx) (numbers []string, err error) {
	err = storage.Watched.Each(tx, storage.Range{}, func(number string, w storage.Watch) (bool, error) {
		k, err := tx.Ticket(number)
		if err != nil {
			return false, ignoreNotFound(err)
		}
		if untaken(k) {
			numbers = append(numbers, number)
		}
		return len(numbers) == 8, nil
	})
	return numbers, err
}

// duty is 值班: who is out, who is on duty this week, and whom to telephone.
// With a day and names it is the table itself that is written.
func duty(_ *Engine, t *turn, c call) Act {
	if strings.TrimSpace(c.rest) != "" {
		return setDuty(t, c)
	}
	said := ""
	return Act{
		Look: func(tx storage.Tx) (err error) { said, err = t.dutyView(tx); return err },
		Then: func(string) Act { return Say(said) },
	}
}

func (t *turn) dutyView(tx storage.Tx) (string, error) {
	out, err := t.out(tx)
	if err != nil {
		return "", err
	}
	lines := []string{texts.Rescue.OutNow}
	for _, p := range out {
		s, err := tx.Staff(p.id)
		if err != nil {
			return "", err
		}
		lines = append(lines, texts.Rescue.OutLine(s.Name, clock(p.shift.Since), p.shift.Townships))
	}
	if len(out) == 0 {
		lines = append(lines, texts.Rescue.NobodyOut)
	}
	week := []string{texts.Rescue.Week}
	for i, name := range texts.Weekdays {
		r, ok, err := storage.Rosters.Find(tx, strconv.Itoa(i+1))
		if err != nil {
			return "", err
		}
		if ok && len(r.Names) > 0 {
			week = append(week, texts.Rescue.DutyLine(name, r.Names, strconv.Itoa(i+1) == weekday(t.now)))
		}
	}
	if len(week) == 1 {
		week = append(week, texts.Rescue.NoRoster)
	}
	away, err := t.awayLines(tx)
	if err != nil {
		return "", err
	}
	if len(away) > 0 {
		week = append(append(week, texts.Absence.Head), away...)
	}
	return texts.Paragraphs(texts.Lines(lines...), texts.Lines(week...), t.weatherNow(tx), t.contacts(texts.Rescue.Phones)), nil
}

// setDuty writes one day of the weekly table: 值班 周五 周强、林涛.
func setDuty(t *turn, c call) Act {
	if !t.party.Staff.Has(storage.RoleAdmin, storage.RoleLeader, storage.RoleDispatcher) {
		return Say(texts.Rescue.DutyReadOnly)
	}
	words := listed(c.rest)
	day := dayNamed(words[0])
	if day < 0 {
		return Say(texts.Rescue.DutyUsage)
	}
	return commit(func(tx storage.Tx) (string, error) {
		everybody, err := tx.AllStaff()
		if err != nil {
			return "", err
		}
		r := storage.Roster{By: t.party.Staff.ID}
		for _, name := range words[1:] {
			i := slices.IndexFunc(everybody, func(s storage.Staff) bool { return fold.Text(s.Name) == fold.Text(name) })
			if i < 0 {
				return "", refuse(texts.Staff.NoSuchStaff(name))
			}
			r.Staff, r.Names = append(r.Staff, everybody[i].ID), append(r.Names, everybody[i].Name)
		}
		if err := storage.Rosters.Put(tx, strconv.Itoa(day+1), r); err != nil {
			return "", err
		}
		e := storage.Event{At: t.now, Actor: t.actor(), Action: "roster", Detail: texts.Weekdays[day] + strings.Join(r.Names, "、")}
		return texts.Rescue.DutySet(texts.Weekdays[day], r.Names), tx.Log(e)
	})
}

// dayNamed is the weekday that was written, 0 Monday to 6 Sunday; -1: none.
func dayNamed(word string) int {
	for i, name := range texts.Weekdays {
		short := strings.TrimPrefix(name, "周")
		for _, form := range []string{name, "星期" + short, "礼拜" + short, short} {
			if fold.Text(word) == fold.Text(form) {
				return i
			}
		}
	}
	if fold.Text(word) == "星期天" || fold.Text(word) == "周天" {
		return 6
	}
	return -1
}
