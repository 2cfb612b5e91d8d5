package flows

import (
	"errors"
	"regexp"
	"strings"

	"minqing/flows/fold"
	"minqing/flows/hall"
	"minqing/flows/texts"
	"minqing/storage"
)

// windowCommands are for the windows (窗口) of the marriage office. Every answer
// carries the taps of what comes next.
func windowCommands() []*command {
	roles := []storage.Role{storage.RoleWindow}
	at := func(act func(t *turn, h *storage.Hall, tx storage.Tx, c call) (string, error)) func(*Engine, *turn, call) Act {
		return func(_ *Engine, t *turn, c call) Act {
			return commit(func(tx storage.Tx) (string, error) {
				return t.onHall(tx, func(h *storage.Hall) (string, error) { return act(t, h, tx, c) })
			})
		}
	}
	return []*command{
		{name: "开窗", usage: "开窗 N", help: "坐到N号窗口，开始叫号", roles: roles, anywhere: true, prefix: true, run: at(openWindow)},
		{name: "叫号", usage: "叫号", help: "叫下一对到我的窗口，上一对算办完", roles: roles, anywhere: true, run: at(callNext)},
		{name: "重呼", usage: "重呼", help: "再叫一遍刚叫的号", roles: roles, anywhere: true, run: at(callAgain)},
		{name: "过号", usage: "过号", help: "叫了没来，过几号以后再叫", roles: roles, anywhere: true, run: at(missNumber)},
		{name: "办完", usage: "办完", help: "这一对办完了", roles: roles, anywhere: true, run: at(finishNumber)},
		{name: "撤销", usage: "撤销", help: "撤销我刚才的叫号、过号或办完", roles: roles, anywhere: true, run: at(undoAct)},
		{name: "停号", usage: "停号", help: "今天不再发号", roles: roles, anywhere: true, run: at(stopNumbers)},
		{name: "恢复发号", usage: "恢复发号", help: "停号以后继续发号", roles: roles, anywhere: true, run: at(resumeNumbers)},
		{name: "发号", usage: "发号", help: "给到现场没有微信的新人发号", roles: roles, anywhere: true, run: at(walkIn)},
		{name: "关窗", usage: "关窗", help: "离开窗口", roles: roles, anywhere: true, run: at(shutWindow)},
		{name: "今日时间", usage: "今日时间 08:00-20:00 不午休", help: "改今天的办理时间，取号和答复都照它", roles: roles, anywhere: true, run: at(todayHours)},
		{name: "窗口", usage: "窗口", help: "看各窗口叫到几号、还有几对", roles: roles, anywhere: true, run: func(_ *Engine, t *turn, _ call) Act {
			return t.lookHall(func(t *turn, _ storage.Tx, h *storage.Hall) (string, error) { return t.hallView(h), nil })
		}},
	}
}

var windowNumber = regexp.MustCompile(`\d{1,2}`)

// mostWindows is more than any marriage office has.
const mostWindows = 30

func openWindow(t *turn, h *storage.Hall, tx storage.Tx, c call) (string, error) {
	n := number(windowNumber.FindString(strings.Map(fold.Rune, c.rest)))
	if n < 1 || n > mostWindows {
		return "", refuse(texts.Queue.OpenUsage(t.windowsToday()))
	}
	if h.Reported {
		return "", refuse(texts.Queue.MachineRules)
	}
	gone, err := t.clerkGone(tx, hall.Window(h, n))
	if err != nil {
		return "", err
	}
	if gone {
		hall.Abandon(h, n)
	}
	w, err := hall.Open(h, n, t.party.Staff.ID, t.now)
	if errors.Is(err, hall.ErrCalled) {
		return "", refuse(texts.Queue.WindowBusy)
	}
	if err != nil {
		return "", err
	}
	waiting := len(hall.Order(h, t.now))
	said := texts.Queue.Opened(w.N, waiting)
	if c := hall.Get(h, w.Now); c != nil { // 叫号 would end a service that the clerk may not know of
		said = t.calledWords(h, c)
	}
	return said, tx.Log(t.hallEvent("window_open", w.N))
}

// clerkGone reports whether whoever sits at a window can no longer shut it: they were
// dismissed, or are away today (请假). Nobody else may, so the window would stay taken, and
// whoever was called to it there, until the evening.
func (t *turn) clerkGone(tx storage.Tx, w *storage.HallWindow) (bool, error) {
	if w == nil || !w.Open || w.By == t.party.Staff.ID {
		return false, nil
	}
	clerk, err := tx.Staff(w.By)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return true, nil
	case err != nil:
		return false, err
	case !clerk.Removed.IsZero() || !windowStaff(clerk):
		return true, nil
	}
	away, err := t.away(tx)
	_, gone := away[w.By]
	return gone, err
}

// windowsToday is how many windows the bureau says there are today, at most as many
// as taps are quickly read.
func (t *turn) windowsToday() int {
	const taps = 10
	return min(t.engine.office.On(t.now, nil).Windows, taps)
}

func (t *turn) hallEvent(action storage.Action, window int) storage.Event {
	return storage.Event{At: t.now, Actor: t.actor(), Action: action, Detail: windowName(window)}
}

