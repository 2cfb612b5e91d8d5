package flows

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"minqing/flows/hall"
	"minqing/flows/texts"
	"minqing/storage"
)

// today is the key of the day of a moment.
func today(at time.Time) string { return at.In(storage.Zone).Format(time.DateOnly) }

// hall is the day's queue as it lies in the store; an empty one where none does.
func (t *turn) hall(tx storage.Tx) (*storage.Hall, error) {
	h, ok, err := storage.Halls.Find(tx, today(t.now))
	if !ok {
		h.Day = today(t.now)
	}
	return &h, err
}

// keepHall stores the day's queue, tells couples whose turn has come near, and
// makes sure that the day is closed when it ends.
func (t *turn) keepHall(tx storage.Tx, h *storage.Hall) error {
	for _, near := range hall.ToTell(h, t.house.Bureau.Marriage.TellAhead, t.now) {
		if err := t.tellCouple(tx, &near.Couple, texts.Queue.Near(numberName(near.Couple.N), near.Ahead, t.place())); err != nil {
			return err
		}
	}
	if err := storage.Halls.Put(tx, h.Day, *h); err != nil {
		return err
	}
	return t.windHall(tx, h)
}

// tellCouple queues a notice to both partners of a number.
func (t *turn) tellCouple(tx storage.Tx, c *storage.Couple, words string) error {
	for _, who := range c.Who {
		n := storage.Notice{To: who, Kind: storage.NoticeQueue, Text: words, Created: t.now,
			Template: map[string]string{"number": numberName(c.N), "state": texts.Queue.State(string(c.State)), "time": clock(t.now), "remark": texts.Queue.Pointer}}
		if err := enqueue(tx, n); err != nil {
			return err
		}
	}
	return nil
}

// place is where the marriage office is.
func (t *turn) place() string {
	u, _ := t.house.Bureau.Unit(t.house.Bureau.Marriage.Unit)
	return orElse(u.Address, t.house.Bureau.Address)
}

// numberName is how people call a number: A001.
func numberName(n int) string { return fmt.Sprintf("A%03d", n) }

// hallRules are the bureau's own, for the day.
func (t *turn) hallRules(capped int) hall.Rules {
	m := &t.house.Bureau.Marriage
	return hall.Rules{Back: m.MissedAfter, Misses: m.MissedTimes, Late: time.Duration(m.LateMinutes) * time.Minute, Cap: capped}
}

// codeTries is how often a code is drawn that no number of the day had yet. Among
// thousands of numbers there may be none left: then those that are over count no
// more.
const codeTries = 100

// pairCode makes a code of four digits that no other number of the day has: who
// sends the code of a number that is over must not join strangers. It is always the
// same for the same message, and nobody's to guess.
func (t *turn) pairCode(tx storage.BookTx, h *storage.Hall) string {
	for i := 0; ; i++ {
		n, err := strconv.ParseUint(tx.Mark("pair-code", fmt.Sprintf("%s %s %d", h.Day, t.ID, i))[:8], 16, 64)
		if err != nil {
			continue
		}
		code := fmt.Sprintf("%04d", n%10000)
		if !slices.ContainsFunc(h.Couples, func(c storage.Couple) bool { return c.Code == code && (c.State.Live() || i < codeTries) }) {
			return code
		}
	}
}

// hallRefusal is the sentence for what a queue refuses.
func hallRefusal(err error) error {
	said := map[error]string{
		hall.ErrHas: texts.Queue.Has, hall.ErrNone: texts.Queue.None, hall.ErrCode: texts.Queue.BadCode, hall.ErrFull: texts.Queue.CodeFull,
		hall.ErrStopped: texts.Queue.Stopped, hall.ErrCap: texts.Queue.Capped, hall.ErrOver: texts.Queue.Over, hall.ErrShut: texts.Queue.NoWindow,
		hall.ErrTaken: texts.Queue.WindowTaken, hall.ErrNobody: texts.Queue.NobodyWaits, hall.ErrFree: texts.Queue.NobodyThere,
		hall.ErrTwice: texts.Queue.LateTwice, hall.ErrCalled: texts.Queue.CalledAlready, hall.ErrCannot: texts.Queue.CannotUndo, hall.ErrNoWindow: texts.Queue.NoWindow,
	}
	for refusal, words := range said {
		if errors.Is(err, refusal) {
			return refuse(words)
		}
	}
	return err
}

// onHall runs an act on the day's queue in one transaction.
func (t *turn) onHall(tx storage.Tx, act func(h *storage.Hall) (string, error)) (string, error) {
	h, err := t.hall(tx)
	if err != nil {
		return "", err
	}
	said, err := act(h)
	if err != nil {
		return "", hallRefusal(err)
	}
	return said, t.keepHall(tx, h)
}
