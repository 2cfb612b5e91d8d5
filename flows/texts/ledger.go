package texts

import (
	"fmt"
	"strings"
)

// Ledger is 台账, the figures of a month or a year. It names nobody.
var Ledger = struct {
	Head      func(period, until string) string
	Total     func(people, cases int, cost, each string) string
	None      string
	Refused   func(people int) string
	Month     func(year, month int) string
	Year      func(year int) string
	Quarter   func(year, quarter int) string
	Half      func(year int, which string) string
	Days      func(from, to string) string
	ByMonth   string
	ByOutcome string
	ByKind    string
	ByTown    string
	BySign    string
	Apart     string
	By        func(what string, rows []string) string
	Row       func(name string, people int) string
	Cases     func(name string, cases int) string
	NotGiven  string
	NoSign    string
	Arrival   func(mean, median string, n int) string
	Minutes   func(n int) string
	Stays     func(still, in, out, days int) string
	Left      func(how []string) string
	Unentered func(n int, numbers []string) string
	Owed      func(cases int, who []string) string
	Scans     string
	Scan      func(name string, n int) string
	Usage     string
}{
	Head: func(period, until string) string {
		if until != "" {
			period += "（到" + until + "）"
		}
		return "【救助台账】" + period
	},
	Total: func(people, cases int, cost, each string) string {
		s := fmt.Sprintf("救助%d人次，处置%d件，经费%s元", people, cases, cost)
		if each != "" {
			s += "，平均每人次" + each + "元"
		}
		return s
	},
	None:    "没有救助记录。",
	Refused: func(people int) string { return fmt.Sprintf("另有%d人拒绝救助，不计人次", people) },
	Month:   func(year, month int) string { return fmt.Sprintf("%d年%d月", year, month) },
	Year:    func(year int) string { return fmt.Sprintf("%d年", year) },
	Quarter: func(year, quarter int) string {
		return fmt.Sprintf("%d年第%s季度", year, []string{"一", "二", "三", "四"}[(quarter-1)%4])
	},
	Half: func(year int, which string) string { return fmt.Sprintf("%d年%s半年", year, which) },
	Days: func(from, to string) string {
		if to == "" {
			return from
		}
		return from + "至" + to
	},
	Scans:     "引导牌扫码",
	Scan:      func(name string, n int) string { return fmt.Sprintf("%s %d次", name, n) },
	ByMonth:   "按月",
	ByOutcome: "按结果",
	ByKind:    "按类别",
	ByTown:    "按乡镇",
	BySign:    "按引导牌",
	Apart:     "不计人次",
	By:        func(what string, rows []string) string { return what + "：" + strings.Join(rows, "、") },
	Row:       func(name string, people int) string { return fmt.Sprintf("%s %d", name, people) },
	Cases:     func(name string, cases int) string { return fmt.Sprintf("%s %d件", name, cases) },
	NotGiven:  "未填",
	NoSign:    "没有扫牌",
	Arrival: func(mean, median string, n int) string {
		return fmt.Sprintf("到场时间：平均%s，中位%s（%d件有记录）", mean, median, n)
	},
	Minutes: func(n int) string {
		switch {
		case n < 1:
			return "不到1分钟"
		case n < 60:
			return fmt.Sprintf("%d分钟", n)
		}
		return fmt.Sprintf("%d小时%d分钟", n/60, n%60)
	},
	Stays: func(still, in, out, days int) string {
		if in+out+days == 0 {
			return fmt.Sprintf("在站：%d人", still)
		}
		return fmt.Sprintf("在站：%d人；入站%d人，离站%d人，在站%d人天", still, in, out, days)
	},
	Left: func(how []string) string { return "离站方式：" + strings.Join(how, "、") },
	Unentered: func(n int, numbers []string) string {
		s := fmt.Sprintf("未录全国系统：%d人（%s", n, strings.Join(numbers, "、"))
		if n > len(numbers) {
			s += "等"
		}
		return s + "）"
	},
	Owed: func(cases int, who []string) string {
		return fmt.Sprintf("该告知没有告知：%d件——%s", cases, strings.Join(who, "、"))
	},
	Usage: "请写哪一个月或哪一年，不写就是本月，例如：台账 2026年11月、台账 11月、台账 2026",
}
