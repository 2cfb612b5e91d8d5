package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/storage"
)

// A bureau that keeps tickets for two years: what a citizen gave goes then and not a
// day sooner, the person's key with the last of it; figures and the chain stay, and the
// admin hears how much went. All of it across restarts.
func TestRetention(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	bureau := *n.bureau
	bureau.Retention.TicketYears, bureau.Retention.PictureDays = 2, 90
	n.bureau = &bureau
	n.reopen()
	n.between = n.reopen
	n.engage("陈静", "办公室", storage.RoleDispatcher)
	n.engage("孙立", "办公室", storage.RoleAdmin)
	n.says("李", "人工服务", "想问高龄津贴怎么领", "撤回 F2611230001", "1")
	n.says("赵", "人工服务", "低保要带什么材料")
	n.says("陈静", "代录 大走访 今天 求助 低保 上游村孤寡老人没有低保", "提交",
		"备注 F2611230003 老人住在村口第三家", "不予受理 F2611230003 已有供养，不能重复享受，已当面说明")
	n.between = func() {}

	n.sleep("2028-11-22 10:00:00")
	if k, err := n.ticket("F2611230001"); err != nil || k.Private.Text != "想问高龄津贴怎么领" {
		t.Fatalf("a day too early: %+v, %v", k, err)
	}
	n.pushed = nil
	n.sleep("2028-12-02 10:00:00")
	k, err := n.ticket("F2611230001")
	if err != nil || strings.Contains(k.Private.Text, "津贴") || k.End() != storage.Withdrawn || k.Citizen != "" {
		t.Errorf("after its time: %+v, %v", k, err)
	}
	if _, err := n.person("李"); !errors.Is(err, storage.ErrForgotten) {
		t.Errorf("the citizen is still known: %v", err)
	}
	if k, err := n.ticket("F2611230002"); err != nil || k.Private.Text != "低保要带什么材料" {
		t.Errorf("an open ticket lost its words: %+v, %v", k, err)
	}
	var report []string
	for _, p := range n.pushed {
		if p.who == "孙立" && strings.Contains(p.text, "到期清理") {
			report = append(report, p.at.In(storage.Zone).Format(time.DateTime)+" "+p.text)
		}
	}
	held := n.says("孙立", "帮助")
	if len(report) == 0 && !strings.Contains(held, "【到期清理】11月：清理到期的照片语音视频0个、工单内容2张、不再有办件的个人1位。") {
		t.Errorf("the admin heard %q, held %q", report, held)
	}
	n.emptied("F2611230003", 5)
	n.endsOnce(bureau)
	if r, err := n.store.Verify(context.Background()); err != nil || len(r.Problems) > 0 {
		t.Errorf("the store is not sound: %v %v", r.Problems, err)
	}
}

// emptied holds that nothing is left of a ticket but what happened to it: no word of
// its own, and none of its history from before its time was over.
func (n *night) emptied(number string, events int) {
	n.t.Helper()
	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		k, err := tx.Ticket(number)
		if err != nil {
			return err
		}
		all, err := tx.Events(number)
		for _, e := range all {
			if e.Text != "" || e.Detail != "" {
				n.t.Errorf("%s still says %q %q", number, e.Text, e.Detail)
			}
		}
		if len(all) < events || k.Private != (storage.Private{Gone: true}) {
			n.t.Errorf("%s: %d events, %+v", number, len(all), k.Private)
		}
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
}

// endsOnce holds that nothing ends a second time when the bureau takes its decision back
// and decides the same again.
func (n *night) endsOnce(bureau configs.Bureau) {
	n.t.Helper()
	before := n.events("F2611230001") + n.events("F2611230003")
	for _, years := range []int{0, 2} {
		decided := bureau
		decided.Retention.TicketYears = years
		n.bureau = &decided
		n.reopen()
	}
	n.sleep(n.clock.Now().In(storage.Zone).AddDate(0, 0, 2).Format(time.DateTime))
	if after := n.events("F2611230001") + n.events("F2611230003"); after != before {
		n.t.Errorf("what was over ended again: %d events, %d before", after, before)
	}
}

func (n *night) events(number string) int {
	n.t.Helper()
	k, err := n.ticket(number)
	if err != nil {
		n.t.Fatal(err)
	}
	return k.Events
}

// ticket reads a ticket; person somebody by name.
func (n *night) ticket(number string) (k *storage.Ticket, err error) {
	err = n.store.View(context.Background(), func(tx storage.Tx) (err error) {
		k, err = tx.Ticket(number)
		return err
	})
	return k, err
}

func (n *night) person(who string) (p *storage.Person, err error) {
	err = n.store.View(context.Background(), func(tx storage.Tx) (err error) {
		p, err = tx.Person(n.store.PersonOf(openidOf(who)))
		return err
	})
	return p, err
}

// sleep lets time pass from one timer to the next.
func (n *night) sleep(until string) {
	n.t.Helper()
	end, err := time.ParseInLocation(time.DateTime, until, storage.Zone)
	if err != nil {
		n.t.Fatal(err)
	}
	for next := n.next(); !next.IsZero() && !next.After(end); next = n.next() {
		if d := next.Sub(n.clock.Now()); d > 0 {
			n.clock.Add(d)
		}
		n.due()
	}
	n.clock.Add(end.Sub(n.clock.Now()))
}

