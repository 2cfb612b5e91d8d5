package texts

import (
	"fmt"
	"strings"
)

// Peaks is what is said of peak days (高峰日): what is planned, the reminder of
// what to bring, the check list of the day before, and a broken device on the day.
var Peaks = struct {
	// for anybody
	Hours  func(spans string, noLunch bool, first, last string) string
	Note   func(words string) string
	Shut   func(why string) string
	Line   func(name, day string) string // 七夕，8月8日（周日）
	NoDate func(name string) string
	Advice func(year, month, day, short, minutes, long int) string

	// 提醒我
	AskDay   string
	AskCase  func(day string) string
	Cases    []string
	CaseName func(what string) string
	DayShut  func(day, why string) string
	Past     func(day string) string
	TooFar   func(day string) string
	Full     func(most int) string
	Set      func(at, day, what string) string
	Fair     string
	Late     func(day string) string
	Name     func(day string) string // what a reminder begins with
	Remind   func(day, what string) string
	ThatDay  func(plan, place string) string
	State    string // in the short pointer; at most five characters
	Papers   func(what, phone string) string
	None     string
	Dropped  func(days []string) string

	// the day before
	EveName     string // what everything about the check list begins with
	EveHead     func(name, day string) string
	EveFixed    func(name, day string) string
	EveItem     func(n int, item string) string
	EveUnasked  string
	EveTap      func(n int) string
	EveUnsaid   func(gaps string) string
	EveGood     func(by, at, words string) string
	EveBad      func(by, at, words string) string
	EveTaps     string
	EveAllGood  func(day string) string
	EveGaps     func(day string, n int) string
	EveBroken   func(day, item string) string
	EveNone     string
	EveNext     func(day, at string) string
	EveNoItems  string
	ReadyUsage  string
	BrokenUsage string

	// a device that breaks on the day
	FaultUsage func(most int) string
	FaultSoon  func(at string, minutes int) string
	Fault      func(unit, number, words, phone string) string
	FaultTold  func(couples int) string
	FaultMute  func(walkIns int) string
	FaultNone  string
}{
	Hours: func(spans string, noLunch bool, first, last string) string {
		if noLunch {
			spans += "，中午不休息"
		}
		switch {
		case first != "" && last != "":
			spans += "；" + first + "开始取号，" + last + "停止取号"
		case first != "":
			spans += "；" + first + "开始取号"
		case last != "":
			spans += "；" + last + "停止取号"
		}
		return spans + "。"
	},
	Note: func(words string) string { return "高峰日提示：" + words },
	Shut: func(why string) string {
		if why == "" {
			return "不办理。"
		}
		return "不办理（" + why + "）。"
	},
	Line:   peakName,
	NoDate: func(name string) string { return name + "：日历里还没有那一天是几月几日。" },
	Advice: func(year, month, day, short, minutes, long int) string {
		return fmt.Sprintf("按%d年%d月%d日的记录，%s取号的等得最短，一半的人%s内就叫到了；%s取号的等得最久。",
			year, month, day, anHour(short), minutesWords(max(minutes, 5)), anHour(long))
	},

	AskDay:  "请选择要提醒哪一天，也可以直接写日子，例如：12月31日",
	AskCase: func(day string) string { return day + "，您要办什么？不同的事带的材料不一样。" },
	Cases:   []string{"结婚", "离婚", "补领"},
	CaseName: func(what string) string {
		if what == "补领" {
			return "补领婚姻登记证"
		}
		return "办" + what + "登记"
	},
	DayShut: func(day, why string) string {
		s := day + "不办婚姻登记"
		if why != "" {
			s += "（" + why + "）"
		}
		return s + "，没有记提醒。请换一天，看哪天办可以问 " + Command("高峰日安排")
	},
	Past:   func(day string) string { return day + "已经过了，请换一天。" },
	TooFar: func(day string) string { return day + "离现在太远，请近一年里再来说。" },
	Full: func(most int) string {
		return fmt.Sprintf("已经记了%d天的提醒，不能再多了。不要的请先回复 ", most) + Command("取消提醒")
	},
	Set: func(at, day, what string) string {
		return fmt.Sprintf("记下了：%s提醒您%s%s要带的材料和当天的时间。", at, day, what)
	},
	Fair: "要说明的是：微信规定，您48小时没有和我们说话，我们的消息可能发不出去；那样的话，您下次发消息时会先告诉您。最好自己也记一下日子。\n不要了请回复 " + Command("取消提醒"),
	Late: func(day string) string { return day + "快到了，来不及另外提醒，现在就告诉您：" },
	Name: func(day string) string { return "您要的提醒：" + day },
	Remind: func(day, what string) string {
		return "您要的提醒：" + day + what + "，请提前备好材料。"
	},
	ThatDay: func(plan, place string) string { return Lines("当天："+plan, field("地点", place)) },
	State:   "材料提醒",
	Papers: func(what, phone string) string {
		return what + "要带的材料请回复 " + Command("所需材料") + " 查看，或致电" + phone + "。"
	},
	None:    "没有记着要提醒的日子。要提醒请回复 " + Command("提醒我"),
	Dropped: func(days []string) string { return "已取消提醒：" + strings.Join(days, "、") + "。" },

	EveName: eveName,
	EveHead: func(name, day string) string {
		return eveName + "单：" + peakName(name, day) + "。请逐项检查，没问题的点“备好”，有问题的写：没备好 2 打印机缺墨"
	},
	EveFixed:   func(name, day string) string { return eveName + "：" + peakName(name, day) },
	EveItem:    func(n int, item string) string { return fmt.Sprintf("%d %s", n, item) },
	EveUnasked: " 还没有检查",
	EveTap:     func(n int) string { return "  " + Command(fmt.Sprintf("备好 %d", n)) },
	EveUnsaid: func(gaps string) string {
		return "本局的文件里还没有写明" + gaps + "，请向领导确认。"
	},
	EveGood: func(by, at, words string) string {
		if words != "" {
			words = "：" + Plain(words)
		}
		return " ✓ " + by + " " + at + words
	},
	EveBad:     func(by, at, words string) string { return " ✗ " + by + " " + at + "：" + Plain(words) },
	EveTaps:    Command("备好 全部") + "  " + Command("高峰检查"),
	EveAllGood: func(day string) string { return eveName + "：" + day + "，都备好了。" },
	EveGaps: func(day string, n int) string {
		return fmt.Sprintf("%s：%s，还有%d项没有备好：", eveName, day, n)
	},
	EveBroken: func(day, item string) string { return eveName + "：" + day + "，新报没备好：" + item },
	EveNone:   "近一年没有高峰日要检查。",
	EveNext: func(day, at string) string {
		return "最近的高峰日是" + day + "，前一个办理日" + at + "发检查单。"
	},
	EveNoItems: "本局没有设高峰日检查单。",
	ReadyUsage: "请写上序号，例如：备好 1 3；都没问题就回复 " + Command("备好 全部") + "；看清单请回复 " + Command("高峰检查"),
	BrokenUsage: "请写上序号和缺什么，例如：没备好 2 打印机缺墨；看清单请回复 " +
		Command("高峰检查"),

	FaultUsage: func(most int) string {
		return fmt.Sprintf("请写上什么坏了、现在怎么办（%d字以内），例如：设备故障 叫号机坏了，改人工叫号", most)
	},
	FaultSoon: func(at string, minutes int) string {
		return fmt.Sprintf("%s刚通知过大家，%d分钟内只通知一次，免得打扰。急的请当面说一声。", at, minutes)
	},
	Fault: func(unit, number, words, phone string) string {
		return unit + "通知：" + Plain(words) + "。您的号 " + number + " 仍然有效，请听现场工作人员安排。给您添麻烦了，请谅解。有事请致电" + phone + "。"
	},
	FaultTold: func(couples int) string { return fmt.Sprintf("已通知今天手里有号的%d对。", couples) },
	FaultMute: func(walkIns int) string {
		return fmt.Sprintf("另有%d对没有微信，请当面说一声。", walkIns)
	},
	FaultNone: "已记下。现在没有人在等，没有发通知。",
}

const eveName = "高峰日检查"

// anHour is an hour from o'clock on: 上午8点到9点, 中午12点到下午1点.
func anHour(from int) string {
	begins, ends := hourName(from), hourName(from+1)
	if part := []rune(begins)[:2]; strings.HasPrefix(ends, string(part)) {
		ends = strings.TrimPrefix(ends, string(part))
	}
	return begins + "到" + ends
}

// hourName is an hour of the day as people say it: 上午9点, 中午12点, 下午4点.
func hourName(hour int) string {
	switch {
	case hour < 12:
		return fmt.Sprintf("上午%d点", hour)
	case hour == 12:
		return "中午12点"
	case hour < 18:
		return fmt.Sprintf("下午%d点", hour-12)
	}
	return fmt.Sprintf("晚上%d点", hour-12)
}

// peakName does not say a name that is the date.
func peakName(name, day string) string {
	if name == "" || strings.Contains(day, name) {
		return day
	}
	return name + "，" + day
}
