package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"minqing/bot/wechat/simulator"
	"minqing/bot/wechat/simulator/page"
	"minqing/flows"
	"minqing/flows/calendar"
)

// inTurn says several things, one after the other: a form that a chapter before asked
// question by question.
func inTurn(words string, lines ...string) deed {
	return deed{words: words, act: page.Watch, do: func(ctx context.Context, t *tour, ph *simulator.Phone) error {
		for _, line := range lines {
			if _, err := ph.Say(ctx, t.fill(line)); err != nil {
				return err
			}
		}
		return nil
	}}
}

// comeTogether binds several at once, and lets those who are bound come to their desks.
func comeTogether(words string, names ...string) deed {
	return deed{words: words, act: page.Watch, do: func(ctx context.Context, t *tour, _ *simulator.Phone) error {
		for _, name := range names {
			comes := joins(name)
			if t.world.isBound(ctx, name) {
				comes = says("工作台")
			}
			if err := comes.do(ctx, t, t.phone(name)); err != nil {
				return err
			}
		}
		return nil
	}}
}

// seeSheet expects words with the link to a slip on paper, and the slip behind it.
func seeSheet(who string, words ...string) sight {
	return sight{who: who, words: words, check: func(t *tour, b simulator.Bubble) error {
		i := slices.IndexFunc(b.Pages, func(p simulator.PageLink) bool { return strings.Contains(p.URL, flows.SheetPath) })
		if i < 0 {
			return errors.New("没有打印转办单的链接")
		}
		sheet, err := download(b.Pages[i].URL)
		if err == nil && !saysInOrder(sheet, []string{t.fill("{Z}"), t.fill("{F}")}) {
			err = fmt.Errorf("打印出来的不是转办单 %s", t.fill("{Z}"))
		}
		return err
	}}
}

// download opens a link as a browser would.
func download(url string) (string, error) {
	client := http.Client{Timeout: stepPatience}
	answer, err := client.Get(url)
	if err != nil {
		return "", fmt.Errorf("打开链接：%w", err)
	}
	body, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err == nil && answer.StatusCode != http.StatusOK {
		err = errors.New(answer.Status)
	}
	return string(body), err
}

// deskOpens lets time pass until a working day of the desk that another follows. What
// came on paper and is due on that very day was received on {DAY}.
func deskOpens(words string) deed {
	return deed{words: words, act: page.Watch, do: func(_ context.Context, t *tour, _ *simulator.Phone) error {
		now, b := t.world.clock.Now(), t.world.setup.bureau
		at := deskDay(b.Calendar, now)
		t.world.clock.advance(at.Sub(now))
		t.call("{TODAY}", at.Format("1月2日"))
		t.call("{DAY}", receivedFor(b.Calendar, at, b.Deadlines.General).Format("1月2日"))
		return nil
	}}
}

// deskHour is when the chapter's day begins: after the morning round, so that what was
// due that day is told of as late on the next.
const deskHour = 9*time.Hour + 30*time.Minute

// deskDay is the next beginning of a working day that another follows.
func deskDay(c *calendar.Calendar, now time.Time) time.Time {
	for day := calendar.Day(now); ; day = day.AddDate(0, 0, 1) {
		if at := day.Add(deskHour); at.After(now) && c.Working(day) && c.Working(day.AddDate(0, 0, 1)) {
			return at
		}
	}
}

// receivedFor is the last day on which something had to be received to be due today,
// so many working days later.
func receivedFor(c *calendar.Calendar, today time.Time, days int) time.Time {
	day := calendar.Day(today).AddDate(0, 0, -1)
	for c.AddWorking(day, days).After(today) {
		day = day.AddDate(0, 0, -1)
	}
	return day
}
