package bot

import (
	"slices"
	"strings"
	"testing"

	"minqing/storage"
)

// newDesk is a house whose bureau file names an owner of a category and who stands
// in for the unit.
func newDesk(t *testing.T) *night {
	t.Helper()
	n := &night{stage: newStage(t), between: func() {}}
	bureau := *n.bureau
	bureau.Categories, bureau.Units = slices.Clone(bureau.Categories), slices.Clone(bureau.Units)
	for i := range bureau.Categories {
		if bureau.Categories[i].Name == "殡仪馆" {
			bureau.Categories[i].Owner = "王芳"
		}
	}
	for i := range bureau.Units {
		if bureau.Units[i].Name == "殡葬管理股" {
			bureau.Units[i].StandIn = "周红"
		}
	}
	n.bureau = &bureau
	n.reopen()
	n.engage("赵敏", "办公室", storage.RoleDispatcher)
	n.engage("王芳", "殡葬管理股", storage.RoleClerk)
	n.engage("刘洋", "殡葬管理股", storage.RoleClerk)
	n.engage("周红", "殡葬管理股", storage.RoleClerk)
	n.due()
	n.pushed = nil
	return n
}

// complain files a complaint about the funeral home and lets the desk assign it.
func (n *night) complain(number, words string) {
	n.t.Helper()
	n.says("李", "我要反映", "投诉", "殡仪馆", words, "完成", "跳过", "匿名", "提交")
	n.says("赵敏", "受理 "+number, "派单 "+number)
}

// heard are those who were alerted of what was assigned since the last look.
func (n *night) heard() (names []string) {
	for _, p := range n.pushed {
		if strings.Contains(p.text, "派给您股室") {
			names = append(names, p.who)
		}
	}
	n.pushed = nil
	slices.Sort(names)
	return names
}

// TestACategoryHasAnOwner: the unit's alert goes to the category's owner, to who
// stands in when the owner is away, and past an owner who is concerned.
func TestACategoryHasAnOwner(t *testing.T) {
	n := newDesk(t)
	n.complain("F2611230001", "殡仪馆门口的垃圾没有人清理")
	expect(t, "owner", n.heard(), "王芳")
	if k, err := n.ticket("F2611230001"); err != nil || k.Owner == "" || k.State != storage.Assigned {
		t.Errorf("the owner does not hold it: %v", err)
	}
	n.complain("F2611230002", "殡仪馆的王芳态度不好")
	expect(t, "the owner is concerned", n.heard(), "刘洋", "周红")
	n.says("王芳", "请假 今天 代班 刘洋")
	n.complain("F2611230003", "殡仪馆停车场不够用了")
	expect(t, "the owner's own stand-in", n.heard(), "刘洋")
	n.says("王芳", "请假 今天")
	n.complain("F2611230004", "殡仪馆的路灯坏了一周")
	expect(t, "the unit's stand-in", n.heard(), "周红")
	n.says("周红", "请假 今天")
	n.complain("F2611230005", "殡仪馆的水龙头一直漏水")
	expect(t, "the others of the unit", n.heard(), "刘洋")
	n.says("刘洋", "请假 今天")
	n.complain("F2611230006", "殡仪馆的厕所没有人打扫")
	expect(t, "nobody of the unit but the dispatcher who assigned it", n.heard())
}
