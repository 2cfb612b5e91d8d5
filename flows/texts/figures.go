package texts

import (
	"fmt"
	"strings"
)

// Figures is 统计, what the chat tells of a period's figures. It names nobody.
var Figures = struct {
	Head     func(period, until, of string) string
	None     string
	Received func(received, resolved, escalated int, rate string) string
	More     func(accepted, pending, overdue, declined, withdrawn, merged int) string
	OnTime   func(share string) string
	Response func(median, ninety int) string
	Closing  func(median, ninety int) string
	Content  func(rated, good, bad, mistaken int, share string) string
	By       func(what string, rows []string) string
	Row      func(name string, received int, rate string) string
	Others   func(rows, received int) string
	Channel  string
	Unit     string
	Category string
	Months   string
	NotGiven string
	NotSent  string // no unit yet
	Linked   string // of which units, where it is not all
	Usage    func(units []string) string
	Sighting func(n int) string
	TooMany  string
}{
	Head: func(period, until, of string) string {
		if until != "" {
			period += "（到" + until + "）"
		}
		if of != "" {
			period += "　" + of
		}
		return "【统计】" + period
	},
	None: "没有收到意见。",
	Received: func(received, resolved, escalated int, rate string) string {
		return fmt.Sprintf("收件%d件，办结%d件，上报待解决%d件，整改率%s", received, resolved, escalated, rate)
	},
	More: func(accepted, pending, overdue, declined, withdrawn, merged int) string {
		s := fmt.Sprintf("受理%d，在办%d，超期未办结%d，不予受理%d，撤回%d", accepted, pending, overdue, declined, withdrawn)
		if merged > 0 {
			s += fmt.Sprintf("；另并入别单%d", merged)
		}
		return s
	},
	OnTime: func(share string) string { return "按期率：" + share },
	Response: func(median, ninety int) string {
		return "首次回应：一半在" + workhours(median) + "内，九成在" + workhours(ninety) + "内（只算工作日）"
	},
	Closing: func(median, ninety int) string {
		return "用时：一半" + workdays(median) + "办结，九成" + workdays(ninety) + "办结"
	},
	Content: func(rated, good, bad, mistaken int, share string) string {
		s := fmt.Sprintf("评价%d件：好评%d，差评%d，满意率%s", rated, good, bad, share)
		if mistaken > 0 {
			s += fmt.Sprintf("；另误评%d", mistaken)
		}
		return s
	},
	By: func(what string, rows []string) string { return what + "：" + strings.Join(rows, "、") },
	Row: func(name string, received int, rate string) string {
		return fmt.Sprintf("%s %d（%s）", name, received, rate)
	},
	Others:   func(rows, received int) string { return fmt.Sprintf("其他%d项 %d", rows, received) },
	Channel:  "渠道",
	Unit:     "股室",
	Category: "类目",
	Months:   "月份",
	NotGiven: "未填",
	NotSent:  "未派单",
	Linked:   "分管股室",
	Usage: func(units []string) string {
		return "请写哪一段时间，不写就是今年，例如：统计 本月、统计 上月、统计 2026年5月、统计 第二季度、统计 1月1日到3月31日。" +
			"只看一个股室，就把股室写在后面。可以看的股室：" + strings.Join(units, "、")
	},
	TooMany:  "这段时间的件数太多，在微信里一时算不完。请分几段看，例如按月；全部数字请管理员在服务器上运行 minqing report。",
	Sighting: func(n int) string { return fmt.Sprintf("另有街头救助%d件，不在内，见救助台账", n) },
}

// workdays says how long something took by the calendar of working days.
func workdays(n int) string {
	if n == 0 {
		return "当天"
	}
	return fmt.Sprintf("在%d个工作日内", n)
}

// workhours is a time that counts working days alone, of twenty-four hours each, as
// people say it.
func workhours(hours int) string {
	if hours < 48 {
		return fmt.Sprintf("%d小时", hours)
	}
	return fmt.Sprintf("%d个工作日", (hours+23)/24)
}