func windowName(n int) string { return texts.Queue.Window(n) }

func callNext(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	c, err := hall.Call(h, t.party.Staff.ID, t.now)
	if err != nil {
		return "", err
	}
	return t.calledWords(h, c), t.tellCouple(tx, c, texts.Queue.YourTurn(numberName(c.N), c.Window, t.place()))
}

// calledWords is what the window reads: who was called, how many wait, and what
// can be tapped next.
func (t *turn) calledWords(h *storage.Hall, c *storage.Couple) string {
	return texts.Queue.Called(numberName(c.N), c.Window, len(hall.Order(h, t.now)), len(c.Who) > 0, c.Misses)
}

func callAgain(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	c, err := hall.Again(h, t.party.Staff.ID)
	if err != nil {
		return "", err
	}
	return t.calledWords(h, c), t.tellCouple(tx, c, texts.Queue.YourTurnAgain(numberName(c.N), c.Window))
}

func missNumber(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	c, err := hall.Miss(h, t.hallRules(0), t.party.Staff.ID, t.now)
	if err != nil {
		return "", err
	}
	back := t.house.Bureau.Marriage.MissedAfter
	if c.State == storage.CoupleLapsed {
		return texts.Queue.LapsedWindow(numberName(c.N)), t.tellCouple(tx, c, texts.Queue.Lapsed(numberName(c.N)))
	}
	return texts.Queue.MissedWindow(numberName(c.N), back), t.tellCouple(tx, c, texts.Queue.Missed(numberName(c.N), back))
}

func finishNumber(t *turn, h *storage.Hall, _ storage.Tx, _ call) (string, error) {
	c, err := hall.Finish(h, t.party.Staff.ID, t.now)
	if err != nil {
		return "", err
	}
	return texts.Queue.Finished(numberName(c.N), len(hall.Order(h, t.now))), nil
}

// undoAct is 撤销. A couple that was called by mistake is told to go on waiting, and
// one that was passed over by mistake to come; what can be tapped next is what fits
// where the couple is again, for 叫号 would end the service of one at the window.
func undoAct(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	c, act, err := hall.Undo(h, t.party.Staff.ID)
	if err != nil {
		return "", err
	}
	at := 0
	if c.State == storage.CoupleCalled {
		at = c.Window
	}
	switch {
	case act == "call" && at == 0:
		err = t.tellCouple(tx, c, texts.Queue.NotYet(numberName(c.N)))
	case act == "miss" && at > 0:
		err = t.tellCouple(tx, c, texts.Queue.BackAtWindow(numberName(c.N), at))
	}
	return texts.Queue.Undone(numberName(c.N), texts.Queue.Acts[act], at), err
}

func stopNumbers(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	h.Stopped = true
	return texts.Queue.NowStopped(len(hall.Order(h, t.now))), tx.Log(t.hallEvent("numbers_stop", 0))
}

func resumeNumbers(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	if !h.Stopped {
		return "", refuse(texts.Queue.NotStopped)
	}
	h.Stopped = false
	return texts.Queue.Resumed, tx.Log(t.hallEvent("numbers_resume", 0))
}

// walkIn is 发号: a number for a couple that came without WeChat.
func walkIn(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	if h.Reported {
		return "", refuse(texts.Queue.MachineRules)
	}
	d, err := t.officeDay(h)
	if err != nil {
		return "", err
	}
	if !d.Open {
		return "", refuse(texts.Queue.WalkInShut)
	}
	c, err := hall.Take(h, t.hallRules(0), "", t.pairCode(tx, h), hall.FromWindow, t.now)
	if err != nil {
		return "", err
	}
	return texts.Queue.WalkIn(numberName(c.N), hall.Ahead(h, c.N, t.now), c.Code), nil
}

func shutWindow(t *turn, h *storage.Hall, tx storage.Tx, _ call) (string, error) {
	w, err := hall.Shut(h, t.party.Staff.ID, t.now)
	if err != nil {
		return "", err
	}
	return texts.Queue.Shut(w.N, len(hall.Order(h, t.now)), hall.OpenWindows(h)), tx.Log(t.hallEvent("window_shut", w.N))
}

// hallView is the hall as a window sees it.
func (t *turn) hallView(h *storage.Hall) string {
	lines := []string{texts.Queue.ViewHead(h.Last, len(hall.Order(h, t.now)))}
	for _, w := range h.Windows {
		switch c := hall.Get(h, w.Now); {
		case !w.Open:
		case c != nil && c.State == storage.CoupleCalled:
			lines = append(lines, texts.Queue.ViewBusy(w.N, numberName(c.N), int(t.now.Sub(c.Called).Minutes())))
		default:
			lines = append(lines, texts.Queue.ViewFree(w.N))
		}
	}
	if hall.OpenWindows(h) == 0 {
		lines = append(lines, texts.Queue.NoneOpen)
	}
	w := hall.WindowOf(h, t.party.Staff.ID)
	if w == nil {
		return texts.Lines(append(lines, texts.Queue.OpenUsage(t.windowsToday()))...)
	}
	return texts.Lines(append(lines, texts.Queue.WindowTaps(w.Now != 0, h.Stopped))...)
}
