package flows

import (
	"strings"
	"testing"
	"time"

	"minqing/configs"
	"minqing/storage"
)

func testEngine(t testing.TB) *Engine {
	t.Helper()
	bureau, problems, err := configs.LoadBureau("")
	if err != nil || configs.HasErrors(problems) {
		t.Fatalf("load sample bureau: %v %v", err, problems)
	}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, storage.Zone)
	e, err := New(House{Bureau: bureau, Now: func() time.Time { return now }, NewID: func() string { return "flow" }, Draft: 24 * time.Hour, Chars: 2000})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestCommandsAsPeopleTypeThem(t *testing.T) {
	e := testEngine(t)
	for _, c := range []struct{ typed, name, number, rest string }{
		{"进度 F2611230042", "进度", "F2611230042", ""},
		{"進度F2611230042。", "进度", "F2611230042", "。"},
		{"进度 f-261123 0042", "进度", "F2611230042", ""},
		{"进度　Ｆ２６１１２３００４２", "进度", "F2611230042", ""},
		{"评价 F2611230042 5", "评价", "F2611230042", "5"},
		{"评价 F261123 0042 5", "评价", "F2611230042", "5"},
		{"评价F26112300425", "评价", "F26112300425", ""}, // past 9999 in a day
		{"回复 F2611230042：已清理 3 处。", "回复", "F2611230042", "已清理 3 处。"},
		{"回复 已清理", "回复", "", "已清理"},
		{"不予受理 F2611230042 不归我们", "不予受理", "F2611230042", "不归我们"},
		{"补充 F2611230042 2026年的事", "补充", "F2611230042", "2026年的事"},
		{"接单J2611230001", "接单", "J2611230001", ""},
		{"绑定 ABCD-EFGH-JK", "绑定", "", "ABCD-EFGH-JK"},
	} {
		got, ok := e.parse(&turn{Message: Message{Kind: Text, Text: c.typed}})
		if !ok || got.name != c.name || got.number != c.number || got.rest != c.rest {
			t.Errorf("%q: got %v number=%q rest=%q, want %s number=%q rest=%q", c.typed, ok, got.number, got.rest, c.name, c.number, c.rest)
		}
	}
	for _, typed := range []string{"回复得太慢了", "受理了没有", "你好", "", "F2611230042", "进度怎么样", "派单员在哪里"} {
		if got, ok := e.parse(&turn{Message: Message{Kind: Text, Text: typed}}); ok {
			t.Errorf("%q was taken for the command %s", typed, got.name)
		}
	}
}

// TestHelpShowsOnlyWhatARoleHas: a command without the right to it does not exist.
func TestHelpShowsOnlyWhatARoleHas(t *testing.T) {
	e := testEngine(t)
	help := func(r storage.Role) string { return e.staffHelp(&storage.Staff{Roles: []storage.Role{r}}) }
	for _, c := range []struct {
		role   storage.Role
		has    []string
		hasNot []string
	}{
		{storage.RoleClerk, []string{"接单", "回复", "备注", "办结", "电话", "照片", "待办", "工单", "查询"}, []string{"受理 F", "派单", "邀请", "停用"}},
		{storage.RoleDispatcher, []string{"受理", "不予受理", "派单", "接单", "回复"}, []string{"邀请", "停用"}},
		{storage.RoleAdmin, []string{"邀请", "停用", "待办"}, []string{"受理", "回复", "接单", "电话"}},
		{storage.RoleLeader, []string{"派单", "工单"}, []string{"回复", "办结", "电话", "邀请"}},
		{storage.RoleOutreach, []string{"接单", "照片"}, []string{"回复", "派单", "邀请"}},
		{storage.RoleDiscipline, []string{"接单", "回复", "办结"}, []string{"受理", "派单", "邀请"}},
		{storage.RoleReviewer, []string{"待办"}, []string{"接单", "回复", "照片", "电话"}},
		{storage.RoleWindow, []string{"待办"}, []string{"接单", "回复", "照片", "电话"}},
	} {
		text := help(c.role)
		for _, w := range c.has {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not see %s", c.role, w)
			}
		}
		for _, w := range c.hasNot {
			if strings.Contains(text, "\n"+w) {
				t.Errorf("%s sees %s", c.role, w)
			}
		}
	}
}

// TestScope is the whole table of whose tickets a role reaches.
func TestScope(t *testing.T) {
	own := storage.Staff{ID: "s1", Unit: "殡葬管理股"}
	tickets := map[string]storage.Ticket{
		"new":     {Number: "F2611230001", State: storage.Submitted},
		"unit":    {Number: "F2611230002", Unit: "殡葬管理股"},
		"other":   {Number: "F2611230003", Unit: "养老服务股"},
		"held":    {Number: "F2611230004", Unit: "养老服务股", Owner: "s1"},
		"conduct": {Number: "F2611230005", Unit: "纪检组", Conduct: true},
		"self":    {Number: "F2611230006", Unit: "殡葬管理股", Owner: "s1", Conduct: true}, // must never reach the one complained of
		"street":  {Number: "J2611230001"},
	}
	reach := map[storage.Role]string{
		storage.RoleDispatcher: "held new other street unit",
		storage.RoleClerk:      "held unit",
		storage.RoleLeader:     "held new other street unit",
		storage.RoleOutreach:   "street",
		storage.RoleDiscipline: "conduct self",
		storage.RoleAdmin:      "",
		storage.RoleWindow:     "",
		storage.RoleReviewer:   "",
	}
	for _, role := range storage.Roles {
		s := own
		s.Roles = []storage.Role{role}
		for name, k := range tickets {
			want := strings.Contains(" "+reach[role]+" ", " "+name+" ")
			if got := may(&configs.Bureau{}, &command{bound: true}, &s, &k); got != want {
				t.Errorf("%s reaches %s: %v, want %v", role, name, got, want)
			}
		}
	}
}
