package flows

import (
	"errors"
	"slices"
	"strings"
	"time"

	"minqing/configs"
	"minqing/flows/hall"
	"minqing/flows/texts"
	"minqing/storage"
)

// numberCommands are for couples: take a number, share it, look at it, come
// later, give it up.
func numberCommands() []*command {
	writes := func(act func(t *turn, tx storage.Tx, h *storage.Hall, c call) (string, error)) func(*Engine, *turn, call) Act {
		return func(_ *Engine, t *turn, c call) Act {
			return commit(func(tx storage.Tx) (string, error) {
				return t.onHall(tx, func(h *storage.Hall) (string, error) { return act(t, tx, h, c) })
			})
		}
	}
	looks := func(view func(t *turn, tx storage.Tx, h *storage.Hall) (string, error)) func(*Engine, *turn, call) Act {
		return func(_ *Engine, t *turn, _ call) Act { return t.lookHall(view) }
	}
	return []*command{
		{name: "取号", usage: "取号", help: "婚姻登记取号，两个人一个号", anywhere: true, run: writes(takeNumber)},
		{name: joinName, usage: "加入 4821", help: "用四位数字加入另一位取的号", anywhere: true, run: func(_ *Engine, t *turn, c call) Act {
			return commit(func(tx storage.Tx) (string, error) { return t.joinByCode(tx, c) })
		}},
		{name: "我的号", usage: "我的号", help: "看我的号排到哪里、还要等多久", anywhere: true, run: looks(myNumber)},
		{name: "晚到", usage: "晚到", help: "排着号，要晚一会儿到，一次", anywhere: true, run: writes(comeLate)},
		{name: "取消取号", usage: "取消取号", help: "不来了，取消今天的号", anywhere: true, run: writes(leaveQueue)},
		{name: "现在排队", usage: "现在排队", help: "看婚姻登记叫到几号、等多久", anywhere: true, run: looks(queueNow)},
	}
}

// joinName is how the second partner comes to the number of the first.
const joinName = "加入"

// lookHall is the Act that reads the day's queue and says what a view makes of it.
func (t *turn) lookHall(view func(t *turn, tx storage.Tx, h *storage.Hall) (string, error)) Act {
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			h, err := t.hall(tx)
			if err == nil {
				said, err = view(t, tx, h)
			}
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}

// takeNumber is 取号. The day's hours, or what the windows typed in their place,
// say whether one is given.
func takeNumber(t *turn, tx storage.Tx, h *storage.Hall, _ call) (string, error) {
	if t.house.Bureau.Marriage.TakeFrom == configs.TakeOnsite {
		return "", refuse(texts.Queue.OnSite(t.place()))
	}
	return t.giveNumber(tx, h, hall.FromChat)
}

func (t *turn) giveNumber(tx storage.Tx, h *storage.Hall, from string) (string, error) {
	if h.Reported {
		return "", refuse(texts.Queue.UseMachine(t.place()))
	}
	if c := hall.Of(h, t.party.ID); c != nil {
		said, err := myNumber(t, tx, h)
		return "", orRefuse(err, texts.Lines(texts.Queue.Has, said))
	}
	d, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	if why := t.noNumber(h, d); why != "" {
		return "", refuse(why)
	}
	c, err := hall.Take(h, t.hallRules(d.Limit), t.party.ID, t.pairCode(tx, h), from, t.now)
	if err != nil {
		return "", err
	}
	hall.Tell(h, c.N, t.house.Bureau.Marriage.TellAhead, t.now)
	wait, err := t.waitWords(tx, h, d, c.N)
	return texts.Lines(texts.Queue.Taken(numberName(c.N), c.Code, t.place()), wait, texts.Queue.Taps), err
}

func orRefuse(err error, words string) error {
	if err != nil {
		return err
	}
	return refuse(words)
}

// onSiteScene is the prefix of the code in the hall that changes every day.
const onSiteScene = "queue-"

// siteSecret is what the hall's code of a day carries: a keyed hash, so that
// nobody can make tomorrow's from today's.
func siteSecret(tx storage.BookTx, day string) string { return tx.Mark("queue-day", day)[:12] }

// SiteScene is the scene of the hall's code of a day.
func SiteScene(tx storage.BookTx, at time.Time) string {
	return onSiteScene + siteSecret(tx, today(at))
}

// scanned takes the codes of the hall: today's gives a number, a couple's own
// joins the second partner.
func (e *Engine) scanned(t *turn) (Act, bool) {
	if secret, ok := strings.CutPrefix(t.Scene, onSiteScene); ok {
		return commit(func(tx storage.Tx) (string, error) {
			return t.onHall(tx, func(h *storage.Hall) (string, error) {
				if secret != siteSecret(tx, h.Day) {
					return "", refuse(texts.Queue.BadSite)
				}
				return t.giveNumber(tx, h, hall.FromSite)
			})
		}), true
	}
	if code, ok := strings.CutPrefix(t.Scene, pairScene); ok {
		return commit(func(tx storage.Tx) (string, error) { return t.joinByCode(tx, call{rest: code}) }), true
	}
	return Act{}, false
}

