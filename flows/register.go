package flows

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

// registerCommands are the register of the station (救助台账). They are for the
// team and for the clerks of the station; to everybody else there is no register.
func registerCommands() []*command {
	crew := []storage.Role{storage.RoleOutreach, storage.RoleClerk}
	commands := []*command{
		{name: "入站", usage: "入站 [J…] [姓名 性别 年龄]", help: "登记入站，给站内编号；不写编号就是自行来站", ticket: true, bare: true, run: startEntry},
		{name: "入站照片", usage: "入站照片 R…", help: "补入站照片，只有救助站和救助队能看", stays: true, run: aboutStay(texts.Register.Usage.Photos, startEntryPhotos)},
		{name: "离站", usage: "离站 [R…]", help: "登记离站，不写编号就列出在站的人", stays: true, run: startDeparture},
		{name: "在站", usage: "在站 [R…]", help: "看谁在站、还缺什么；写编号看整张入站表，会留下记录", stays: true, run: viewRegister},
		{name: "录系统", usage: "录系统 R… 系统编号", help: "记下全国救助管理信息系统里的编号", stays: true, run: aboutStay(texts.Register.Usage.National, setNational)},
		{name: "寻亲", usage: "寻亲 R… 已发布", help: "记下寻亲公告已经发布", stays: true, run: aboutStay(texts.Register.Usage.Search, setSearched)},
		{name: "身份", usage: "身份 R… 姓名 证件号", help: "补记查明的身份，证件号只核对不保存", stays: true, run: aboutStay(texts.Register.Usage.Identity, setIdentity)},
	}
	for _, c := range commands {
		c.roles, c.station = crew, true
	}
	return append(commands, &command{name: "告知", usage: "告知 J… 序号", help: "补记处置后告知了哪些单位", ticket: true, station: true,
		roles: []storage.Role{storage.RoleOutreach, storage.RoleClerk, storage.RoleDispatcher}, run: moving(tellNow)})
}

// atStation reports whether the party may see and write the register now: a form
// that was begun does not outlive the right to it.
func (t *turn) atStation() bool {
	s := t.party.Staff
	return s.Has(storage.RoleOutreach) || s.Has(storage.RoleClerk) && s.Unit == t.house.Bureau.Rescue.Unit
}

// stationNumber is a station number (站内编号) in the forms people use: R2026-0001,
// r2026 1, R20260001.
var stationNumber = regexp.MustCompile(`^r *(2\d{3})(?:[- —]+(\d{1,6})|(\d{4,6}))(?:$|\D)`)

// cutStay takes a station number off the front of what was typed.
func cutStay(typed string) (number, rest string) {
	typed = strings.TrimLeft(typed, " 　\t:：")
	folded := strings.Map(fold.Rune, typed)
	m := stationNumber.FindStringSubmatchIndex(folded)
	if m == nil {
		return "", typed
	}
	end, digits := m[5], folded[max(m[4], 0):max(m[5], 0)]
	if m[4] < 0 {
		end, digits = m[7], folded[m[6]:m[7]]
	}
	digits = strings.TrimLeft(digits, "0")
	number = "R" + folded[m[2]:m[3]] + "-" + strings.Repeat("0", max(0, 4-len(digits))) + digits
	return number, strings.TrimLeft(tail(typed, utf8.RuneCountInString(folded[:end])), " 　\t:：,，")
}

// aboutStay makes a command of what is done to one stay; without its number it
// says how to write it.
func aboutStay(usage string, do func(t *turn, number, rest string) Act) func(*Engine, *turn, call) Act {
	return func(_ *Engine, t *turn, c call) Act {
		if c.stay == "" {
			return Say(usage)
		}
		return do(t, c.stay, c.rest)
	}
}

// stay returns one of the register for whoever may see it, or a *Refusal that
// does not tell whether it exists.
func (t *turn) stay(tx storage.Tx, number string) (*storage.Stay, error) {
	s, ok, err := storage.Stays.Find(tx, number)
	if err == nil && (!ok || !t.atStation()) {
		return nil, refuse(texts.Register.NotThere(number))
	}
	return &s, err
}

// noteStay appends the event of what the register learned: to the sighting the
// person came from, else to the house. It names nobody.
func (t *turn) noteStay(tx storage.Tx, s *storage.Stay, what string) error {
	if s.Ticket == "" {
		return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: storage.ActRegister, Detail: what})
	}
	k, err := tx.Ticket(s.Ticket)
	if err != nil {
		return err
	}
	_, err = t.move(tx, k, t.actor(), storage.ActRegister, func(_ storage.Tx, _ *storage.Ticket, e *storage.Event) (string, error) {
		e.Detail = what
		return "", nil
	})
	return err
}

