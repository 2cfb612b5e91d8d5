package flows

import (
	"strings"
	"unicode/utf8"

	"minqing/flows/texts"
	"minqing/storage"
)

// ownCommands are for everybody, about tickets they filed themselves.
func ownCommands() []*command {
	return []*command{
		{name: "进度", usage: "进度 F…", help: "看一张工单办到哪一步、答复是什么", ticket: true,
			run: func(e *Engine, t *turn, c call) Act { return e.openTicket(t, c.number) }},
		{name: "补充", usage: "补充 F… 文字", help: "给自己的工单补充内容", ticket: true,
			run: func(_ *Engine, t *turn, c call) Act {
				if c.rest == "" {
					return myTicketsFlow.start(t, &myTickets{Number: c.number, At: "supplement"})
				}
				return commit(func(tx storage.Tx) (string, error) { return supplement(tx, t, c.number, c.rest, nil) })
			}},
		{name: "催办", usage: "催办 F…", help: "催一催，每天一次", ticket: true,
			run: func(_ *Engine, t *turn, c call) Act {
				return commit(func(tx storage.Tx) (string, error) { return urge(tx, t, c.number) })
			}},
		{name: "撤回", usage: "撤回 F…", help: "不办了，撤回自己的工单", ticket: true,
			run: func(_ *Engine, t *turn, c call) Act {
				return myTicketsFlow.start(t, &myTickets{Number: c.number, At: "withdraw"})
			}},
		{name: "评价", usage: "评价 F… 5", help: "办结后打分，5最好，1最差，后面可以写一句话", ticket: true,
			run: func(_ *Engine, t *turn, c call) Act {
				if c.rest == "" {
					return myTicketsFlow.start(t, &myTickets{Number: c.number, At: "rate"})
				}
				return commit(func(tx storage.Tx) (string, error) {
					grade, words := gradeAndWords(t, c.rest)
					return rate(tx, t, c.number, grade, words)
				})
			}},
		{name: "重开", usage: "重开 F… 文字", help: "办结后没有解决，要求重办，一次", ticket: true,
			run: func(_ *Engine, t *turn, c call) Act {
				if c.rest == "" {
					return myTicketsFlow.start(t, &myTickets{Number: c.number, At: "reopen"})
				}
				return commit(func(tx storage.Tx) (string, error) { return reopen(tx, t, c.number, c.rest) })
			}},
		{name: "我的数据", usage: "我的数据", help: "查看、更正、删除我们保存的您的信息", anywhere: true,
			run: func(_ *Engine, t *turn, _ call) Act { return myDataFlow.start(t, nil) }},
		{name: bindName, usage: "绑定 绑定码", help: "工作人员绑定身份", anywhere: true,
			run: func(_ *Engine, t *turn, c call) Act { return bind(t, c.rest) }},
	}
}

// commit is the Act that writes once and says what came of it.
func commit(fn func(tx storage.Tx) (string, error)) Act {
	return Act{Commit: fn, Then: Say}
}

// urge is 催办: at most once a day.
func urge(tx storage.Tx, t *turn, number string) (string, error) {
	ticket, err := t.own(tx, number)
	if err == nil {
		err = notMerged(tx, ticket)
	}
	if err != nil {
		return "", err
	}
	return t.move(tx, ticket, t.asCitizen(), storage.ActUrge, func(tx storage.Tx, k *storage.Ticket, _ *storage.Event) (string, error) {
		if !k.Urged.IsZero() && sameDay(k.Urged, t.now) {
			return "", refuse(texts.Tickets.UrgedToday(number))
		}
		k.Urged = t.now
		who, err := t.hearers(tx, k)
		if err != nil {
			return "", err
		}
		return texts.Tickets.Urged(number), t.notify(tx, k, texts.Alerts.Urged(number), who)
	})
}

