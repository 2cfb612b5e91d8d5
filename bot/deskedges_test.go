package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/flows/texts"
	"minqing/storage"
)

// What came in this morning is in the figures of today and of this week.
func TestFiguresOfTodayHaveTheMorning(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.taken("F2611230001")
	n.clock.Add(8 * time.Hour)
	for _, line := range []string{"统计 今天", "统计 本周"} {
		if said := n.says("陈静", line); !strings.Contains(said, "收件1件") {
			t.Errorf("%s said %s", line, said)
		}
	}
}

// A leader hears of a reopened ticket of the units linked to them, and of no other.
func TestReopenedIsForTheLinkedLeader(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) { leads(b, "殡葬管理股", "吴刚", "何平") })
	n.engage("吴刚", "", storage.RoleLeader)
	n.engage("何平", "", storage.RoleLeader)
	n.taken("F2611230001")
	n.close("F2611230001")
	n.pushed = nil
	n.says("李", "重开 F2611230001 垃圾还在")
	if heard := n.toldTo("吴刚"); !strings.Contains(heard, "F2611230001") {
		t.Errorf("the linked leader heard %q", heard)
	}
	if heard := n.toldTo("何平"); heard != "" {
		t.Errorf("a leader of other units heard %q", heard)
	}
	if n.toldTo("陈静") == "" {
		t.Error("whoever assigns heard nothing")
	}
}

// closedTwice has a ticket closed, done again as its citizen wished, and closed: the next
// 重开 is for a leader to decide.
func (n *night) closedTwice(number string) {
	n.t.Helper()
	n.taken(number)
	n.close(number)
	n.says("李", "重开 "+number+" 垃圾还在")
	n.says("陈静", "派单 "+number+" 殡葬管理股")
	n.says("王芳", "接单 "+number)
	n.close(number)
}

// leads makes one unit somebody's and all others somebody else's.
func leads(b *configs.Bureau, unit, leader, others string) {
	for i := range b.Units {
		if b.Units[i].LinkedLeader = others; b.Units[i].Name == unit {
			b.Units[i].LinkedLeader = leader
		}
	}
}

// Whoever was merged into a ticket hears which office outside is in charge, too.
func TestPointingAwayIsToldToTheMerged(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) {
		b.Units = append(b.Units, configs.Unit{Name: "县环卫处", Outside: true, Phone: "0999-7000999"})
	})
	n.taken("F2611230001")
	n.says("赵", "我要反映", "投诉", "殡仪馆", "殡仪馆门口垃圾成堆没人管", "完成", "跳过", "跳过", "提交")
	n.says("陈静", "并单 F2611230001 F2611230002")
	n.pushed = nil
	n.says("王芳", "转办 F2611230001 县环卫处 门前道路由其保洁")
	for who, number := range map[string]string{"李": "F2611230001", "赵": "F2611230002"} {
		if heard := n.toldTo(who); !strings.Contains(heard, "0999-7000999") || !strings.Contains(heard, number) {
			t.Errorf("%s heard %q", who, heard)
		}
	}
}

// What was asked for by a unit lapses when the ticket goes to another before anybody
// took it, and words of a closing that nobody approved go with it.
func TestDecisionsLapseWithTheUnit(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) {
		for i := range b.Categories {
			b.Categories[i].Approval = b.Categories[i].Name == "殡仪馆"
		}
	})
	n.says("李", "我要反映", "投诉", "殡仪馆", "殡仪馆门口的垃圾三天没有清理", "完成", "东街口", "13800138000", "提交")
	n.says("陈静", "受理 F2611230001", "派单 F2611230001 殡葬管理股")
	n.says("王芳", "延期 F2611230001 3 等鉴定")
	n.says("陈静", "派单 F2611230001 养老服务股")
	if k, _ := n.ticket("F2611230001"); k.Unit != "养老服务股" || k.Asked != 0 {
		t.Errorf("assigned anew it still asks for %d days: %+v", k.Asked, k)
	}
	n.taken("F2611230002")
	n.close("F2611230002")
	n.says("陈静", "派单 F2611230002 养老服务股")
	if k, _ := n.ticket("F2611230002"); k.State != storage.Assigned || !k.Proposed.IsZero() || k.Private.Done != nil {
		t.Errorf("assigned anew it keeps the closing nobody approved: %+v", k.Private.Done)
	}
}

