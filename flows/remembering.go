package flows

import (
	"strings"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

// remindName is the command by which somebody asks to be reminded.
const remindName = "提醒我"

// A reminder (提醒我) is a record under its day and person, and a timer of the same
// key. The record lies until the day is over; the timer rings to remind, and
// again to clear away.
const (
	remindTimer   = "remind/"
	remindAt      = "10:00"
	mostReminders = 5 // a person
)

func remindCommands() []*command {
	return []*command{
		{name: remindName, usage: "提醒我 5月20日 结婚", help: "提前提醒要带的材料和当天的时间", prefix: true, run: remindMe},
		{name: "取消提醒", usage: "取消提醒", help: "不要提醒了", prefix: true, run: func(_ *Engine, t *turn, c call) Act {
			return commit(func(tx storage.Tx) (string, error) { return t.dropReminders(tx, c.rest) })
		}},
	}
}

// remindMe is 提醒我: at once where day and case are said, else it asks.
func remindMe(_ *Engine, t *turn, c call) Act {
	r := &reminding{Case: caseNamed(c.rest)}
	date, wrong := t.remindDay(c.rest)
	switch {
	case wrong != "":
		return before(wrong, remindFlow.start(t, r))
	case date.IsZero():
		return remindFlow.start(t, r)
	}
	r.Day = today(date)
	if why := t.cannotRemind(date); why != "" {
		return Say(why)
	}
	if r.Case == "" {
		return remindFlow.start(t, r)
	}
	return commit(func(tx storage.Tx) (string, error) { return t.setReminder(tx, r) })
}

// cannotRemind says why a day is none to be reminded of; "" when it is one.
func (t *turn) cannotRemind(date time.Time) string {
	switch {
	case date.Before(midnight(t.now)):
		return texts.Peaks.Past(t.dateName(date))
	case date.After(midnight(t.now).AddDate(1, 0, 0)):
		return texts.Peaks.TooFar(t.dateName(date))
	}
	return ""
}

// setReminder notes who wants to be reminded of what. One a person and day: the
// last word counts.
func (t *turn) setReminder(tx storage.Tx, r *reminding) (string, error) {
	date := dayOfKey(r.Day)
	if why := t.cannotRemind(date); why != "" {
		return "", refuse(why)
	}
	d, err := t.dayOf(tx, date)
	if err != nil {
		return "", err
	}
	name := t.dateName(date)
	if !mayOpen(d) {
		return "", refuse(texts.Peaks.DayShut(name, t.whyShut(d)))
	}
	at, ok := t.remindWhen(date)
	if !ok {
		words, err := t.reminder(tx, date, r.Case)
		return texts.Paragraphs(texts.Peaks.Late(name), words), err
	}
	mine, err := t.reminders(tx)
	if err != nil {
		return "", err
	}
	key := r.Day + "/" + string(t.party.ID)
	if !contains(mine, key) && len(mine) >= mostReminders {
		return "", refuse(texts.Peaks.Full(mostReminders))
	}
	err = firstError(
		func() error { return storage.Reminders.Put(tx, key, storage.Remind{Case: r.Case, Peak: d.Peak}) },
		func() error { return setTimer(tx, remindTimer+key, at, nil) })
	return texts.Lines(texts.Peaks.Set(t.dateName(at)+clock(at), name, texts.Peaks.CaseName(r.Case)), texts.Peaks.Fair), err
}

// remindWhen is when somebody hears of a day: some days before, else the day
// before; false when that, too, is past.
func (t *turn) remindWhen(date time.Time) (time.Time, bool) {
	for _, days := range []int{t.house.Bureau.Marriage.RemindDays, 1} {
		if at, ok := atClock(date.AddDate(0, 0, -days), remindAt); ok && at.After(t.now) {
			return at, true
		}
	}
	return time.Time{}, false
}

// atClock is an hour (HH:MM) of a day.
func atClock(day time.Time, hour string) (time.Time, bool) {
	clock, err := time.Parse("15:04", hour)
	if err != nil {
		return time.Time{}, false
	}
	day = midnight(day)
	return time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, storage.Zone), true
}