// The queue of a day forgets who stood in it a month later, and nothing else.
func TestQueueForgetsItsCouples(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	who := []storage.PersonID{n.store.PersonOf("o-李")}
	put := func(day string) {
		h := storage.Hall{Day: day, Last: 1, Secret: "s", Couples: []storage.Couple{{N: 1, Who: who, Code: "1234", State: storage.CoupleDone}}}
		if err := n.store.Update(context.Background(), func(tx storage.Tx) error { return storage.Halls.Put(tx, day, h) }); err != nil {
			t.Fatal(err)
		}
	}
	put("2026-10-20")
	put("2026-11-20")
	n.sleep("2026-11-25 10:00:00")
	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		old, err := storage.Halls.Get(tx, "2026-10-20")
		if err != nil || len(old.Couples) != 1 || old.Couples[0].State != storage.CoupleDone || old.Couples[0].Who != nil || old.Couples[0].Code+old.Secret != "" {
			t.Errorf("a month later: %+v, %v", old, err)
		}
		recent, err := storage.Halls.Get(tx, "2026-11-20")
		if err != nil || len(recent.Couples[0].Who) != 1 || recent.Couples[0].Code == "" {
			t.Errorf("days later: %+v, %v", recent, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A night lets go of all that is over, however much came in a day, a little at a time;
// what is not over stays.
func TestNothingGrowsFasterThanItIsSwept(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	const many = 1300
	err := n.store.Update(context.Background(), func(tx storage.Tx) error {
		for i := range many {
			if err := storage.SurveyMarks.Put(tx, fmt.Sprintf("2026-11-22/%04d", i), true); err != nil {
				return err
			}
			old := storage.Look{At: n.clock.Now().AddDate(-20, 0, 0), Role: storage.RoleClerk}
			if err := storage.Looks.Put(tx, fmt.Sprintf("F061123%04d/2006-11-23/s1", i), old); err != nil {
				return err
			}
		}
		for i := range 25 {
			day := n.clock.Now().AddDate(0, 0, -40-i).Format(time.DateOnly)
			if err := storage.Halls.Put(tx, day, storage.Hall{Day: day, Secret: "s"}); err != nil {
				return err
			}
		}
		return storage.SurveyMarks.Put(tx, "2026-11-25/0001", true)
	})
	if err != nil {
		t.Fatal(err)
	}
	n.sleep("2026-11-24 04:00:00")
	marks, looks, secrets := 0, 0, 0
	err = n.store.View(context.Background(), func(tx storage.Tx) error {
		marks, looks, secrets = 0, 0, 0
		return errors.Join(
			storage.SurveyMarks.Each(tx, storage.Range{}, func(string, bool) (bool, error) { marks++; return false, nil }),
			storage.Looks.Each(tx, storage.Range{}, func(string, storage.Look) (bool, error) { looks++; return false, nil }),
			storage.Halls.Each(tx, storage.Range{}, func(_ string, h storage.Hall) (bool, error) { secrets += len(h.Secret); return false, nil }))
	})
	if err != nil || marks != 1 || looks != 0 || secrets != 0 {
		t.Errorf("after a night %d marks, %d looks and %d secrets are left: %v", marks, looks, secrets, err)
	}
}

// A report that rings late, on the last day of a long month, is still about the month
// before.
func TestRetentionReportRungLate(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	n.engage("孙立", "办公室", storage.RoleAdmin)
	err := n.store.Update(context.Background(), func(tx storage.Tx) error {
		return storage.Counters.Put(tx, "retention/pictures/2026-11", storage.Count{N: 3})
	})
	if err != nil {
		t.Fatal(err)
	}
	n.clock.Add(time.Date(2026, 12, 31, 10, 0, 0, 0, storage.Zone).Sub(n.clock.Now()))
	n.due()
	if held := n.says("孙立", "帮助"); !strings.Contains(held+n.toldTo("孙立"), "【到期清理】11月") {
		t.Errorf("the admin heard %s", held)
	}
}

// What was closed before the bureau decided how long it keeps tickets is let go, too.
func TestRetentionDecidedLater(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	if n.bureau.Retention.TicketYears != 0 {
		t.Fatal("the sample decides for the bureau")
	}
	n.says("李", "人工服务", "想问高龄津贴怎么领", "撤回 F2611230001", "1")
	n.sleep("2027-06-01 10:00:00")
	bureau := *n.bureau
	bureau.Retention.TicketYears = 1
	n.bureau = &bureau
	n.reopen()
	n.sleep("2027-11-25 10:00:00")
	if k, err := n.ticket("F2611230001"); err != nil || strings.Contains(k.Private.Text, "津贴") {
		t.Errorf("it is still kept: %+v, %v", k, err)
	}
}

// With a ticket goes the phone of whoever reported the same, who has no ticket of their
// own that could end.
func TestRetentionOfFollowers(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	bureau := *n.bureau
	bureau.Retention.TicketYears = 1
	n.bureau = &bureau
	n.reopen()
	n.says("李", "人工服务", "想问高龄津贴怎么领", "撤回 F2611230001", "1")
	n.says("赵", "帮助")
	who := string(n.store.PersonOf(openidOf("赵")))
	err := n.store.Update(context.Background(), func(tx storage.Tx) error {
		f := storage.Follow{Since: n.clock.Now(), Phone: "13800138000"}
		return errors.Join(storage.Follows.Put(tx, "F2611230001/"+who, f), storage.Followed.Put(tx, who+"/F2611230001", f))
	})
	if err != nil {
		t.Fatal(err)
	}
	n.sleep("2027-11-25 10:00:00")
	err = n.store.View(context.Background(), func(tx storage.Tx) error {
		_, follows, err := storage.Follows.Find(tx, "F2611230001/"+who)
		_, followed, other := storage.Followed.Find(tx, who+"/F2611230001")
		if follows || followed {
			t.Error("the phone of whoever reported the same is still kept")
		}
		return errors.Join(err, other)
	})
	if err != nil {
		t.Fatal(err)
	}
}