// Nobody puts a ticket away while a leader is to decide whether it is done once more.
func TestAppealIsNotArchived(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("吴刚", "", storage.RoleLeader)
	n.closedTwice("F2611230001")
	n.says("李", "重开 F2611230001 又堆起来了")
	said := n.says("陈静", "归档 F2611230001")
	if k, _ := n.ticket("F2611230001"); k.State != storage.Resolved || k.Proposed.IsZero() {
		t.Errorf("归档 said %s and left %s, to decide since %v", said, k.State, k.Proposed)
	}
}

// Nobody puts a ticket away before its citizen could rate it, or ask for it to be done
// again: the house does it when their days are over.
func TestArchivingTakesNoRating(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.taken("F2611230001")
	n.close("F2611230001")
	if said := n.says("陈静", "归档 F2611230001"); !strings.Contains(said, "到12月23日为止") || n.state("F2611230001") != storage.Resolved {
		t.Errorf("归档 said %s", said)
	}
	n.says("李", "评价 F2611230001 5")
	if said := n.says("陈静", "归档 F2611230001"); n.state("F2611230001") != storage.Rated {
		t.Errorf("rated, 归档 said %s", said)
	}
	n.sleep("2026-12-25 10:00:00")
	if n.state("F2611230001") != storage.Archived {
		t.Error("its days are over and it was not put away")
	}
}

// The slip of what became a complaint about staff is for whoever wrote it; others of
// the unit it left know nothing of it any more.
func TestSlipToDisciplineIsItsWritersAlone(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("刘洋", "殡葬管理股", storage.RoleClerk)
	n.engage("赵敏", "纪检组", storage.RoleDiscipline)
	n.taken("F2611230001")
	n.says("王芳", "转办 F2611230001 纪检组 反映的是工作人员")
	if said := n.says("刘洋", "转办单 Z2026-0001"); strings.Contains(said, "工作人员") || !strings.Contains(said, "没有找到") {
		t.Errorf("a colleague reads %s", said)
	}
	if said := n.says("王芳", "转办单 Z2026-0001"); !strings.Contains(said, "反映的是工作人员") {
		t.Errorf("whoever wrote it reads %s", said)
	}
	if said := n.says("赵敏", "转办单 Z2026-0001"); !strings.Contains(said, "反映的是工作人员") {
		t.Errorf("纪检 reads %s", said)
	}
}

// Whoever one of merged tickets names is kept out of what they became.
func TestMergedKeepsOutWhoeverIsNamed(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.taken("F2611230001")
	n.says("赵", "我要反映", "投诉", "殡仪馆", "殡仪馆的王芳收了垃圾清运费不办事", "完成", "跳过", "跳过", "提交")
	n.says("陈静", "并单 F2611230001 F2611230002")
	k, err := n.ticket("F2611230001")
	if err != nil || len(k.Barred) != 1 || k.Owner != "" || k.State != storage.Returned {
		t.Errorf("merged: owner %q, %s, barred %v: %v", k.Owner, k.State, k.Barred, err)
	}
	if said := n.says("王芳", "工单 F2611230001"); !strings.Contains(said, "没有找到") {
		t.Errorf("whoever is named still reads %s", said)
	}
}

// What waits above is late for nobody: no list says so.
func TestEscalatedIsNotLate(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("吴刚", "", storage.RoleLeader)
	n.taken("F2611230001")
	n.says("王芳", "上报 F2611230001 超出本局职权")
	n.clock.Add(30 * 24 * time.Hour)
	if said := n.says("吴刚", "待办"); !strings.Contains(said, "F2611230001") || strings.Contains(said, strings.TrimLeft(texts.Staff.Overdue, "·（ ")) {
		t.Errorf("待办 said %s", said)
	}
}

