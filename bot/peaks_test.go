package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/storage"
)

// newEve is a house shortly before a peak day, with a window and a leader.
func newEve(t *testing.T, at string) *night {
	t.Helper()
	when, err := time.ParseInLocation(time.DateTime, at, storage.Zone)
	if err != nil {
		t.Fatal(err)
	}
	n := &night{stage: newStage(t), between: func() {}}
	n.clock.Add(when.Sub(n.clock.Now()))
	n.reopen()
	n.engage("何丽", "婚姻登记中心", storage.RoleWindow)
	n.engage("吴刚", "", storage.RoleLeader)
	n.due()
	n.pushed = nil
	return n
}

// told are the pushes since the last look: who, when, and how it begins.
func (n *night) told() (lines []string) {
	for _, p := range n.pushed {
		head, _, _ := strings.Cut(p.text, "\n")
		lines = append(lines, p.who+p.at.In(storage.Zone).Format(" 01-02 15:04 ")+head)
	}
	n.pushed = nil
	slices.Sort(lines)
	return lines
}

// shutUntil lets the house sleep and opens it again.
func (n *night) shutUntil(at string) {
	n.t.Helper()
	n.bot.Wait()
	if err := n.store.Close(); err != nil {
		n.t.Fatal(err)
	}
	when, err := time.ParseInLocation(time.DateTime, at, storage.Zone)
	if err != nil {
		n.t.Fatal(err)
	}
	n.clock.Add(when.Sub(n.clock.Now()))
	n.open()
	n.due()
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

const (
	eveListHead = "高峰日检查单：5月20日（周四）。请逐项检查，没问题的点“备好”，有问题的写：没备好 2 打印机缺墨"
	eveGapsHead = "高峰日检查：5月20日（周四），还有4项没有备好："
)

// TestEveIsSentOnceWhateverRestarts: a house that opens and shuts all afternoon
// sends the list once and tells of the gaps once.
func TestEveIsSentOnceWhateverRestarts(t *testing.T) {
	n := newEve(t, "2027-05-19 14:50:00")
	for n.clock.Now().In(storage.Zone).Format(time.DateOnly) < "2027-05-21" {
		n.wait(20 * time.Minute)
		n.reopen()
		n.due()
	}
	expect(t, "told", n.told(), "何丽 05-19 15:00 "+eveListHead, "何丽 05-19 17:30 "+eveGapsHead, "吴刚 05-19 17:30 "+eveGapsHead)
}

// TestEveThatWasMissedIsMadeUp: a house that was shut at the hour sends the list
// when it opens, on the morning of the day, too; the leaders hear an hour later.
func TestEveThatWasMissedIsMadeUp(t *testing.T) {
	for _, c := range []struct {
		opens string
		want  []string
	}{
		{"2027-05-19 16:10:00", []string{"何丽 05-19 16:10 " + eveListHead, "何丽 05-19 17:30 " + eveGapsHead, "吴刚 05-19 17:30 " + eveGapsHead}},
		{"2027-05-19 18:00:00", []string{"何丽 05-19 18:00 " + eveListHead, "何丽 05-19 19:00 " + eveGapsHead, "吴刚 05-19 19:00 " + eveGapsHead}},
		{"2027-05-20 05:30:00", []string{"何丽 05-20 05:30 " + eveListHead, "何丽 05-20 06:30 " + eveGapsHead, "吴刚 05-20 06:30 " + eveGapsHead}},
		{"2027-05-20 07:20:00", []string{"何丽 05-20 07:20 " + eveListHead, "何丽 05-20 07:40 " + eveGapsHead, "吴刚 05-20 07:40 " + eveGapsHead}},
		{"2027-05-20 08:00:00", nil},
		{"2027-05-21 09:00:00", nil},
	} {
		t.Run(c.opens, func(t *testing.T) {
			n := newEve(t, "2027-05-19 14:50:00")
			n.shutUntil(c.opens)
			n.wait(5 * time.Minute)
			n.reopen() // an hour that was set for later must not be lost
			n.due()
			n.wait(30 * time.Hour)
			expect(t, "told", n.told(), c.want...)
		})
	}
}

// TestEveOfAMonday comes on the Friday before, not on the Sunday.
func TestEveOfAMonday(t *testing.T) {
	n := newEve(t, "2029-02-14 09:00:00") // any day: the peak is moved
	bureau := *n.bureau
	bureau.Marriage.Peaks = slices.Clone(bureau.Marriage.Peaks[:1])
	bureau.Marriage.Peaks[0].Date = "03-05" // a Monday in 2029
	n.bureau = &bureau
	n.shutUntil("2029-03-01 09:00:00")
	n.says("何丽", "菜单")
	n.says("吴刚", "菜单")
	n.wait(30 * time.Hour)
	n.pushed = slices.DeleteFunc(n.pushed, func(p push) bool { return !strings.Contains(p.text, "高峰日检查单") })
	if got := n.told(); len(got) != 1 || !strings.HasPrefix(got[0], "何丽 03-02 15:00 ") {
		t.Errorf("got %q", got)
	}
}

// TestEveThatIsOverIsNotTold: whoever comes back after the peak day hears nothing
// of its list; before, only what still holds.
func TestEveThatIsOverIsNotTold(t *testing.T) {
	for at, want := range map[string]string{
		"2027-05-19 16:00:00": "高峰日检查单",
		"2027-05-19 18:00:00": "还有4项没有备好",
		"2027-05-20 16:00:00": "",
	} {
		n := newEve(t, "2027-05-10 09:00:00")
		when, err := time.ParseInLocation(time.DateTime, at, storage.Zone)
		if err != nil {
			t.Fatal(err)
		}
		n.wait(when.Sub(n.clock.Now()))
		heard, _, _ := strings.Cut(n.says("何丽", "菜单"), "您好")
		if n := strings.Count(heard, "高峰日检查"); want == "" && n > 0 || want != "" && (n != 1 || !strings.Contains(heard, want)) {
			t.Errorf("at %s heard %q", at, heard)
		}
	}
}

// TestNoEveOfAPeakThatIsClosed: the bureau has said that the day is not worked.
func TestNoEveOfAPeakThatIsClosed(t *testing.T) {
	n := newEve(t, "2027-02-12 09:00:00")
	bureau := *n.bureau
	bureau.Marriage.Peaks = slices.Clone(bureau.Marriage.Peaks)
	bureau.Marriage.Peaks[0].RestDays = "closed"
	n.bureau = &bureau
	n.reopen()
	n.wait(60 * time.Hour)
	expect(t, "told", n.told())
	if got := n.says("何丽", "高峰检查"); !strings.HasPrefix(got, "最近的高峰日是5月20日（周四）") {
		t.Errorf("got %s", got)
	}
}

// TestAdviceNamesTheDayItRestsOn: the last peak day whose record shows a
// difference is the one that is quoted.
func TestAdviceNamesTheDayItRestsOn(t *testing.T) {
	n := newEve(t, "2026-11-23 09:00:00")
	n.remember("2026-05-20", "peak", 10, 60, 60, 60, 60, 60)
	n.remember("2026-08-19", "peak", 30, 30, 30, 30, 30, 30)   // teaches nothing
	n.remember("2026-09-09", "normal", 60, 60, 60, 60, 60, 10) // was no peak then
	n.remember("2026-11-20", "peak", 60, 60, 60, 60, 60, 10)   // is no peak now
	got := n.says("李", "高峰日安排")
	if !strings.Contains(got, "\n按2026年5月20日的记录，上午8点到9点取号的等得最短，") || strings.Count(got, "的记录") != 1 {
		t.Errorf("got %s", got)
	}
}

// remember stores a day on which five couples came each hour from eight on, and
// waited so many minutes.
func (n *night) remember(day, sort string, minutes ...int) {
	n.t.Helper()
	from, err := time.ParseInLocation(time.DateOnly, day, storage.Zone)
	if err != nil {
		n.t.Fatal(err)
	}
	past := storage.HallDay{Sort: sort, Taken: 5 * len(minutes)}
	for i, wait := range minutes {
		for c := range 5 {
			taken := from.Add(time.Duration(8+i)*time.Hour + time.Duration(c)*time.Minute)
			past.Served = append(past.Served, storage.HallService{Taken: taken, Called: taken.Add(time.Duration(wait) * time.Minute)})
		}
	}
	if err := n.store.Update(context.Background(), func(tx storage.Tx) error { return storage.HallPast.Put(tx, day, past) }); err != nil {
		n.t.Fatal(err)
	}
}

// left lists what the house still knows of reminders.
func (n *night) left() (keys []string) {
	n.t.Helper()
	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		keys = nil
		due, err := tx.DueTimers(n.clock.Now().AddDate(10, 0, 0), 100)
		if err != nil {
			return err
		}
		for _, timer := range due {
			if strings.HasPrefix(timer.Key, "remind/") {
				keys = append(keys, timer.Key)
			}
		}
		return storage.Reminders.Each(tx, storage.Range{}, func(key string, _ storage.Remind) (bool, error) {
			keys = append(keys, key)
			return false, nil
		})
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return keys
}

// TestReminderOfADayThatIsOverIsNotTold: what could not be pushed is let go of
// when the day is over, and so is everything that was kept for it.
func TestReminderOfADayThatIsOverIsNotTold(t *testing.T) {
	n := newEve(t, "2027-05-01 09:00:00")
	n.says("李", "提醒我 5月20日 离婚")
	keys := n.left()
	if len(keys) != 2 || strings.Contains(fmt.Sprint(keys), "o-李") {
		t.Fatalf("kept %q", keys)
	}
	n.wait(19*24*time.Hour + 14*time.Hour)
	if got := n.says("赵", "菜单"); strings.Contains(got, "您要的提醒") {
		t.Errorf("somebody else heard: %s", got)
	}
	n.wait(2 * time.Hour) // past midnight
	if got := n.says("李", "菜单"); strings.Contains(got, "您要的提醒") || strings.Contains(got, "离婚") {
		t.Errorf("told of a day that is over: %s", got)
	}
	expect(t, "kept", n.left())
}

// TestReminderSaysWhatIsTrueWhenItRings: the bureau has closed the day since.
func TestReminderSaysWhatIsTrueWhenItRings(t *testing.T) {
	n := newEve(t, "2027-05-12 09:00:00")
	n.says("李", "提醒我 5月20日 结婚")
	n.says("钱", "提醒我 5月20日 结婚", "取消提醒")
	bureau := *n.bureau
	bureau.Marriage.Days = append(slices.Clone(bureau.Marriage.Days), configs.Date{Date: "2027-05-20", Closed: true})
	n.bureau = &bureau
	n.reopen()
	n.wait(26 * time.Hour)
	expect(t, "told", n.told(), "李 05-13 10:00 您要的提醒：2027年5月20日（周四）不办理（本局安排）。")
}

// TestReminderTooLate: what cannot be done later is done now, and nothing is kept.
func TestReminderTooLate(t *testing.T) {
	n := newEve(t, "2027-05-19 10:00:00")
	got := n.says("李", "提醒我 5月20日 结婚")
	if !strings.Contains(got, "来不及另外提醒") || !strings.Contains(got, "08:00—20:00") {
		t.Errorf("got %s", got)
	}
	expect(t, "kept", n.left())
	n.shutUntil("2027-05-21 10:00:00")
	if got := n.says("李", "提醒我 2027年5月20日 结婚"); !strings.Contains(got, "已经过了") {
		t.Errorf("got %s", got)
	}
}

// TestRemindersOfOnePersonAreFew: five days, and one more only for one less.
func TestRemindersOfOnePersonAreFew(t *testing.T) {
	n := newEve(t, "2027-05-03 09:00:00")
	for day := 17; day <= 21; day++ {
		n.says("李", fmt.Sprintf("提醒我 5月%d日 结婚", day))
	}
	if got := n.says("李", "提醒我 5月24日 结婚"); !strings.Contains(got, "已经记了5天") {
		t.Errorf("got %s", got)
	}
	if got := n.says("李", "提醒我 5月21日 离婚"); !strings.HasPrefix(got, "记下了") { // the same day again
		t.Errorf("got %s", got)
	}
	n.says("李", "取消提醒 5月17日")
	if got := n.says("李", "提醒我 5月24日 结婚"); !strings.HasPrefix(got, "记下了") {
		t.Errorf("got %s", got)
	}
	if got := len(n.left()); got != 10 {
		t.Errorf("kept %d", got)
	}
}