// reminders are the keys of the reminders that whoever speaks has asked for and
// whose day is still to come.
func (t *turn) reminders(tx storage.Tx) (keys []string, err error) {
	err = storage.Reminders.Each(tx, storage.Range{From: today(t.now)}, func(key string, _ storage.Remind) (bool, error) {
		if strings.HasSuffix(key, "/"+string(t.party.ID)) {
			keys = append(keys, key)
		}
		return false, nil
	})
	return keys, err
}

// dropReminders is 取消提醒: those of a day that is named, else all.
func (t *turn) dropReminders(tx storage.Tx, words string) (string, error) {
	keys, err := t.reminders(tx)
	if err != nil {
		return "", err
	}
	named := ""
	if date, _ := t.remindDay(words); !date.IsZero() {
		named = today(date)
	}
	var days []string
	for _, key := range keys {
		date, _, _ := strings.Cut(key, "/")
		if named != "" && date != named {
			continue
		}
		days = append(days, t.dateName(dayOfKey(date)))
		if err := t.forgetReminder(tx, key); err != nil {
			return "", err
		}
	}
	if len(days) == 0 {
		return "", refuse(texts.Peaks.None)
	}
	return texts.Peaks.Dropped(days), nil
}

// forgetReminder lets go of a reminder, and of one that could not be pushed and
// still waits to be read.
func (t *turn) forgetReminder(tx storage.Tx, key string) error {
	date, who, _ := strings.Cut(key, "/")
	return firstError(
		func() error {
			return t.dropHeld(tx, storage.PersonID(who), storage.NoticeQueue, texts.Peaks.Name(fullDate(dayOfKey(date))))
		},
		func() error { return storage.Reminders.Drop(tx, key) },
		func() error { return tx.DropTimer(remindTimer + key) })
}

// dropHeld lets go of what a person was to be told at the next contact and what
// is past by now: notices of a kind that begin with some words.
func (t *turn) dropHeld(tx storage.Tx, who storage.PersonID, kind storage.NoticeKind, begins string) error {
	held, err := tx.HeldNotices(who)
	if err != nil {
		return err
	}
	for _, n := range held {
		if n.Kind != kind || !strings.HasPrefix(n.Text, begins) {
			continue
		}
		n.State, n.Why, n.Settled = storage.Failed, "over", t.now
		if err := tx.SettleNotice(&n); err != nil {
			return err
		}
	}
	return nil
}

// ringRemind tells whoever asked for it, and clears away when the day is over:
// nobody hears of a day that is past.
func ringRemind(t *turn, tx storage.Tx, about string, timer storage.Timer) error {
	key, who, _ := strings.Cut(about, "/")
	r, ok, err := storage.Reminders.Find(tx, about)
	if err != nil || !ok {
		return err
	}
	date := dayOfKey(key)
	over := date.AddDate(0, 0, 1)
	if !t.now.Before(over) {
		return t.forgetReminder(tx, about)
	}
	words, err := t.reminder(tx, date, r.Case)
	if err != nil {
		return err
	}
	n := storage.Notice{To: storage.PersonID(who), Kind: storage.NoticeQueue, Text: words, Created: t.now,
		Template: map[string]string{"number": key, "state": texts.Peaks.State, "category": marriageCategory, "time": t.dateName(date), "remark": texts.Queue.Pointer}}
	return firstError(
		func() error { return enqueue(tx, n) },
		func() error { return setTimer(tx, timer.Key, over, nil) })
}

// reminder is what somebody is reminded of: the papers of the case, and what is
// known of the day. It may be read later than it was written.
func (t *turn) reminder(tx storage.Tx, date time.Time, what string) (string, error) {
	d, err := t.dayOf(tx, date)
	if err != nil {
		return "", err
	}
	name := fullDate(date)
	if !mayOpen(d) {
		return texts.Peaks.Name(name) + texts.Peaks.Shut(t.whyShut(d)), nil
	}
	return texts.Paragraphs(texts.Peaks.Remind(name, texts.Peaks.CaseName(what)), papersOf(t, what), texts.Peaks.ThatDay(t.planWords(d), t.place())), nil
}

// fullDate names a day with its year.
func fullDate(day time.Time) string {
	return texts.Marriage.DayName(day.Year(), int(day.Month()), day.Day(), int(day.Weekday()), farAway)
}

// papersOf says what to bring for a case.
func papersOf(t *turn, what string) string {
	return texts.Peaks.Papers(texts.Peaks.CaseName(what), t.marriagePhone())
}