// While the linked leader is away the desk decides, and nobody beyond the table reads
// what the citizen said.
func TestAbsentLeaderHoldsNothingUp(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) { leads(b, "殡葬管理股", "吴刚", "何平") })
	n.engage("吴刚", "", storage.RoleLeader)
	n.engage("何平", "", storage.RoleLeader)
	n.closedTwice("F2611230001")
	n.says("吴刚", "请假 今天 代班 何平")
	n.pushed = nil
	n.says("李", "重开 F2611230001 又堆到了我家门口")
	if heard := n.toldTo("何平"); strings.Contains(heard, "我家门口") {
		t.Errorf("a leader of other units reads %s", heard)
	}
	if heard := n.toldTo("陈静"); !strings.Contains(heard, "F2611230001") {
		t.Errorf("the desk heard %q", heard)
	}
	if n.says("陈静", "同意 F2611230001"); n.state("F2611230001") != storage.Reopened {
		t.Errorf("nobody could decide: %s", n.state("F2611230001"))
	}
}

// Where nobody who decides is there, whoever hears instead is told that something
// waits, and not what the citizen said.
func TestAppealIsNotQuotedBeyondTheDesk(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) { leads(b, "殡葬管理股", "吴刚", "何平") })
	n.engage("何平", "", storage.RoleLeader)
	n.closedTwice("F2611230001")
	n.says("陈静", "回避 F2611230001 反映人是我的亲属")
	n.pushed = nil
	n.says("李", "重开 F2611230001 又堆到了我家门口")
	if heard := n.toldTo("何平"); !strings.Contains(heard, "F2611230001") || strings.Contains(heard, "我家门口") {
		t.Errorf("a leader of other units heard %q", heard)
	}
}

// A complaint about staff that went to an office outside does not show in what is asked
// of that office alone.
func TestFiguresOfAUnitSealConduct(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) { b.Units = append(b.Units, configs.Unit{Name: "县纪委", Outside: true}) })
	n.engage("赵敏", "纪检组", storage.RoleDiscipline)
	n.says("李", "我要反映", "投诉", "工作人员作风", "窗口有人收红包不给办", "完成", "跳过", "匿名", "提交")
	n.says("赵敏", "接单 F2611230001", "转办 F2611230001 县纪委 涉嫌违法")
	if k, err := n.ticket("F2611230001"); err != nil || k.Unit != "县纪委" {
		t.Fatalf("it went to %+v: %v", k, err)
	}
	if said := n.says("陈静", "统计 今年 县纪委"); strings.Contains(said, "收件1件") || strings.Contains(said, "保密件") {
		t.Errorf("统计 of the office said %s", said)
	}
}

// What is sent to 纪检 is given to somebody who may see it, and to nobody else of the unit.
func TestConductIsAssignedToDiscipline(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("赵敏", "纪检组", storage.RoleDiscipline)
	n.engage("周岩", "纪检组", storage.RoleClerk)
	n.taken("F2611230001")
	said := n.says("陈静", "派单 F2611230001 纪检组 周岩")
	if k, _ := n.ticket("F2611230001"); k.Conduct || k.Unit != "殡葬管理股" || !strings.Contains(said, "赵敏") {
		t.Errorf("to somebody who may not see it: %s", said)
	}
	n.pushed = nil
	n.says("陈静", "派单 F2611230001 纪检组 赵敏")
	if said := n.says("赵敏", "待办"); !strings.Contains(said, "F2611230001") || !strings.Contains(n.toldTo("赵敏"), "F2611230001") || n.toldTo("周岩") != "" {
		t.Errorf("纪检 sees %s and heard %s; the clerk heard %s", said, n.toldTo("赵敏"), n.toldTo("周岩"))
	}
}

// What somebody who leaves had reported upward goes back to whoever assigns, and waits above.
func TestWhoLeavesKeepsNothingThatWaitsAbove(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("孙立", "", storage.RoleAdmin)
	n.taken("F2611230001")
	n.says("王芳", "上报 F2611230001 超出本局职权")
	n.pushed = nil
	n.says("孙立", "停用 王芳")
	k, err := n.ticket("F2611230001")
	if err != nil || k.Owner != "" || k.State != storage.Escalated {
		t.Errorf("it is %s with %q: %v", k.State, k.Owner, err)
	}
	if heard := n.toldTo("陈静"); !strings.Contains(heard, "F2611230001") {
		t.Errorf("whoever assigns heard %q", heard)
	}
}

