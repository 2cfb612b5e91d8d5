package flows

import (
	"slices"
	"strconv"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/office"
	"minqing/flows/texts"
	"minqing/storage"
)

// eveCommands are for the check list of the day before, and for what citizens ask
// of peak days.
func eveCommands() []*command {
	window := []storage.Role{storage.RoleWindow}
	look := []storage.Role{storage.RoleWindow, storage.RoleLeader, storage.RoleDispatcher}
	return append(remindCommands(),
		&command{name: "备好", usage: "备好 1 3", help: "高峰日前检查，这几项没问题；全部没问题：备好 全部", roles: window, anywhere: true, prefix: true,
			run: func(_ *Engine, t *turn, c call) Act { return t.checkEve(c.rest, true) }},
		&command{name: "没备好", usage: "没备好 2 打印机缺墨", help: "高峰日前检查，这一项有问题", roles: window, anywhere: true, prefix: true,
			run: func(_ *Engine, t *turn, c call) Act { return t.checkEve(c.rest, false) }},
		&command{name: "高峰检查", usage: "高峰检查", help: "看高峰日前检查到哪里", roles: look, anywhere: true, run: eveState},
		&command{name: "设备故障", usage: "设备故障 叫号机坏了，改人工叫号", help: "通知今天在等的人，10分钟一次", roles: window, anywhere: true, prefix: true, run: deviceFault})
}

// checkEve notes what somebody found of one or several items.
func (t *turn) checkEve(typed string, good bool) Act {
	items := t.house.Bureau.Marriage.EveItems
	at, words := picked(typed, items)
	switch {
	case len(items) == 0:
		return Say(texts.Peaks.EveNoItems)
	case good && len(at) == 0:
		return Say(texts.Peaks.ReadyUsage)
	case !good && (len(at) == 0 || words == ""):
		return Say(texts.Peaks.BrokenUsage)
	}
	words, _ = tidy(words)
	return commit(func(tx storage.Tx) (string, error) {
		d, ok, err := t.eveAnswered(tx)
		if err != nil {
			return "", err
		}
		if !ok {
			return "", refuse(t.nextEve())
		}
		eve, _, err := storage.Eves.Find(tx, today(d.Date))
		if err != nil {
			return "", err
		}
		return t.noteEve(tx, d, &eve, at, storage.EveCheck{By: t.party.Staff.ID, At: t.now, OK: good, Words: words})
	})
}

// noteEve stores an answer. What changes after the leaders were told, they hear
// at once.
func (t *turn) noteEve(tx storage.Tx, d office.Day, eve *storage.Eve, at []int, check storage.EveCheck) (string, error) {
	items := t.house.Bureau.Marriage.EveItems
	had := len(t.eveOpen(eve))
	if eve.Answers == nil {
		eve.Answers = map[string]storage.EveCheck{}
	}
	var names []string
	for _, i := range at {
		eve.Answers[items[i]] = check
		names = append(names, items[i])
	}
	left := t.eveOpen(eve)
	later := ""
	switch {
	case !eve.Told:
	case !check.OK:
		later = texts.Peaks.EveBroken(t.dateName(d.Date), strings.Join(names, "、")+"："+texts.Plain(check.Words))
	case had > 0 && len(left) == 0:
		later = texts.Peaks.EveAllGood(t.dateName(d.Date))
	}
	if later != "" {
		if err := t.tellChiefs(tx, later, nobodyElse); err != nil {
			return "", err
		}
	}
	e := storage.Event{At: t.now, Actor: t.actor(), Action: "eve_check", Detail: today(d.Date) + " " + strings.Join(names, "、"), Text: check.Words}
	if !check.OK {
		e.Action = "eve_gap"
	}
	said, err := t.eveWords(tx, d, eve)
	if err != nil {
		return "", err
	}
	return said, firstError(
		func() error { return storage.Eves.Put(tx, today(d.Date), *eve) },
		func() error { return tx.Log(e) })
}

