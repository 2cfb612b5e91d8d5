package bot

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"minqing/flows/texts"
	"minqing/storage"
)

func sameCalls(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("called %v, want %v", got, want)
	}
}

// TestHolidayRaisesSightings: on a public holiday what could wait is urgent and the
// ladder is short; on a mere weekend, and on a Saturday that is worked, neither.
func TestHolidayRaisesSightings(t *testing.T) {
	usual := []string{"0 何勇", "3 林涛", "8 高明", "15 何勇", "15 吴刚", "15 李", "15 林涛", "15 高明"}
	raised := []string{"0 何勇!", "1 林涛!", "3 高明!", "6 何勇!", "6 吴刚!", "6 李", "6 林涛!", "6 高明!"}
	for name, c := range map[string]struct {
		at   string
		want []string
	}{
		"a Monday":                     {"2026-11-23 09:00:00", usual},
		"the first of October":         {"2026-10-01 09:00:00", raised},
		"a Saturday in the holidays":   {"2026-10-03 22:00:00", raised},
		"a Saturday":                   {"2026-11-28 09:00:00", usual},
		"a Sunday":                     {"2026-11-29 03:00:00", usual},
		"a Saturday that is worked":    {"2026-10-10 09:00:00", usual},
		"the holidays begin meanwhile": {"2026-09-30 23:58:00", []string{"0 何勇", "3 林涛!", "3 高明!", "6 何勇!", "6 吴刚!", "6 李", "6 林涛!", "6 高明!"}},
		"the holidays end meanwhile":   {"2026-10-07 23:58:30", []string{"0 何勇!", "1 林涛!", "3 高明!", "15 何勇!", "15 吴刚!", "15 李", "15 林涛!", "15 高明!"}},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t, c.at)
			n.says("何勇", "出勤")
			since := n.clock.Now()
			n.says("李", "街头救助", "5", "汽车站出站口", "跳过", "跳过", "提交")
			n.wait(20 * time.Minute)
			sameCalls(t, n.calls(since), c.want...)
		})
	}
}

// TestPatrolListOnHolidays: the list goes out at the hours of the bureau file on
// every day of the holidays and on no other, to whoever is out, else to everybody
// who goes out.
func TestPatrolListOnHolidays(t *testing.T) {
	n := newNight(t, "2026-09-30 00:00:00")
	since := n.clock.Now()
	var want []string
	for day := range 12 { // to Sunday, 11 October
		for _, hour := range n.bureau.Rescue.PatrolTimes {
			at, err := time.Parse("15:04", hour)
			if err != nil {
				t.Fatal(err)
			}
			minute := day*24*60 + at.Hour()*60 + at.Minute()
			if holiday := day >= 1 && day <= 7; holiday && day != 2 {
				want = append(want, fmt.Sprintf("%d 何勇", minute))
			}
			if holiday := day >= 1 && day <= 7; holiday {
				want = append(want, fmt.Sprintf("%d 林涛", minute))
			}
		}
		n.wait(9 * time.Hour)
		for _, who := range []string{"何勇", "林涛", "高明", "吴刚"} {
			n.says(who, "菜单") // so that their windows are open
		}
		if day == 2 {
			n.says("林涛", "出勤")
		}
		n.wait(15 * time.Hour)
	}
	for _, p := range n.pushed {
		inOrder(t, p.text, texts.Rescue.HolidayNow, texts.Rescue.PatrolHead, "1 "+n.bureau.Rescue.Patrol[0].Name)
	}
	sameCalls(t, n.calls(since), want...)
}