// What was sent to a unit where nobody may take it stays on the desk of whoever assigns.
func TestStrandedStaysWithTheDesk(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.says("李", "我要反映", "投诉", "殡仪馆", "殡仪馆的王芳收了清运费不办事", "完成", "跳过", "跳过", "提交")
	n.says("陈静", "受理 F2611230001", "派单 F2611230001 殡葬管理股")
	if said := n.says("陈静", "待办"); !strings.Contains(said, "F2611230001") {
		t.Errorf("sent to nobody, 待办 said %s", said)
	}
	n.engage("刘洋", "殡葬管理股", storage.RoleClerk)
	if said := n.says("陈静", "待办"); strings.Contains(said, "F2611230001") {
		t.Errorf("somebody is there, 待办 said %s", said)
	}
}

// A name that nobody has keeps nobody out: least of all whoever mistyped it.
func TestRecusingNobody(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.taken("F2611230001")
	said := n.says("陈静", "回避 F2611230001 王芬 反映的就是本人")
	if k, err := n.ticket("F2611230001"); err != nil || len(k.Barred) > 0 || !strings.Contains(said, "没有叫“王芬”") {
		t.Errorf("回避 said %s and kept out %v: %v", said, k.Barred, err)
	}
}

// Where the only one for whom a ticket waits keeps out, whoever comes next hears.
func TestRecusingTheLast(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("吴刚", "", storage.RoleLeader)
	n.says("李", "我要反映", "投诉", "殡仪馆", "殡仪馆门口的垃圾三天没有清理", "完成", "跳过", "跳过", "提交")
	n.pushed = nil
	n.says("陈静", "回避 F2611230001 反映人是我的亲属")
	if heard := n.toldTo("吴刚"); !strings.Contains(heard, "F2611230001") {
		t.Errorf("nobody is left for it, and the leader heard %q", heard)
	}
}

// A house that runs on into a year whose holidays nobody wrote down says so.
func TestSelfCheckMissesACalendar(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.engage("孙立", "", storage.RoleAdmin)
	told := func() bool {
		return strings.Contains(n.toldTo("孙立")+n.says("孙立", "帮助"), "2027年的放假安排")
	}
	n.sleep("2026-12-04 10:00:00")
	if told() {
		t.Error("four weeks before, it is too early")
	}
	n.pushed = nil
	n.sleep("2026-12-18 10:00:00")
	if !told() {
		t.Error("two weeks before the year begins nobody says that its holidays are guessed")
	}
}

// What is open can be corrected, however many newer tickets were put away.
func TestCorrectingBehindTheArchive(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	n.says("李", "人工服务", "想问高龄津贴怎么领")
	for i := range 8 {
		n.clock.Add(time.Minute)
		number := storage.FormatNumber("F", opening, uint64(i+2))
		n.says("李", "人工服务", "想问临时救助怎么办理", "撤回 "+number, "1")
		n.says("陈静", "归档 "+number)
	}
	if said := n.says("李", "我的数据", "2"); !strings.Contains(said, "F2611230001") {
		t.Errorf("what can be corrected: %s", said)
	}
}

// What is due first is on the desk, however much came in after it.
func TestDeskFindsTheOldest(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	err := n.store.Update(context.Background(), func(tx storage.Tx) error {
		for i := range 700 {
			at := opening.Add(time.Duration(i) * time.Second)
			k := storage.Ticket{Key: fmt.Sprint("many-", i), Kind: "投诉", Category: "其他", State: storage.Submitted, Channel: "微信", Filed: at, Updated: at, Due: at.AddDate(0, 0, 7)}
			if _, err := tx.File(storage.LetterFeedback, &k, storage.Event{At: at, Action: storage.ActFile, To: storage.Submitted}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if said := n.says("陈静", "待办"); !strings.Contains(said, "F2611230001") || !strings.Contains(said, "700件") {
		t.Errorf("待办 said %s", said)
	}
}
