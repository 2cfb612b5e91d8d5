package texts

import (
	"fmt"
	"strings"
)

// SelfCheck is what the admins hear of the house's look at itself, and `minqing check`
// prints.
var SelfCheck = struct {
	Name         string // how a self-check begins
	Found        func(day string, lines []string) string
	NoDispatcher string
	NoStaff      func(units []string) string
	NoLeader     func(names []string) string
	NoStandIn    func(unit, name string) string
	NoOwner      func(category, name, unit string) string
	NoCalendar   func(year int) string
	Unowned      func(n, hours int) string
	NoDate       func(n int) string
	Gone         func(n int) string
	Stuck        func(n, hours int) string
	Held         func(n int) string
}{
	Name: "【自查】",
	Found: func(day string, lines []string) string {
		text := "【自查】" + day + "，这些没有人管或没有送到，请安排：\n"
		for _, l := range lines {
			text += "· " + l + "\n"
		}
		return text[:len(text)-1]
	},
	NoDispatcher: "还没有绑定的受理员，新工单没有人受理",
	NoStaff:      func(units []string) string { return quoted(units) + "还没有绑定的工作人员" },
	NoLeader: func(names []string) string {
		return "挂钩领导" + quoted(names) + "不是已绑定的分管领导的姓名，超期时改为报告其他领导"
	},
	NoCalendar: func(year int) string {
		return fmt.Sprintf("日历里还没有%d年的放假安排，期限暂按周一至周五计算，请管理员补上后重启服务", year)
	},
	NoStandIn: func(unit, name string) string {
		return "“" + unit + "”的代班人“" + name + "”还没有绑定"
	},
	NoOwner: func(category, name, unit string) string {
		return "类目“" + category + "”的责任人“" + name + "”不是“" + unit + "”已绑定的经办人"
	},
	Unowned: func(n, hours int) string {
		return fmt.Sprintf("%d件工单超过%d个工作小时没有经办人", n, hours)
	},
	NoDate: func(n int) string { return fmt.Sprintf("%d件工单没有办理期限", n) },
	Gone:   func(n int) string { return fmt.Sprintf("%d件工单的经办人已经停用", n) },
	Stuck: func(n, hours int) string {
		return fmt.Sprintf("%d条通知没有发出，最久的等了%d小时", n, hours)
	},
	Held: func(n int) string { return fmt.Sprintf("%d条通知在等对方来消息，重要的请打电话", n) },
}

func quoted(names []string) string { return "“" + strings.Join(names, "”“") + "”" }
