package flows

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"minqing/flows/fold"
	"minqing/flows/texts"
	"minqing/storage"
)

func patrolCommands() []*command {
	return []*command{
		{name: "巡查", usage: "巡查 [序号 结果]", help: "看巡查点清单，记巡查结果，例如：巡查 1 3 正常", roles: goers, anywhere: true, run: patrol},
		{name: "【巡查】", usage: "【巡查】时间 地点 情况 结果", help: "一句话记下一次街头处置", roles: goers, anywhere: true, prefix: true, run: patrolLine},
	}
}

// patrol shows the round as a check list, or notes what was found.
func patrol(_ *Engine, t *turn, c call) Act {
	points := t.house.Bureau.Rescue.Patrol
	if len(points) == 0 {
		return Say(texts.Rescue.NoPatrol)
	}
	if strings.TrimSpace(c.rest) == "" {
		said := ""
		return Act{
			Look: func(tx storage.Tx) (err error) { said, err = t.patrolList(tx); return err },
			Then: func(string) Act { return Say(said) },
		}
	}
	at, result := patrolled(c.rest, len(points))
	if len(at) == 0 || result == "" {
		return Say(texts.Rescue.PatrolUsage)
	}
	return commit(func(tx storage.Tx) (string, error) {
		var names []string
		for _, i := range at {
			p := storage.Patrol{At: t.now, By: t.party.Staff.ID, Place: points[i].Name, Result: result}
			if err := storage.Patrols.Put(tx, patrolKey(t.now, i), p); err != nil {
				return "", err
			}
			names = append(names, points[i].Name)
		}
		left, err := t.patrolLeft(tx)
		return texts.Rescue.Patrolled(names, result, left), err
	})
}

func patrolKey(at time.Time, point int) string {
	return fmt.Sprintf("%s/%s/%03d", at.In(storage.Zone).Format(time.DateOnly), at.In(storage.Zone).Format("150405"), point)
}

// patrolled reads "1 3 正常": which points, and what was found.
func patrolled(typed string, n int) (at []int, result string) {
	words := listed(typed)
	for i, w := range words {
		no, err := strconv.Atoi(fold.Text(w))
		if err != nil {
			if w == "全部" && i == 0 {
				for p := range n {
					at = append(at, p)
				}
				continue
			}
			return at, strings.Join(words[i:], " ")
		}
		if no < 1 || no > n {
			return nil, ""
		}
		at = append(at, no-1)
	}
	return at, ""
}

// patrolDone is what today's rounds found last at each point.
func (t *turn) patrolDone(tx storage.Tx) (map[string]storage.Patrol, error) {
	done := map[string]storage.Patrol{}
	today := t.now.In(storage.Zone).Format(time.DateOnly)
	err := storage.Patrols.Each(tx, storage.Range{Prefix: today + "/"}, func(_ string, p storage.Patrol) (bool, error) {
		done[p.Place] = p
		return false, nil
	})
	return done, err
}

func (t *turn) patrolList(tx storage.Tx) (string, error) {
	done, err := t.patrolDone(tx)
	if err != nil {
		return "", err
	}
	lines := []string{texts.Rescue.PatrolHead}
	for i, p := range t.house.Bureau.Rescue.Patrol {
		line := strconv.Itoa(i+1) + " " + p.Name
		if p.Township != "" {
			line += bracketed(p.Township)
		}
		if d, ok := done[p.Name]; ok {
			line += " ✓" + clock(d.At) + " " + texts.Plain(d.Result)
		}
		lines = append(lines, line)
	}
	return texts.Lines(append(lines, texts.Rescue.PatrolUsage)...), nil
}

// patrolLeft counts the points that nobody has looked at today.
func (t *turn) patrolLeft(tx storage.Tx) (int, error) {
	done, err := t.patrolDone(tx)
	return len(t.house.Bureau.Rescue.Patrol) - len(done), err
}

// patrolTimer sends the list twice a day in extreme weather and on holidays. It
// always stands, so that switching the weather on needs no timer of its own.
const patrolTimer = "standing/patrol"

func (e *Engine) windPatrol(tx storage.Tx) error {
	at, ok := nextHour(e.house.Bureau.Rescue.PatrolTimes, e.house.Now())
	if !ok {
		return tx.DropTimer(patrolTimer)
	}
	return setTimer(tx, patrolTimer, at, nil)
}

// nextHour is the next of some hours (HH:MM) of a day after now.
func nextHour(hours []string, now time.Time) (next time.Time, ok bool) {
	now = now.In(storage.Zone)
	for _, h := range hours {
		clock, err := time.Parse("15:04", h)
		if err != nil {
			continue
		}
		at := time.Date(now.Year(), now.Month(), now.Day(), clock.Hour(), clock.Minute(), 0, 0, storage.Zone)
		if !at.After(now) {
			at = at.AddDate(0, 0, 1)
		}
		if !ok || at.Before(next) {
			next, ok = at, true
		}
	}
	return next, ok
}

// ringPatrol sends the list to whoever is out, else to all who go out.
func ringPatrol(t *turn, tx storage.Tx) error {
	if err := t.engine.windPatrol(tx); err != nil {
		return err
	}
	if !t.raised(tx) || len(t.house.Bureau.Rescue.Patrol) == 0 {
		return nil
	}
	list, err := t.patrolList(tx)
	if err != nil {
		return err
	}
	crew, err := t.crew(tx, "")
	if err != nil {
		return err
	}
	words := texts.Paragraphs(t.weatherNow(tx), list)
	return t.notify(tx, &storage.Ticket{}, words, func(s *storage.Staff) bool { return contains(crew, s.ID) })
}
