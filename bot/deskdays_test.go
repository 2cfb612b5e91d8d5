package bot

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/storage"
)

// TestDaysAtTheDesk lets staff and citizens do whatever comes to their minds to a few
// tickets, and holds after every act what must be so whatever was done. A seed that
// fails gives the same acts again.
func TestDaysAtTheDesk(t *testing.T) {
	for seed := range 6 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := newDeskDays(t, uint64(seed))
			for range 120 {
				if d.act(); t.Failed() {
					t.Fatalf("after %s", strings.Join(d.said[max(0, len(d.said)-6):], "\n"))
				}
			}
			if r, err := d.store.Verify(context.Background()); err != nil || len(r.Problems) > 0 {
				t.Errorf("the store is not sound: %v %v", r.Problems, err)
			}
		})
	}
}

type deskDays struct {
	*night
	rng     *rand.Rand
	staff   []string
	tickets []string
	said    []string
}

func newDeskDays(t *testing.T, seed uint64) *deskDays {
	d := &deskDays{rng: rand.New(rand.NewPCG(seed, 2026))}
	d.night = openDesk(t, func(b *configs.Bureau) {
		leads(b, "殡葬管理股", "吴刚", "何平")
		b.Units = append(b.Units, configs.Unit{Name: "县环卫处", Outside: true, Phone: "0999-7000999"})
		for i := range b.Categories {
			b.Categories[i].Approval = seed%2 == 0 && b.Categories[i].Name == "殡仪馆"
		}
	})
	d.engage("刘洋", "殡葬管理股", storage.RoleClerk)
	d.engage("赵敏", "纪检组", storage.RoleDiscipline)
	d.engage("周岩", "纪检组", storage.RoleDiscipline)
	d.engage("吴刚", "", storage.RoleLeader)
	d.engage("何平", "", storage.RoleLeader)
	d.staff = []string{"陈静", "王芳", "刘洋", "林涛", "赵敏", "周岩", "吴刚", "何平"}
	d.file()
	d.file()
	return d
}

func (d *deskDays) one(of ...string) string { return of[d.rng.IntN(len(of))] }

// say is one line after another from one person, who reads no phone but by asking.
func (d *deskDays) say(who string, lines ...string) (reply string) {
	d.t.Helper()
	for _, line := range lines {
		reply = d.says(who, line)
		head, _, _ := strings.Cut(reply, "\n")
		d.said = append(d.said, who+": "+line, "    "+head)
		if slices.Contains(d.staff, who) && strings.Contains(reply, "13800138000") {
			d.t.Errorf("%s reads a whole phone after %s", who, line)
		}
	}
	return reply
}