const pairScene = "pair-"

func joinNumber(t *turn, tx storage.Tx, h *storage.Hall, c call) (string, error) {
	code := strings.TrimSpace(normalCode(c.rest))
	if len(code) != 4 || !isDigits(code) {
		return "", refuse(texts.Queue.JoinUsage)
	}
	before := hall.Of(h, t.party.ID)
	mine, err := hall.Join(h, code, t.party.ID)
	if errors.Is(err, hall.ErrHas) && before != nil { // both took one, as couples do
		return "", refuse(texts.Queue.JoinHas(numberName(before.N), code))
	}
	if err != nil {
		return "", err
	}
	d, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	if before == nil {
		other := *mine
		other.Who = slices.DeleteFunc(slices.Clone(mine.Who), func(id storage.PersonID) bool { return id == t.party.ID })
		if err := t.tellCouple(tx, &other, texts.Queue.JoinedOther(numberName(mine.N))); err != nil {
			return "", err
		}
	}
	wait, err := t.waitWords(tx, h, d, mine.N)
	return texts.Lines(texts.Queue.Joined(numberName(mine.N)), wait, texts.Queue.Taps), err
}

// myNumber is 我的号.
func myNumber(t *turn, tx storage.Tx, h *storage.Hall) (string, error) {
	c := hall.Of(h, t.party.ID)
	if c == nil {
		if last := hall.LastOf(h, t.party.ID); last != nil && last.State == storage.CoupleClosed {
			return texts.Queue.Closed(texts.WordToday, numberName(last.N), t.marriagePhone()), nil
		} else if last != nil {
			return texts.Queue.Ended(numberName(last.N), texts.Queue.State(string(last.State))), nil
		}
		return texts.Queue.NoneTake, nil
	}
	name := numberName(c.N)
	head := texts.Queue.Mine(name, c.Code, len(c.Who) < 2)
	d, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	switch {
	case c.State == storage.CoupleCalled:
		return texts.Lines(head, texts.Queue.AtWindow(name, c.Window)), nil
	case !d.Open: // 停办: whoever waits must not be told that they are called next
		return texts.Lines(head, texts.Queue.HoursShutTold(t.marriagePhone()), texts.Queue.Taps), nil
	case c.State == storage.CoupleMissed:
		return texts.Lines(head, texts.Queue.MissedMine(name, c.Back-h.Calls), texts.Queue.Taps), nil
	}
	late := ""
	if t.now.Before(c.Late) {
		late = texts.Queue.LateMine(clock(c.Late))
	}
	wait, err := t.waitWords(tx, h, d, c.N)
	return texts.Lines(head, late, wait, texts.Queue.Taps), err
}

func comeLate(t *turn, _ storage.Tx, h *storage.Hall, _ call) (string, error) {
	c, err := hall.Delay(h, t.hallRules(0), t.party.ID, t.now)
	if err != nil {
		return "", err
	}
	return texts.Queue.LateOK(numberName(c.N), clock(c.Late)), nil
}

func leaveQueue(t *turn, tx storage.Tx, h *storage.Hall, _ call) (string, error) {
	c, err := hall.Leave(h, t.party.ID, t.now)
	if err != nil {
		return "", err
	}
	other := *c
	other.Who = slices.DeleteFunc(slices.Clone(c.Who), func(id storage.PersonID) bool { return id == t.party.ID })
	return texts.Queue.Left(numberName(c.N)), t.tellCouple(tx, &other, texts.Queue.LeftOther(numberName(c.N)))
}

// queueNow is 现在排队: what is called where, who was missed, and how long a new
// number would wait. No word about anybody.
func queueNow(t *turn, tx storage.Tx, h *storage.Hall) (string, error) {
	d, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	var lines []string
	for _, w := range h.Windows {
		if c := hall.Get(h, w.Now); w.Open && c != nil {
			lines = append(lines, texts.Queue.NowWindow(w.N, numberName(c.N)))
		}
	}
	var missed []string
	for _, c := range h.Couples {
		if c.State == storage.CoupleMissed {
			missed = append(missed, numberName(c.N))
		}
	}
	if len(missed) > 0 {
		lines = append(lines, texts.Queue.NowMissed(missed))
	}
	waiting := len(hall.Order(h, t.now))
	head := texts.Queue.NowNone
	if h.Last > 0 {
		head = texts.Queue.NowHead(numberName(h.Last), waiting)
	}
	tail := t.noNumber(h, d)
	if tail == "" {
		if tail, err = t.newWait(tx, h, d, waiting); err != nil {
			return "", err
		}
		tail = texts.Lines(tail, texts.Queue.TakeTap)
	}
	return texts.Lines(append(append([]string{head}, lines...), tail)...), nil
}