// picked reads "1 3", "全部", "打印机", and the words after them: which items, and
// what is said of them. None when a number is not in the list.
func picked(typed string, items []string) (at []int, words string) {
	said := listed(typed)
	for i, w := range said {
		n, err := strconv.Atoi(fold.Text(w))
		by := slices.Index(items, w)
		switch {
		case err == nil && n >= 1 && n <= len(items):
			by = n - 1
		case err == nil:
			return nil, ""
		case w == "全部" && i == 0:
			for by := range items {
				at = append(at, by)
			}
			continue
		case by < 0:
			return at, strings.Join(said[i:], " ")
		}
		if !contains(at, by) {
			at = append(at, by)
		}
	}
	return at, ""
}

// eveAnswered is the peak day that an answer is about: the one to be prepared,
// else today's until it closes.
func (t *turn) eveAnswered(tx storage.Tx) (office.Day, bool, error) {
	d, ok, err := t.eveAhead(tx)
	if err != nil || ok {
		return d, ok, err
	}
	d, err = t.dayOf(tx, t.now)
	return d, d.Peak != "" && d.Open && t.now.Before(d.Closes()), err
}

// nextEve says when there will be something to check.
func (t *turn) nextEve() string {
	days, _ := t.engine.peaksAhead(t.now)
	for _, p := range days {
		if p.date.After(t.now) {
			return texts.Peaks.EveNext(texts.Peaks.Line(p.name, t.dateName(p.date)), t.house.Bureau.Marriage.EveAt)
		}
	}
	return texts.Peaks.EveNone
}

// eveState is 高峰检查.
func eveState(_ *Engine, t *turn, _ call) Act {
	if len(t.house.Bureau.Marriage.EveItems) == 0 {
		return Say(texts.Peaks.EveNoItems)
	}
	said := ""
	return Act{
		Look: func(tx storage.Tx) error {
			d, ok, err := t.eveAnswered(tx)
			if err != nil {
				return err
			}
			if !ok {
				said = t.nextEve()
				return nil
			}
			eve, _, err := storage.Eves.Find(tx, today(d.Date))
			if err == nil {
				said, err = t.eveWords(tx, d, &eve)
			}
			return err
		},
		Then: func(string) Act { return Say(said) },
	}
}

// eveWords is the list as it stands.
func (t *turn) eveWords(tx storage.Tx, d office.Day, eve *storage.Eve) (string, error) {
	list, err := t.eveList(tx, eve)
	tail := texts.Peaks.EveTaps
	if len(t.eveOpen(eve)) == 0 {
		tail = texts.Peaks.EveAllGood(t.dateName(d.Date))
	}
	return texts.Lines(texts.Peaks.EveFixed(d.Peak, t.dateName(d.Date)), list, tail), err
}

// eveOpen lists the items, by place in the list, that are not in order.
func (t *turn) eveOpen(eve *storage.Eve) (open []int) {
	for i, item := range t.house.Bureau.Marriage.EveItems {
		if !eve.Answers[item].OK {
			open = append(open, i)
		}
	}
	return open
}

// eveList is all items, a line each, with who found what.
func (t *turn) eveList(tx storage.Tx, eve *storage.Eve) (string, error) {
	var lines []string
	for i := range t.house.Bureau.Marriage.EveItems {
		line, err := t.eveLine(tx, eve, i)
		if err != nil {
			return "", err
		}
		lines = append(lines, line)
	}
	return texts.Lines(lines...), nil
}

// eveGaps are the lines of what is not in order.
func (t *turn) eveGaps(tx storage.Tx, eve *storage.Eve) (lines []string, err error) {
	for _, i := range t.eveOpen(eve) {
		line, err := t.eveLine(tx, eve, i)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func (t *turn) eveLine(tx storage.Tx, eve *storage.Eve, i int) (string, error) {
	item := t.house.Bureau.Marriage.EveItems[i]
	line := texts.Peaks.EveItem(i+1, item)
	a, ok := eve.Answers[item]
	if !ok {
		return line + texts.Peaks.EveUnasked(i+1), nil
	}
	by, err := tx.Staff(a.By)
	if err != nil && !isNotFound(err) {
		return "", err
	}
	name := ""
	if err == nil {
		name = by.Name
	}
	if a.OK {
		return line + texts.Peaks.EveGood(name, hour(a.At), a.Words), nil
	}
	return line + texts.Peaks.EveBad(name, hour(a.At), a.Words), nil
}
