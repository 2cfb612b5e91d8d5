package texts

import (
	"fmt"
	"strings"
)

// Brief is 简报, the draft of the monthly bulletin: figures and categories, never what
// somebody wrote.
var Brief = struct {
	Title    func(bureau, period, of string) string
	Draft    func(until string) string
	Whole    string
	Came     func(received int, change string) string
	More     func(before, by int) string
	Less     func(before, by int) string
	Same     func(before int) string
	Became   func(accepted, resolved, pending int, rate, onTime string) string
	Channels func(rows []string) string
	Topics   string
	Topic    func(name string, n int, share, change string) string
	Right    string
	Resolved func(n int, rows []string) string
	Speed    func(median, ninety int) string
	Late     string
	NoneLate string
	LateRows func(n int, rows []string) string
	Above    string
	NoAbove  string
	Waiting  func(n int, rows []string) string
	Next     string
	ToFill   string
	Count    func(name string, n int) string
	None     string
	Check    string
	Usage    string
}{
	Title: func(bureau, period, of string) string {
		if of != "" {
			of = "（" + of + "）"
		}
		return "民情简报（草稿）\n" + bureau + "　" + period + of
	},
	Draft: func(until string) string { return "数字截至" + until + "，请核对后使用。" },
	Whole: "一、总体情况",
	Came: func(received int, change string) string {
		return fmt.Sprintf("收到群众意见%d件%s。", received, change)
	},
	More: func(before, by int) string { return fmt.Sprintf("（上一期%d件，多%d件）", before, by) },
	Less: func(before, by int) string { return fmt.Sprintf("（上一期%d件，少%d件）", before, by) },
	Same: func(before int) string { return fmt.Sprintf("（上一期也是%d件）", before) },
	Became: func(accepted, resolved, pending int, rate, onTime string) string {
		return fmt.Sprintf("受理%d件，整改办结%d件，正在办理%d件，整改率%s，按期率%s。", accepted, resolved, pending, rate, onTime)
	},
	Channels: func(rows []string) string { return "来自：" + strings.Join(rows, "、") + "。" },
	Topics:   "二、群众关心的事",
	Topic: func(name string, n int, share, change string) string {
		return fmt.Sprintf("%s%d件，占%s%s", name, n, share, change)
	},
	Right: "三、整改情况",
	Resolved: func(n int, rows []string) string {
		if len(rows) == 0 {
			return fmt.Sprintf("已整改到位%d件。", n)
		}
		return fmt.Sprintf("已整改到位%d件：", n) + strings.Join(rows, "、") + "。"
	},
	Speed: func(median, ninety int) string {
		return "一半" + workdays(median) + "办结，九成" + workdays(ninety) + "办结。"
	},
	Late:     "四、超期未办结",
	NoneLate: "没有超期未办结的。",
	LateRows: func(n int, rows []string) string {
		return fmt.Sprintf("%d件：", n) + strings.Join(rows, "、") + "。请抓紧办理。"
	},
	Above:   "五、上报待解决",
	NoAbove: "没有上报待解决的。",
	Waiting: func(n int, rows []string) string {
		return fmt.Sprintf("%d件：", n) + strings.Join(rows, "、") + "。请每月复议一次。"
	},
	Next:   "六、下一步打算",
	ToFill: "（请补写）",
	Count:  func(name string, n int) string { return fmt.Sprintf("%s%d件", name, n) },
	None:   "没有收到群众意见。",
	Check:  "对外公布前：不足5件的类目请合并，不写姓名、住址和具体事由。",
	Usage:  "请写哪一个月，不写就是上月，例如：简报 10月、简报 2026年10月",
}