// supplement is 补充: words or pieces that came later.
func supplement(tx storage.Tx, t *turn, number, words string, pieces []piece) (string, error) {
	ticket, err := t.ownOrFollowed(tx, number)
	if err == nil {
		err = notMerged(tx, ticket)
	}
	if err != nil {
		return "", err
	}
	return t.move(tx, ticket, t.asCitizen(), storage.ActSupplement, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		if k.Media+len(pieces) > storage.MaxAttachments {
			return "", refuse(texts.Tickets.SupplementFull(storage.MaxAttachments))
		}
		k.Media += len(pieces)
		e.Text, _ = tidy(words)
		if e.Text == "" {
			e.Text = texts.Feedback.AttachmentsOnly
		}
		if err := t.attach(tx, number, pieces); err != nil {
			return "", err
		}
		if isSighting(k) {
			return texts.Tickets.Supplemented(number), t.supplied(tx, k, e.Text, len(pieces))
		}
		return texts.Tickets.Supplemented(number), t.notify(tx, k, texts.Alerts.Supplement(number), responsible(k))
	})
}

// withdraw is 撤回.
func withdraw(tx storage.Tx, t *turn, number string) (string, error) {
	ticket, err := t.own(tx, number)
	if err != nil {
		return "", err
	}
	if others, err := followers(tx, number); err != nil || len(others) > 0 {
		return t.stepBack(tx, ticket, err)
	}
	if isSighting(ticket) && ticket.State == storage.InProgress {
		return t.calledOff(tx, ticket)
	}
	return t.move(tx, ticket, t.asCitizen(), storage.ActWithdraw, func(tx storage.Tx, k *storage.Ticket, _ *storage.Event) (string, error) {
		who, err := t.hearers(tx, k)
		if err != nil {
			return "", err
		}
		return texts.Tickets.Withdrawn(number), t.notify(tx, k, texts.Alerts.Withdrawn(number), who)
	})
}

// calledOff is 撤回 when somebody of the team is on the way already: they hear of it,
// and look before they end it. Who lies in the street does not get up because whoever
// reported it went on.
func (t *turn) calledOff(tx storage.Tx, k *storage.Ticket) (string, error) {
	return t.move(tx, k, t.asCitizen(), storage.ActNote, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		e.Text = texts.Sighting.CalledOff
		return texts.Sighting.OnTheWay(k.Number), t.notify(tx, k, texts.Alerts.CalledOff(k.Number), responsible(k))
	})
}

// reopen is 重开: once, and it goes to whoever assigns, not back to its owner. The
// second time a leader decides.
func reopen(tx storage.Tx, t *turn, number, why string) (string, error) {
	ticket, err := t.own(tx, number)
	if err != nil {
		return "", err
	}
	if utf8.RuneCountInString(strings.TrimSpace(why)) < 2 {
		return "", refuse(texts.Tickets.Reopen(number))
	}
	switch {
	case ticket.Reopened == 1:
		return t.appeal(tx, ticket, t.asCitizen(), why)
	case ticket.Reopened > 1:
		return "", refuse(texts.Tickets.ReopenOnce(t.house.Bureau.Phone))
	}
	return t.reopened(tx, ticket, t.asCitizen(), why)
}

// reopened lets a ticket be done again, in the name of its citizen.
func (t *turn) reopened(tx storage.Tx, k *storage.Ticket, by storage.Actor, why string) (string, error) {
	_, owed, err := storage.CallBacks.Find(tx, k.Number)
	if err != nil {
		return "", err
	}
	said := texts.Tickets.Reopened(k.Number)
	if owed && t.bad(worst(k)) { // who was promised a call must not wait for it
		said = texts.Lines(said, texts.Tickets.NoCallNow)
	}
	return t.move(tx, k, by, storage.ActReopen, func(tx storage.Tx, k *storage.Ticket, e *storage.Event) (string, error) {
		k.Reopened++
		k.Owner, k.Closed = "", storage.Ticket{}.Closed
		k.Due = t.house.dueFrom(k, t.now)
		e.Text, _ = tidy(why)
		linked := t.linked(k)
		who := func(s *storage.Staff) bool { return dispatchers(s) || linked(s) }
		if k.Conduct {
			who = responsible(k)
		}
		return said, t.notify(tx, k, texts.Alerts.Reopened(k.Number), who)
	})
}