// TestLadderAcrossRestarts: whenever the house closes and opens again, the same
// people hear the same at the same times.
func TestLadderAcrossRestarts(t *testing.T) {
	story := func(t *testing.T, between func(n *night)) []push {
		n := newNight(t, "2026-11-23 09:00:00")
		n.between = func() { between(n) }
		n.engage("陈静", "", storage.RoleDispatcher)
		n.says("何勇", "出勤")
		n.says("李", "街头救助", "1")
		n.shows("李", square, "车站广场")
		n.wait(2 * time.Minute)
		n.says("赵", "街头救助", "2")
		n.shows("赵", square, "广场东侧") // never says whether it is the same
		n.wait(10 * time.Second)
		n.says("李", "一位老人，灰色外套", "完成")
		n.wait(50 * time.Minute)
		n.says("林涛", "接单 J2611230001")
		n.wait(2 * time.Hour)
		n.says("林涛", "到达 J2611230001")
		n.wait(4 * time.Hour)
		n.says("林涛", "处置 J2611230001 送医", "跳过")
		n.wait(24 * time.Hour)
		return n.pushed
	}
	want := story(t, func(*night) {})
	if len(want) < 20 {
		t.Fatalf("only %d pushes", len(want))
	}
	for _, who := range []string{"李", "赵"} { // nobody took it: who reported it, and who joined, hears so once
		if n := countPushes(want, who, texts.Notices.Climbed("J2611230001", sampleHotline(t), true)); n != 1 {
			t.Errorf("%s heard %d times that nobody goes yet", who, n)
		}
	}
	for seed := range uint64(8) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			dice := rand.New(rand.NewPCG(seed, 2))
			got := story(t, func(n *night) {
				if seed == 0 || dice.IntN(4) == 0 { // seed 0: between any two steps
					n.reopen()
				}
			})
			for i := range max(len(want), len(got)) {
				if i >= len(want) || i >= len(got) || want[i] != got[i] {
					t.Fatalf("push %d: got %v, want %v", i, got[min(i, len(got)):min(i+1, len(got))], want[min(i, len(want)):min(i+1, len(want))])
				}
			}
		})
	}
}

func countPushes(all []push, who, words string) (n int) {
	for _, p := range all {
		if p.who == who && p.text == words {
			n++
		}
	}
	return n
}

func sampleHotline(t *testing.T) string {
	t.Helper()
	bureau, err := sampleBureau()
	if err != nil {
		t.Fatal(err)
	}
	return bureau.Hotline
}

// TestLadderRangOutWhileClosed: a house that was closed while rungs fell due calls
// them all when it opens, and goes on from there.
func TestLadderRangOutWhileClosed(t *testing.T) {
	n := newNight(t, "2026-11-23 09:00:00")
	n.says("何勇", "出勤")
	since := n.clock.Now()
	n.says("李", "街头救助", "1", "汽车站出站口")
	n.wait(time.Minute)
	n.bot.Wait()
	if err := n.store.Close(); err != nil {
		t.Fatal(err)
	}
	n.clock.Add(19 * time.Minute)
	n.open()
	n.due()
	n.wait(40 * time.Minute)
	sameCalls(t, n.calls(since), "0 何勇!", "20 何勇!", "20 吴刚!", "20 李", "20 林涛!", "20 林涛!", "20 高明!", "20 高明!",
		"50 何勇!", "50 吴刚!", "50 林涛!", "50 高明!")
}

// TestAllTakeAtOnce: of several who answer the same call, one goes; the others hear
// who, and whoever reported it hears of one.
func TestAllTakeAtOnce(t *testing.T) {
	n := newNight(t, "2026-11-23 09:00:00")
	n.engage("马建", "救助管理站", storage.RoleOutreach)
	n.engage("陈静", "", storage.RoleDispatcher)
	team := []string{"何勇", "林涛", "马建", "陈静", "高明", "吴刚"}
	for i := range 10 {
		reporter := fmt.Sprintf("路人%d", i)
		n.says(reporter, "街头救助", "4", fmt.Sprintf("青石镇%d组村口", i+1))
		number := fmt.Sprintf("J261123%04d", i+1)
		n.pushed = nil
		replies := make([]string, len(team))
		var taking sync.WaitGroup
		begin := make(chan struct{})
		for j, who := range team {
			m := text(fmt.Sprintf("take-%d-%d", i, j), who, "接单 "+number)
			taking.Go(func() { <-begin; replies[j] = n.say(m) })
		}
		close(begin)
		taking.Wait()
		n.due()
		winner := slices.IndexFunc(replies, func(r string) bool { return strings.Contains(r, "已接单 "+number) })
		for j, r := range replies {
			if winner < 0 || j != winner && !strings.Contains(r, texts.Staff.TakenBy(number, team[winner])) {
				t.Fatalf("%s: %d won; %s heard %q", number, winner, team[j], r)
			}
		}
		if len(n.pushed) != 1 || n.pushed[0].who != reporter || n.pushed[0].text != texts.Notices.OnTheWay(number) {
			t.Errorf("%s: pushed %v", number, n.pushed)
		}
		n.pushed = nil
		n.wait(20 * time.Minute) // no more calls
		if len(n.pushed) > 0 {
			t.Errorf("%s was taken, and still: %v", number, n.pushed)
		}
		n.says("何勇", "处置 "+number+" 劝返")
		team = append(team[1:], team[0])
	}
}