func (d *deskDays) file() {
	d.t.Helper()
	words := d.one("门口的垃圾三天没有清理", "王芳收了钱不办事情", "林涛和刘洋态度不好", "路灯坏了很久没有人修")
	d.say(d.one("李", "赵"), "取消", "我要反映", d.one("投诉", "建议", "咨询"), d.one("殡仪馆", "殡仪馆", "养老", "工作人员作风"),
		fmt.Sprint(words, len(d.tickets)), "完成", "跳过", d.one("13800138000", "匿名", "跳过"), "提交")
	err := d.store.View(context.Background(), func(tx storage.Tx) error {
		page, err := tx.Tickets(storage.Query{Limit: 1})
		if err == nil && !slices.Contains(d.tickets, page.Tickets[0].Number) {
			d.tickets = append(d.tickets, page.Tickets[0].Number)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// lines are what may be typed; %s is a ticket.
var deskLines = map[string][]string{
	"陈静": {"受理 %s", "受理 %s", "不予受理 %s 不属于民政业务", "派单 %s 殡葬管理股", "派单 %s 养老服务股", "派单 %s 纪检组", "派单 %s 办公室", "派单 %s 殡葬管理股 王芳",
		"定性 %s 复杂", "归档 %s", "同意 %s", "驳回 %s 理由不够充分", "回避 %s 王芳 反映的就是本人", "误评 %s 反映人来电说点错了"},
	"吴刚": {"派单 %s 殡葬管理股", "接单 %s", "督办 %s 请抓紧办理", "同意 %s", "驳回 %s 理由不够充分"},
	"何平": {"派单 %s 养老服务股", "同意 %s", "督办 %s 请抓紧办理"},
	"": {"接单 %s", "接单 %s", "接单 %s", "回复 %s 正在安排人员清理", "转办 %s 养老服务股 应由他们办理", "转办 %s 县环卫处 应由他们办理", "转办 %s 纪检组 反映的是工作人员",
		"退回 %s 不属于本股室", "延期 %s 3 需要现场鉴定", "上报 %s 超出本局职权", "请假 今天", "请假 今天 代班 刘洋", "销假", "转办单 Z2026-0001", "签收 Z2026-0001"},
	"李": {"催办 %s", "补充 %s 还有别的垃圾", "评价 %s 1", "评价 %s 5", "重开 %s 垃圾还在"},
}

// act is one thing that somebody does.
func (d *deskDays) act() {
	d.t.Helper()
	if len(d.tickets) < 8 && d.rng.IntN(12) == 0 {
		d.file()
	}
	number, who := d.one(d.tickets...), d.one(d.staff...)
	switch d.rng.IntN(8) {
	case 0:
		if strings.Contains(d.say(who, "办结 "+number), "责任人是谁") {
			d.say(who, "本股室", "现场清理", "已经清理", "按时完成", "提交")
		}
		d.say(who, "取消")
	case 1:
		if said := d.say(who, "回访 "+number); strings.Contains(said, "打通了吗") || strings.Contains(said, "没有留电话") {
			d.say(who, "1", d.one("1", "5"), "跳过", d.one("1", "2", "3"), "提交")
		}
		d.say(who, "取消")
	case 2:
		d.say(d.one("李", "赵"), "取消", fmt.Sprintf(d.one(deskLines["李"]...), number))
	case 3:
		d.say("陈静", "并单 "+number+" "+d.one(d.tickets...))
	case 4:
		d.wait(time.Duration(d.rng.IntN(30)) * time.Hour)
	default:
		lines := deskLines[who]
		if lines == nil {
			lines = deskLines[""]
		}
		line := d.one(lines...)
		if strings.Contains(line, "%s") {
			line = fmt.Sprintf(line, number)
		}
		d.say(who, line)
	}
	d.alerts()
	d.holds()
}

var anyTicket = regexp.MustCompile(`F\d{10}`)

// alerts holds what was pushed to staff: nobody hears of a ticket that does not exist for
// them, but where nobody else is there, and whoever wrote the slip that came to be signed.
func (d *deskDays) alerts() {
	d.t.Helper()
	pushed := d.pushed
	for _, p := range pushed {
		if !slices.Contains(d.staff, p.who) || slices.ContainsFunc([]string{"无人在岗", "代班", "期限提醒", "签收"}, func(w string) bool { return strings.Contains(p.text, w) }) {
			continue
		}
		for _, number := range anyTicket.FindAllString(p.text, -1) {
			if strings.Contains(d.talk(p.who, "工单 "+number), "没有找到") {
				d.t.Errorf("%s heard of %s, which is not theirs to see: %s", p.who, number, p.text)
			}
		}
	}
	d.pushed = nil
}

// holds is what must be so of every ticket, whatever was done to it.
func (d *deskDays) holds() {
	d.t.Helper()
	desks := ""
	for _, who := range d.staff {
		desks += d.talk(who, "待办")
	}
	err := d.store.View(context.Background(), func(tx storage.Tx) error {
		for _, number := range d.tickets {
			k, err := tx.Ticket(number)
			if err != nil {
				return err
			}
			asked, waits, err := storage.Decisions.Find(tx, number)
			if err != nil {
				return err
			}
			call, owed, err := storage.CallBacks.Find(tx, number)
			if err != nil {
				return err
			}
			_, none := tx.Timer("recall/" + number)
			alone := slices.Contains(k.Barred, "s1") || k.Conduct && len(k.Barred) > 1 // none of those who assign it is left
			for wrong, is := range map[string]bool{
				"what waits for a decision is not what is asked":  waits != (k.Asked > 0 || !k.Proposed.IsZero()) || k.Asked > 0 && asked.What != storage.ActExtend,
				"it is open and has an end, or is closed and not": k.Open() != k.Closed.IsZero(),
				"nobody works on what is being worked on":         k.State == storage.InProgress && k.Owner == "",
				"whoever has it is concerned":                     k.Open() && slices.Contains(k.Barred, k.Owner),
				"it is open and to be called back":                k.Open() && owed,
				"a call is reminded of that nobody owes":          none == nil && !call.Bad,
				"it is on nobody's desk":                          k.Open() && k.State != storage.Escalated && !alone && !strings.Contains(desks, number),
			} {
				if is {
					d.t.Errorf("%s %s: %s: %+v", number, k.State, wrong, k)
				}
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}
