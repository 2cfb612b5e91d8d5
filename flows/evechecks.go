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
		chiefs, err := t.chiefs(tx)
		if err == nil {
			err = t.notify(tx, &storage.Ticket{}, later, chiefs)
		}
		if err != nil {
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
	words = strings.TrimSpace(typed)
	for words != "" {
		w, rest := words, ""
		if i := strings.IndexAny(words, itemGaps); i >= 0 {
			w, rest = words[:i], strings.TrimLeft(words[i:], itemGaps)
		}
		n, err := strconv.Atoi(fold.Text(w))
		i := slices.Index(items, w)
		switch {
		case err == nil && n >= 1 && n <= len(items):
			i = n - 1
		case err == nil:
			return nil, ""
		case w == everything && len(at) == 0:
			for i := range items {
				at = append(at, i)
			}
			words = rest
			continue
		case i < 0:
			return at, words
		}
		if !contains(at, i) {
			at = append(at, i)
		}
		words = rest
	}
	return at, ""
}

const (
	everything = "全部"
	itemGaps   = " 　、,，;；:：\t\n" // what may stand between items
)

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
	for _, p := range t.peaksToCome() {
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