// logLook writes down that somebody looked at personal data of the register.
func (t *turn) logLook(tx storage.Tx, s *storage.Stay, at string) error {
	return tx.Log(storage.Event{At: t.now, Actor: t.actor(), Action: storage.ActLook, Detail: s.Number + " " + at})
}

func startEntryPhotos(t *turn, number, _ string) Act {
	return entryPhotosFlow.start(t, &entryPhotos{Number: number})
}

// changeStay reads a stay, lets it change, stores it and writes down what was done.
func (t *turn) changeStay(number, what string, change func(tx storage.Tx, s *storage.Stay) (string, error)) Act {
	return commit(func(tx storage.Tx) (string, error) {
		s, err := t.stay(tx, number)
		if err != nil {
			return "", err
		}
		said, err := change(tx, s)
		if err != nil {
			return "", err
		}
		return said, firstError(
			func() error { return storage.Stays.Put(tx, number, *s) },
			func() error { return t.noteStay(tx, s, what) })
	})
}

// nationalNumber is the number that the national system (全国救助管理信息系统) gives.
var nationalNumber = regexp.MustCompile(`^[0-9a-z][0-9a-z-]{3,39}$`)

func setNational(t *turn, number, rest string) Act {
	given := fold.Text(rest)
	if !nationalNumber.MatchString(given) {
		return Say(texts.Register.Usage.National)
	}
	return t.changeStay(number, texts.Register.NotedNational(number), func(_ storage.Tx, s *storage.Stay) (string, error) {
		s.National = strings.ToUpper(given)
		return texts.Register.NationalSet(number), nil
	})
}

func setSearched(t *turn, number, rest string) Act {
	if !contains([]string{"已发布", "已发", "发布了", "发了", "已经发布", "已公告"}, fold.Text(rest)) {
		return Say(texts.Register.SearchNow(number))
	}
	return t.changeStay(number, texts.Register.NotedSearch(number), func(tx storage.Tx, s *storage.Stay) (string, error) {
		s.Searched = t.now
		return texts.Register.Searched(number), tx.DropTimer(stayTimer + number + "/" + searchDue)
	})
}

// setIdentity writes down who somebody turned out to be. Earlier stays of theirs
// are then shown.
func setIdentity(t *turn, number, rest string) Act {
	known := new(entry)
	if strings.TrimSpace(rest) == "" {
		return Say(texts.Register.Usage.Identity)
	}
	if utf8.RuneCountInString(rest) > mostWords {
		return Say(texts.Register.TooLong(mostWords))
	}
	if !known.read(rest, t) {
		return Say(texts.Register.BadID)
	}
	return t.changeStay(number, texts.Register.NotedIdentity(number), func(tx storage.Tx, s *storage.Stay) (string, error) {
		s.Name, s.Sex, s.Home = orElse(known.Name, s.Name), orElse(known.Sex, s.Sex), orElse(known.Home, s.Home)
		if known.Age > 0 {
			s.Age = known.Age
		}
		if known.identity != "" {
			s.IDMark = tx.Mark(markIdentity, known.identity)
		}
		if err := recall(tx, s); err != nil {
			return "", err
		}
		before, err := t.repeats(tx, s)
		if err == nil && !unidentified(s) {
			err = tx.DropTimer(stayTimer + number + "/" + searchDue)
		}
		return texts.Paragraphs(texts.Register.Identified(number, s.IDMark != ""), before), err
	})
}

// tellNow is 告知: somebody whom the case demands was told after the case was
// written down.
func tellNow(tx storage.Tx, t *turn, c call, k *storage.Ticket) (string, error) {
	if !isSighting(k) {
		return "", refuse(texts.Rescue.OnlySightings)
	}
	_, line, err := lastDaily(tx, k.Number)
	if err != nil {
		return "", err
	}
	if len(line.Owed) == 0 {
		return "", refuse(texts.Register.NobodyOwed(k.Number))
	}
	told, ok := ticked(fold.Text(c.rest), line.Owed)
	if !ok {
		return "", refuse(texts.Register.Owed(k.Number, texts.Ticks(line.Owed)))
	}
	return t.amendDaily(tx, k, texts.Rescue.ToldNoted(told), texts.Register.ToldNow(k.Number, told), func(d *storage.Daily) {
		d.Told, d.Owed = append(d.Told, told...), without(d.Owed, told)
	})
}

// lastDaily is the last line of the daily register of a sighting; key "": none.
func lastDaily(tx storage.Tx, number string) (key string, line storage.Daily, err error) {
	err = storage.Dailies.Each(tx, storage.Range{Prefix: number + "/", Down: true}, func(at string, d storage.Daily) (bool, error) {
		key, line = at, d
		return true, nil
	})
	return key, line, err
}
