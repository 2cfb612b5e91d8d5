package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"minqing/configs"
	"minqing/storage"
)

// openDesk is the house with people at the desk, of a bureau that is a little
// different from the sample.
func openDesk(t *testing.T, change func(*configs.Bureau)) *night {
	n := &night{stage: newStage(t), between: func() {}}
	bureau := *n.bureau
	bureau.Units, bureau.Categories = append([]configs.Unit(nil), bureau.Units...), append([]configs.Category(nil), bureau.Categories...)
	change(&bureau)
	n.bureau = &bureau
	n.reopen()
	n.engage("陈静", "", storage.RoleDispatcher)
	n.engage("王芳", "殡葬管理股", storage.RoleClerk)
	n.engage("林涛", "养老服务股", storage.RoleClerk)
	return n
}

// taken files a complaint and lets 王芳 take it.
func (n *night) taken(number string) {
	n.t.Helper()
	n.says("李", "我要反映", "投诉", "殡仪馆", "殡仪馆门口的垃圾三天没有清理", "完成", "东街口", "13800138000", "提交")
	n.says("陈静", "受理 "+number, "派单 "+number+" 殡葬管理股")
	n.says("王芳", "接单 "+number)
	n.pushed = nil
}

func (n *night) close(number string) string {
	n.t.Helper()
	return n.says("王芳", "办结 "+number, "王芳", "加派保洁", "已经清理", "两天完成", "提交")
}

// toldTo are the words that somebody was pushed since the last look.
func (n *night) toldTo(who string) (words string) {
	for _, p := range n.pushed {
		if p.who == who {
			words += p.text + "\n"
		}
	}
	return words
}

// Where the bureau wants a leader's approval a closing waits for it, without a word
// to the citizen; refused it goes back, approved the citizen hears.
func TestClosingNeedsApproval(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) {
		for i := range b.Categories {
			b.Categories[i].Approval = b.Categories[i].Name == "殡仪馆"
		}
	})
	const number = "F2611230001"
	n.taken(number)
	if said := n.close(number); !strings.Contains(said, "要先经分管领导同意") || strings.Contains(n.toldTo("李"), "办结") {
		t.Errorf("closing said %s, the citizen heard %s", said, n.toldTo("李"))
	}
	if heard := n.toldTo("陈静"); !strings.Contains(heard, "同意 "+number) {
		t.Errorf("no leader is here and the dispatcher heard %q", heard)
	}
	k, err := n.ticket(number)
	if err != nil || k.State != storage.InProgress || k.Proposed.IsZero() || k.Private.Done == nil {
		t.Fatalf("while it waits: %+v %v", k, err)
	}
	n.engage("吴刚", "", storage.RoleLeader)
	for who, line := range map[string]string{"陈静": "同意 " + number, "王芳": "办结 " + number, "吴刚": "驳回 " + number} {
		if n.says(who, line); n.state(number) != storage.InProgress {
			t.Errorf("%s: %s led to %s", who, line, n.state(number))
		}
	}
	n.pushed = nil
	n.says("吴刚", "驳回 "+number+" 请附现场照片")
	if k, _ := n.ticket(number); !k.Proposed.IsZero() || k.Private.Done != nil || !strings.Contains(n.toldTo("王芳"), "请附现场照片") {
		t.Errorf("after the refusal: %+v, the owner heard %s", k, n.toldTo("王芳"))
	}
	n.close(number)
	n.pushed = nil
	if said := n.says("吴刚", "同意 "+number); !strings.Contains(said, "已办结") {
		t.Errorf("approval said %s", said)
	}
	if n.state(number) != storage.Resolved || !strings.Contains(n.toldTo("李"), "已经清理") || !strings.Contains(n.toldTo("王芳"), "同意办结") {
		t.Errorf("approved: %s, the citizen heard %s", n.state(number), n.toldTo("李"))
	}
}

// A ticket that goes on in another way leaves nothing behind for a leader to decide.
func TestDecisionsLapse(t *testing.T) {
	n := openDesk(t, func(*configs.Bureau) {})
	for i, other := range []struct{ who, line string }{
		{"王芳", "退回 %s 不归我们"}, {"王芳", "转办 %s 养老服务股 归他们"}, {"陈静", "派单 %s 养老服务股"}, {"王芳", "上报 %s 超出职权"},
	} {
		number := storage.FormatNumber("F", opening, uint64(i+1))
		n.taken(number)
		n.says("王芳", "延期 "+number+" 3 等鉴定")
		if k, _ := n.ticket(number); k.Asked != 3 {
			t.Fatalf("%s: nothing was asked: %+v", number, k)
		}
		n.says(other.who, fmt.Sprintf(other.line, number))
		if k, _ := n.ticket(number); k.Asked != 0 || k.State == storage.InProgress {
			t.Errorf("%s left %+v", other.line, k)
		}
	}
	err := n.store.View(context.Background(), func(tx storage.Tx) error {
		return storage.Decisions.Each(tx, storage.Range{}, func(number string, d storage.Decision) (bool, error) {
			t.Errorf("%s still waits: %+v", number, d)
			return false, nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A ticket that went to an office outside the bureau stays with whoever sent it, who
// writes down what the office answers.
func TestHandOverOutside(t *testing.T) {
	n := openDesk(t, func(b *configs.Bureau) { b.Units = append(b.Units, configs.Unit{Name: "县环卫处", Outside: true}) })
	const number = "F2611230001"
	n.taken(number)
	if said := n.says("王芳", "转办 "+number+" 县环卫处 门前道路由其保洁"); !strings.Contains(said, "回执 Z2026-0001") {
		t.Errorf("handing over said %s", said)
	}
	if k, _ := n.ticket(number); k.Unit != "县环卫处" || k.Owner == "" || k.State != storage.Assigned {
		t.Errorf("handed over: %+v", k)
	}
	n.says("李", "催办 "+number)
	if !strings.Contains(n.toldTo("王芳"), "催办") {
		t.Errorf("nobody hears for an office outside: %v", n.pushed)
	}
	if desk := n.says("王芳", "工作台"); !strings.Contains(desk, number) {
		t.Errorf("the desk of whoever follows it: %s", desk)
	}
	for _, wrong := range []struct{ who, line string }{{"王芳", "签收 Z2026-0001"}, {"王芳", "回执 Z2026-0001"}, {"林涛", "回执 Z2026-0001 我替他收"}} {
		n.says(wrong.who, wrong.line)
	}
	if slip := n.says("王芳", "转办单 Z2026-0001"); !strings.Contains(slip, "县环卫处（外单位）") || !strings.Contains(slip, "还没有") {
		t.Errorf("the slip before its receipt: %s", slip)
	}
	n.says("王芳", "回执 Z2026-0001 张科长当面签收，三日内清理")
	if slip := n.says("陈静", "转办单 Z2026-0001"); !strings.Contains(slip, "张科长当面签收") || strings.Contains(slip, "还没有") {
		t.Errorf("the slip after its receipt: %s", slip)
	}
	n.pushed = nil
	n.says("王芳", "接单 "+number)
	if heard := n.toldTo("李"); !strings.Contains(heard, "已转县环卫处办理") {
		t.Errorf("the citizen heard %s", heard)
	}
}

func (n *night) state(number string) storage.State {
	k, err := n.ticket(number)
	if err != nil {
		n.t.Fatal(err)
	}
	return k.State
}
