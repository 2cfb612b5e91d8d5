package bot

import (
	"slices"
	"strings"
	"testing"

	"minqing/configs"
	"minqing/storage"
)

// Urgent hardship reaches the township's people in the chat, too; whoever takes it
// first has it. Another township's people, and this one's for anything else, see nothing.
func TestHardshipReachesTheTownship(t *testing.T) {
	n := &night{stage: newStage(t), between: func() {}}
	bureau := *n.bureau
	bureau.Units = append(slices.Clone(bureau.Units), configs.Unit{Name: "白水镇民政办"}, configs.Unit{Name: "石桥镇民政办"})
	bureau.Hardship.Contacts = []configs.TownContact{
		{Township: "白水镇", Name: "白水镇民政办", Phone: "0999-7000304", Staff: []string{"丁一"}},
		{Township: "石桥镇", Name: "石桥镇民政办", Phone: "0999-7000305", Staff: []string{"石二"}},
	}
	n.bureau = &bureau
	n.reopen()
	n.engage("何敏", "社会救助股", storage.RoleClerk)
	n.engage("丁一", "白水镇民政办", storage.RoleClerk)
	n.engage("石二", "石桥镇民政办", storage.RoleClerk)
	n.pushed = nil

	n.says("李", "救急难 白水镇大坪村断粮两天了", "跳过")
	var heard []string
	for _, p := range n.pushed {
		heard = append(heard, p.who)
	}
	if want := []string{"丁一", "何敏"}; !slices.Equal(heard, want) {
		t.Errorf("heard by %v, want %v", heard, want)
	}
	if said := n.says("石二", "工单 F2611230001"); !strings.Contains(said, "没有找到") {
		t.Errorf("another township sees it: %s", said)
	}
	if said := n.says("丁一", "接单 F2611230001"); !strings.Contains(said, "已接单") {
		t.Errorf("the township may not take it: %s", said)
	}
	if said := n.says("何敏", "接单 F2611230001"); !strings.Contains(said, "已经由丁一接办") {
		t.Errorf("the window takes it after all: %s", said)
	}
	n.says("赵", "人工服务", "白水镇的高龄津贴什么时候发")
	if said := n.says("丁一", "工单 F2611230002"); !strings.Contains(said, "没有找到") {
		t.Errorf("the township sees what is no hardship: %s", said)
	}
}
