package texts

import (
	"fmt"
	"strings"
)

// Slips is what is said about 转办单.
var Slips = struct {
	HandUsage   func(number string, units []string) string
	HandReason  func(number, unit string) string
	Already     func(number, unit string) string
	Handed      func(number, unit, slip string) string
	Passed      func(number string, times int) string
	HandedAway  func(number, unit, slip string) string
	PointAway   func(unit, phone, address string) string
	HandedTo    func(number, kind, category, from, slip, due, why string) string
	Nobody      func(unit string) string
	Followed    func(number, unit string) string // to the citizen: another office does it, ours follows
	Line        func(slip, from, to string, received bool) string
	Head        func(slip string) string
	About       func(number, kind, category string) string
	Way         func(from, to string) string
	Outside     string
	Why         func(words string) string
	By          func(name, at string) string
	Due         func(day string) string
	Received    func(name, at string) string
	Receipt     func(words string) string
	NoReceipt   string
	Print       func(link string) string
	Sign        func(slip string) string
	Answered    func(slip string) string
	None        func(number string) string
	Usage       string
	SignUsage   string
	NotFound    func(slip string) string
	Signed      func(slip string) string
	SignedYou   func(slip, number, unit, name string) string
	SignedTwice func(slip, at string) string
	SignOther   func(slip, unit string) string
	SignOutside func(slip, unit string) string
	AnswerUsage func(slip string) string
	AnswerInner func(slip, unit string) string
	Written     func(slip string) string
	Dispatcher  string // where a ticket comes from that no unit had
}{
	HandUsage: func(number string, units []string) string {
		return Lines("请写明转给哪个股室和理由，例如：转办 "+number+" 养老服务股 属于养老机构收费", "可以转给："+strings.Join(units, "、"))
	},
	HandReason: func(number, unit string) string {
		return "请写明转办的理由，会写进转办单。例如：转办 " + number + " " + unit + " 属于该单位职责"
	},
	Already: func(number, unit string) string {
		return "工单 " + number + " 现在就在" + unit + "，不用转办。"
	},
	Passed: func(number string, times int) string {
		return fmt.Sprintf("%s 已经在股室之间转了%d次，请指定由谁来办：%s", number, times, Command("工单 "+number))
	},
	Handed: func(number, unit, slip string) string {
		return "已把 " + number + " 转给" + unit + "，对方接单或签收就是回执。" + Command("转办单 "+slip)
	},
	HandedAway: func(number, unit, slip string) string {
		return "已登记把 " + number + " 转给" + unit + "（外单位），仍由您跟进。请把转办单送给对方：" + Command("转办单 "+slip) + "\n收到对方的回执请发：回执 " + slip + " 加内容"
	},
	PointAway: func(unit, phone, address string) string {
		s := "这件事由" + unit + "负责，我们已经转给他们，并会继续跟进。"
		if contact := Lines(field("电话", phone), field("地址", address)); contact != "" {
			s += "您也可以直接联系：\n" + contact
		}
		return s
	},
	HandedTo: func(number, kind, category, from, slip, due, why string) string {
		s := from + "转来的工单 " + number + "（" + kind + "·" + category + "）"
		if due != "" {
			s += "，" + due + "到期"
		}
		return s + "，理由：" + why + "\n" + Command("接单 "+number) + "  " + Command("工单 "+number) + "  " + Command("转办单 "+slip)
	},
	Nobody: func(unit string) string {
		return unit + "现在没有人能收到提醒，请当面或电话告诉对方。"
	},
	Followed: func(number, unit string) string {
		return "您的工单 " + number + " 已转" + unit + "办理，由本局跟进并答复您。查看：" + Command("进度 "+number)
	},
	Line: func(slip, from, to string, received bool) string {
		s := "转办单：" + Tap(slip, "转办单 "+slip, 99) + " " + from + "→" + to
		if !received {
			s += "，还没有回执"
		}
		return s
	},
	Head: func(slip string) string { return "转办单 " + slip },
	About: func(number, kind, category string) string {
		return "工单 " + number + "（" + kind + "·" + category + "）"
	},
	Way:       func(from, to string) string { return from + " → " + to },
	Outside:   "（外单位）",
	Why:       func(words string) string { return "理由：" + words },
	By:        func(name, at string) string { return "经手：" + name + "，" + at },
	Due:       func(day string) string { return "办理期限：" + day },
	Received:  func(name, at string) string { return "回执：" + name + "，" + at },
	Receipt:   func(words string) string { return "回执内容：" + words },
	NoReceipt: "回执：还没有",
	Print: func(link string) string {
		return `<a href="` + link + `">打印转办单</a>（24小时内有效，只给经办的人看，请不要转发）`
	},
	Sign:      func(slip string) string { return "收到了请回复 " + Command("签收 "+slip) },
	Answered:  func(slip string) string { return "收到对方的回执请发：回执 " + slip + " 加内容" },
	None:      func(number string) string { return "工单 " + number + " 没有转办过。" },
	Usage:     "请写上转办单号或工单号，例如：转办单 Z2026-0001",
	SignUsage: "请写上转办单号，例如：签收 Z2026-0001",
	NotFound:  func(slip string) string { return "没有找到转办单 " + slip + "，请核对单号。" },
	Signed:    func(slip string) string { return "已签收转办单 " + slip + "，转来的人会知道。" },
	SignedYou: func(slip, number, unit, name string) string {
		return unit + name + "签收了转办单 " + slip + "（工单 " + number + "）。"
	},
	SignedTwice: func(slip, at string) string { return "转办单 " + slip + " 在" + at + "已经有回执了。" },
	SignOther: func(slip, unit string) string {
		return "转办单 " + slip + " 是转给" + unit + "的，由该单位签收。"
	},
	SignOutside: func(slip, unit string) string {
		return unit + "是外单位，收到对方的回执请发：回执 " + slip + " 加内容"
	},
	AnswerUsage: func(slip string) string {
		return "请写上对方的回执，例如：回执 " + slip + " 县应急管理局张科长当面签收，三日内答复"
	},
	AnswerInner: func(slip, unit string) string {
		return "转办单 " + slip + " 是转给" + unit + "的，对方接单或签收就是回执，不用另写。"
	},
	Written:    func(slip string) string { return "已记下转办单 " + slip + " 的回执。" },
	Dispatcher: "受理员",
}
